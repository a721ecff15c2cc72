/// How one class of transformers builds its decoder, and what it takes for keys that are absent.
struct HFConfigFamily: Sendable {
  /// What stands for an absent key.
  enum Fallback: Sendable {
    /// A number of the class.
    case number(Int)
    /// What follows from other keys: heads for key-value heads, a share for a head's width, 4 × the
    /// hidden width for the MLP.
    case follows
    /// Nothing: the class has other numbers in every release, or none.
    case none
  }

  /// A part of the block, always there or switched by a key.
  struct Switch: Sendable {
    let key: String?
    let fallback: Int?
  }

  /// The `model_type`.
  let type: String
  let layers, hidden, heads, kvHeads, headDim, width, vocabulary, context: Fallback
  let isTied: Bool
  /// The parts, by the words of the table.
  let parts: [String: Switch]

  private init?(_ line: Substring) {
    let fields = line.split(separator: " ")
    guard fields.count >= 10, ["tied", "untied"].contains(fields[9]) else { return nil }
    let sizes = fields[1...8].map(Self.fallback)
    type = String(fields[0])
    (layers, hidden, heads, kvHeads) = (sizes[0], sizes[1], sizes[2], sizes[3])
    (headDim, width, vocabulary, context) = (sizes[4], sizes[5], sizes[6], sizes[7])
    isTied = fields[9] == "tied"
    var parts: [String: Switch] = [:]
    for word in fields[10...] {
      let name = word.prefix { $0 != ":" }
      let key = word.dropFirst(name.count + 1)
      let pieces = key.split(separator: "=", omittingEmptySubsequences: false)
      parts[String(name)] = Switch(
        key: pieces.first.flatMap { $0.isEmpty ? nil : String($0) },
        fallback: pieces.count > 1 ? Int(pieces[1]) : nil)
    }
    self.parts = parts
  }

  private static func fallback(_ field: Substring) -> Fallback {
    switch field {
    case "=": .follows
    case "-": .none
    default: Int(field).map { .number($0) } ?? .none
    }
  }

  // MARK: Look-up

  private static let all: [String: HFConfigFamily] = {
    var found: [String: HFConfigFamily] = [:]
    for line in "\(table)".split(separator: "\n") {
      if let family = HFConfigFamily(line) { found[family.type] = family }
    }
    return found
  }()

  /// The family of a `model_type`, else the one whose class is named in `architectures`.
  static func named(_ modelType: String?, architecture: String?) -> HFConfigFamily? {
    if let modelType { return all[aliases[modelType] ?? modelType] }
    guard let architecture else { return nil }
    for ending in ["ForCausalLM", "LMHeadModel"] where architecture.hasSuffix(ending) {
      let stem = architecture.dropLast(ending.count).lowercased()
      return all.values.first { $0.type.split(separator: "_").joined() == stem }
    }
    return nil
  }

  /// Types that are another one under a name of their own, in every number that counts here.
  private static let aliases = [
    "kimi_k2": "deepseek_v3", "qwen2_vl": "qwen2_vl_text", "qwen2_5_vl": "qwen2_vl_text",
    "qwen2_5_vl_text": "qwen2_vl_text", "RefinedWeb": "falcon", "RefinedWebModel": "falcon",
    "olmo3": "olmo2", "gemma3": "gemma3_text", "gemma4": "gemma4_text",
  ]
}
