import JSONText

extension RecordTable {
  /// Reads one object a line; what lies within an object in it is named with dots, lists are left
  /// out.
  mutating func readJSONLines(_ text: ArraySlice<UInt8>) {
    var places: [String: Int] = [:]
    var line = 0
    var rest = text
    while !rest.isEmpty {
      line += 1
      let content = rest.prefix { $0 != 0x0A }
      let isLast = content.endIndex == text.endIndex
      rest = rest[content.endIndex...].dropFirst()
      if content.allSatisfy({ $0 <= 0x20 }) { continue }
      do {
        let value = try JSONValue(parsing: Array(content), nonFinite: true)
        guard let object = value.object else {
          faults.append(RecordFault(line: line, reason: "no JSON object"))
          continue
        }
        var cells: [RecordCell] = []
        collect(object, below: "", into: &cells, &places)
        rows.append(RecordRow(line: line, cells: cells))
      } catch {
        if isLast {
          isCut = true
        } else {
          faults.append(RecordFault(line: line, reason: "no JSON object: \(error)"))
        }
      }
    }
  }

  private mutating func collect(
    _ object: JSONObject, below prefix: String, into cells: inout [RecordCell],
    _ places: inout [String: Int]
  ) {
    for member in object.members {
      let name = prefix + member.name
      let cell: RecordCell
      switch member.value {
      case .object(let inner):
        collect(inner, below: name + ".", into: &cells, &places)
        continue
      case .array: continue
      case .null: cell = .missing
      case .bool(let value): cell = .text(value ? "true" : "false")
      case .integer(let value): cell = .number(Double(value))
      case .number(let value): cell = .number(value)
      case .string(let value): cell = RecordCell(field: value[...])
      }
      let place = places[name] ?? columns.count
      if place == columns.count {
        columns.append(name)
        places[name] = place
      }
      while cells.count <= place { cells.append(.missing) }
      cells[place] = cell
    }
  }
}
