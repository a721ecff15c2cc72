import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension KeyReader {
  /// Notes comments that give another time than the number they stand beside.
  ///
  /// A key whose name ends in `Seconds` is a whole number of them all over the API
  /// (`sig-architecture/api-conventions.md` of kubernetes/community).
  mutating func checkTimeComments() {
    guard let root, case let tree = root.configuration.tree, tree.file.bytes.contains(0x23) else {
      return
    }
    for (key, number) in root.numbersOfSeconds {
      guard let seconds = Double(tree.text(of: number)),
        case let span = tree.span(of: number),
        let comment = tree.file.comment(behind: span.bytes.upperBound),
        let said = SpokenTime(comment: tree.file.text(in: comment)),
        abs(seconds - said.seconds) > said.slack
      else { continue }
      let words = said.words(for: seconds)
      var constraint = Constraint(
        .fragile, .remarkable, "the comment says \(said.text), and the number is \(words)",
        label: words, source: "kubernetes/community sig-architecture/api-conventions.md")
      constraint.related = [
        Constraint.Mark(SourceSpan(tree.file.id, comment), "\(said.text) here")
      ]
      constraint.consequence = "whoever goes by the comment expects another time"
      constraint.help = "mend whichever of the two is wrong"
      note(constraint, key: key, at: span)
    }
  }
}

extension ConfigValue {
  /// The whole numbers, wherever they stand below, whose keys say that they are seconds.
  fileprivate var numbersOfSeconds: [(key: String, number: NodeID)] {
    let tree = configuration.tree
    let ending = Array("Seconds".utf8)
    var found: [(key: String, number: NodeID)] = []
    for node in tree.subtree(of: node) where tree.isMapping(node) {
      tree.forEachKey(of: node) { entry, text in
        guard entry.shape.contains(.digits), text.suffix(ending.count).elementsEqual(ending)
        else { return }
        found.append((tree.text(of: entry.key), entry.value))
      }
    }
    return found
  }
}

extension SourceFile {
  /// The text of the comment that follows on the line of `offset`; nil where anything else does.
  fileprivate func comment(behind offset: Int) -> ByteRange? {
    var start = offset
    while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    guard start > offset, start < bytes.count, bytes[start] == 0x23 else { return nil }
    let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    return ByteRange(start + 1, end)
  }
}
