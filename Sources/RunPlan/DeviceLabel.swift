/// A number of GPUs in a name: the 32 of `llama-70b-32gpus-bf16`.
package struct DeviceLabel: Sendable {
  /// The characters, as written.
  package let text: String
  /// The number.
  package let count: Double

  /// The labels in `name`, which has no folders.
  ///
  /// What counts the GPUs of a node (`8gpus-per-node`, `2x8gpu`), and an end of a range (`1-8gpus`)
  /// are none.
  package static func all(in name: Substring) -> [DeviceLabel] {
    let words = name.split { !$0.isLetter && !$0.isNumber }
    var found: [DeviceLabel] = []
    for (index, word) in words.enumerated() {
      let digits = word.prefix { $0.isASCII && $0.isNumber }
      guard let count = Int(digits), count > 0, digits.utf8.count <= 6,
        ["gpu", "gpus"].contains(word.dropFirst(digits.count).lowercased())
      else { continue }
      if index > 0, words[index - 1].allSatisfy(\.isNumber) { continue }
      let next = index + 1 < words.count ? words[index + 1].lowercased() : ""
      if ["per", "each", "node", "nodes", "x"].contains(where: next.hasPrefix) { continue }
      found.append(DeviceLabel(text: String(word), count: Double(count)))
    }
    return found
  }
}
