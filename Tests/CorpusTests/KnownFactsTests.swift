import Engine
import Linting
import RunPlan
import SourceText
import TestSupport
import Testing

/// Scores plans against tables of facts that were worked out for real configs by hand.
///
/// A wrong number is worse than none, so the two are counted apart; `unknown` is an answer.
@Suite struct KnownFactsTests {
  /// The dialects whose facts must hold.
  private static let dialects = [
    "gpt-neox", "litgpt", "olmo", "llm-foundry", "nanotron", "hf-config",
  ]

  @Test(arguments: dialects) func plansAgreeWithTheFacts(dialect: String) throws {
    guard let table = FactTable(path: "corpus/facts-pretrain.tsv") else { return }
    let rows = table.rows.filter { $0.dialect == dialect }
    #expect(!rows.isEmpty)
    var score = Score()
    let corpus = CorpusIndex()
    for (path, facts) in Dictionary(grouping: rows, by: \.path).sorted(by: { $0.key < $1.key }) {
      guard let file = corpus.file(facts[0].repository, path),
        let bytes = SharedFolder.contents(of: file)
      else { continue }
      let report = Linter().report(on: SourceFile(name: file, bytes: bytes))
      for fact in facts { score.add(fact, report.plans.first?.plan) }
    }
    print("\(dialect): \(score.right) right, \(score.missing) missing, \(score.wrong.count) wrong")
    #expect(score.right * 100 >= score.total * 96)
    #expect(score.wrong.count * 1000 <= score.total * 10, "\(score.wrong)")
  }
}

/// One row of a table of facts.
private struct Fact {
  let repository: String
  let path: String
  let quantity: Quantity
  let value: String
  let dialect: String
}

private struct FactTable {
  let rows: [Fact]

  private static let names: [String: Quantity] = [
    "params_total": .parameters, "params_non_embedding": .parametersNonEmbedding,
    "params_active": .parametersActive, "seq_len": .sequenceLength, "total_steps": .steps,
    "total_tokens": .tokens, "tokens_per_param": .tokensPerParameter,
    "global_batch": .globalBatch, "tokens_per_step": .tokensPerStep,
  ]

  init?(path: String) {
    guard let bytes = SharedFolder.read(path) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    rows = lines.dropFirst().compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count > 6, let quantity = Self.names[cells[2]] else { return nil }
      return Fact(
        repository: cells[0], path: cells[1], quantity: quantity, value: cells[3], dialect: cells[6]
      )
    }
  }
}

/// Finds a file of a public repository among the copies.
private struct CorpusIndex {
  private let bySuffix: [String: String]

  init() {
    var found: [String: String] = [:]
    let root = (SharedFolder.path ?? "") + "/corpus"
    for entry in FileWalk.files(in: [root]).files {
      let parts = entry.path.dropFirst(root.count + 1).split(separator: "/")
      for start in parts.indices {
        let suffix = parts[start...].joined(separator: "/")
        found[suffix] = found[suffix] ?? entry.path
      }
    }
    bySuffix = found
  }

  func file(_ repository: String, _ path: String) -> String? {
    let name = repository.split(separator: "/").last.map(String.init) ?? repository
    return bySuffix["\(name)/\(path)"] ?? bySuffix[path]
  }
}

private struct Score {
  private(set) var right = 0
  private(set) var missing = 0
  private(set) var wrong: [String] = []
  var total: Int { right + missing + wrong.count }

  mutating func add(_ fact: Fact, _ plan: TrainingPlan?) {
    let got = plan?.value(fact.quantity)
    if fact.value.lowercased() == "unknown" {
      if got == nil { right += 1 } else { note(fact, got) }
      return
    }
    guard let expected = Double(fact.value) else { return }
    guard let got else {
      missing += 1
      return
    }
    // The table rounds its ratios to four decimals.
    let tolerance = max(1e-3 * abs(expected), 6e-5)
    if abs(got - expected) <= tolerance { right += 1 } else { note(fact, got) }
  }

  private mutating func note(_ fact: Fact, _ got: Double?) {
    wrong.append("\(fact.path) \(fact.quantity.name): \(fact.value), got \(got ?? -1)")
  }
}
