/// An element of XML, read strictly and by none of the code that writes it.
struct XMLElement {
  let name: String
  let attributes: [String: String]
  fileprivate(set) var children: [XMLElement] = []
  fileprivate(set) var text = ""

  struct Problem: Error { let words: String }

  /// The children called `name`.
  func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

  /// An attribute as a number.
  func number(_ name: String) -> Int? { attributes[name].flatMap(Int.init) }
}

/// Reads the root element of a document.
struct XMLReader {
  private let scalars: [Unicode.Scalar]
  private var i = 0

  static func root(of text: String) throws -> XMLElement {
    var reader = XMLReader(scalars: Array(text.unicodeScalars))
    for scalar in reader.scalars {
      let isAllowed = [0x09, 0x0A, 0x0D].contains(scalar.value) || scalar.value >= 0x20
      if !isAllowed || [0xFFFE, 0xFFFF].contains(scalar.value) {
        throw XMLElement.Problem(words: "character \(scalar.value)")
      }
    }
    if reader.skip("<?xml") { while !reader.skip("?>") { reader.i += 1 } }
    reader.skipSpace()
    let root = try reader.element()
    reader.skipSpace()
    guard reader.i == reader.scalars.count else { throw XMLElement.Problem(words: "text behind") }
    return root
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private mutating func skip(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard i + wanted.count <= scalars.count, Array(scalars[i..<i + wanted.count]) == wanted else {
      return false
    }
    i += wanted.count
    return true
  }

  private mutating func skipSpace() {
    while i < scalars.count, " \n\t\r".unicodeScalars.contains(scalars[i]) { i += 1 }
  }

  private mutating func word(until ends: String) throws -> String {
    var word = String.UnicodeScalarView()
    while i < scalars.count, !ends.unicodeScalars.contains(scalars[i]) {
      word.append(scalars[i])
      i += 1
    }
    guard i < scalars.count else { throw XMLElement.Problem(words: "end of text") }
    return String(word)
  }

  private mutating func element() throws -> XMLElement {
    guard skip("<") else { throw XMLElement.Problem(words: "no element at \(i)") }
    let name = try word(until: " />\n")
    var attributes: [String: String] = [:]
    skipSpace()
    while !skip(">") {
      if skip("/>") { return XMLElement(name: name, attributes: attributes) }
      let key = try word(until: "= ")
      guard skip("=\""), attributes[key] == nil else { throw XMLElement.Problem(words: key) }
      attributes[key] = try decoded(word(until: "\""))
      i += 1
      skipSpace()
    }
    var element = XMLElement(name: name, attributes: attributes)
    while !skip("</") {
      if i < scalars.count, scalars[i] == "<" {
        try element.children.append(self.element())
      } else {
        element.text += try decoded(word(until: "<"))
      }
    }
    guard skip(name + ">") else { throw XMLElement.Problem(words: "\(name) is not closed") }
    return element
  }

  private func decoded(_ text: String) throws -> String {
    guard !text.contains("<") else { throw XMLElement.Problem(words: text) }
    let names = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#9": "\t", "#10": "\n", "#13": "\r",
    ]
    var result = ""
    for (number, part) in text.split(separator: "&", omittingEmptySubsequences: false).enumerated()
    {
      guard number > 0 else {
        result += part
        continue
      }
      let pieces = part.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
      guard pieces.count == 2, let character = names[String(pieces[0])] else {
        throw XMLElement.Problem(words: String(part))
      }
      result += character + pieces[1]
    }
    return result
  }
}
