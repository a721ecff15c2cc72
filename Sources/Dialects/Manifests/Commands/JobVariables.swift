import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension JobSpec {
  /// Variables as a mapping or as a list of `NAME=value`; one without a value is set elsewhere.
  static func variables(of value: ConfigValue?) -> [String: MappedText] {
    var variables: [String: MappedText] = [:]
    for entry in value?.entries ?? [] where !entry.value.isNull {
      variables[entry.key] = entry.value.mappedText
    }
    for text in (value?.items ?? []).compactMap(\.mappedText) {
      guard let equals = text.bytes.firstIndex(of: 0x3D), let name = text[0..<equals].known else {
        continue
      }
      variables[name] = text[equals + 1..<text.count]
    }
    return variables
  }
}

extension [String: MappedText] {
  /// Sets a variable to a count, which stands for what is written at its claim.
  mutating func set(_ name: String, _ claim: Claim?, at place: Int) {
    guard let claim else { return }
    self[name] = MappedText(
      Magnitude.shortest(claim.value), at: claim.span?.bytes.lowerBound ?? place)
  }
}

extension KeyReader {
  /// Notes checkpoints on the disk of a machine that may be taken away, `spot` being where it is
  /// asked for.
  ///
  /// A command that knows of a bucket or of a hub may save its checkpoints there.
  mutating func checkSpot(
    _ spot: SourceSpan?, _ launch: Launch?, keepsFiles: Bool, commands: String, source: String
  ) {
    guard let spot, let launch, !keepsFiles, !reading.isPartial, let value = value(commands) else {
      return
    }
    let arguments = ProgramArguments(launch.arguments)
    guard let folder = arguments.values("output_dir")?.first, let path = folder.known,
      !path.contains("://"), !arguments.isPartial,
      !arguments.named.contains(where: { $0.name.text.contains("hub") })
    else { return }
    let elsewhere = [
      "://", "rclone", "rsync", "gsutil", "gcloud ", "aws ", "azcopy", "upload", "mount", "sync",
    ]
    let texts = (value.isSequence ? value.items : [value]).compactMap(\.mappedText)
    guard !texts.contains(where: { text in elsewhere.contains { text.text.contains($0) } }) else {
      return
    }
    var constraint = Constraint(
      .restart, .harmful, "Checkpoints are lost with the spot machine that writes them",
      label: "on the machine's own disk", source: source)
    constraint.related = [Constraint.Mark(spot, "spot machines")]
    constraint.consequence = "when the machine is taken away, the run starts from nothing"
    constraint.help = "write them to a bucket or a volume that is mounted"
    note(constraint, key: "output_dir", at: SourceSpan(launch.place.file, folder.place))
  }
}
