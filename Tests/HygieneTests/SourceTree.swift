import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The checkout that these tests are part of.
enum SourceTree {
  /// The folder that holds `Package.swift`.
  static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// Every Swift file of the product.
  static let product = files(below: "Sources") + files(below: "Rules")

  /// Every Swift file of the project.
  static let all = product + files(below: "Tests")

  /// The Swift files below one folder.
  static func files(below folder: String) -> [SwiftFile] {
    paths(below: folder).filter { $0.hasSuffix(".swift") }.map { SwiftFile(path: $0) }
  }

  /// The text of a file, its path counted from the root.
  static func text(of path: String) -> String {
    String(decoding: SharedFolder.contents(of: "\(root)/\(path)") ?? [], as: UTF8.self)
  }

  /// The names in a folder but `.` and `..`, sorted.
  static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder.isEmpty ? root : "\(root)/\(folder)") else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The files below a folder, sorted; names that start with a point are passed over.
  private static func paths(below folder: String) -> [String] {
    names(in: folder).filter { !$0.hasPrefix(".") }.flatMap { name in
      let path = "\(folder)/\(name)"
      return isFolder(path) ? paths(below: path) : [path]
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    guard let handle = opendir("\(root)/\(path)") else { return false }
    closedir(handle)
    return true
  }
}

/// One Swift file of the project.
struct SwiftFile: Sendable {
  /// The path from the root: `Sources/RunPlan/Solver.swift`.
  let path: String
  /// The lines as they are written.
  let lines: [Substring]
  /// The lines without comments and the text of literals.
  let code: [Substring]

  init(path: String) {
    self.path = path
    let text = SourceTree.text(of: path)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    code = SwiftCode(text).text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The name without folder and ending.
  var name: String { String(parts.last?.dropLast(6) ?? "") }

  /// The folders from the root and the file's name.
  var parts: [Substring] { path.split(separator: "/") }

  /// The module that the file is part of.
  var module: String {
    guard parts[0] == "Rules" else { return String(parts[1]) }
    return parts[1] == "Catalogue" ? "RuleCatalogue" : "\(parts[1])Rules"
  }

  /// Whether the file is rows of published facts, which no budget bounds.
  var isTable: Bool {
    module == "ReferenceData" && (name.hasSuffix("Table") || name == "Bibliography")
  }

  /// How many lines there are.
  var lineCount: Int { lines.last == "" ? lines.count - 1 : lines.count }

  /// The modules that are imported, with the line of each.
  var imports: [(module: String, line: Int)] {
    code.enumerated().compactMap { number, line in
      let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
      guard let index = words.firstIndex(of: "import"), index < 2, index + 1 < words.count else {
        return nil
      }
      return (String(words[index + 1].prefix { $0 != "." }), number + 1)
    }
  }

  /// Places where a line of code contains `word`.
  func places(of word: String) -> [String] { places { $0.contains(word) } }

  /// Places whose line of code `fits`.
  func places(where fits: (Substring) -> Bool) -> [String] {
    code.enumerated().filter { fits($0.element) }.map { "\(path):\($0.offset + 1)" }
  }
}
