import Testing

@testable import SourceText

struct WordSearchTests {
  private let search = WordSearch(["rdma", "/ib", "fi_", "lr"])

  @Test(
    arguments: [
      ("rdma", true), ("x-RDMA-x", true), ("FI_PROVIDER", true), ("dev/ib", true), ("rrdma", true),
      ("LR", true), ("", false), ("r", false), ("rdm", false), ("rd ma", false), ("fi-", false),
      ("l\u{307}r", false), ("ib/", false), ("é/ibé", true),
    ])
  func findsWordsAnywhere(text: String, isThere: Bool) {
    #expect(search.occurs(in: text) == isThere)
    #expect(search.occurs(in: Array(text.utf8)[...]) == isThere)
  }

  @Test func readsNothingOutsideOfTheSlice() {
    let bytes = Array("rdma".utf8)
    #expect(!search.occurs(in: bytes[1...]))
    #expect(!search.occurs(in: bytes[..<3]))
  }

  /// Letters over and over make every place a beginning of something.
  @Test func agreesWithTheSearchOfCharacters() {
    var seed = SystemRandomNumberGenerator()
    let words = ["ab", "aab", "ba_b"]
    let search = WordSearch(words)
    for _ in 0..<2_000 {
      let text = String((0..<6).map { _ in "abAB_".randomElement(using: &seed) ?? "a" })
      let isThere = words.contains(where: text.lowercased().contains)
      #expect(search.occurs(in: text) == isThere, "\(text)")
    }
  }
}
