import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// The model of a Cerebras file: `models/nlp/gpt2/gpt2_model.py` and `gptj/gptj_model.py`.
struct CerebrasModel: Sendable {
  /// Where its keys stand, a dot at the end.
  let part: String
  /// Where the keys of the training data stand.
  let data: String

  /// The architectures that the count knows.
  private enum Family { case gpt2, gptj }

  func read(_ keys: inout KeyReader) {
    keys.reading.usesMuP = usesMuP(keys)
    let family = family(keys)
    if keys.number(part + "pos_scaling_factor").value ?? 1 != 1 {
      keys.reading.contextLimit = .extended
    }
    let usual: Double? = family == nil ? nil : 1024
    let context = keys.claim(.contextLength, part + "max_position_embeddings", fallback: usual)
    readLength(&keys, context: family == nil ? nil : context)
    guard let family else { return }
    readShape(&keys, family)
  }

  private func usesMuP(_ keys: KeyReader) -> Bool {
    // Before the base sizes were keys, their results were written.
    ["mup_base_hidden_size", "output_logits_scale", "output_logits_alpha"]
      .contains { keys.isSet(part + $0) }
      || keys.isSet("optimizer.adjust_learning_rate")
  }

  private func family(_ keys: KeyReader) -> Family? {
    if let name = keys.text(part + "name")?.value ?? keys.text(part + "model_name")?.value {
      switch name.lowercased() {
      case "gpt2", "gpt3", "llama", "llamamodel", "mistral", "mixtral", "gemma2", "bloom", "btlm",
        "jais", "starcoder", "santacoder", "gpt2lmheadmodel":
        return .gpt2
      case "gptj", "gpt-j", "gptneox", "gpt-neox", "falcon": return .gptj
      default: return nil
      }
    }
    let others = [
      "encoder_num_hidden_layers", "mlm_loss_weight", "encoder_nonlinearity", "pooler_nonlinearity",
      "src_vocab_size", "disable_nsp", "image_size", "patch_size", "image_model",
    ]
    guard keys.isSet(part + "hidden_size"), !others.contains(where: { keys.isSet(part + $0) })
    else { return nil }
    let own = ["use_untied_layer_norm", "residual_dropout_rate"]
    return own.contains { keys.isSet(part + $0) } ? .gptj : .gpt2
  }

  // MARK: Sequences

  /// The length is the data set's: its own key, the name of its folder, or that of the model.
  private func readLength(_ keys: inout KeyReader, context: Claim?) {
    if keys.isSet("\(data).max_sequence_length") {
      keys.claim(.sequenceLength, "\(data).max_sequence_length")
      return
    }
    guard let context else { return }
    let path = "\(data).data_dir"
    let folder = keys.value(path).map { $0.isSequence ? $0.items.first : $0 } ?? nil
    if let folder, let name = KeyReader.text(of: folder)?.value, let named = Self.length(in: name) {
      let source = KeySource(key: path, origin: folder.origin)
      keys.add(Claim(.sequenceLength, named, .written(source)))
      return
    }
    keys.add(
      Claim(
        .sequenceLength, context.value,
        .derived(formula: "as many as the model has positions", from: [context])))
  }

  /// The number behind `msl` in the name of a folder: `msl2048`, `msl_64k`.
  static func length(in name: String) -> Double? {
    var bytes = Array(name.utf8)[...]
    while let start = bytes.firstIndex(of: 0x6D) {
      bytes = bytes[start...]
      guard bytes.starts(with: "msl".utf8) else {
        bytes = bytes.dropFirst()
        continue
      }
      bytes = bytes.dropFirst(3)
      if bytes.first == 0x5F { bytes = bytes.dropFirst() }
      let digits = bytes.prefix { (0x30...0x39).contains($0) }
      guard digits.count < 9, let number = Double(String(decoding: digits, as: UTF8.self)) else {
        continue
      }
      return bytes.dropFirst(digits.count).first == 0x6B ? number * 1024 : number
    }
    return nil
  }

  // MARK: Shape

