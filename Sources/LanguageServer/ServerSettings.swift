import JSONText

/// What a user may choose about the server itself, from `initializationOptions` or the client's
/// settings.
struct ServerSettings: Hashable, Sendable {
  /// Whether derived numbers are shown beside the keys that decide them.
  var inlayHints = true
  /// Whether the run is summed up above its first line.
  var codeLens = true

  /// The name under which clients keep the settings.
  static let section = "trainlint"

  /// Takes what `json` says, alone or below the section's name; everything else stays as it is.
  mutating func read(_ json: JSONValue?) {
    guard let json else { return }
    let own = json[Self.section] ?? json
    inlayHints = own["inlayHints"]?.bool ?? inlayHints
    codeLens = own["codeLens"]?.bool ?? codeLens
  }
}
