import Composition
import RunPlan
import SourceText

extension KeyReader {
  /// Notes the data sets that are named at `path`: by a text, by names with commas between them, by
  /// a list of texts, or by mappings that hold the name at `member`.
  ///
  /// Nothing is noted where one of them is only drawn from: where an item has one of the keys
  /// `narrowing`, or takes a split other than the whole of `train`. What is held out for evaluation
  /// is counted in, as it is where people declare the size of a data set.
  @inline(never)
  mutating func noteData(_ path: String, _ member: String? = nil, unless narrowing: String...) {
    guard reading.datasets == nil, let value = value(path), !value.isNull else { return }
    var names: [Located<String>] = []
    for item in value.isSequence ? value.items : [value] {
      guard item.isMapping else {
        guard let text = Self.text(of: item) else { return }
        names += text.value.split(separator: ",").map { name in
          let name = name.drop { $0 == " " }.prefix { $0 != " " }
          return Located(String(name), at: text.span)
        }
        continue
      }
      guard let member, let name = item[member].flatMap(Self.text),
        !narrowing.contains(where: { item[$0].map { !$0.isNull } ?? false }),
        takesAll(item["split"])
      else { return }
      names.append(name)
    }
    if !names.isEmpty { reading.datasets = names }
  }

  /// Whether none of these keys is set.
  func hasNone(of paths: String...) -> Bool { !paths.contains { isSet($0) } }

  /// Whether a split is the whole of the part that is for training.
  func takesAll(_ split: ConfigValue?) -> Bool {
    guard let split, !split.isNull else { return true }
    return Self.text(of: split)?.value == "train"
  }
}
