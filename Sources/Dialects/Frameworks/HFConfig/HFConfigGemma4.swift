import Composition
import RunPlan
import SourceText

/// Gemma 4: layers differ in the width and number of their heads, some share keys and values, and
/// small models look up a vector of their own for every layer.
///
/// That is no uniform shape, so the counts are claimed themselves. Read from
/// `transformers/models/gemma4/{configuration,modeling}_gemma4.py`.
struct HFConfigGemma4 {
  private let hidden, heads, layers, rows: Double
  private var width = 0.0, sharedLayers = 0.0, perLayer = 0.0, perLayerRows = 0.0
  private var local = Heads(width: 0, keys: 0)
  private var global = Heads(width: 0, keys: 0)
  private var sharesKeysAndValues = false, doublesWidth = false, isTied = true
  private var experts = 0.0, top = 0.0, expertWidth = 0.0
  private var isGlobal: [Bool] = []

  private struct Heads {
    let width: Double
    let keys: Double
  }

  static func read(_ reader: inout HFConfigReader, _ sizes: HFConfigSizes) {
    let width = reader.size(.intermediateSize, ["intermediate_size"], reader.family?.width)
    let keys = reader.size(.kvHeads, ["num_key_value_heads"], reader.family?.kvHeads)
    let head = reader.size(.headDim, ["head_dim"], reader.family?.headDim)
    guard let width, let keys, let head,
      let model = HFConfigGemma4(reader, sizes, width: width, keys: keys, head: head)
    else { return }
    model.claim(&reader, [sizes.layers, sizes.hidden, width, sizes.vocabulary].compactMap { $0 })
  }

  private init?(
    _ reader: HFConfigReader, _ sizes: HFConfigSizes, width: Claim, keys: Claim, head: Claim
  ) {
    let known = [sizes.hidden, sizes.heads, sizes.layers, sizes.vocabulary, width, keys, head]
      .compactMap { $0?.value }
    // Products of three such numbers stay exact.
    guard known.count == 7, known.allSatisfy({ $0 >= 1 && $0 < 1e6 }), known[2] <= 10_000,
      reader.flag("attention_bias", false) == false, let isTied = reader.isTied,
      let sharesKeysAndValues = reader.flag("attention_k_eq_v", false),
      let doublesWidth = reader.flag("use_double_wide_mlp", false)
    else { return nil }
    (hidden, heads, layers, rows) = (known[0], known[1], known[2], known[3])
    (self.width, self.isTied) = (known[4], isTied)
    (self.sharesKeysAndValues, self.doublesWidth) = (sharesKeysAndValues, doublesWidth)
    local = Heads(width: known[6], keys: known[5])
    guard readNumbers(reader), readLayers(reader) else { return nil }
  }

  private mutating func readNumbers(_ reader: HFConfigReader) -> Bool {
    guard let head = reader.count("global_head_dim", 512),
      let keys = reader.count("num_global_key_value_heads", 0),
      let shared = reader.count("num_kv_shared_layers", 0),
      let perLayer = reader.count("hidden_size_per_layer_input", 256),
      let perLayerRows = reader.count("vocab_size_per_layer_input", 262_144),
      let usesExperts = reader.flag("enable_moe_block", false),
      let experts = reader.count("num_experts", 0), let top = reader.count("top_k_experts", 0),
      let expertWidth = reader.count("moe_intermediate_size", 0)
    else { return false }
    let numbers = [head, keys, shared, perLayer, perLayerRows, experts, top, expertWidth]
    guard numbers.allSatisfy({ 0..<1_000_000 ~= $0 }) else { return false }
    let globalKeys = sharesKeysAndValues && keys > 0 ? Double(keys) : local.keys
    global = Heads(width: Double(head), keys: globalKeys)
    (sharedLayers, self.perLayer) = (Double(shared), Double(perLayer))
    self.perLayerRows = Double(perLayerRows)
    guard usesExperts else { return true }
    (self.experts, self.top) = (Double(experts), Double(top))
    self.expertWidth = Double(expertWidth)
    return experts > 0 && top > 0 && expertWidth > 0
  }

  /// Five local layers to a global one where the file has no list; the last is global in any case.
  private mutating func readLayers(_ reader: HFConfigReader) -> Bool {
    guard (1...10_000).contains(layers) else { return false }
    let count = Int(layers)
    if let list = reader.keys.value(reader.part + "layer_types"), list.isSequence {
      isGlobal = list.items.map { KeyReader.text(of: $0)?.value == "full_attention" }
    } else {
      isGlobal = (1...count).map { $0.isMultiple(of: 6) }
    }
    guard isGlobal.count == count, sharedLayers <= layers else { return false }
    isGlobal[count - 1] = true
    return true
  }

  // MARK: The count

  private func attention(_ layer: Int) -> Double {
    let isShared = Double(layer) >= layers - sharedLayers
    let head = isGlobal[layer] ? global : local
    let queries = 2 * hidden * heads * head.width + head.width
    guard !isShared else { return queries }
    let matrices: Double = sharesKeysAndValues && isGlobal[layer] ? 1 : 2
    return queries + matrices * hidden * head.keys * head.width + head.width
  }

  private func feedForward(_ layer: Int) -> Double {
    let isShared = Double(layer) >= layers - sharedLayers
    return 3 * hidden * width * (doublesWidth && isShared ? 2 : 1)
  }

  /// Norms, the router and what leads a layer's own vector into it.
  private var aroundBlock: Double {
    let norms = (experts > 0 ? 7 : 4) * hidden
    let router = experts > 0 ? hidden * experts + hidden + experts : 0
    return norms + router + (perLayer > 0 ? 2 * hidden * perLayer + hidden : 0)
  }

  private func claim(_ reader: inout HFConfigReader, _ inputs: [Claim]) {
    let oneExpert = 3 * hidden * expertWidth
    var blocks = isGlobal.indices.reduce(0) { $0 + attention($1) + feedForward($1) }
    blocks += layers * (aroundBlock + experts * oneExpert) + hidden
    if perLayer > 0 { blocks += hidden * layers * perLayer + perLayer }
    let embedding = rows * hidden * (isTied ? 1 : 2) + perLayerRows * layers * perLayer
    let idle = layers * max(0, experts - top) * oneExpert
    func add(_ quantity: Quantity, _ value: Double) {
      reader.keys.add(
        Claim(quantity, value, .derived(formula: "the layers of Gemma 4, one by one", from: inputs))
      )
    }
    guard blocks + embedding < 9e15 else { return }
    add(.parameters, blocks + embedding)
    add(.parametersNonEmbedding, blocks)
    add(.parametersActive, blocks + embedding - idle)
  }
}
