import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct MCLIRunTests: DialectSuite {
  typealias Tested = MCLIRun

  private static let base = "name: a\nimage: mosaicml/composer:0.27\ncompute: {gpus: 16}"

  @Test func aRunTrainsWhereItsCommandDoes() {
    #expect(recognises(Self.base + "\ncommand: composer train.py --max_steps 9"))
    #expect(!recognises(Self.base + "\ncommand: echo $MESSAGE"))
    #expect(!recognises(Self.base + "\ncommand: composer precompute_latents.py --local a"))
    #expect(!recognises("image: a\ncommand: composer train.py"))
    // A service of docker compose, and a step of a pipeline.
    #expect(!recognises("image: a\ncommand: torchrun t.py\nservices: {a: 1}\nscheduling: {}"))
  }

  @Test func composerIsToldOfAllNodes() {
    let plan = plan(Self.base, "command: composer train.py")
    #expect(plan.value(.devices) == 16)
    #expect(plan.value(.worldSize) == 16)
    #expect(plan.value(.nodes) == nil)
    #expect(plan.labels[.launcher]?.value == "composer")
  }

  @Test func nodesShareTheGPUs() {
    let text = "name: a\nimage: b\ncompute: {gpus: 16, nodes: 2, gpu_type: h100_80gb}"
    let plan = plan(text, "command: composer -n 8 train.py")
    #expect(plan.value(.devicesPerNode) == 8)
    #expect(plan.value(.worldSize) == nil)
    #expect(plan.labels[.device]?.value == "h100_80gb")
  }

  @Test func whatIsLeftOpenIsUnknown() {
    let plan = plan("image: b\ncompute: {gpus: }", "command: composer train.py")
    #expect(plan.value(.devices) == nil)
    #expect(plan.value(.worldSize) == nil)
  }

  @Test func thePlatformCountsHours() {
    let plan = plan(Self.base, "scheduling: {max_duration: 1.5}", "command: composer train.py")
    #expect(plan.reading.timeLimit?.seconds == 5400)
    let endless = self.plan(Self.base, "scheduling: {}", "command: composer train.py")
    #expect(endless.reading.timeLimit == nil)
  }

  @Test(arguments: [
    BrokenDemand(
      "`-n` starts 32 processes where there is room for 16", "command: composer -n 32 train.py",
      "command: composer -n 8 train.py", .deviceCount),
    BrokenDemand(
      "`--nproc_per_node` starts 32", "command: torchrun --nproc_per_node 32 t.py",
      "command: torchrun --nproc_per_node 16 t.py", .deviceCount),
  ]) func demands(demand: BrokenDemand) throws {
    try demand.check(MCLIRun.self, below: Self.base)
  }
}
