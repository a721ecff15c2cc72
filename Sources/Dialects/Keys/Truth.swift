import Composition
import ConfigSyntax

extension KeyReader {
  /// What Python makes of a value that stands where a truth value is asked for; nil where the file
  /// does not decide.
  @inline(never)
  func truth(of path: String) -> Bool? {
    guard let value = value(path) else { return false }
    guard value.unknown == nil else { return nil }
    if value.isMapping { return !value.entries.isEmpty }
    if value.isSequence { return !value.items.isEmpty }
    switch value.scalar {
    case .null: return false
    case .bool(let flag): return flag
    case .integer(let number): return number != 0
    case .float(let number): return number != 0
    case .text(let text):
      if text.isEmpty { return false }
      let words: Set = ["true", "false", "no", "yes", "off", "on", "none", "null"]
      return words.contains(text.lowercased()) || text.contains("{") ? nil : true
    default: return nil
    }
  }

  /// Whether the value counts as true.
  @inline(never)
  func isOn(_ path: String) -> Bool { truth(of: path) == true }

  /// Whether the key is absent, or its value counts as false.
  @inline(never)
  func isOff(_ path: String) -> Bool { truth(of: path) == false }
}
