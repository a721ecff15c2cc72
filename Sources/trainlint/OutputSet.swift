import ArgumentParser
import Engine
import Linting
import Reporting

/// The reports of one run: each format on standard output or in a file, and what goes beside them.
final class OutputSet {
  private final class Output {
    var reporter: any Reporter
    let isText: Bool
    /// Nil for standard output.
    let file: OutputFile?

    init(_ reporter: any Reporter, isText: Bool, file: OutputFile?) {
      self.reporter = reporter
      self.isText = isText
      self.file = file
    }
  }

  private let context: ReportContext
  private let isQuiet: Bool
  private var outputs: [Output] = []
  private var statistics: Statistics?
  private var job: JobSummary?
  private let jobPath = environment("GITHUB_STEP_SUMMARY")
  /// Why standard output takes no more, while files still do; empty where its reader has gone.
  private var outputFailure: String?
  /// What standard output is still to be given, so that many files cost few calls of the system.
  private var waiting: [UInt8] = []
  /// Whether somebody may be reading along.
  private let isRead = isTerminal(1)
  private static let enough = 1 << 15

  /// Makes a set without outputs.
  init(_ context: ReportContext, isQuiet: Bool, counts: Bool) {
    self.context = context
    self.isQuiet = isQuiet
    statistics = counts ? Statistics() : nil
  }

  /// Adds a format that is written to `path`, or to standard output where that is `-`.
  func add(_ type: any Reporter.Type, to path: String) throws {
    let isOut = path == "-"
    guard !outputs.contains(where: { isOut ? $0.file == nil : $0.file?.path == path }) else {
      let place = isOut ? "standard output" : path
      throw ValidationError("two formats for \(place): write --output \(type.id)=FILE")
    }
    guard !path.isEmpty else { throw ValidationError("--output \(type.id)=: no file is named") }
    var context = context
    if !isOut {
      context.style = Style(color: false)
      // The files are written also where nobody reads the output any more.
      ignoreClosedPipes()
    }
    do {
      outputs.append(
        Output(
          type.init(context), isText: type.id == TextFormat.id,
          file: isOut ? nil : try OutputFile(path)))
    } catch {
      throw ValidationError("\(path): cannot be written: \(error)")
    }
    if type.id == GitHubFormat.id, jobPath != nil { job = JobSummary(context) }
  }

  /// Writes what stands before the first file.
  func begin() {
    for output in outputs { put(output.reporter.begin(context.tool), output) }
  }

  /// Writes about one file.
  func report(_ report: FileReport) {
    for output in outputs { put(output.reporter.bytes(about: report), output) }
    statistics?.add(report)
    job?.add(report)
  }

  /// Writes what stands behind the last file and puts the files in their places.
  ///
  /// - Returns: what cannot be written, in words.
  func end(_ summary: Summary) -> [String] {
    var problems: [String] = []
    for output in outputs {
      let end = output.reporter.end(summary)
      if !(isQuiet && output.isText && output.file == nil) { put(end, output) }
      do { try output.file?.finish() } catch {
        problems.append("\(output.file?.path ?? ""): cannot be written: \(error)")
      }
    }
    flush()
    if let job, let jobPath {
      do { try OutputFile.append(job.text(summary), to: jobPath) } catch {
        problems.append("\(jobPath): cannot be written: \(error)")
      }
    }
    if let outputFailure, !outputFailure.isEmpty {
      problems.append("standard output: " + outputFailure)
    }
    if let statistics { printError(statistics.text) }
    if needsSummary { printError(summaryLine(summary) + "\n") }
    return problems
  }

  /// Whether nothing that a person reads says that files were checked at all.
  private var needsSummary: Bool {
    let onOutput = outputs.filter { $0.file == nil }
    return !isQuiet && !onOutput.contains { $0.isText } && (onOutput.isEmpty || isTerminal(2))
  }

  private func put(_ text: String, _ output: Output) { put(Array(text.utf8), output) }

  private func put(_ text: [UInt8], _ output: Output) {
    if text.isEmpty || (output.file == nil && outputFailure != nil) { return }
    if let file = output.file {
      file.write(text)
    } else {
      waiting += text
      if isRead || waiting.count >= Self.enough { flush() }
    }
  }

  /// Writes to standard output what waits for it.
  private func flush() {
    guard !waiting.isEmpty else { return }
    if outputs.count == 1 {
      printOut(waiting)
    } else if outputFailure == nil {
      outputFailure = failureOfPrinting(waiting)
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
