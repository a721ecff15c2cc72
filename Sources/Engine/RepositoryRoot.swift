/// Where the repository of the present folder starts.
package enum RepositoryRoot {
  /// The present folder, and the nearest folder around it that version control starts from; without
  /// one the present folder twice.
  package static func here() -> (working: String, root: String) {
    let working = Disk.absolute(".") ?? "/"
    var place = working[...]
    while !place.isEmpty {
      if Disk.kind(of: place + "/.git") != .absent { return (working, String(place)) }
      place = place[..<(place.lastIndex(of: "/") ?? place.startIndex)]
    }
    return (working, working)
  }
}
