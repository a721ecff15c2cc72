import Engine
import Linting
import RunPlan
import SourceText
import Testing

/// Hydra's lists where they choose anew or look elsewhere; what is expected is what Hydra 1.3 made
/// of the same files.
@Suite struct HydraListTests {
  private struct Shelf: FileOpener {
    let files: [String: String]

    func open(_ path: String, namedIn base: String, limit: Int) -> OpenedFile? {
      files[path].map { OpenedFile(name: path, bytes: Array($0.utf8), size: $0.utf8.count) }
    }
  }

  private static let files = [
    "base/small.yaml": "defaults: [shape@_here_: tiny, /optimizer@optim: adam]\nnum_layers: 12\n",
    "base/large.yaml": "num_layers: 48\n",
    "base/shape/tiny.yaml": "hidden_size: 768\n",
    "base/shape/wide.yaml": "hidden_size: 4096\n",
    "optimizer/adam.yaml": "weight_decay: 0.5\n",
    "optimizer/sgd.yaml": "weight_decay: 0.25\n",
  ]

  /// A run with this list, of which the parallel sizes tell whether everything was found.
  private func plan(
    _ list: String, search: String = "", _ files: [String: String] = files
  ) -> TrainingPlan? {
    let text = """
      defaults: [\(list)]
      hydra: {searchpath: [\(search)]}
      trainer: {devices: 8, num_nodes: 2, max_steps: 1000, precision: bf16}
      model:
        micro_batch_size: 4
        global_batch_size: 128
        encoder_seq_length: 2048
        optim: {name: adam, lr: 0.0001}

      """
    return Linter().opening(by: Shelf(files: files)).report(
      on: SourceFile(name: "run.yaml", text: text)
    ).plans.first?.plan
  }

  // MARK: Overrides

  @Test(arguments: [
    ("base@model: small", 12.0, 768.0, 0.5),
    ("base@model: small, override base@model: large", 48, nil, nil),
    ("base@model: small, override base/shape@model: wide", 12, 4096, 0.5),
    ("base@model: small, override /base/shape@model: wide", 12, 4096, 0.5),
    ("base@model: small, override optimizer@model.optim: sgd", 12, 768, 0.25),
    ("base@model: small, override optimizer@model.optim: null", 12, 768, nil),
    ("base@model: null, override base@model: small", 12, 768, 0.5),
    ("base@model: [small, large], override base/shape@model: wide", 48, 4096, 0.5),
  ])
  func anOverrideChoosesAnew(_ list: String, layers: Double?, hidden: Double?, decay: Double?) {
    let plan = plan(list)
    #expect(plan?[.layers]?.value == layers)
    #expect(plan?[.hiddenSize]?.value == hidden)
    if let decay { #expect(plan?[.weightDecay]?.value == decay) }
    #expect(plan?[.tensorParallel]?.value == 1)
  }

  /// Of two for one group that of the outer list counts, and of two in one list the first.
  @Test func theFirstOverrideThatIsMetCounts() {
    let twice = "base@model: small, override base@model: large, override base@model: small"
    #expect(plan(twice)?[.layers]?.value == 48)
    var files = Self.files
    files["base/small.yaml"] =
      "defaults: [shape@_here_: tiny, override shape@_here_: wide]\nnum_layers: 12\n"
    #expect(plan("base@model: small", search: "", files)?[.hiddenSize]?.value == 4096)
    files["base/shape/broad.yaml"] = "hidden_size: 1024\n"
    let outer = "base@model: small, override base/shape@model: broad"
    #expect(plan(outer, search: "", files)?[.hiddenSize]?.value == 1024)
  }

  /// Hydra stops at it, unless a file that is missing here has the group.
  @Test(arguments: [
    "base@model: small, override base: large", "base/small@model, override base@model: large",
    "base@model: small, override ../base: large",
  ])
  func anOverrideOfNothingLeavesTheRestOpen(_ list: String) {
    #expect(plan(list)?[.tensorParallel] == nil)
  }

  // MARK: Further folders

  private static let elsewhere = ["shelf/base/small.yaml": "num_layers: 12\n"]

  @Test(arguments: ["shelf", "file://shelf", "./other, shelf/", "'shelf', pkg://some.package"])
  func furtherFoldersAreLookedInto(_ search: String) {
    let plan = plan("base@model: small", search: search, Self.elsewhere)
    #expect(plan?[.layers]?.value == 12)
    #expect(plan?[.tensorParallel]?.value == 1)
  }

  @Test func theFirstFolderThatHasTheFileCounts() {
    let own = ["base/small.yaml": "num_layers: 2\n"]
    let both = Self.elsewhere.merging(own) { $1 }
    #expect(plan("base@model: small", search: "shelf", both)?[.layers]?.value == 2)
  }

  /// The file may stand in what cannot be looked into, before the folder that has it.
  @Test(arguments: ["pkg://some.package", "file:///opt/conf", "'${oc.env:CONF}'", "3"])
  func whatLiesElsewhereIsUnknown(_ search: String) {
    let plan = plan("base@model: small", search: search + ", shelf", Self.elsewhere)
    #expect(plan?[.layers] == nil)
    #expect(plan?[.tensorParallel] == nil)
  }

  @Test func anOptionalFileElsewhereTouchesItsPackageAlone() {
    let away = "file:///opt/conf"
    #expect(plan("optional x@model.y: z", search: away)?[.tensorParallel]?.value == 1)
    #expect(plan("optional x: z", search: away)?[.tensorParallel] == nil)
    #expect(plan("optional x: z")?[.tensorParallel]?.value == 1)
  }
}
