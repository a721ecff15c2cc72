import RunRecords
import Testing

@Suite struct RecordTableTests {
  private func table(_ text: String, path: String = "runs.csv") -> RecordTable {
    let bytes = Array(text.utf8)
    return RecordTable(reading: bytes, as: RecordFormat(path: path, bytes: bytes))
  }

  private func numbers(_ table: RecordTable, _ name: String) -> [Double?] {
    guard let place = table.column(named: [name]) else { return [] }
    return table.rows.map { $0[place].number }
  }

  @Test(arguments: ["a,b\n1,2.5\n3,4e2\n", "a\tb\r\n1\t2.5\r\n3\t4e2\r\n", "a;b\n1;2.5\n3;4e2"])
  func anySeparatorAndLineBreakReadsAlike(text: String) {
    let table = table(text)
    #expect(table.columns == ["a", "b"])
    #expect(numbers(table, "A") == [1, 3])
    #expect(numbers(table, "b") == [2.5, 400])
    #expect(table.faults == [])
    #expect(!table.isCut)
  }

  @Test func marksQuotesCommentsAndBlankLines() {
    let table = table(
      "\u{FEFF}# written by hand\n\"loss, last\",N\n\n\"3,5\",\" 7 \"\n\"a \"\"b\"\"\",8\n")
    #expect(table.columns == ["loss, last", "N"])
    #expect(table.rows.map(\.line) == [4, 5])
    #expect(table.rows[1][0] == .text("a \"b\""))
    #expect(numbers(table, "n") == [7, 8])
  }

  @Test func aLineBreakWithinQuotesKeepsTheCountOfLines() {
    let table = table("note,loss\n\"two\nlines\",1\nx,2,3\n")
    #expect(table.rows.map(\.line) == [2])
    #expect(table.faults.map(\.line) == [4])
    #expect(table.faults.first?.reason == "3 values where the first line names 2 columns")
  }

  @Test func whatIsNoNumberStaysVisible() {
    let table = table("step,loss\n1,nan\n2,\n3,inf\n4,None\n5,high\n")
    #expect(
      table.rows.map { $0[1] }.dropFirst() == [
        .missing, .number(.infinity), .missing, .text("high"),
      ])
    #expect(table.rows[0][1].number?.isNaN == true)
  }

  @Test func aTableOfNumbersHasNoNames() {
    let table = table("1,2\n3,4\n")
    #expect(table.columns == ["1", "2"])
    #expect(numbers(table, "2") == [2, 4])
  }

  @Test func aLineThatBreaksOffIsCut() {
    let separated = table("step,lr,loss\n1,0.1,3\n2,0.")
    #expect(separated.isCut)
    #expect(separated.rows.count == 1)
    let lines = table("{\"loss\": 3}\n{\"loss\": 2.", path: "log.jsonl")
    #expect(lines.isCut)
    #expect(lines.rows.count == 1)
    #expect(lines.faults == [])
  }

  @Test func jsonLinesNameWhatLiesWithinWithDots() {
    let table = table(
      "{\"step\": 1, \"train\": {\"loss\": NaN}, \"tags\": [1]}\n\nno\n7\n{\"lr\": \"1e-4\", \"ok\": true}\n"
    )
    #expect(table.columns == ["step", "train.loss", "lr", "ok"])
    #expect(table.rows.map(\.line) == [1, 5])
    #expect(table.rows[0][1].number?.isNaN == true)
    #expect(table.rows[0][3] == .missing)
    #expect(table.rows[1][2] == .number(1e-4))
    #expect(table.rows[1][3] == .text("true"))
    #expect(table.faults.map(\.line) == [3, 4])
  }

  @Test func emptyTextHasNothing() {
    for text in ["", "\n\n", "\u{FEFF}", "# only a comment"] {
      let table = table(text)
      #expect(table.columns == [])
      #expect(table.rows == [])
    }
  }

  @Test func repeatedNamesAreTold() {
    #expect(table("loss,N,loss\n1,2,3\n").repeatedColumns == ["loss"])
  }
}
