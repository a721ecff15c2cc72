extension RunLog {
  init(events: EventFile, _ wanted: LogColumns) throws(Problem) {
    var tags: [String] = []
    for scalar in events.scalars where !tags.contains(scalar.tag) { tags.append(scalar.tag) }
    guard !tags.isEmpty else { throw Problem("no scalar is in the TensorBoard events") }
    var names = wanted
    names.step = "step"
    let columns = try FoundColumns(tags + ["step"], names)
    let all = tags + ["step"]
    func values(_ place: Int?) -> [Double: Double] {
      guard let place else { return [:] }
      return events.scalars.reduce(into: [:]) { if $1.tag == all[place] { $0[$1.step] = $1.value } }
    }
    let rates = values(columns.learningRate)
    let epochs = values(columns.epoch)
    let lines = events.scalars.filter { $0.tag == all[columns.loss] }.map {
      RunLogPoint(
        step: $0.step, loss: $0.value, learningRate: rates[$0.step], epoch: epochs[$0.step])
    }
    var remarks: [String] = []
    if events.damaged > 0 {
      remarks.append(
        events.damaged == 1
          ? "a record fails its checksum and is left out"
          : "\(events.damaged) records fail their checksum and are left out")
    }
    if events.isCut { remarks.append("the last record breaks off and is left out") }
    try self.init(lines, lossName: all[columns.loss], remarks: remarks)
  }
}
