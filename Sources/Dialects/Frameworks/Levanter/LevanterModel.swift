import Composition
import ConfigSyntax
import ReferenceData
import RunPlan
import SourceText

/// The model of a levanter file: `models/*.py`, whose `type` picks the defaults.
enum LevanterModel {
  /// The defaults of one `model.type`.
  fileprivate struct Family {
    let context: Double
    let hidden: Double
    let layers: Double
    let heads: Double
    var keyValueHeads: Double?
    /// The inner width; nil where it is a multiple of the hidden width.
    var width: Double?
    var isTied = false
    /// The checkpoint that `initialize_from_hf: true` stands for.
    var reference: String?
  }

  private static let llama = Family(
    context: 2048, hidden: 4096, layers: 32, heads: 32, keyValueHeads: 32, width: 11_008,
    reference: "NousResearch/Llama-2-7b-hf")
  private static let gemma = Family(
    context: 8192, hidden: 2048, layers: 18, heads: 8, keyValueHeads: 1, width: 16_384,
    isTied: true)

  private static func defaults(of type: String) -> Family? {
    switch type {
    case "gpt2":
      return Family(context: 1024, hidden: 768, layers: 12, heads: 12, isTied: true)
    case "llama", "qwen", "qwen3": return llama
    case "mistral", "mixtral":
      return Family(
        context: 8192, hidden: 4096, layers: 32, heads: 32, keyValueHeads: 8, width: 14_336)
    case "gemma", "gemma2", "gemma3": return gemma
    case "olmo2":
      return Family(
        context: 4096, hidden: 4096, layers: 32, heads: 32, keyValueHeads: 32, width: 11_008,
        reference: "allenai/OLMo-2-1124-7B")
    default: return nil
    }
  }

  static func read(_ keys: inout KeyReader) {
    guard Levanter.isReadable("model", keys) else { return }
    let type = keys.isSet("model.type") ? keys.text("model.type")?.value : "llama"
    let family = type.flatMap { defaults(of: $0) }
    let base = labelBase(&keys, family)
    let rows = readVocabulary(&keys)
    if usesBaseShape(keys) {
      LevanterBaseModel.read(&keys, base, rows: rows)
    } else if let type, let family {
      readContext(&keys, family, isLearned: type == "gpt2")
      readShape(&keys, type, family, rows: rows)
    }
  }

  // MARK: Base model

  /// Whether the model is that of the checkpoint, whatever stands at `model`.
  private static func usesBaseShape(_ keys: KeyReader) -> Bool {
    keys.flag("use_hf_model_config") == true || Levanter.adapterKey(keys) != nil
      || (keys.isSet("model_name_or_path") && !keys.isSet("model"))
  }

  /// The name of the checkpoint that training starts from, and where it stands.
  private static func labelBase(
    _ keys: inout KeyReader, _ family: Family?
  ) -> (name: String, source: KeySource)? {
    let start = "initialize_from_hf"
    for path in [start, "model_name_or_path"] {
      guard let value = keys.value(path), let name = keys.text(path)?.value,
        keys.flag(path) == nil
      else { continue }
      keys.reading.labels[.baseModel] = LabelClaim(name, origin: value.origin)
      return (name, KeySource(key: path, origin: value.origin))
    }
    guard keys.flag(start) == true, let value = keys.value(start), let name = family?.reference
    else { return nil }
    keys.reading.labels[.baseModel] = LabelClaim(name, certainty: .frameworkDefault)
    return (name, KeySource(key: start, origin: value.origin))
  }

  // MARK: Vocabulary

  /// The size of the tokenizer, rounded up where the rows are split over devices.
  private static func readVocabulary(_ keys: inout KeyReader) -> Claim? {
    guard let size = tokenizerSize(keys), let divisor = rowDivisor(keys) else { return nil }
    guard divisor > 1 else { return keys.add(size) }
    return keys.derive(.vocabularySize, "tokenizer, rounded up for its shards", from: size) {
      ($0[0] / divisor).rounded(.up) * divisor
    }
  }

