package import JSONText

/// The parameters of `workspace/diagnostic`.
package struct WorkspaceDiagnosticParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The name of the last answer about one document.
  package struct PreviousResult: Hashable, Sendable, JSONReadable, JSONWritable {
    /// The document.
    package var uri: DocumentURI
    /// The name.
    package var value: String

    /// Joins a document and the name.
    package init(uri: DocumentURI, value: String) {
      self.uri = uri
      self.value = value
    }

    package init?(json: JSONValue) {
      guard let uri: DocumentURI = json.member("uri"), let value: String = json.member("value")
      else { return nil }
      self.init(uri: uri, value: value)
    }

    package func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("uri", uri)
        json.member("value", value)
      }
    }
  }

  /// The name under which the server offered it.
  package var identifier: String?
  /// The answers that the client still has.
  package var previousResults: [PreviousResult]
  /// Where to report parts of the answer.
  package var partialResultToken: MessageID?
  /// Where to report how much is done.
  package var workDoneToken: MessageID?

  /// Makes the parameters.
  package init(
    identifier: String? = nil, previousResults: [PreviousResult] = [],
    partialResultToken: MessageID? = nil
  ) {
    self.identifier = identifier
    self.previousResults = previousResults
    self.partialResultToken = partialResultToken
  }

  package init?(json: JSONValue) {
    guard json.object != nil else { return nil }
    self.init(
      identifier: json.member("identifier"),
      previousResults: json.members("previousResultIds") ?? [],
      partialResultToken: json.member("partialResultToken"))
    workDoneToken = json.member("workDoneToken")
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("identifier", identifier)
      json.members("previousResultIds", previousResults)
      json.member("partialResultToken", partialResultToken)
      json.member("workDoneToken", workDoneToken)
    }
  }
}

/// The answer to `workspace/diagnostic`.
package struct WorkspaceDiagnosticReport: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The report of one document.
  package struct Item: Hashable, Sendable, JSONReadable, JSONWritable {
    /// The document.
    package var uri: DocumentURI
    /// Its version where it is open.
    package var version: Int?
    /// What there is to say.
    package var report: DiagnosticReport

    /// Joins a document and its report.
    package init(uri: DocumentURI, version: Int? = nil, report: DiagnosticReport) {
      self.uri = uri
      self.version = version
      self.report = report
    }

    package init?(json: JSONValue) {
      guard let uri: DocumentURI = json.member("uri"), let report = DiagnosticReport(json: json)
      else { return nil }
      self.init(uri: uri, version: json.member("version"), report: report)
    }

    package func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("uri", uri)
        if let version { json.member("version", version) } else { json.null("version") }
        report.writeMembers(to: &json)
      }
    }
  }

  /// The documents.
  package var items: [Item]

  /// Makes an answer.
  package init(items: [Item]) { self.items = items }

  package init?(json: JSONValue) {
    guard let items: [Item] = json.members("items") else { return nil }
    self.init(items: items)
  }

  package func write(to json: inout JSONWriter) {
    json.object { $0.members("items", items) }
  }
}
