extension RunLog {
  /// Reads the log in `bytes`: `trainer_state.json`, TensorBoard events, JSON Lines, or a table.
  ///
  /// The end of the file may be missing; its name settles the format where the bytes do not.
  package init(
    reading bytes: [UInt8], path: String, columns: LogColumns = LogColumns()
  ) throws(Problem) {
    if bytes.isEmpty { throw Problem("the file is empty") }
    if EventFile.isOne(bytes) {
      try self.init(events: EventFile(bytes), columns)
    } else if let state = TrainerState(bytes) {
      try self.init(state: state, columns)
    } else {
      if bytes.prefix(4096).contains(0) { throw Problem("neither text nor TensorBoard events") }
      let format = RecordFormat(path: path, bytes: bytes)
      try self.init(
        table: RecordTable(reading: bytes, as: format), columns, isTable: format != .jsonLines)
    }
  }

  private init(
    table: RecordTable, _ wanted: LogColumns, isTable: Bool
  ) throws(Problem) {
    guard !table.rows.isEmpty || !table.columns.isEmpty else {
      throw Problem(table.faults.first.map { "line \($0.line): \($0.reason)" } ?? "no records")
    }
    let columns = try FoundColumns(table.columns, wanted)
    guard columns.otherLosses.isEmpty else {
      let names = [table.columns[columns.loss]] + columns.otherLosses
      throw Problem(
        "\(names.count) columns hold a loss (\(names.joined(separator: ", "))): "
          + "choose one with --columns loss=NAME")
    }
    try Self.requireOneRun(table)
    var remarks: [String] = []
    if let fault = table.faults.first {
      let more = table.faults.count > 1 ? ", and \(table.faults.count - 1) more lines" : ""
      remarks.append("line \(fault.line) is left out: \(fault.reason)\(more)")
    }
    if table.isCut { remarks.append("the last line breaks off and is left out") }
    var rows = table.rows[...]
    // Digits that are still being written look like a smaller number.
    if isTable, !table.endsWithLineBreak, !table.isCut, rows.count > 1 {
      rows = rows.dropLast()
      remarks.append("the last line has no end yet and is left out")
    }
    var lines: [RunLogPoint] = []
    lines.reserveCapacity(rows.count)
    var planned: Double?
    for row in rows {
      planned = columns.plannedSteps.flatMap { row[$0].number } ?? planned
      guard let step = row[columns.step].number, let loss = row[columns.loss].number else {
        continue
      }
      lines.append(
        RunLogPoint(
          step: step, loss: loss, learningRate: columns.learningRate.flatMap { row[$0].number },
          epoch: columns.epoch.flatMap { row[$0].number }, line: row.line))
    }
    try self.init(
      lines, lossName: table.columns[columns.loss], remarks: remarks, plannedSteps: planned)
  }

  private static func requireOneRun(_ table: RecordTable) throws(Problem) {
    guard let place = table.column(named: LogColumns.runs) else { return }
    var names: [String] = []
    for row in table.rows {
      let name: String
      switch row[place] {
      case .text(let text): name = text
      case .number(let number): name = "\(number)"
      case .missing: continue
      }
      if !names.contains(name) { names.append(name) }
      if names.count > 3 { break }
    }
    guard names.count > 1 else { return }
    throw Problem(
      "more than one run is in it (\(names.prefix(3).joined(separator: ", "))"
        + "\(names.count > 3 ? ", …" : "")): give each a file of its own")
  }
}
