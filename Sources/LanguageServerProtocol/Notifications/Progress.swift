package import JSONText

/// The parameters of `$/progress`.
package struct ProgressParams: JSONWritable, Sendable {
  /// What is told.
  package enum Value: Sendable {
    /// The work begins.
    case begin(title: String)
    /// So much of it is done.
    case report(percentage: Int)
    /// It is done.
    case end
    /// A part of the answer.
    case items([WorkspaceDiagnosticReport.Item])
  }

  /// The name that the client gave it.
  package var token: MessageID
  /// What is told.
  package var value: Value

  /// Joins a name and what is told.
  package init(token: MessageID, _ value: Value) {
    self.token = token
    self.value = value
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("token", token)
      json.object("value") { json in
        switch value {
        case .begin(let title):
          json.member("kind", "begin")
          json.member("title", title)
          json.member("cancellable", true)
          json.member("percentage", 0)
        case .report(let percentage):
          json.member("kind", "report")
          json.member("percentage", percentage)
        case .end: json.member("kind", "end")
        case .items(let items): json.members("items", items)
        }
      }
    }
  }
}
