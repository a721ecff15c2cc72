/// The members of a JSON object, in their order, every name once.
package struct JSONObject: Hashable, Sendable {
  /// A name and its value.
  package struct Member: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The value.
    package let value: JSONValue

    /// Joins a name and its value.
    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The members; of those with the same name the last value, at the place of the first.
  package let members: [Member]

  /// Below this many members comparing names is faster than hashing them.
  private static let fewMembers = 16

  /// Makes an object; of members with the same name the last one counts.
  package init(_ members: [Member]) {
    self.members = Self.hasRepeats(members) ? Self.withoutRepeats(members) : members
  }

  /// The value of the member `name`.
  package subscript(name: String) -> JSONValue? {
    for member in members where member.name == name { return member.value }
    return nil
  }

  private static func hasRepeats(_ members: [Member]) -> Bool {
    guard members.count <= fewMembers else {
      return Set(members.lazy.map(\.name)).count < members.count
    }
    for i in members.indices {
      for j in 0..<i where members[i].name == members[j].name { return true }
    }
    return false
  }

  private static func withoutRepeats(_ members: [Member]) -> [Member] {
    var places: [String: Int] = [:]
    var kept: [Member] = []
    for member in members {
      if let place = places[member.name] {
        kept[place] = member
      } else {
        places[member.name] = kept.count
        kept.append(member)
      }
    }
    return kept
  }
}
