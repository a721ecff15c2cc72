import Engine
import Linting
import RunPlan
import Settings
import SourceText
import Testing

/// Configurations inside manifests, and those that their commands name.
@Suite struct ManifestTests {
  /// Files by the path that a command would name them by.
  private struct Shelf: FileOpener {
    let files: [String: String]

    func open(_ path: String, namedIn base: String, limit: Int) -> OpenedFile? {
      guard let text = files[path] else { return nil }
      let bytes = Array(text.utf8)
      return OpenedFile(name: path, bytes: Array(bytes.prefix(limit)), size: bytes.count)
    }
  }

  private func report(_ text: String, _ files: [String: String] = [:]) -> FileReport {
    Linter().opening(by: Shelf(files: files)).report(
      on: SourceFile(name: "job.yaml", text: text))
  }

  private static func map(_ config: String, name: String = "train.yaml") -> String {
    let lines = config.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    return
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata:\n  \(name): |\n\(lines)\n"
  }

  private static func job(_ command: String, mounts: Bool = false, gpus: Int = 8) -> String {
    """
    apiVersion: batch/v1
    kind: Job
    metadata: {name: one}
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: train
              image: registry/train:1
              command: \(command)
              resources:
                limits: {nvidia.com/gpu: \(gpus)}
              volumeMounts:
                - {name: shm, mountPath: /dev/shm}
                - {name: settings, mountPath: /etc/settings}
          volumes:
            - {name: shm, emptyDir: {medium: Memory}}
            - name: settings
              \(mounts ? "configMap: {name: settings}" : "emptyDir: {}")

    """
  }

  private static let axolotl = """
    base_model: NousResearch/Llama-3.2-1B
    datasets:
      - path: teknium/GPT4-LLM-Cleaned
        type: alpaca
    micro_batch_size: 2
    gradient_accumulation_steps: 4
    learning_rate: 0.0002
    num_epochs: 10
    sequence_len: 2048

    """

  // MARK: Carriers

