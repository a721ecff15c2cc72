import Testing

/// What never stands in the product.
@Suite struct SafetyTests {
  @Test(arguments: [
    "try!", "as!", "@unchecked", "nonisolated(unsafe)", "Task.detached", "DispatchSemaphore",
    "fatalError(", "@testable",
  ])
  func theProductDoesWithout(word: String) {
    #expect(SourceTree.product.flatMap { $0.places(of: word) } == [])
  }

  @Test func nothingIsForceUnwrapped() {
    #expect(SourceTree.product.flatMap { $0.places(where: Self.unwraps) } == [])
  }

  private static func unwraps(_ line: Substring) -> Bool {
    let characters = Array(line)
    return characters.indices.dropFirst().contains { index in
      guard characters[index] == "!" else { return false }
      let before = characters[index - 1]
      let after = index + 1 < characters.count ? characters[index + 1] : " "
      let isOperand = before.isLetter || before.isNumber || "_)]}".contains(before)
      return isOperand && after != "="
    }
  }

  @Test func accessIsPackageOrLess() {
    let wide = SourceTree.all.flatMap { file in
      file.places { $0.split(separator: " ").contains("public") }
    }
    #expect(wide == [])
  }

  /// An asynchronous entry point costs several milliseconds in a static binary.
  @Test func theCommandLineIsSynchronous() {
    let files = SourceTree.files(below: "Sources/trainlint")
    #expect(files.flatMap { $0.places(of: "AsyncParsableCommand") } == [])
    #expect(files.flatMap { $0.places(of: "func main() async") } == [])
  }

  @Test func nothingIsLeftToDo() {
    // Written apart, so that this file passes.
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
    var left: [String] = []
    for file in SourceTree.all {
      for (number, line) in file.lines.enumerated() where marks.contains(where: line.contains) {
        left.append("\(file.path):\(number + 1)")
      }
    }
    #expect(left == [])
  }
}
