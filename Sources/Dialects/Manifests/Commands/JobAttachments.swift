import RunPlan
import SourceText

extension KeyReader {
  /// Attaches the arguments of a training, and the configuration that they name.
  mutating func attach(_ launch: Launch, _ files: [String: ManifestCarrier.File]) {
    let program = TrainingProgram(launch)
    let arguments = ProgramArguments(program.arguments(of: launch))
    if let path = program.configuration(arguments), let name = path.known,
      let (content, span) = configuration(name, at: path, of: launch, files)
    {
      reading.attachments.append(Attachment(content, at: span, dialect: program.dialect))
    }
    guard !arguments.named.isEmpty else { return }
    reading.attachments.append(
      Attachment(
        .arguments(
          arguments.json(keepsDashes: program.keepsDashes, below: program.vocabulary)),
        at: launch.place,
        dialect: program.argumentDialect(arguments)))
  }

  /// The file that a command names: one that the manifest holds, one that the script writes, or one
  /// of the workspace; nil where the script writes what is not known.
  private func configuration(
    _ name: String, at path: MappedText, of launch: Launch,
    _ files: [String: ManifestCarrier.File]
  ) -> (Attachment.Content, SourceSpan)? {
    let place = launch.place.file
    if let file = files[name] { return (.text(file.text, name: file.name), file.span) }
    guard let written = launch.files[name] else {
      return (.file(path: name), SourceSpan(place, path.place))
    }
    guard let written, !written.isEmpty else { return nil }
    return (.text(written, name: name), SourceSpan(place, written.place))
  }
}