  @Test func aConfigMapAloneIsWhatItCarries() throws {
    let text = Self.map(Self.axolotl)
    let report = report(text)
    let plan = try #require(report.plans.first)
    #expect(report.plans.count == 1)
    #expect(plan.plan.reading.dialect.name == "axolotl")
    #expect(plan.attachedAt != nil)
    let finding = try #require(report.findings.first { $0.rule == "data-repetition" })
    let span = finding.finding.primary.span
    #expect(span.file == .main)
    #expect(
      Array(text.utf8)[span.bytes.lowerBound..<span.bytes.upperBound].elementsEqual("10".utf8))
  }

  @Test(arguments: [
    "scrape_configs:\n  - job_name: node", "{\"panels\": [], \"title\": \"x\"}", "key: [",
    "apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yaml: |\n    b: 1", "",
  ])
  func whatCarriesNoTrainingIsSilent(_ content: String) {
    for name in ["settings.yaml", "settings.json", "settings.conf"] {
      let report = report(Self.map(content, name: name))
      #expect(report.plans.isEmpty)
      #expect(report.findings.map(\.finding.headline) == [])
    }
  }

  @Test func aWorkflowIsTheJobThatItSubmits() throws {
    let manifest = Self.job("[torchrun, --nproc_per_node=8, train.py, --max_steps=9]")
      .split(separator: "\n").map { "          " + $0 }.joined(separator: "\n")
    let text = """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {generateName: one-}
      spec:
        templates:
          - name: train
            resource:
              action: create
              manifest: |
      \(manifest)

      """
    let plans = report(text).plans
    #expect(plans.first?.plan.value(.worldSize) == 8)
    #expect(plans.allSatisfy { $0.attachedAt != nil })
  }

  /// An editor takes this for what the text is while it is broken.
  @Test func aCarrierIsNotWhatItCarries() {
    #expect(report(Self.map(Self.axolotl)).dialect?.name == "kubernetes")
    #expect(report(Self.axolotl).dialect?.name == "axolotl")
    #expect(report(Self.map("a: 1")).dialect == nil)
  }

  // MARK: Mounted files

  @Test func aMountedConfigRunsOnTheJobsDevices() throws {
    let command =
      "[accelerate, launch, --num_processes=8, -m, axolotl.cli.train, /etc/settings/train.yaml]"
    for text in [
      Self.map(Self.axolotl) + "---\n" + Self.job(command, mounts: true),
      Self.job(command, mounts: true) + "---\n" + Self.map(Self.axolotl),
    ] {
      let plans = report(text).plans.map(\.plan)
      #expect(plans.filter { $0.reading.dialect.name == "axolotl" }.count == 1)
      let plan = try #require(plans.first { $0.reading.dialect.name == "axolotl" })
      #expect(plan.value(.globalBatch) == 64)
      #expect(plan.value(.devices) == 8)
    }
  }

  @Test func aMountedScriptIsRead() throws {
    let script = "set -e\ntorchrun --nproc_per_node=4 train.py --max_steps 9"
    let text =
      Self.job("[bash, /etc/settings/run.sh]", mounts: true) + "---\n"
      + Self.map(script, name: "run.sh")
    #expect(report(text).plans.first?.plan.value(.worldSize) == 4)
  }

  @Test func aCommandForAClusterIsReadThrough() {
    let command =
      "[bash, -c, \"ray job submit --address http://a:1 -- "
      + "bash -c 'torchrun --nproc_per_node=4 train.py --max_steps 9'\"]"
    #expect(report(Self.job(command)).plans.first?.plan.value(.worldSize) == 4)
  }

  // MARK: Files of the workspace

  @Test func aNamedFileIsHeldAgainstTheJob() throws {
    let command =
      "[accelerate, launch, --num_processes=8, -m, axolotl.cli.train, cfg/run.yml]"
    let text = Self.job(command)
    let report = report(text, ["cfg/run.yml": Self.axolotl])
    let plan = try #require(report.plans.first { $0.plan.reading.dialect.name == "axolotl" })
    let site = try #require(plan.attachedAt)
    #expect(site.file == .main)
    #expect(
      Array(text.utf8)[site.bytes.lowerBound..<site.bytes.upperBound].elementsEqual(
        "cfg/run.yml".utf8))
    #expect(plan.plan.value(.globalBatch) == 64)
    // What is wrong with that file alone is said where it is checked itself.
    #expect(report.findings.filter { $0.rule == "data-repetition" }.isEmpty)
  }

  @Test func aFileThatNamesItselfComesToAnEnd() {
    let text = """
      resources: {accelerators: H100:8}
      run: |
        python train.py --config job.yaml --max_steps 9 --learning_rate 1e-5

      """
    #expect(!report(text, ["job.yaml": text]).plans.isEmpty)
  }

  @Test func aMountedConfigThatCountsOthersIsAContradiction() throws {
    let config = """
      compute_environment: LOCAL_MACHINE
      distributed_type: MULTI_GPU
      num_machines: 1
      num_processes: 4
      mixed_precision: bf16
      """
    let command =
      "[torchrun, --nnodes=1, --nproc_per_node=8, train.py, --config, cfg/a.yaml, --max_steps=9]"
    let report = report(Self.job(command), ["cfg/a.yaml": config])
    let finding = try #require(
      report.findings.first { $0.rule == "device-count-mismatch" })
    let spans = [finding.finding.primary.span] + finding.finding.related.map(\.span)
    #expect(Set(spans.map(\.file)).count == 2)
  }

  @Test func moreDevicesThanAMachineHasAreAnError() throws {
    func found(_ devices: Int) -> [SettledFinding] {
      let command =
        "[torchrun, --nproc_per_node=1, train.py, trainer.devices=\(devices), trainer.max_steps=9]"
      return report(Self.job(command, gpus: 2)).findings
        .filter { $0.rule == "device-count-mismatch" && $0.severity == .error }
    }
    let finding = try #require(found(4).first).finding
    #expect(finding.headline == "devices per node 4 here, and 2 where it is started")
    #expect(finding.related.first?.text == "devices per node 2")
    #expect(found(4).count == 1)
    #expect(found(2).isEmpty)
    #expect(found(1).isEmpty)
  }

  @Test func whatArgumentsMayOverrideIsNotCounted() {
    let config = """
      name: gpt
      trainer: {devices: 8, max_steps: 9, precision: bf16, accelerator: gpu}
      exp_manager: {exp_dir: out}
      model:
        micro_batch_size: 1
        global_batch_size: 8
        encoder_seq_length: 2048
        num_layers: 2
        hidden_size: 256
        num_attention_heads: 4
        data: {data_prefix: []}
        optim: {name: fused_adam, lr: 1.0e-4}
      """
    let command =
      "[torchrun, --nproc_per_node=1, train.py, --config, cfg/a.yaml, trainer.devices=1]"
    let report = report(Self.job(command, gpus: 1), ["cfg/a.yaml": config])
    #expect(report.plans.contains { $0.plan.reading.claims[.devicesPerNode]?.value == 8 })
    #expect(!report.findings.contains { $0.rule == "device-count-mismatch" })
  }

  private static func linter(_ settings: String) -> Linter {
    var options = LintOptions()
    options.settings = SettingsStore(.text(SourceFile(name: ".trainlint.yaml", text: settings)))
    return Linter(options)
  }

  @Test func aCommentInTheManifestOutranksTheSettings() throws {
    let text = "# trainlint: fact unique_tokens=16M\n" + Self.map(Self.axolotl)
    let linter = Self.linter("facts: [{files: '**', unique_tokens: 4M}]\n")
    let report = linter.report(on: SourceFile(name: "job.yaml", text: text))
    let plan = try #require(report.plans.first { $0.plan.reading.dialect.name == "axolotl" })
    #expect(plan.plan.value(.uniqueTokens) == 16e6)
  }

  @Test func aCommentHoldsForWhatLiesWithinWhatLiesInTheFile() throws {
    let inner = Self.map(Self.axolotl).split(separator: "\n").map { "    " + $0 }
    let text =
      "# trainlint: fact unique_tokens=16M\napiVersion: v1\nkind: ConfigMap\n"
      + "metadata: {name: outer}\ndata:\n  inner.yaml: |\n" + inner.joined(separator: "\n") + "\n"
    let plan = try #require(
      report(text).plans.first { $0.plan.reading.dialect.name == "axolotl" })
    #expect(plan.plan.value(.uniqueTokens) == 16e6)
  }

  @Test func aPolicyIsSilencedByItsNameInTheManifest() throws {
    let linter = Self.linter("policy: [{id: short, require: epochs <= 1}]\n")
    func found(_ comment: String) throws -> SettledFinding {
      let text = comment + "\n" + Self.map(Self.axolotl)
      let report = linter.report(on: SourceFile(name: "job.yaml", text: text))
      return try #require(report.findings.first { $0.finding.policy == "short" })
    }
    #expect(try found("# none").suppressed == nil)
    #expect(try found("# trainlint: ignore-file[short] a trial").suppressed == "a trial")
  }
}