  private static func tokenizerSize(_ keys: KeyReader) -> Claim? {
    for path in ["data.tokenizer", "tokenizer"] {
      guard let value = keys.value(path), !value.isNull else { continue }
      guard let name = keys.text(path)?.value, let tokenizer = Tokenizers.named(name),
        let size = tokenizer.size
      else { return nil }
      let source = KeySource(key: path, origin: value.origin)
      return Claim(.vocabularySize, Double(size), .published(tokenizer.source, source))
    }
    guard keys.value("data")?.isMapping == true, let size = Tokenizers.named("gpt2")?.size
    else { return nil }
    return Claim(.vocabularySize, Double(size), .frameworkDefault(key: "data.tokenizer"))
  }

  /// Over how many devices the rows of the vocabulary are split; nil where it is not known.
  private static func rowDivisor(_ keys: KeyReader) -> Double? {
    let fsdp = keys.value("trainer.fsdp_axis")
    let shards = (fsdp?.isSequence == true ? fsdp?.items : fsdp.map { [$0] }) ?? []
    if names("vocab", shards) { return nil }
    for part in ["axis_resources", "parameter_axis_resources"]
    where keys.isSet("trainer.\(part).vocab") {
      let path = "trainer.\(part).vocab"
      return keys.text(path)?.value == "model" ? keys.reading.claims[.tensorParallel]?.value : nil
    }
    let axes = keys.value("trainer.tensor_parallel_axes")?.items ?? []
    return names("vocab", axes) ? keys.reading.claims[.tensorParallel]?.value : 1
  }

  private static func names(_ axis: String, _ all: [ConfigValue]) -> Bool {
    all.contains { KeyReader.text(of: $0)?.value == axis }
  }

  private static func readContext(_ keys: inout KeyReader, _ family: Family, isLearned: Bool) {
    if isLearned { keys.reading.contextLimit = .hard }
    if keys.isSet("model.rope.factor") { keys.reading.contextLimit = .extended }
    let context = keys.claim(
      .contextLength, "model.max_seq_len", "model.seq_len", fallback: family.context)
    if keys.isSet("train_seq_len") {
      keys.claim(.sequenceLength, "train_seq_len")
    } else if let context {
      keys.add(Claim(.sequenceLength, context.value, context.provenance, slot: context.slot))
    }
  }

