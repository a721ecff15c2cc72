import Composition
import RunPlan
import SourceText

/// Reads the decoder of a `config.json` by the rules of its class.
struct HFConfigReader {
  /// The reader of the whole file, and what has been read.
  var keys: KeyReader
  /// What stands before the decoder's keys: `text_config.` or nothing.
  let part: String
  let family: HFConfigFamily?

  init(_ keys: KeyReader, part: String) {
    self.keys = keys
    self.part = part
    let named = keys.value(part + "architectures")?.items.first
    family = HFConfigFamily.named(
      keys.text(part + "model_type")?.value,
      architecture: named.flatMap { KeyReader.text(of: $0)?.value })
  }

  /// The sizes of any decoder under their usual names; the shape where the class is known.
  mutating func read() {
    let sizes = HFConfigSizes(
      layers: size(.layers, HFConfigSizes.layerKeys, family?.layers),
      hidden: size(.hiddenSize, HFConfigSizes.hiddenKeys, family?.hidden),
      heads: size(.heads, HFConfigSizes.headKeys, family?.heads),
      vocabulary: size(.vocabularySize, ["vocab_size"], family?.vocabulary))
    readContext()
    readLayerTypes()
    guard let family else { return }
    if family.type == "gemma4_text" { return HFConfigGemma4.read(&self, sizes) }
    let shape =
      family.type.hasSuffix("mamba") || family.type == "rwkv"
      ? recurrentShape(sizes) : attentionShape(sizes)
    guard let shape else { return }
    keys.reading.architecture = Architecture(
      shape: shape, knowsVocabulary: sizes.vocabulary != nil,
      inputs: [
        sizes.layers, sizes.hidden, keys.reading.claims[.intermediateSize], sizes.vocabulary,
      ]
      .compactMap { $0 })
  }

  // MARK: Keys

  /// The path of the first of `names` that is set.
  func path(_ names: [String]) -> String? {
    names.first { keys.isSet(part + $0) }.map { part + $0 }
  }

  /// Claims a size from the first of its names that is set, else the default of the class.
  mutating func size(
    _ quantity: Quantity, _ names: [String], _ fallback: HFConfigFamily.Fallback?
  ) -> Claim? {
    if let path = path(names) { return keys.claim(quantity, path) }
    guard case .number(let number)? = fallback, let name = names.first else { return nil }
    return keys.add(Claim(quantity, Double(number), .frameworkDefault(key: part + name)))
  }

  /// Whether a part of the block is there; nil where its key is no switch.
  func has(_ word: String) -> Bool? {
    guard let found = family?.parts[word] else { return false }
    guard let key = found.key else { return true }
    guard keys.isSet(part + key) else { return found.fallback == 1 }
    return keys.flag(part + key)
  }

  /// The number at the key of a part; nil where it is not known, 0 where the class knows none.
  func number(_ word: String) -> Int? {
    guard let found = family?.parts[word], let key = found.key else { return 0 }
    return count(key, found.fallback ?? 0)
  }

  /// A whole number; null means none.
  func count(_ name: String, _ fallback: Int) -> Int? {
    if keys.has(part + name), !keys.isSet(part + name) { return 0 }
    return keys.count(part + name, fallback: fallback)
  }

  /// A switch of the decoder with its default; nil where the value is no switch.
  func flag(_ name: String, _ fallback: Bool) -> Bool? {
    keys.isSet(part + name) ? keys.flag(part + name) : fallback
  }

  // MARK: Around the blocks

  /// The decoder's own word, else that of the whole model, else the default of the class.
  var isTied: Bool? {
    for path in [part + "tie_word_embeddings", "tie_word_embeddings"] where keys.isSet(path) {
      return keys.flag(path)
    }
    return family?.isTied
  }

  private mutating func readContext() {
    let names = [
      "max_position_embeddings", "n_positions", "max_seq_len", "context_length", "seq_length",
      "max_sequence_length",
    ]
    // A recurrent model has no positions to run out of.
    if case .none? = family?.context { return }
    _ = size(.contextLength, names, family?.context)
    if family?.parts["positions"] != nil {
      keys.reading.contextLimit = .hard
    } else if path(["rope_scaling"]) != nil {
      keys.reading.contextLimit = .extended
    }
  }

  private mutating func readLayerTypes() {
    guard let list = keys.value(part + "layer_types"), list.isSequence else { return }
    keys.reading.layerLists.append(
      LayerList(key: part + "layer_types", span: list.span, count: list.items.count))
  }
}

/// The sizes that every decoder has.
struct HFConfigSizes {
  let layers: Claim?
  let hidden: Claim?
  let heads: Claim?
  let vocabulary: Claim?

  static let layerKeys = ["num_hidden_layers", "n_layer", "num_layers", "n_layers"]
  static let hiddenKeys = ["hidden_size", "n_embd", "d_model"]
  static let headKeys = ["num_attention_heads", "n_head", "num_heads", "n_heads"]
}
