import Composition
import ConfigSyntax
import ReferenceData
import RunPlan
import SourceText

/// The model of a GPT-NeoX file: `megatron/model/transformer.py`, `mamba.py`, `rwkv.py`.
enum GPTNeoXModel {
  static func read(_ keys: inout KeyReader) {
    let layers = keys.claim(.layers, "num_layers")
    let hidden = keys.claim(.hiddenSize, "hidden_size")
    let heads = keys.claim(.heads, "num_attention_heads")
    let keyValueHeads =
      keys.isSet("num_kv_heads")
      ? keys.claim(.kvHeads, "num_kv_heads")
      : keys.derive(.kvHeads, "num_attention_heads", from: heads) { $0[0] }
    let width = readWidth(&keys, hidden: hidden)
    let rows = readVocabulary(&keys)
    guard let layers, let hidden, let heads, let layerCount = layers.integer,
      let hiddenSize = hidden.integer, let headCount = heads.integer,
      let mixing = mixing(&keys, layers: layerCount, hidden: hiddenSize)
    else { return }
    var shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: ModelShape.Attention(
        heads: headCount, keyValueHeads: keyValueHeads?.integer,
        hasInputBias: keys.flag("use_bias_in_attn_linear") ?? true,
        hasOutputBias: keys.flag("use_bias_in_attn_linear") ?? true),
      mlp: ModelShape.MLP(
        width: width?.integer ?? 0, isGated: isGated(keys),
        hasBias: gatedFamily(keys) != .llama && keys.flag("use_bias_in_mlp") ?? true),
      embedding: ModelShape.Embedding(isTied: !(keys.flag("no_weight_tying") ?? false)),
      mixing: mixing)
    guard let norms = norms(keys), let queryKeyNorm = queryKeyNorm(keys, norms.kind) else {
      return
    }
    let positionRows = positionRows(keys)
    shape.norms = norms
    shape.attention?.queryKeyNorm = queryKeyNorm
    shape.embedding.positionRows = positionRows ?? 0
    let usesExperts = readExperts(&keys, &shape)
    guard usesExperts, width != nil || !shape.needsMLP else { return }
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      knowsSurroundings: positionRows != nil && hasHeadOverVocabulary(keys),
      inputs: [layers, hidden] + [width, rows].compactMap { $0 })
  }

  /// The word at `key`, or nil where what stands there is none.
  private static func word(_ keys: KeyReader, _ key: String, fallback: String) -> String? {
    keys.isSet(key) ? keys.text(key)?.value : fallback
  }

  private static func positionRows(_ keys: KeyReader) -> Int? {
    switch word(keys, "pos_emb", fallback: "learned") {
    case "learned": keys.reading.claims[.contextLength]?.integer
    case "rotary", "sinusoidal", "alibi", "none": 0
    default: nil
    }
  }

  /// A reward model that ties nothing ends in one number instead of the vocabulary.
  private static func hasHeadOverVocabulary(_ keys: KeyReader) -> Bool {
    keys.text("train_impl")?.value != "rm" || keys.flag("no_weight_tying") != true
  }

  private static func isGated(_ keys: KeyReader) -> Bool {
    switch keys.text("activation")?.value {
    case "geglu", "reglu", "bilinear", "swiglu", "glu": true
    default: gatedFamily(keys) != nil
    }
  }

  // MARK: Width

  /// The branch width; a gated activation takes one third of the key, rounded up.
  private static func readWidth(_ keys: inout KeyReader, hidden: Claim?) -> Claim? {
    let multiple = keys.number("mlp_multiple_of").value ?? 1
    if let family = gatedFamily(keys) {
      return readGatedWidth(&keys, family, hidden: hidden, multiple: multiple)
    }
    let gated = isGated(keys)
    let written = keys.written("intermediate_size")
    if gated, written != nil || keys.number("intermediate_size").isAbsent {
      keys.reading.gatedWidth = GatedWidth(
        key: "intermediate_size", written: written, branches: 3,
        activation: keys.place(of: "activation"))
    }
    func width(_ inner: Double) -> Double {
      roundedUp(gated ? ((inner * 2 / 3).rounded(.down) / 2).rounded(.down) : inner, to: multiple)
    }
    switch keys.number("intermediate_size") {
    case .value(let inner, let source):
      let formula = gated ? "intermediate_size / 3, rounded up" : "intermediate_size"
      let written = Claim(.intermediateSize, inner, .written(source))
      return keys.add(
        Claim(.intermediateSize, width(inner), .derived(formula: formula, from: [written])))
    case .unknown: return nil
    case .absent: break
    }
    let factor = keys.number("expansion_factor").value ?? 4
    return keys.derive(
      .intermediateSize, gated ? "a third of hidden_size × 4" : "hidden_size × 4", from: hidden
    ) { width(($0[0] * factor).rounded(.down)) }
  }

  /// `mlp_type` of versions before the gated MLP took its name from `activation`.
  private enum GatedFamily: String {
    /// EleutherAI: a width as written, or a multiple of 256; no biases, whatever the keys say.
    case llama
    /// Stability AI's fork, which is not public: known only by its released models.
    case gated
  }

  private static func gatedFamily(_ keys: KeyReader) -> GatedFamily? {
    keys.text("mlp_type").flatMap { GatedFamily(rawValue: $0.value) }
  }

  private static func readGatedWidth(
    _ keys: inout KeyReader, _ family: GatedFamily, hidden: Claim?, multiple: Double
  ) -> Claim? {
    if keys.isSet("intermediate_size") {
      return family == .llama ? keys.claim(.intermediateSize, "intermediate_size") : nil
    }
    let unit = family == .llama ? 256 : multiple
    return keys.derive(.intermediateSize, "8 × hidden_size / 3, rounded up", from: hidden) {
      roundedUp((8 * $0[0] / 3).rounded(.down), to: unit)
    }
  }

  private static func roundedUp(_ value: Double, to multiple: Double) -> Double {
    multiple > 0 ? (value / multiple).rounded(.up) * multiple : value
  }

  // MARK: Vocabulary

  /// The tokenizer's size, padded to `make_vocab_size_divisible_by` × model parallel size.
  private static func readVocabulary(_ keys: inout KeyReader) -> Claim? {
    guard let size = tokenizerSize(keys), let tensor = keys.reading.claims[.tensorParallel] else {
      return nil
    }
    let unit = keys.number("make_vocab_size_divisible_by").value ?? 128
    return keys.derive(
      .vocabularySize,
      "tokenizer, padded to a multiple of \(Magnitude.shortest(unit * tensor.value))",
      from: size
    ) { roundedUp($0[0], to: unit * tensor.value) }
  }

  private static func tokenizerSize(_ keys: KeyReader) -> Claim? {
    guard let value = keys.value("tokenizer_type"), !value.isNull else {
      guard let tokenizer = Tokenizers.named("gpt2"), let size = tokenizer.size else { return nil }
      return Claim(.vocabularySize, Double(size), .frameworkDefault(key: "tokenizer_type"))
    }
    guard let name = KeyReader.text(of: value)?.value else { return nil }
    let source = KeySource(key: "tokenizer_type", origin: value.origin)
    switch name.lowercased() {
    case "gpt2bpetokenizer", "hfgpt2tokenizer":
      return published("gpt2", source)
    case "charleveltokenizer":
      return Claim(.vocabularySize, 512, .published(charLevel, source))
    case "hftokenizer":
      guard let file = keys.value("vocab_file"), let path = KeyReader.text(of: file)?.value,
        path.split(separator: "/").last == "20B_tokenizer.json"
      else { return nil }
      return published(
        "EleutherAI/gpt-neox-20b", KeySource(key: "vocab_file", origin: file.origin))
    default: return nil
    }
  }

  private static let charLevel = Citation("megatron/tokenizer/tokenizer.py: 512 characters")

  private static func published(_ name: String, _ source: KeySource) -> Claim? {
    guard let tokenizer = Tokenizers.named(name), let size = tokenizer.size else { return nil }
    return Claim(.vocabularySize, Double(size), .published(tokenizer.source, source))
  }

  // MARK: Norms, layers, experts

  /// `norms.py` never reads `use_bias_in_norms`; Stability AI's fork did.
  private static func norms(_ keys: KeyReader) -> ModelShape.Norms? {
    let hasBias = gatedFamily(keys) != .gated || keys.flag("use_bias_in_norms") ?? true
    switch word(keys, "norm", fallback: "layernorm") {
    case "layernorm", "te_layernorm": return .init(hasBias ? .layer : .layerWithoutBias)
    case "rmsnorm", "te_rmsnorm": return .init(.rms)
    case "scalenorm": return .init(.scalar)
    case "non_parametric_layernorm": return .init(.nonParametric)
    default: return nil
    }
  }

  /// One norm, applied to queries and to keys.
  ///
  /// `qk_norm` is the key of Stability AI's fork, which is not public.
  private static func queryKeyNorm(
    _ keys: KeyReader, _ kind: ModelShape.Norms.Kind
  ) -> ModelShape.Attention.QueryKeyNorm? {
    guard keys.flag("qk_norm") != true else { return nil }
    guard keys.flag("use_qk_layernorm") == true else {
      return ModelShape.Attention.QueryKeyNorm.none
    }
    switch kind {
    case .rms, .layerWithoutBias: return .shared
    case .layer: return .sharedWithBias
    case .scalar, .nonParametric: return nil
    }
  }

  /// The kinds of the layers, from `attention_config`: `[[[types], repeat], …]`, or one type a
  /// layer.
  private static func mixing(
    _ keys: inout KeyReader, layers: Int, hidden: Int
  ) -> ModelShape.LayerMix? {
    guard let value = keys.value("attention_config"), !value.isNull else {
      return .uniform(.attention)
    }
    guard let types = expanded(value, layers: layers) else { return nil }
    keys.reading.layerLists.append(
      LayerList(key: "attention_config", span: value.span, count: types.total))
    guard types.total == layers else { return nil }
    var kinds: [ModelShape.LayerKind] = []
    for type in types.first {
      guard let kind = kind(type, keys, hidden: hidden) else { return nil }
      kinds.append(kind)
    }
    guard let first = kinds.first, kinds.contains(where: { $0 != first }) else {
      return kinds.first.map { .uniform($0) }
    }
    return .each(kinds)
  }

  /// The types layer by layer, no more of them than there are layers, and how many there would be.
  private static func expanded(
    _ value: ConfigValue, layers: Int
  ) -> (first: [String], total: Int)? {
    guard value.isSequence, layers <= 100_000 else { return nil }
    var types: [String] = []
    var total = 0
    for item in value.items {
      if let type = KeyReader.text(of: item)?.value {
        if types.count < layers { types.append(type) }
        total += 1
        continue
      }
      let parts = item.items
      guard parts.count == 2 else { return nil }
      let group = parts[0].items.compactMap { KeyReader.text(of: $0)?.value }
      guard !group.isEmpty else { return nil }
      switch parts[1].scalar {
      case .integer(let count) where count >= 0 && count <= 100_000: total += count * group.count
      case .text("all"): total = max(total, layers)
      default: return nil
      }
      while types.count < min(total, layers) { types += group }
      types = Array(types.prefix(layers))
    }
    return (types, total)
  }

  private static func kind(
    _ type: String, _ keys: KeyReader, hidden: Int
  ) -> ModelShape.LayerKind? {
    switch type {
    case "global", "local", "flash", "sparse_fixed", "sparse_variable", "bigbird", "bslongformer":
      return .attention
    case "mamba": return .mamba(mamba(keys, hidden: hidden))
    case "rwkv":
      let factor = keys.number("expansion_factor").value ?? 3.5
      let inner = keys.number("intermediate_size").value ?? (factor * Double(hidden))
      guard (0...1e9).contains(inner) else { return nil }
      return .rwkv6(innerWidth: Int(inner) / 32 * 32)
    default: return nil
    }
  }

  private static func mamba(_ keys: KeyReader, hidden: Int) -> ModelShape.Mamba {
    var block = ModelShape.Mamba(hidden: hidden)
    if let inner = keys.number("intermediate_size").value, (0...1e9).contains(inner) {
      block.innerWidth = Int(inner)
    } else if let factor = keys.number("expansion_factor").value, (0...1e6).contains(factor) {
      block.innerWidth = Int((factor * Double(min(hidden, 1 << 30))).rounded(.down))
    }
    block.hasConvolutionBias = keys.flag("mamba_use_bias_in_conv") ?? true
    block.hasBias = keys.flag("mamba_use_bias_in_linears") ?? false
    return block
  }

  /// Puts the experts into the shape; false where they are not known.
  ///
  /// `ParallelGroupedMLP` is neither gated nor biased and takes `intermediate_size` as it stands.
  /// `moe_type` belongs to earlier versions, whose experts came from DeepSpeed or MegaBlocks.
  private static func readExperts(_ keys: inout KeyReader, _ shape: inout ModelShape) -> Bool {
    guard keys.isSet("moe_num_experts") else { return true }
    guard let count = keys.claim(.experts, "moe_num_experts")?.integer else { return false }
    guard count > 1 else { return true }
    guard !keys.isSet("moe_type"), let width = expertWidth(keys, hidden: shape.hidden),
      let top = keys.claim(.expertsPerToken, "moe_top_k", fallback: 1)?.integer,
      let interval = keys.count("moe_expert_interval", fallback: 1)
    else { return false }
    shape.experts = ModelShape.Experts(
      count: count, perToken: top, expert: ModelShape.MLP(width: width, isGated: false),
      placement: .every(interval: interval, offset: 0))
    return true
  }

  private static func expertWidth(_ keys: KeyReader, hidden: Int) -> Int? {
    let width =
      switch keys.number("intermediate_size") {
      case .value(let width, _): width
      case .absent: roundedUp(4 * Double(hidden), to: 256)
      case .unknown: Double.nan
      }
    return Int(exactly: width)
  }
}

extension ModelShape {
  /// Whether any layer has an MLP of its own.
  fileprivate var needsMLP: Bool {
    switch mixing {
    case .uniform(let kind): kind == .attention
    case .each(let kinds): kinds.contains(.attention)
    }
  }
}

extension GPTNeoX {
  /// Paths with weights are drawn from.
  package static func nameData(_ keys: inout KeyReader) {
    if keys.hasNone(of: "train_data_paths", "label_data_paths") { keys.noteData("data_path") }
  }
}
