import Composition
import ConfigSyntax
import Dialects
import RunPlan
import SourceText
import Testing

/// A suite about one dialect, which reads small files for its tests.
protocol DialectSuite {
  /// The dialect that is tested.
  associatedtype Tested: Dialect
  /// What the files are called; the ending decides the loader.
  static var fileName: String { get }
  /// Whether every file that a plan is made of is a whole one, which has to be recognised.
  static var readsWholeFiles: Bool { get }
}

extension DialectSuite {
  static var fileName: String { "run.yaml" }
  static var readsWholeFiles: Bool { false }

  /// The plan of a file of these lines, read by the dialect whoever else would take it.
  func plan(
    _ lines: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) -> TrainingPlan {
    let text = lines.joined(separator: "\n") + "\n"
    if Self.readsWholeFiles {
      #expect(Self.dialect(of: text) == Tested.id, sourceLocation: sourceLocation)
    }
    let file = Self.file(text)
    return TrainingPlan(Tested.read(Configuration(parse(file)), file: file))
  }

  /// Whether a file of this text is recognised as the dialect's.
  func recognises(_ text: String) -> Bool { Self.dialect(of: text) == Tested.id }

  /// The framework that a file of this text is recognised as, or nil.
  static func dialect(of text: String) -> DialectID? {
    DialectCatalogue.recognise(Configuration(parse(file(text))))?.id
  }

  private static func file(_ text: String) -> SourceFile { SourceFile(name: fileName, text: text) }
}