  private func readShape(_ keys: inout KeyReader, _ family: Family) {
    let layers = keys.claim(.layers, part + "num_hidden_layers", fallback: 12)
    let hidden = keys.claim(.hiddenSize, part + "hidden_size", fallback: 768)
    let width = keys.claim(.intermediateSize, part + "filter_size", fallback: 3072)
    let rows = keys.claim(.vocabularySize, part + "vocab_size", fallback: 50_257)
    let attention = readAttention(&keys)
    guard let layers, let hidden, let layerCount = layers.integer,
      let hiddenSize = hidden.integer, let inner = width?.integer, let attention,
      let hasBias = keys.flag(part + "use_ffn_bias", fallback: family == .gpt2),
      let isTied = keys.flag(part + "share_embedding_weights", fallback: true),
      let hasHeadBias = keys.flag(part + "use_bias_in_output", fallback: false),
      let hasInputNorm = keys.flag(part + "embedding_layer_norm", fallback: false),
      let norms = norms(keys, family), let positions = positionRows(&keys, family), isPlain(keys)
    else { return }
    let activation = keys.text(part + "nonlinearity")?.value.lowercased() ?? "gelu"
    var shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: attention,
      mlp: ModelShape.MLP(width: inner, isGated: activation.hasSuffix("glu"), hasBias: hasBias),
      embedding: ModelShape.Embedding(
        isTied: isTied, hasHeadBias: hasHeadBias, positionRows: positions, hasNorm: hasInputNorm),
      norms: norms)
    guard readExperts(&keys, &shape) else { return }
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden] + [width, rows].compactMap { $0 })
  }

  /// Whether nothing is there that the count does not know.
  private func isPlain(_ keys: KeyReader) -> Bool {
    let switches = ["alibi_trainable_slopes", "use_sink_token"]
    let parts = [
      "attention_qk_norm_layer", "memory_tokens", "num_extra_input_vocab_tokens", "image_model",
    ]
    return switches.allSatisfy { keys.flag(part + $0, fallback: false) == false }
      && !parts.contains { keys.isSet(part + $0) }
  }

  private func readAttention(_ keys: inout KeyReader) -> ModelShape.Attention? {
    let heads = keys.claim(.heads, part + "num_heads", fallback: 12)
    let groups: Claim?
    if keys.text(part + "attention_module")?.value == "multiquery_attention" {
      groups = keys.claim(.kvHeads, part + "extra_attention_params.num_kv_groups")
    } else {
      groups = keys.derive(.kvHeads, "num_heads", from: heads) { $0[0] }
    }
    guard let heads = heads?.integer, heads > 0, let groups = groups?.integer,
      let inputBias = keys.flag(part + "use_projection_bias_in_attention", fallback: true),
      let outputBias = keys.flag(part + "use_ffn_bias_in_attention", fallback: true)
    else { return nil }
    var attention = ModelShape.Attention(
      heads: heads, keyValueHeads: groups, hasInputBias: inputBias, hasOutputBias: outputBias)
    if keys.isSet(part + "attention_inner_dim") {
      guard let inner = keys.count(part + "attention_inner_dim", fallback: 0) else { return nil }
      attention.headWidth = inner / heads
    }
    return attention
  }

  private func norms(_ keys: KeyReader, _ family: Family) -> ModelShape.Norms? {
    guard let isUntied = keys.flag(part + "use_untied_layer_norm", fallback: false),
      let isSandwich = keys.flag(part + "norm_first_sandwich", fallback: false)
    else { return nil }
    let perBlock = family == .gptj && !isUntied ? 1 : isSandwich ? 4 : 2
    switch keys.isSet(part + "norm_type") ? keys.text(part + "norm_type")?.value : "layernorm" {
    case "layernorm": return ModelShape.Norms(.layer, perBlock: perBlock)
    case "rmsnorm": return ModelShape.Norms(.rms, perBlock: perBlock)
    case "biasless-layernorm": return ModelShape.Norms(.layerWithoutBias, perBlock: perBlock)
    case "nonparametric-layernorm": return ModelShape.Norms(.nonParametric, perBlock: perBlock)
    default: return nil
    }
  }

  private func positionRows(_ keys: inout KeyReader, _ family: Family) -> Int? {
    let path = part + "position_embedding_type"
    let usual = family == .gpt2 ? "learned" : "rotary"
    let type = keys.isSet(path) ? keys.text(path)?.value.lowercased() : keys.has(path) ? "" : usual
    switch type {
    case "learned":
      guard keys.count(part + "position_embedding_offset", fallback: 0) == 0 else { return nil }
      keys.reading.contextLimit = .hard
      return keys.reading.claims[.contextLength]?.integer
    case "rotary", "alibi", "fixed", "": return 0
    default: return nil
    }
  }

  private func readExperts(_ keys: inout KeyReader, _ shape: inout ModelShape) -> Bool {
    guard let count = keys.count(part + "moe.num_experts", fallback: 1),
      let shared = keys.count(part + "moe.num_shared_experts", fallback: 0), shared >= 0
    else { return false }
    guard count + min(shared, 1) > 1 else { return true }
    keys.claim(.experts, part + "moe.num_experts")
    keys.claim(.expertsPerToken, part + "moe.top_k")
    guard let perToken = keys.count(part + "moe.top_k", fallback: 1), let expert = shape.mlp,
      expert.width < 1 << 40, shared < 1024, shared <= 1 || !expert.hasBias,
      keys.text(part + "moe.routing_algorithm")?.value ?? "learned" == "learned",
      let hasBias = keys.flag(part + "moe.router_use_bias", fallback: false)
    else { return false }
    shape.experts = ModelShape.Experts(
      count: count, perToken: perToken, expert: expert, sharedWidth: shared * expert.width,
      hasRouterBias: hasBias)
    return true
  }
}
