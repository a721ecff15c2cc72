import RunRecords
import Testing

@Suite struct RunLogTests {
  private func log(
    _ text: String, path: String = "log.csv", columns: String? = nil
  ) throws(RunLog.Problem) -> RunLog {
    var wanted = LogColumns()
    if let columns { wanted = try LogColumns(parsing: columns) }
    return try RunLog(reading: Array(text.utf8), path: path, columns: wanted)
  }

  private func problem(_ text: String, path: String = "log.csv", columns: String? = nil) -> String {
    do {
      _ = try log(text, path: path, columns: columns)
      return ""
    } catch {
      return error.description
    }
  }

  @Test func aTableWithTabsAMarkAndOtherNames() throws {
    let log = try log(
      "\u{FEFF}iteration\tlm loss\tlearning-rate\r\n10\t5.5\t1e-4\r\n20\t5\t2e-4\r\n")
    #expect(
      log.points == [
        RunLogPoint(step: 10, loss: 5.5, learningRate: 1e-4, line: 2),
        RunLogPoint(step: 20, loss: 5, learningRate: 2e-4, line: 3),
      ])
    #expect(log.lossName == "lm loss")
    #expect(log.remarks.isEmpty)
  }

  @Test func columnsMayBeNamed() throws {
    let text = "t,loss,my loss, x\n1,9,3\n2,9,2.5\n"
    let log = try log("t,loss,\"my loss, x\"\n1,9,3\n2,9,2.5\n", columns: "step=t,loss=my loss, x")
    #expect(log.points.map(\.loss) == [3, 2.5])
    #expect(problem(text, columns: "step=t,loss=nope").contains("no column nope for the loss"))
    #expect(problem(text, columns: "speed=t").contains("step, loss and lr"))
    #expect(problem("a,b\n1,2\n").contains("--columns loss=NAME, it has a, b"))
    #expect(problem("a,loss\n1,2\n").contains("--columns step=NAME, it has a, loss"))
  }

  @Test func linesOfLLaMAFactory() throws {
    let text = """
      {"current_steps": 5, "total_steps": 40, "loss": 1.7, "eval_loss": null, "learning_rate": 5e-05, "epoch": 0.5}
      {"current_steps": 10, "total_steps": 40, "loss": null, "eval_loss": 1.6, "learning_rate": null, "epoch": 1.0}
      {"current_steps": 15, "total_steps": 40, "loss": 1.5, "learning_rate": 4e-05, "epoch": 1.5}
      {"current_steps": 20, "total_st
      """
    let log = try log(text, path: "trainer_log.jsonl")
    #expect(log.points.map(\.step) == [5, 15])
    #expect(log.points.map(\.epoch) == [0.5, 1.5])
    #expect(log.plannedSteps == 40)
    #expect(log.remarks == ["the last line breaks off and is left out"])
  }

  @Test func theStateOfTheTrainerAlsoCutOff() throws {
    let text = """
      {"best_metric": null, "global_step": 20, "log_history": [
        {"epoch": 0.1, "learning_rate": 2e-05, "loss": 2.5, "step": 10},
        {"epoch": 0.1, "eval_loss": 2.4, "step": 10},
        {"epoch": 0.2, "learning_rate": 1e-05, "loss": NaN, "step": 20},
        {"epoch": 0.3, "learning_rate": 1e-05, "loss": 2.25, "step": 30},
        {"epoch": 0.3, "step": 30, "train_loss": 2.3}
      ], "max_steps": 100, "num_train_epochs": 1}
      """
    let log = try log(text, path: "trainer_state.json")
    #expect(log.points.map(\.loss) == [2.5, 2.25])
    #expect(log.plannedSteps == 100 && log.plannedEpochs == 1)
    #expect(log.remarks == ["1 loss is no number, at step 20; left out"])
    let cut = try self.log(String(text.prefix(270)), path: "trainer_state.json")
    #expect(cut.points.map(\.step) == [10])
    #expect(cut.remarks.contains { $0.contains("breaks off") })
  }

  @Test func anExportOfWeightsAndBiases() throws {
    let one = """
      "Step","swift-9 - train/loss","swift-9 - train/loss__MIN","swift-9 - train/loss__MAX"
      "10","3.5","3.5","3.5"
      "20","3.25","3.25","3.25"

      """
    #expect(try log(one).points.map(\.loss) == [3.5, 3.25])
    let two = "Step,a - train/loss,b - train/loss\n1,3,4\n2,2,3\n"
    #expect(problem(two).contains("2 columns hold a loss (a - train/loss, b - train/loss)"))
    #expect(try log(two, columns: "loss=b - train/loss").points.map(\.loss) == [4, 3])
  }

  @Test func restartsAreTakenFromWhereTheyBegin() throws {
    let log = try log("step,loss\n10,5\n20,4\n30,3.9\n20,3.8\n30,3.7\n40,3.6\n")
    #expect(log.points.map(\.loss) == [5, 3.8, 3.7, 3.6])
    #expect(
      log.remarks == [
        "line 5: the step goes back from 30 to 20: what the restart repeats is taken from it"
      ])
  }

  @Test func twoRunsInOneFile() throws {
    let appended = try log("step,loss\n10,5\n20,4\n30,3\n10,6\n20,5\n")
    #expect(appended.points.map(\.loss) == [6, 5])
    #expect(appended.remarks.first?.contains("a second run begins") == true)
    let mixed = (1...40).map { "\($0),5\n\($0),4\n\(max($0 - 1, 1)),3\n" }.joined()
    #expect(problem("step,loss\n" + mixed).contains("more than one run writes to it"))
    #expect(
      problem("run,step,loss\na,1,5\nb,1,4\n").contains("more than one run is in it (a, b)"))
  }

  @Test func lossesThatAreNoNumbersAreCounted() throws {
    let log = try log("step,loss\n10,5\n20,nan\n30,inf\n40,4\n50,NaN\n")
    #expect(log.points.map(\.step) == [10, 40])
    #expect(log.remarks.first == "3 losses are no numbers, the first at line 3; left out")
    #expect(log.remarks.last?.contains("the last number is at step 40") == true)
    #expect(problem("step,loss\n1,nan\n2,nan\n").contains("no line has both a step and a loss"))
  }

  @Test func aLastLineThatMayStillGrowIsLeftOut() throws {
    let log = try log("step,loss\n10,5\n20,4.5\n30,4")
    #expect(log.points.map(\.step) == [10, 20])
    #expect(log.remarks == ["the last line has no end yet and is left out"])
  }

  @Test func whatIsNoLogIsSaidInALine() {
    #expect(problem("") == "the file is empty")
    #expect(problem("\0\0\0\u{1}binary").contains("neither text nor TensorBoard events"))
    for text in ["{\"log_history\": []}", "step,loss\n", "{}", "[1, 2", "\n\n"] {
      #expect(!problem(text, path: "a.json").isEmpty, "\(text)")
    }
  }
}
