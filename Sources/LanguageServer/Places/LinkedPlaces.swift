import LanguageServerProtocol
import Linting
import RunPlan
import SourceText

/// The places of a text that name files which were read.
struct LinkedPlaces {
  /// The places, each once, and the files.
  let all: [(bytes: ByteRange, target: DocumentURI)]

  init(_ checked: CheckedText, in document: Document) {
    let placed = PlacedReport(checked, in: document)
    var all: [(bytes: ByteRange, target: DocumentURI)] = []
    for linked in placed.report.plans.flatMap(\.plan.reading.linkedFiles) {
      // A file that is named in another file has its place there.
      guard linked.place.file == .main, linked.file.name.hasPrefix("/"),
        let bytes = placed.now(linked.place.bytes), !all.contains(where: { $0.bytes == bytes })
      else { continue }
      all.append((bytes, DocumentURI(path: linked.file.name)))
    }
    self.all = all
  }
}
