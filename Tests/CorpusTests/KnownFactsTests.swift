import Engine
import Linting
import RunPlan
import SourceText
import TestSupport
import Testing

/// Scores plans against tables of facts that were worked out for real configs by hand.
///
/// A wrong number is worse than none, so the two are counted apart; `unknown` is an answer.
@Suite(.enabled(if: SharedFolder.has("corpus"), "it needs the folder `shared/corpus`"))
struct KnownFactsTests {
  /// The dialects whose facts must hold; their files lie in a folder of the same name.
  private static let dialects = [
    "gpt-neox", "litgpt", "olmo", "llm-foundry", "nanotron", "hf-config", "axolotl", "accelerate",
    "megatron-lm", "deepspeed",
  ]

  @Test(arguments: dialects) func plansAgreeWithTheFacts(dialect: String) throws {
    let folder = try CorpusFolder(dialect)
    let facts = try ["corpus/facts-pretrain.tsv", "corpus/facts-finetune.tsv"]
      .flatMap { try Fact.table($0) }
      .filter { $0.dialect ?? dialect == dialect }
    var score = Score()
    for (path, facts) in Dictionary(grouping: facts, by: \.file).sorted(by: { $0.key < $1.key }) {
      guard let file = folder.file(path), let bytes = SharedFolder.contents(of: file) else {
        continue
      }
      let report = Linter().report(on: SourceFile(name: file, bytes: bytes))
      for fact in facts { score.add(fact, report.plans.map(\.plan)) }
    }
    print("\(dialect): \(score.right) right, \(score.missing) missing, \(score.wrong.count) wrong")
    #expect(score.total > 0)
    #expect(score.right * 100 >= score.total * 96)
    #expect(score.wrong.count * 1000 <= score.total * 10, "\(score.wrong)")
  }

  @Test func jobsAgreeWithTheFacts() throws {
    let folder = try CorpusFolder("manifests")
    let facts = try Fact.table("corpus/facts-manifests.tsv")
    var score = Score()
    for (path, facts) in Dictionary(grouping: facts, by: \.file).sorted(by: { $0.key < $1.key }) {
      guard let file = folder.file(path), let bytes = SharedFolder.contents(of: file) else {
        continue
      }
      let report = Linter().report(on: SourceFile(name: file, bytes: bytes))
      for fact in facts { score.add(fact, report.plans.map(\.plan)) }
    }
    print("jobs: \(score.right) right, \(score.missing) missing, \(score.wrong.count) wrong")
    #expect(score.total > 0)
    #expect(score.right * 100 >= score.total * 92)
    // One job has two worlds, of which the table lists both.
    #expect(score.wrong.count <= 1, "\(score.wrong)")
  }
}

/// One row of a table of facts.
private struct Fact {
  /// What a row is about.
  enum Subject {
    case quantity(Quantity)
    case label(PlanLabel)
  }

  /// The last part of the repository's name and the path within.
  let file: String
  let subject: Subject
  let value: String
  /// The framework; nil where the table does not say it, so that the file's folder does.
  let dialect: String?

  /// Names of the tables that are not the quantity's own.
  private static let names: [String: Quantity] = [
    "params": .parameters, "params_total": .parameters,
    "params_non_embedding": .parametersNonEmbedding, "params_active": .parametersActive,
    "trainable_params": .parametersTrainable, "seq_len": .sequenceLength, "total_steps": .steps,
    "total_tokens": .tokens, "tokens_per_param": .tokensPerParameter,
    "samples_per_step_per_rank": .sequencesPerStepPerRank,
    "total_tokens_per_rank": .tokensPerRank, "gpus": .worldSize, "gpus_total": .devices,
    "accelerators_total": .devices, "gpus_per_node": .devicesPerNode,
    "processes_total": .worldSize, "trainer_world": .worldSize,
    "data_parallel_size": .dataParallel, "grad_accum": .accumulation, "layers": .layers,
    "hidden": .hiddenSize, "intermediate": .intermediateSize,
  ]

  /// The rows that answer for a quantity or a label of the plan; the others are notes for people.
  static func table(_ path: String) throws -> [Fact] {
    let bytes = try #require(SharedFolder.read(path), "\(path)")
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    let rows = lines.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let head = try #require(rows.first)
    return rows.dropFirst().compactMap { cells in
      Fact(Dictionary(zip(head, cells)) { first, _ in first })
    }
  }

  private init?(_ cells: [String: String]) {
    guard let repository = cells["repo"]?.split(separator: "/").last, let path = cells["path"],
      let name = cells["fact"], let value = cells["value"]
    else { return nil }
    if let quantity = Self.names[name] ?? Quantity(name: name) {
      guard value.lowercased() == "unknown" || Double(value) != nil else { return nil }
      subject = .quantity(quantity)
    } else if let label = PlanLabel(rawValue: name) {
      subject = .label(label)
    } else {
      return nil
    }
    file = "\(repository)/\(path)"
    self.value = value
    dialect = cells["dialect"]
  }
}

/// The files of a folder of the corpus by the ends of their paths.
private struct CorpusFolder {
  private let bySuffix: [String: String]

  init(_ name: String) throws {
    var found: [String: String] = [:]
    let root = try #require(SharedFolder.path) + "/corpus/" + name
    for entry in FileWalk.files(in: [root]).files {
      let parts = entry.path.dropFirst(root.count + 1).split(separator: "/")
      for start in parts.indices {
        let suffix = parts[start...].joined(separator: "/")
        found[suffix] = found[suffix] ?? entry.path
      }
    }
    bySuffix = found
  }

  /// The copy of a repository's file, which may lack the repository's name.
  func file(_ path: String) -> String? {
    bySuffix[path] ?? bySuffix[path.split(separator: "/").dropFirst().joined(separator: "/")]
  }
}

private struct Score {
  private(set) var right = 0
  private(set) var missing = 0
  private(set) var wrong: [String] = []
  var total: Int { right + missing + wrong.count }

  mutating func add(_ fact: Fact, _ plans: [TrainingPlan]) {
    let (got, agrees) =
      switch fact.subject {
      case .quantity(let quantity): Self.compare(plans, quantity, with: fact.value)
      case .label(let label): Self.compare(plans, label, with: fact.value)
      }
    if fact.value.lowercased() == "unknown" ? got == nil : agrees {
      right += 1
    } else if let got {
      wrong.append("\(fact.file) \(fact.subject): \(fact.value), got \(got)")
    } else {
      missing += 1
    }
  }

  /// The table rounds its ratios to four decimals.
  private static func compare(
    _ plans: [TrainingPlan], _ quantity: Quantity, with value: String
  ) -> (got: String?, agrees: Bool) {
    let got = plans.lazy.compactMap { $0.value(quantity) }.first
    guard let got, let expected = Double(value) else { return (got.map { "\($0)" }, false) }
    return ("\(got)", abs(got - expected) <= max(1e-3 * abs(expected), 6e-5))
  }

  private static func compare(
    _ plans: [TrainingPlan], _ label: PlanLabel, with value: String
  ) -> (got: String?, agrees: Bool) {
    let got = plans.lazy.compactMap { $0.labels[label]?.value }.first
    return (got, got?.lowercased() == value.lowercased())
  }
}
