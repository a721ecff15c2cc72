/// The numbers of one architecture that litgpt knows by name.
///
/// litgpt always builds an output matrix of its own; tying is a training option there. Positions
/// are rotary, so none are learned.
package struct NamedArchitecture: Hashable, Sendable {
  /// The kind of norm.
  package enum Norm: String, Hashable, Sendable {
    /// A scale.
    case rms
    /// A scale and a shift.
    case layer
    /// Nothing learned.
    case plain
  }

  /// The norm on queries and keys.
  package enum QueryKeyNorm: String, Hashable, Sendable {
    /// One scale of a head's width.
    case head
    /// A scale over all heads.
    case full
  }

  /// litgpt's name.
  package let name: String
  /// The model's address on the hub.
  package let hubID: String
  /// The blocks.
  package let layers: Int
  /// The width of the residual stream.
  package let hidden: Int
  /// The query heads.
  package let heads: Int
  /// The key and value heads.
  package let keyValueHeads: Int
  /// The width of a head.
  package let headWidth: Int
  /// Whether a second branch gates the MLP.
  package let isGated: Bool
  /// The inner width of one branch of the MLP, or of an expert.
  package let mlpWidth: Int
  /// The experts of each block; 0 where there are none.
  package let experts: Int
  /// The experts that see a token; 0 where there are none.
  package let expertsPerToken: Int
  /// The vocabulary before padding.
  package let vocabulary: Int
  /// The rows of the embedding.
  package let vocabularyRows: Int
  /// The longest sequence.
  package let context: Int
  /// The kind of norm.
  package let norm: Norm
  /// The norms of a block.
  package let normsPerBlock: Int
  /// The norm on queries and keys, where there is one.
  package let queryKeyNorm: QueryKeyNorm?
  /// Whether queries, keys and values have biases.
  package let hasInputBias: Bool
  /// Whether the attention's output and the MLP have biases.
  package let hasOutputBias: Bool
  /// Whether the output matrix has a bias.
  package let hasHeadBias: Bool
  /// Whether attention and MLP stand side by side.
  package let isParallel: Bool

  init?(_ row: TableReader.Fields) {
    guard
      let layers = row.number(1), let hidden = row.number(2), let heads = row.number(3),
      let keyValueHeads = row.number(4), let headWidth = row.number(5),
      let mlpWidth = row.number(7), let vocabulary = row.number(10),
      let vocabularyRows = row.number(11), let context = row.number(12),
      let norm = Norm(rawValue: row[13]), let normsPerBlock = row.number(14),
      let isParallel = row.flag(17, "parallel", "serial"),
      ["plain", "gated", "moe"].contains(row[6]),
      ["-", "qkv", "all", "all+head"].contains(row[16]),
      row.text(15).map({ QueryKeyNorm(rawValue: $0) != nil }) ?? true
    else { return nil }
    (name, hubID) = (row[0], row[18])
    (self.layers, self.hidden, self.heads) = (layers, hidden, heads)
    (self.keyValueHeads, self.headWidth) = (keyValueHeads, headWidth)
    (isGated, self.mlpWidth) = (row[6] != "plain", mlpWidth)
    (experts, expertsPerToken) = (row.number(8) ?? 0, row.number(9) ?? 0)
    (self.vocabulary, self.vocabularyRows) = (vocabulary, vocabularyRows)
    (self.context, self.norm, self.normsPerBlock) = (context, norm, normsPerBlock)
    queryKeyNorm = row.text(15).flatMap { QueryKeyNorm(rawValue: $0) }
    hasInputBias = row[16] != "-"
    hasOutputBias = row[16].hasPrefix("all")
    hasHeadBias = row[16].hasSuffix("head")
    self.isParallel = isParallel
  }
}

/// The architectures that litgpt knows by name.
package enum NamedArchitectures {
  /// Where the numbers were read.
  package static let source = Citation(
    "litgpt, litgpt/config.py at 26857050fe",
    url: "https://github.com/Lightning-AI/litgpt/blob/26857050fe/litgpt/config.py")

  /// Every architecture, sorted by name without regard to case.
  package static var all: [NamedArchitecture] { byName.rows }

  /// Finds `name` as litgpt does: its own name, the hub's name, or owner and name on the hub.
  ///
  /// litgpt minds case and this look-up does not; compare with the row's names where it matters.
  package static func named(_ name: String) -> NamedArchitecture? {
    byName[name] ?? byHubID[name] ?? byHubName[name]
  }

  private static let byName = SortedTable(
    TableReader.rows(of: table, columns: 19, NamedArchitecture.init), by: \.name)
  private static let byHubID = SortedTable(all, by: \.hubID)
  private static let byHubName = SortedTable(all) { row in
    String(row.hubID.split(separator: "/").last ?? "")
  }
}
