import ArgumentParser
import Engine
import Reporting
import RunPlan
import ScalingLaws
import Settings
import SourceText

/// `trainlint budget`: the size of a run before there is a config.
struct BudgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "budget",
    abstract: "Print the model and data that scaling laws advise for a budget, side by side.",
    discussion: "Numbers may end in k, M, B or T: --parameters 7B --tokens 2T.")

  @Option(help: "Training FLOPs, as 1e23.")
  var flops: String?

  @Option(help: "Accelerators as NAME:COUNT, as h100-sxm:64; with --hours they give the FLOPs.")
  var device: String?

  @Option(help: "Hours on all of them.")
  var hours: String?

  @Option(help: "Model FLOPs utilisation, 0.40 unless given.")
  var mfu: String?

  @Option(name: [.customLong("parameters"), .customLong("params")], help: "Parameters.")
  var parameters: String?

  @Option(help: "Tokens to train on, repeats included.")
  var tokens: String?

  @Option(help: "Tokens that there are, each counted once.")
  var uniqueTokens: String?

  @Option(help: "Tokens to be served once it is trained.")
  var inferenceTokens: String?

  @Option(help: "Cost of a FLOP at serving in FLOPs of training.")
  var servingCost: String?

  @Option(help: "Loss to reach in nats per token, under a law of your own runs (--law FILE).")
  var targetLoss: String?

  @Option(help: "The law to judge by: its name, or a file that `fit` wrote.")
  var law = LawSet.standard.allocation.id

  @Option(help: "text or json.")
  var format = "text"

  @Option(help: "Draw the iso-FLOP curves to this SVG file.")
  var plot: String?

  @Option(help: "auto, always or never.")
  var color = ColorChoice.auto

  func run() throws {
    guard format == "text" || format == "json" else {
      throw ValidationError("--format \(format): budget knows text and json")
    }
    let machine = try machine()
    let budget = try budget(machine)
    if let plot { try draw(budget, to: plot) }
    printOut(
      format == "json"
        ? BudgetJSON(budget, machine: machine).text
        : BudgetText(budget, machine: machine, style: color.style).text)
  }

  private func budget(_ machine: BudgetMachine?) throws -> Budget {
    let laws = try laws()
    var request = BudgetRequest()
    request.compute = try number(flops, "flops")
    request.parameters = try number(parameters, "parameters")
    request.tokens = try number(tokens, "tokens")
    request.uniqueTokens = try number(uniqueTokens, "unique-tokens")
    request.servedTokens = try number(inferenceTokens, "inference-tokens")
    request.servingCost = try number(servingCost, "serving-cost") ?? 1
    request.targetLoss = try number(targetLoss, "target-loss")
    if request.targetLoss != nil, ChinchillaLaw.named(law) != nil {
      throw ValidationError(
        "--target-loss: losses of a published law hold for its own data and tokenizer; "
          + "give a law fitted on your runs as --law FILE")
    }
    if let hours = try number(hours, "hours") {
      guard let machine else { throw ValidationError("--hours: say on what, --device h100-sxm:64") }
      guard request.compute == nil else {
        throw ValidationError("--flops and --hours both give the compute; leave one out")
      }
      request.compute = machine.compute(hours: hours)
    }
    do throws(BudgetRequest.Problem) {
      return try Budget(request, laws: laws)
    } catch {
      throw ValidationError(error.words)
    }
  }

  private func laws() throws -> LawSet {
    if let laws = LawSet(allocation: law) { return laws }
    if let bytes = try? Disk.read(law) {
      guard let own = LawSet(fit: bytes, named: law) else {
        throw ValidationError("--law \(law): the file holds no law that `fit` wrote")
      }
      return own
    }
    let known = ChinchillaLaw.published.map(\.id)
    let near = nearest(law, among: known).map { "; did you mean \($0)?" } ?? "."
    throw ValidationError(
      "--law \(law): no such law or file\(near) Known: \(known.joined(separator: ", "))")
  }

  /// Reads numbers as facts are read: `1e23`, `7B`, `1.5T`.
  private func number(_ text: String?, _ option: String) throws -> Double? {
    guard let text else { return nil }
    var facts = Facts()
    try? facts.declare("flops", text)
    guard let value = facts.claims.first?.value, value > 0, value < 1e60 else {
      throw ValidationError("--\(option) \(text): write a number above 0, as 1e23, 7B or 1.5T")
    }
    return value
  }

  private func machine() throws -> BudgetMachine? {
    let utilisation = try number(mfu, "mfu")
    if utilisation ?? 0 > 1 { throw ValidationError("--mfu: a share of the peak is at most 1") }
    guard let device else { return nil }
    let parts = device.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let count = try number(parts.count > 1 ? parts[1] : "1", "device")
    if let count, parts.count <= 2, count >= 1,
      let machine = BudgetMachine(parts[0], count: count, utilisation: utilisation)
    {
      return machine
    }
    let near = nearest(parts[0], among: BudgetMachine.names).map { "; did you mean \($0)?" } ?? "."
    throw ValidationError(
      "--device \(device): write NAME or NAME:COUNT\(near) Known: "
        + BudgetMachine.names.joined(separator: ", "))
  }

  private func draw(_ budget: Budget, to path: String) throws {
    guard let drawing = BudgetPlot(budget) else {
      throw ValidationError("--plot: there is no size to draw; give --flops or --parameters")
    }
    do {
      try Disk.write(Array(drawing.svg.utf8), to: path)
    } catch {
      throw ValidationError("--plot \(path): \(error.description)")
    }
  }
}

extension BudgetRequest.Problem {
  /// A sentence that says what to give instead.
  fileprivate var words: String {
    switch self {
    case .nothingGiven:
      "give one of --flops, --device with --hours, --parameters, --tokens or --unique-tokens"
    case .disagreement(let compute):
      "--flops is not 6 × parameters × tokens, which is \(compute); leave one of the three out"
    case .unreachable(let floor):
      "the target loss is out of reach: the law never comes below \(floor)"
    case .unreachableSize(let floor):
      "the target loss is out of reach at this size: endless data brings it to \(floor)"
    case .twoGoals: "a target loss gives the compute; leave out --flops, --hours and --tokens"
    }
  }
}
