import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct VertexJobTests: DialectSuite {
  typealias Tested = VertexJob

  private static func pool(_ command: String, machines: Int = 1, gpus: String = "8") -> String {
    """
      - machineSpec: {machineType: a3-highgpu-8g, acceleratorType: NVIDIA_H100_80GB, \
    acceleratorCount: \(gpus)}
        replicaCount: \(machines)
        containerSpec: {imageUri: registry/train, command: [\(command)]}

    """
  }

  private static let train = "torchrun, --nnodes=4, --nproc_per_node=8, train.py, --max_steps=9"

  @Test func aJobTrainsWhereAPoolDoes() {
    #expect(recognises("workerPoolSpecs:\n" + Self.pool(Self.train)))
    #expect(!recognises("workerPoolSpecs:\n" + Self.pool("python, serve.py")))
    #expect(!recognises("workerPoolSpecs: [1, 2]"))
    #expect(!recognises("workerPoolSpecs: {}\ntrain: torchrun t.py"))
  }

  @Test func poolsAddUp() {
    let plan = plan(
      "displayName: one", "workerPoolSpecs:",
      Self.pool(Self.train) + Self.pool(Self.train, machines: 3), "scheduling: {timeout: 7200s}")
    #expect(plan.value(.nodes) == 4)
    #expect(plan.value(.devices) == 32)
    #expect(plan.value(.worldSize) == 32)
    #expect(plan.labels[.device]?.value == "h100-sxm")
    #expect(plan.reading.timeLimit?.seconds == 7200)
    #expect(plan.reading.runName?.value == "one")
  }

  @Test func aCountThatIsFilledInLaterIsUnknown() {
    let plan = plan("workerPoolSpecs:", Self.pool(Self.train, gpus: "'${GPUS}'"))
    #expect(plan.value(.devices) == nil)
    #expect(plan.value(.nodes) == 1)
  }

  @Test func theAPISpellsItsKeysInItsOwnWay() {
    let plan = plan(
      "job_spec:", "  worker_pool_specs:", "    - machine_spec: {accelerator_count: 2}",
      "      python_package_spec:", "        python_module: trainer.train",
      "        args: [--max_steps, '9', --learning_rate, '1e-5']",
      "  scheduling: {timeout: 3600s}")
    #expect(plan.value(.devices) == 2)
    #expect(plan.reading.timeLimit?.seconds == 3600)
  }

  @Test func nodesAreCounted() throws {
    let broken = "workerPoolSpecs:\n" + Self.pool(Self.train, machines: 2)
    let mended = "workerPoolSpecs:\n" + Self.pool(Self.train, machines: 4)
    let words = "`--nnodes` waits for 4 nodes, and 2 are started"
    try BrokenDemand(words, broken, mended, .deviceCount).check(VertexJob.self, below: "")
  }
}
