package import JSONText

/// The parameters of `client/registerCapability`, which the server sends.
package struct RegistrationParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// One capability.
  package struct Registration: Hashable, Sendable, JSONReadable, JSONWritable {
    /// The name by which it can be taken back.
    package var id: String
    /// The method.
    package var method: String
    /// What the method's definition asks for.
    package var options: JSONValue?

    /// Makes a registration.
    package init(id: String, method: String, options: JSONValue? = nil) {
      self.id = id
      self.method = method
      self.options = options
    }

    package init?(json: JSONValue) {
      guard let id: String = json.member("id"), let method: String = json.member("method")
      else { return nil }
      self.init(id: id, method: method, options: json["registerOptions"])
    }

    package func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("id", id)
        json.member("method", method)
        json.member("registerOptions", options)
      }
    }
  }

  /// The capabilities.
  package var registrations: [Registration]

  /// Makes the parameters.
  package init(_ registrations: [Registration]) { self.registrations = registrations }

  package init?(json: JSONValue) {
    guard let registrations: [Registration] = json.members("registrations") else { return nil }
    self.init(registrations)
  }

  package func write(to json: inout JSONWriter) {
    json.object { $0.members("registrations", registrations) }
  }
}

/// The parameters of `workspace/configuration`, which the server sends.
package struct ConfigurationParams: Hashable, Sendable, JSONReadable, JSONWritable {
  /// One group of settings.
  package struct Item: Hashable, Sendable, JSONReadable, JSONWritable {
    /// The folder or document for which they hold.
    package var scope: DocumentURI?
    /// The group's name.
    package var section: String?

    /// Asks for a group of settings.
    package init(scope: DocumentURI? = nil, section: String? = nil) {
      self.scope = scope
      self.section = section
    }

    package init?(json: JSONValue) {
      guard json.object != nil else { return nil }
      self.init(scope: json.member("scopeUri"), section: json.member("section"))
    }

    package func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("scopeUri", scope)
        json.member("section", section)
      }
    }
  }

  /// The groups; the answer is an array of as many values.
  package var items: [Item]

  /// Makes the parameters.
  package init(_ items: [Item]) { self.items = items }

  package init?(json: JSONValue) {
    guard let items: [Item] = json.members("items") else { return nil }
    self.init(items)
  }

  package func write(to json: inout JSONWriter) {
    json.object { $0.members("items", items) }
  }
}
