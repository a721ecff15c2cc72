package import RunPlan

/// The keys that a framework reads, as data, with the version that they were read from.
///
/// The text is a list of lines, each a kind and the keys of that kind:
///
///     int: micro_batch_size=1 max_steps
///     number: learning_rate! num_epochs=1.0
///     number[0..1]: warmup_ratio
///     one(linear cosine constant): lr_scheduler=cosine
///     in datasets[]
///       text: path!
///     was: evaluation_strategy>eval_strategy@4.46
///
/// - `int`, `number`, `flag`, `text`, `list`, `map`: values of that type; null always passes. `int`
///   is for keys whose broken numbers the framework refuses. `any`: whatever stands there and below
///   it is nobody's business. `one(…)`: one of these words, where the framework refuses others;
///   a word that ends in `*` stands for all that start so.
/// - `[a..b]` behind a numeric kind: the range that the framework demands.
/// - `name=default` gives the default, `name!` says that the framework does not start without it.
/// - `in path` holds the keys below a mapping in the deeper lines that follow; `in path[]` those of
///   each mapping of a list (or of a mapping in its place), `in *` those below any key.
/// - `others refused`, `others ignored` or `others open` at the head of an `in`: what becomes of other
///   keys there and below, where it is not what becomes of them elsewhere.
/// - `was`: an old name that still works. `fatal`: a name that the framework stops at. `gone`: a
///   name that it does not know any more. Each as `old>new@version`, new name and version optional
///   (`@transformers~5` where the version is that of another framework), with ` -- advice` at the
///   end of the line where it takes more than another name.
/// - `instead: theirs>ours`: what other frameworks call one of these keys.
/// - `inference`: keys that only inference reads.
///
/// A line whose first word is no kind goes on with the line before it. `#` starts a comment.
package struct KeyCatalogue: Sendable {
  /// The framework and its version.
  let edition: KeyEdition
  let table: KeyTable
  /// Whether one of these keys in a file of another framework points to this one; false for lists of
  /// names that many use.
  let ownsNames: Bool
  let exactness: Exactness

  /// How exactly the framework holds values against the types of their keys.
  package struct Exactness: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// 2.0 and 2e3 are not whole.
    package static let exactWhole = Exactness(rawValue: 1)
    /// 1 is no switch.
    package static let exactFlag = Exactness(rawValue: 2)
    /// A number is no text.
    package static let exactText = Exactness(rawValue: 4)
    /// Nothing is cast: a number between quotes is no number either.
    package static let uncast: Exactness = [
      exactWhole, exactFlag, exactText, Exactness(rawValue: 8),
    ]
    /// The words of a list are taken in capitals too.
    package static let anyCase = Exactness(rawValue: 16)
  }

  /// Makes the catalogue of a framework from `texts`, of which later ones override earlier ones.
  package init(
    _ framework: String, version: String, unknownKeys: UnknownKeys, exactness: Exactness = [],
    ownsNames: Bool = true,
    _ texts: String...
  ) {
    self.ownsNames = ownsNames
    edition = KeyEdition(framework, version, unknownKeys)
    self.exactness = exactness
    table = KeyTable(texts)
  }

  /// Whether the key of this name at the top is a switch.
  func isFlag(_ name: String) -> Bool { table.top.find(name)?.kind == .flag }

  /// Whether the key at a dotted path is listed, under its present or an older name.
  package func lists(_ path: String) -> Bool {
    var level = 0
    let parts = path.split(separator: ".")
    for (number, part) in parts.enumerated() {
      guard let key = table.levels[level].findAny(String(part)) else { return false }
      if number == parts.count - 1 || key.kind == .anything { return true }
      guard let below = key.level else { return key.kind == .mapping || key.kind == .list }
      level = below
    }
    return false
  }
}
