import SourceText
import Testing

@Suite struct EditTests {
  private func edit(_ low: Int, _ high: Int, _ text: String) -> Edit {
    Edit(SourceSpan(.main, low, high), text)
  }

  @Test func editsTakeOffsetsOfTheOldText() {
    let result = applying([edit(4, 5, "20"), edit(0, 1, "xyz")], to: Array("a: b1".utf8))
    #expect(String(decoding: result.bytes, as: UTF8.self) == "xyz: b20")
  }

  @Test func anOverlappingEditIsLeftOut() {
    let result = applying([edit(0, 3, "1"), edit(2, 4, "2")], to: Array("abcd".utf8))
    #expect(String(decoding: result.bytes, as: UTF8.self) == "1d")
    #expect(result.applied.count == 1)
  }
}
