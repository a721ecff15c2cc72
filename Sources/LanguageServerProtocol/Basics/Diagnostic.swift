package import JSONText

/// One finding as an editor shows it.
package struct Diagnostic: Hashable, Sendable, JSONReadable, JSONWritable {
  /// What is underlined.
  package var range: TextRange
  /// How bad it is.
  package var severity: DiagnosticSeverity?
  /// The name of the rule.
  package var code: DiagnosticCode?
  /// Where the rule is described.
  package var codeDescription: String?
  /// The tool.
  package var source: String?
  /// The sentence.
  package var message: String
  /// How the text is shown besides.
  package var tags: [DiagnosticTag]
  /// Other places that belong to it.
  package var relatedInformation: [RelatedInformation]
  /// What comes back with a request for code actions, from most clients.
  package var data: JSONValue?

  /// Makes a diagnostic.
  package init(
    range: TextRange, severity: DiagnosticSeverity? = nil, code: DiagnosticCode? = nil,
    codeDescription: String? = nil, source: String? = nil, message: String,
    tags: [DiagnosticTag] = [], relatedInformation: [RelatedInformation] = [],
    data: JSONValue? = nil
  ) {
    self.range = range
    self.severity = severity
    self.code = code
    self.codeDescription = codeDescription
    self.source = source
    self.message = message
    self.tags = tags
    self.relatedInformation = relatedInformation
    self.data = data
  }

  package init?(json: JSONValue) {
    guard let range: TextRange = json.member("range") else { return nil }
    self.init(
      range: range, severity: json.member("severity"), code: json.member("code"),
      codeDescription: json["codeDescription"]?.member("href"), source: json.member("source"),
      message: json.member("message") ?? "", tags: json.members("tags") ?? [],
      relatedInformation: json.members("relatedInformation") ?? [], data: json["data"])
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("range", range)
      json.member("severity", severity?.rawValue)
      json.member("code", code)
      if let codeDescription {
        json.object("codeDescription") { $0.member("href", codeDescription) }
      }
      json.member("source", source)
      json.member("message", message)
      if !tags.isEmpty { json.array("tags", of: tags) { $0.int($1.rawValue) } }
      if !relatedInformation.isEmpty { json.members("relatedInformation", relatedInformation) }
      json.member("data", data)
    }
  }
}

/// How bad a diagnostic is.
package enum DiagnosticSeverity: Int, Hashable, Sendable, JSONReadable {
  /// The run is broken.
  case error = 1
  /// The run is doubtful.
  case warning = 2
  /// Worth knowing.
  case information = 3
  /// Shown faintly, by some editors not at all.
  case hint = 4

  package init?(json: JSONValue) {
    guard let number = json.int else { return nil }
    self.init(rawValue: number)
  }
}

/// How the text of a diagnostic is shown besides.
package enum DiagnosticTag: Int, Hashable, Sendable, JSONReadable {
  /// Faded.
  case unnecessary = 1
  /// Struck through.
  case deprecated = 2

  package init?(json: JSONValue) {
    guard let number = json.int else { return nil }
    self.init(rawValue: number)
  }
}

/// The name or number of what a diagnostic is about.
package enum DiagnosticCode: Hashable, Sendable, JSONReadable, JSONWritable {
  /// A number, as other tools have it.
  case number(Int)
  /// A name.
  case string(String)

  package init?(json: JSONValue) {
    if let number = json.int {
      self = .number(number)
    } else if let string = json.string {
      self = .string(string)
    } else {
      return nil
    }
  }

  package func write(to json: inout JSONWriter) {
    switch self {
    case .number(let number): json.int(number)
    case .string(let string): json.string(string)
    }
  }
}

/// Another place that belongs to a diagnostic.
package struct RelatedInformation: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The place.
  package var location: Location
  /// What it has to do with it.
  package var message: String

  /// Joins a place and its text.
  package init(location: Location, message: String) {
    self.location = location
    self.message = message
  }

  package init?(json: JSONValue) {
    guard let location: Location = json.member("location") else { return nil }
    self.init(location: location, message: json.member("message") ?? "")
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("location", location)
      json.member("message", message)
    }
  }
}
