import RunRecords
import SourceText

/// Which columns of a table of finished runs hold what.
package struct RunColumns: Sendable {
  /// What a column may hold.
  package enum Role: String, CaseIterable, Sendable {
    case parameters, tokens, flops, loss
    case uniqueTokens = "unique_tokens"
    case weight

    /// The names under which it is looked for: the plain one first, then others that people use.
    var names: [[String]] {
      switch self {
      case .parameters:
        [
          ["parameters", "params", "n"],
          ["n_params", "num_params", "n_parameters", "num_parameters"],
        ]
      case .tokens:
        [["tokens", "d"], ["training_tokens", "train_tokens", "n_tokens", "num_tokens"]]
      case .flops: [["flops", "c"], ["compute", "training_flops", "train_flops"]]
      case .loss:
        [
          ["loss", "l"],
          [
            "val_loss", "valid_loss", "validation_loss", "eval_loss", "test_loss", "final_loss",
            "train_loss",
          ],
        ]
      case .uniqueTokens: [["unique_tokens", "u"], ["n_unique_tokens"]]
      case .weight: [["weight", "w"], []]
      }
    }
  }

  /// The place of each column that was found.
  package private(set) var places: [Role: Int] = [:]

  /// What the table is said to be called: `params=n_params,loss=val`.
  package struct Choice: Sendable {
    /// The name that is meant for each role.
    package var names: [Role: String] = [:]

    /// Makes a choice that leaves every column to be found by its name.
    package init() {}

    /// Reads `params=n_params,loss=val`.
    package init(_ text: String) throws(PastRunProblem) {
      for part in text.split(separator: ",") {
        let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
        guard sides.count == 2 else {
          throw PastRunProblem("--columns \(part): write it as ROLE=COLUMN, as loss=val_loss")
        }
        let word = sides[0].lowercased()
        guard
          let role = Role.allCases.first(where: { $0.names.joined().contains(word) })
        else {
          let known = Role.allCases.map(\.rawValue)
          let near = nearest(word, among: known).map { "; did you mean \($0)?" } ?? ""
          throw PastRunProblem(
            "--columns: there is no \(sides[0])\(near) Known are \(known.joined(separator: ", "))")
        }
        names[role] = sides[1]
      }
    }
  }

  /// Finds the columns of `table`; what could be two is refused rather than guessed.
  init(_ table: RecordTable, _ choice: Choice, file: String) throws(PastRunProblem) {
    let lower = table.columns.map { $0.lowercased() }
    func places(_ name: String) throws(PastRunProblem) -> Int? {
      let found = lower.indices.filter { lower[$0] == name.lowercased() }
      guard found.count < 2 else {
        throw PastRunProblem("\(file): two columns are called \(name); rename one of them")
      }
      return found.first
    }
    for role in Role.allCases {
      if let name = choice.names[role] {
        guard let place = try places(name) else {
          let near = nearest(name, among: table.columns).map { "; did you mean \($0)?" } ?? "."
          throw PastRunProblem(
            "\(file): there is no column \(name)\(near) There are "
              + table.columns.joined(separator: ", "))
        }
        self.places[role] = place
        continue
      }
      for names in role.names {
        var found: [Int] = []
        for name in names { if let place = try places(name) { found.append(place) } }
        if found.count > 1 {
          let words = found.map { table.columns[$0] }.joined(separator: ", ")
          throw PastRunProblem(
            "\(file): which column is \(role.rawValue), \(words)? "
              + "say --columns \(role.rawValue)=\(table.columns[found[0]])")
        }
        if let place = found.first {
          self.places[role] = place
          break
        }
      }
    }
    try require(table, file)
  }

  private func require(_ table: RecordTable, _ file: String) throws(PastRunProblem) {
    let missing =
      places[.loss] == nil
      ? "loss"
      : places.keys.contains { [.parameters, .tokens, .flops].contains($0) }
        ? nil : "parameters, tokens or flops"
    guard let missing else { return }
    throw PastRunProblem(
      "\(file): no column is called \(missing); say which with --columns. There are "
        + (table.columns.isEmpty ? "none" : table.columns.joined(separator: ", ")))
  }
}

/// Why past runs cannot be used, in words.
package struct PastRunProblem: Error, CustomStringConvertible {
  /// The words.
  package let description: String

  init(_ description: String) { self.description = description }
}
