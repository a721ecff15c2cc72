/// How many tokens a published tokenizer has.
package struct Tokenizer: Hashable, Sendable {
  /// The hub id, or the name that frameworks use.
  package let name: String
  /// The tokens of the vocabulary file, before added tokens; nil where that is not certain.
  ///
  /// This is what many a `vocab_size` in a config states.
  package let baseSize: Int?
  /// All tokens, added ones included; nil where that is not certain.
  package let size: Int?
  /// The rows of the embedding of the model at this address; nil for a tokenizer without a model.
  ///
  /// As a rule more than `size`: rows are padded for speed.
  package let modelRows: Int?
  /// Where the numbers stand.
  package let source: Citation

  init?(_ row: TableReader.Fields) {
    (name, baseSize, size) = (row[0], row.number(1), row.number(2))
    (modelRows, source) = (row.number(3), Citation(row[4]))
    guard baseSize != nil || size != nil else { return nil }
  }
}

/// The tokenizers whose size is known.
package enum Tokenizers {
  /// Every tokenizer, sorted by name without regard to case.
  package static var all: [Tokenizer] { byName.rows }

  /// The tokenizer of that name, or of the model formerly called so, or nil.
  ///
  /// Case and a revision after `@` do not matter.
  package static func named(_ name: String) -> Tokenizer? {
    let id = String(decoding: name.utf8.prefix { $0 != 0x40 }, as: UTF8.self)
    if let found = byName[id] { return found }
    guard let match = BaseModels.named(name), match.relation == .itself else { return nil }
    return byName[match.model.hubID[...]]
  }

  private static let byName = SortedTable(
    TableReader.rows(of: table, columns: 5, Tokenizer.init), by: \.name)
}
