import ReferenceData
import TestSupport
import Testing

@Suite struct TableTests {
  @Test func everyRowIsRead() throws {
    #expect(BaseModels.all.count == 194)
    #expect(NamedArchitectures.all.count == 210)
    #expect(Tokenizers.all.count == 177)
    #expect(BaseModels.aliasCount == 101)
    let tables = ["BaseModelTable", "NamedArchitectureTable", "TokenizerTable", "BaseModelAliases"]
    for table in tables {
      let lines = try tableLines(of: table)
      let keys = lines.map { $0.prefix { $0 != " " }.lowercased() }
      #expect(keys == keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, "\(table)")
      #expect(Set(keys).count == keys.count, "\(table)")
    }
  }

  /// The rows of a table as they stand in the source.
  private func tableLines(of table: String) throws -> [Substring] {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let bytes = SharedFolder.contents(of: "/\(root)/Sources/ReferenceData/\(table).swift")
    let lines = String(decoding: try #require(bytes), as: UTF8.self).split(separator: "\n")
    return lines.filter { $0.hasPrefix("    ") && !$0.contains("\"\"\"") }.map { $0.dropFirst(4) }
  }

  @Test func numbersAreInRange() {
    for model in BaseModels.all {
      let name = Comment(rawValue: model.hubID)
      #expect(model.layers > 0 && model.hidden > 0 && model.vocabularyRows > 10_000, name)
      #expect(model.activeParameters <= model.parameters, name)
      #expect(model.nonEmbeddingParameters < model.parameters, name)
      #expect((1_000_000_000...100_000_000_000_000).contains(model.trainingTokens ?? 1 << 40), name)
      #expect((512...20_000_000).contains(model.context ?? 512), name)
      #expect((2019...2026).contains(model.year), name)
      #expect(!model.source.text.isEmpty, name)
    }
    for row in NamedArchitectures.all {
      let name = Comment(rawValue: row.name)
      #expect(row.heads % row.keyValueHeads == 0 && row.headWidth > 0 && row.mlpWidth > 0, name)
      #expect(row.vocabulary <= row.vocabularyRows && row.context > 0, name)
      #expect(row.hubID.split(separator: "/").count == 2, name)
    }
    for row in Tokenizers.all {
      let name = Comment(rawValue: row.name)
      #expect(row.baseSize ?? 0 <= row.size ?? .max, name)
      #expect(row.size ?? row.baseSize ?? 0 <= row.modelRows ?? .max, name)
      #expect(!row.source.text.isEmpty, name)
    }
  }

  @Test func everyRowIsFoundByItsName() {
    for model in BaseModels.all {
      let match = BaseModels.named(model.hubID)
      #expect(match?.model == model && match?.relation == .itself, "\(model.hubID)")
    }
    for row in NamedArchitectures.all {
      #expect(NamedArchitectures.named(row.name) == row)
      #expect(NamedArchitectures.named(row.hubID) == row)
    }
    for row in Tokenizers.all { #expect(Tokenizers.named(row.name) == row) }
  }

  @Test func tokenizersAndModelsAgreeOnRows() {
    for row in Tokenizers.all {
      guard let rows = row.modelRows, let match = BaseModels.named(row.name) else { continue }
      #expect(match.model.vocabularyRows == rows, "\(row.name)")
    }
  }

  @Test(
    .enabled(if: SharedFolder.has("design/models.tsv"), "it needs `shared/design/models.tsv`"))
  func theCatalogueIsTheReferenceTable() throws {
    let bytes = try #require(SharedFolder.read("design/models.tsv"))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(lines.count == BaseModels.all.count)
    for line in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let model = try #require(BaseModels.named(String(fields[0]))).model
      #expect(Int(fields[1]) == model.parameters, "\(fields[0])")
      #expect(Int(fields[2]) ?? model.parameters == model.activeParameters, "\(fields[0])")
      #expect(Int(fields[3]) == model.trainingTokens, "\(fields[0])")
      #expect(Int(fields[8]) == model.nonEmbeddingParameters, "\(fields[0])")
    }
  }
}
