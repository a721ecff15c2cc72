/// The published facts of one base model.
package struct BaseModel: Hashable, Sendable {
  /// The model's address on the hub.
  package let hubID: String
  /// The family, in the words of its `config.json`.
  package let architecture: String
  /// The blocks.
  package let layers: Int
  /// The width of the residual stream.
  package let hidden: Int
  /// The rows of the embedding.
  package let vocabularyRows: Int
  /// Whether the output matrix is the input matrix.
  package let isTied: Bool
  /// All parameters, computed from the configuration.
  package let parameters: Int
  /// The parameters that one token passes through, its embedding included.
  package let activeParameters: Int
  /// The parameters of blocks and norms.
  package let nonEmbeddingParameters: Int
  /// The tokens it was trained on; nil where they are not published or not certain.
  package let trainingTokens: Int?
  /// The longest sequence; nil where there is no limit.
  package let context: Int?
  /// The year it was published.
  package let year: Int
  /// Who says how many tokens it saw, with a note where the count leaves something out.
  package let source: Citation

  init?(_ row: TableReader.Fields) {
    guard
      let layers = row.number(2), let hidden = row.number(3), let rows = row.number(4),
      let isTied = row.flag(5, "tied", "untied"), let parameters = row.number(6),
      let nonEmbedding = row.number(8), let year = row.number(11)
    else { return nil }
    (hubID, architecture) = (row[0], row[1])
    (self.layers, self.hidden, self.vocabularyRows) = (layers, hidden, rows)
    (self.isTied, self.parameters) = (isTied, parameters)
    activeParameters = row.number(7) ?? parameters
    nonEmbeddingParameters = nonEmbedding
    (trainingTokens, context, self.year) = (row.number(9), row.number(10), year)
    source = Citation(row[12], url: "https://huggingface.co/\(row[0])")
  }
}

/// The catalogue of base models.
package enum BaseModels {
  /// How a name leads to a base model.
  package enum Relation: Hashable, Sendable {
    /// It is the model, whatever the case, revision or file format.
    case itself
    /// It is the model in another owner's copy.
    case copy
    /// It is the model with its weights quantised.
    case quantised
    /// It is a variant by the same owner: the same shape, but another training or context.
    case variant
  }

  /// A base model and how the name leads to it.
  package struct Match: Hashable, Sendable {
    /// The base model.
    package let model: BaseModel
    /// How the name leads to it.
    package let relation: Relation
  }

  /// Every base model, sorted by hub id without regard to case.
  package static var all: [BaseModel] { byID.rows }

  /// The number of other names that the table of aliases holds.
  package static var aliasCount: Int { aliases.rows.count }

  /// The base model that `name` stands for, or nil unless it is certain.
  ///
  /// Case, a revision after `@`, the endings of quantised copies and `-hf` do not matter. Copies
  /// are followed only for owners known to republish models unchanged, variants only where the
  /// table of aliases names them. A path is not a hub id.
  package static func named(_ name: String) -> Match? {
    let id = String(decoding: name.utf8.prefix { $0 != 0x40 }, as: UTF8.self).lowercased()
    let (stem, isQuantised) = withoutQuantisation(id)
    guard let match = plain(id) ?? (isQuantised ? plain(stem) : nil) else { return nil }
    guard isQuantised, match.relation != .variant else { return match }
    return Match(model: match.model, relation: .quantised)
  }

  private static func plain(_ id: String) -> Match? {
    if let match = listed(id) { return match }
    guard let slash = id.utf8.firstIndex(of: 0x2F), mirrors.contains(String(id[..<slash])) else {
      return nil
    }
    let name = String(id[id.utf8.index(after: slash)...])
    guard !name.utf8.contains(0x2F), let match = byBareName[dropping("-hf", from: name)] else {
      return nil
    }
    return Match(model: match.model, relation: match.relation == .itself ? .copy : match.relation)
  }

  private static func listed(_ id: String) -> Match? {
    let isBare = !id.hasSuffix("-hf")
    return spelled(id) ?? (isBare ? nil : spelled(dropping("-hf", from: id))) ?? spelled(id + "-hf")
  }

  private static func spelled(_ id: String) -> Match? { bySpelling[id] }

  // MARK: Names

  /// Owners whose repositories of a base model's name hold that model.
  private static let mirrors: Set<String> = [
    "mlx-community", "nousresearch", "thebloke", "unsloth",
  ]

  private static let quantisations = [
    "-unsloth-bnb-4bit", "-bnb-4bit", "-bnb-8bit", "-gptq-int4", "-gptq-int8", "-gptq", "-awq",
    "-gguf", "-4bit", "-8bit", "-fp8",
  ]

  private static func withoutQuantisation(_ id: String) -> (stem: String, isQuantised: Bool) {
    for ending in quantisations where id.hasSuffix(ending) {
      return (String(id.dropLast(ending.count)), true)
    }
    return (id, false)
  }

  private static func dropping(_ ending: String, from name: String) -> String {
    name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
  }

  // MARK: Tables

  private struct Alias: Sendable {
    let id: String
    let match: Match
  }

  private static let byID = SortedTable(
    TableReader.rows(of: table, columns: 13, BaseModel.init), by: \.hubID)

  private static let aliases = SortedTable(
    TableReader.rows(of: aliasTable, columns: 3) { row in
      let relations = ["copy": Relation.copy, "itself": .itself, "variant": .variant]
      guard let relation = relations[row[1]], let model = byID[row[2]] else { return Alias?.none }
      return Alias(id: row[0], match: Match(model: model, relation: relation))
    }, by: \.id)

  /// Models and aliases by their whole name in lower case; a name is asked in several spellings.
  private static let bySpelling: [String: Match] = {
    let models = byID.rows.map { ($0.hubID, Match(model: $0, relation: .itself)) }
    return Dictionary(
      (models + aliases.rows.map { ($0.id, $0.match) }).map { ($0.0.lowercased(), $0.1) },
      uniquingKeysWith: { model, _ in model })
  }()

  /// Models and aliases by the part of their name after the owner, where it names only one.
  private static let byBareName: SortedTable<Match> = {
    var matches: [String: Match?] = [:]
    let named = byID.rows.map { ($0.hubID, Match(model: $0, relation: .itself)) }
    for (id, match) in named + aliases.rows.map({ ($0.id, $0.match) }) {
      guard let name = id.split(separator: "/").last?.lowercased() else { continue }
      let bare = dropping("-hf", from: name)
      if let known = matches[bare] {
        let isSame = known?.model == match.model
        let isVariant = (known?.relation == .variant, match.relation == .variant)
        if !isSame || isVariant.0 != isVariant.1 { matches[bare] = .some(nil) }
      } else {
        matches[bare] = match
      }
    }
    let certain = matches.compactMap { name, match in match.map { (name, $0) } }
    return SortedTable(certain, by: \.0).mapRows(\.1)
  }()
}
