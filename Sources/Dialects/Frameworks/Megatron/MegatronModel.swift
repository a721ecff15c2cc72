import Composition
import ConfigSyntax
import ReferenceData
import RunPlan
import SourceText

/// The model of a Megatron-LM run: `core/models/gpt/gpt_layer_specs.py` and
/// `core/transformer/transformer_config.py`.
enum MegatronModel {
  static func read(_ keys: inout KeyReader, _ form: MegatronForm) {
    let layers = keys.claim(.layers, form["num-layers", in: .languageModel])
    let hidden = keys.claim(.hiddenSize, form["hidden-size", in: .languageModel])
    let heads = keys.claim(.heads, form["num-attention-heads", in: .languageModel])
    let isLatent = keys.flag(form["multi-latent-attention"]) == true
    let groups = isLatent ? nil : readGroups(&keys, form, heads)
    let isGated = isGated(keys, form)
    let width = readWidth(&keys, form, hidden)
    let rows = readVocabulary(&keys, form)
    guard !hasOtherBlocks(keys, form), let layers, let hidden, let layerCount = layers.integer,
      let hiddenSize = hidden.integer, let headCount = heads?.integer,
      let inner = width?.integer, let isGated,
      let hasBias = hasBias(keys, form), let norm = norm(keys, form, isLatent: isLatent),
      let positions = positionRows(keys, form),
      let isTied = keys.flag(form["untie-embeddings-and-output-weights"], fallback: false).map({
        !$0
      }),
      let attention = isLatent
        ? latent(keys, form, heads: headCount)
        : plain(keys, form, heads: headCount, groups: groups?.integer, norm, hasBias)
    else { return }
    var shape = ModelShape(
      vocabularyRows: rows?.integer ?? 0, hidden: hiddenSize, layers: layerCount,
      attention: attention,
      mlp: ModelShape.MLP(width: inner, isGated: isGated, hasBias: hasBias),
      embedding: ModelShape.Embedding(isTied: isTied, positionRows: positions),
      norms: ModelShape.Norms(norm))
    guard MegatronExperts.read(&keys, form, &shape) else { return }
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: rows != nil,
      inputs: [layers, hidden] + [width, rows].compactMap { $0 })
  }

  /// Keys with which the blocks are not those counted here, or not decided by this file.
  private static let others = [
    "use-checkpoint-args", "hybrid-layer-pattern", "hybrid-override-pattern", "is-hybrid-model",
    "hybrid-attention-ratio", "hybrid-mlp-ratio", "spec", "model-provider",
    "experimental-attention-variant", "attention-output-gate", "linear-attention-type",
    "heterogeneous-layers-config-path", "encoder-num-layers", "decoder-num-layers",
    "encoder-seq-length", "decoder-seq-length", "bert-no-binary-head", "retro-add-retriever",
    "num-channels", "img-h", "language-model-type", "export-legacy-megatron",
    "biencoder-projection-dim",
    "export-te-mcore-model", "enable-hyper-connections",
  ]

  private static func hasOtherBlocks(_ keys: KeyReader, _ form: MegatronForm) -> Bool {
    if let vocabulary = keys.text(form["vocab-file"])?.value, vocabulary.hasSuffix("vocab.txt") {
      // Word pieces: an encoder.
      return true
    }
    if keys.text(form["tokenizer-type"])?.value.hasPrefix("Bert") == true { return true }
    return others.contains { keys.isSet(form[$0]) && keys.flag(form[$0]) != false }
  }

  // MARK: Attention

  /// Groups count only together with the switch; nested files need none.
  private static func readGroups(
    _ keys: inout KeyReader, _ form: MegatronForm, _ heads: Claim?
  ) -> Claim? {
    let path = form["num-query-groups", in: .languageModel]
    let shares = form.isNested ? keys.isSet(path) : keys.flag("--group-query-attention") == true
    guard shares else {
      return keys.derive(.kvHeads, form["num-attention-heads"], from: heads) { $0[0] }
    }
    return keys.claim(.kvHeads, path)
  }

  private static func plain(
    _ keys: KeyReader, _ form: MegatronForm, heads: Int, groups: Int?,
    _ norm: ModelShape.Norms.Kind, _ hasBias: Bool
  ) -> ModelShape.Attention? {
    guard let groups,
      let hasNorm = keys.flag(form["qk-layernorm", in: .languageModel], fallback: false)
    else {
      return nil
    }
    let channels = form["kv-channels", in: .languageModel]
    var attention = ModelShape.Attention(heads: heads, keyValueHeads: groups)
    if keys.isSet(channels) {
      guard let width = keys.count(channels, fallback: 0) else { return nil }
      attention.headWidth = width
    }
    attention.hasInputBias =
      hasBias || keys.flag(form["add-qkv-bias", in: .languageModel]) == true
    attention.hasOutputBias = hasBias
    if hasNorm { attention.queryKeyNorm = norm == .layer ? .perHeadWithBias : .perHead }
    return attention
  }

  /// Narrow matrices with a norm each; without these norms the count would be another.
  private static func latent(
    _ keys: KeyReader, _ form: MegatronForm, heads: Int
  ) -> ModelShape.Attention? {
    guard keys.flag(form["qk-layernorm", in: .languageModel]) == true,
      let plain = keys.count(form["qk-head-dim"], fallback: 128),
      let rotary = keys.count(form["qk-pos-emb-head-dim"], fallback: 64),
      let value = keys.count(form["v-head-dim"], fallback: 128),
      let rank = keys.count(form["kv-lora-rank"], fallback: 512)
    else { return nil }
    // Absent, the rank of the queries has had more than one default.
    guard keys.isSet(form["q-lora-rank"]),
      let queries = keys.count(form["q-lora-rank"], fallback: 0)
    else { return nil }
    return ModelShape.Attention(
      heads: heads,
      latent: ModelShape.Attention.Latent(
        queryRank: queries, keyValueRank: rank, plainWidth: plain, rotaryWidth: rotary,
        valueWidth: value))
  }

  // MARK: MLP, norms, positions

  private static func isGated(_ keys: KeyReader, _ form: MegatronForm) -> Bool? {
    if form.isNested {
      if keys.text("language_model.activation_func")?.value == "swiglu" { return true }
      return keys.flag("language_model.gated_linear_unit", fallback: false)
    }
    if keys.flag("--quick-geglu") == true { return true }
    return keys.flag("--swiglu", fallback: false)
  }

  /// `ffn-hidden-size`, else 4 times the hidden size, two thirds of it where SwiGLU gates.
  private static func readWidth(
    _ keys: inout KeyReader, _ form: MegatronForm, _ hidden: Claim?
  ) -> Claim? {
    let path = form["ffn-hidden-size", in: .languageModel]
    if keys.isSet(path) || keys.reading.isPartial { return keys.claim(.intermediateSize, path) }
    let isSwiGLU =
      form.isNested
      ? keys.text("language_model.activation_func")?.value == "swiglu"
      : keys.flag("--swiglu") == true
    guard isSwiGLU else {
      return keys.derive(.intermediateSize, "4 × hidden-size", from: hidden) { 4 * $0[0] }
    }
    return keys.derive(
      .intermediateSize, "8 × hidden-size / 3, down to a multiple of 64", from: hidden
    ) { ((4 * $0[0] * 2 / 3) / 64).rounded(.down) * 64 }
  }

  private static func hasBias(_ keys: KeyReader, _ form: MegatronForm) -> Bool? {
    if form.isNested { return keys.flag("language_model.add_bias_linear", fallback: true) }
    return keys.flag("--disable-bias-linear", fallback: false).map { !$0 }
  }

  private static func norm(
    _ keys: KeyReader, _ form: MegatronForm, isLatent: Bool
  ) -> ModelShape.Norms.Kind? {
    let path = form["normalization", in: .languageModel]
    switch keys.text(path)?.value {
    case "LayerNorm": return isLatent ? nil : .layer
    case "RMSNorm": return .rms
    case nil: return keys.isSet(path) || isLatent ? nil : .layer
    default: return nil
    }
  }

  private static func positionRows(_ keys: KeyReader, _ form: MegatronForm) -> Int? {
    if keys.flag(form["use-rotary-position-embeddings"]) == true { return 0 }
    if keys.flag(form["no-position-embedding"]) == true { return 0 }
    switch keys.text(form["position-embedding-type"])?.value ?? "learned_absolute" {
    case "learned_absolute": return keys.reading.claims[.contextLength]?.integer
    case "rope", "yarn", "mrope", "none": return 0
    default: return nil
    }
  }

  // MARK: Vocabulary

  /// The tokenizer's size, padded to `make-vocab-size-divisible-by` × tensor-parallel size.
  private static func readVocabulary(_ keys: inout KeyReader, _ form: MegatronForm) -> Claim? {
    guard let tensor = keys.reading.claims[.tensorParallel], tensor.value >= 1,
      let unit = keys.count(form["make-vocab-size-divisible-by"], fallback: 128), unit > 0
    else { return nil }
    let multiple = Double(unit) * tensor.value
    func padded(_ size: Double) -> Double { (size / multiple).rounded(.up) * multiple }
    guard let size = tokenizerSize(keys, form) else { return nil }
    // Old releases of the tokenizer without a vocabulary add a token of their own.
    let type = keys.text(form["tokenizer-type"])?.value
    if type == "NullTokenizer", padded(size.value) != padded(size.value + 1) { return nil }
    return keys.derive(
      .vocabularySize, "tokenizer, padded to a multiple of \(Magnitude.shortest(multiple))",
      from: size
    ) { padded($0[0]) }
  }

  private static func tokenizerSize(_ keys: KeyReader, _ form: MegatronForm) -> Claim? {
    switch keys.text(form["tokenizer-type"])?.value {
    case "NullTokenizer", "TikTokenizer":
      guard case .value(let size, let source) = keys.number(form["vocab-size"]), size > 0 else {
        return nil
      }
      return Claim(.vocabularySize, size, .written(source))
    case "HuggingFaceTokenizer":
      return published(at: form["tokenizer-model"], keys) { $0 }
    case "GPT2BPETokenizer":
      return published(at: form["vocab-file"], keys) { path in
        path.split(separator: "/").last == "gpt2-vocab.json" ? "gpt2" : nil
      }
    default: return nil
    }
  }

  private static func published(
    at path: String, _ keys: KeyReader, name: (String) -> String?
  ) -> Claim? {
    guard let text = keys.text(path)?.value, let value = keys.value(path), let name = name(text),
      let tokenizer = Tokenizers.named(name), let size = tokenizer.size
    else { return nil }
    let source = KeySource(key: path, origin: value.origin)
    return Claim(.vocabularySize, Double(size), .published(tokenizer.source, source))
  }
}
