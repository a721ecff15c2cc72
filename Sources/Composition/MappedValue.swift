import ConfigSyntax
package import SourceText

extension ConfigValue {
  /// The scalar's text, each byte with its place in the file; nil for any other value, and for one
  /// that is not known or was computed.
  package var mappedText: MappedText? {
    guard unknown == nil, computed == nil else { return nil }
    return configuration.tree.mappedText(of: node)
  }

  /// The lines of a block collection without their common indentation, each byte with its place;
  /// nil for other values and for a collection in brackets.
  package var mappedBlock: MappedText? {
    let tree = configuration.tree
    guard unknown == nil, tree.isMapping(node) || tree.isSequence(node), !tree.isFlow(node) else {
      return nil
    }
    let bytes = tree.file.bytes
    let range = tree.bytes(of: node)
    var start = range.lowerBound
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    let indentation = range.lowerBound - start
    var text = MappedText()
    while start < range.upperBound {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var first = start
      while first < end, first < start + indentation, bytes[first] == 0x20 { first += 1 }
      text.append(MappedText(tree.file, ByteRange(first, min(end + 1, bytes.count))))
      start = end + 1
    }
    return text
  }
}