  private static func readShape(
    _ keys: inout KeyReader, _ type: String, _ family: Family, rows: Claim?
  ) {
    let layers = keys.claim(.layers, "model.num_layers", fallback: family.layers)
    let hidden = keys.claim(.hiddenSize, "model.hidden_dim", fallback: family.hidden)
    let width = readWidth(&keys, family, hidden: hidden)
    let bias = keys.flag("model.use_bias", fallback: type == "gpt2")
    let attention = bias.flatMap { readAttention(&keys, type, family, hasBias: $0) }
    guard let layers, let hidden, let layerCount = layers.integer,
      let hiddenSize = hidden.integer, let inner = width?.integer, let bias, let attention,
      let isTied = keys.flag("model.tie_word_embeddings", fallback: family.isTied),
      let norms = readNorms(keys, type, hasBias: bias),
      let hasInputNorm = keys.flag("model.input_embedding_norm", fallback: false)
    else { return }
    let isPlain = type == "gpt2"
    var shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: attention,
      mlp: ModelShape.MLP(width: inner, isGated: !isPlain, hasBias: bias),
      embedding: ModelShape.Embedding(
        isTied: isPlain || isTied,
        positionRows: isPlain ? keys.reading.claims[.contextLength]?.integer ?? 0 : 0,
        hasNorm: hasInputNorm),
      norms: norms)
    if type == "mixtral" { guard readExperts(&keys, &shape, inner) else { return } }
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden] + [width, rows].compactMap { $0 })
  }

  private static func readWidth(
    _ keys: inout KeyReader, _ family: Family, hidden: Claim?
  ) -> Claim? {
    if let width = family.width {
      return keys.claim(.intermediateSize, "model.intermediate_dim", fallback: width)
    }
    guard let scale = keys.share("model.mlp_scale", fallback: 4) else { return nil }
    return keys.derive(
      .intermediateSize, "\(Magnitude.shortest(scale)) × hidden_dim", from: hidden
    ) { $0[0] * scale }
  }

  private static func readAttention(
    _ keys: inout KeyReader, _ type: String, _ family: Family, hasBias: Bool
  ) -> ModelShape.Attention? {
    let heads = keys.claim(.heads, "model.num_heads", fallback: family.heads)
    let groups =
      family.keyValueHeads == nil
      ? keys.derive(.kvHeads, "num_heads", from: heads) { $0[0] }
      : keys.claim(.kvHeads, "model.num_kv_heads", fallback: family.keyValueHeads)
    guard let heads = heads?.integer, let groups = groups?.integer else { return nil }
    var attention = ModelShape.Attention(
      heads: heads, keyValueHeads: groups, hasInputBias: hasBias, hasOutputBias: hasBias)
    switch type {
    case "llama", "qwen", "qwen3":
      if keys.isSet("model.head_dim") {
        guard let width = keys.claim(.headDim, "model.head_dim")?.integer else { return nil }
        attention.headWidth = width
      }
    case "gemma", "gemma2", "gemma3":
      // `head_dim` is not handed on to the attention; the two agree in any model that loads.
      let width = keys.share("model.head_dim", fallback: 256)
      guard let hidden = keys.reading.claims[.hiddenSize]?.value, let width,
        width * Double(heads) == hidden
      else { return nil }
    default: break
    }
    switch type {
    case "qwen": (attention.hasInputBias, attention.hasOutputBias) = (true, false)
    case "qwen3", "gemma3": attention.queryKeyNorm = hasBias ? .perHeadWithBias : .perHead
    case "olmo2":
      guard let bias = keys.flag("model.attention_bias", fallback: false) else { return nil }
      (attention.hasInputBias, attention.hasOutputBias) = (bias, bias)
      attention.queryKeyNorm = hasBias ? .fullWidthWithBias : .fullWidth
    default: break
    }
    return attention
  }

  private static func readNorms(
    _ keys: KeyReader, _ type: String, hasBias: Bool
  ) -> ModelShape.Norms? {
    if type == "gpt2" { return ModelShape.Norms(hasBias ? .layer : .layerWithoutBias) }
    guard let hasWeight = keys.flag("model.use_layer_norm_weight", fallback: true),
      let isHybrid = keys.flag("model.hybrid_norm", fallback: false), hasWeight || !hasBias
    else { return nil }
    let isGemma = type.hasPrefix("gemma")
    let kind: ModelShape.Norms.Kind =
      !hasWeight ? .nonParametric : hasBias && !isGemma ? .layer : .rms
    return ModelShape.Norms(kind, perBlock: isHybrid || (isGemma && type != "gemma") ? 4 : 2)
  }

  private static func readExperts(
    _ keys: inout KeyReader, _ shape: inout ModelShape, _ width: Int
  ) -> Bool {
    let count = keys.claim(.experts, "model.n_routed_experts", fallback: 8)
    let perToken = keys.claim(.expertsPerToken, "model.num_experts_per_tok", fallback: 2)
    guard let count = count?.integer, let perToken = perToken?.integer,
      let shared = keys.count("model.n_shared_experts", fallback: 0), shared >= 0, shared < 1024,
      width < 1 << 40
    else { return false }
    shape.experts = ModelShape.Experts(
      count: count, perToken: perToken, expert: ModelShape.MLP(width: width),
      sharedWidth: shared * width)
    shape.mlp = nil
    return true
  }
}
