import Dialects
import RunPlan
import Testing

@Suite struct SkyPilotTests: DialectSuite {
  typealias Tested = SkyPilot

  private static let run = "run: torchrun --nproc_per_node=$SKYPILOT_NUM_GPUS_PER_NODE t.py --lr 1"

  /// A task with these resources.
  private func plan(resources: String, _ more: String = "num_nodes: 2") -> TrainingPlan {
    plan(more, "resources: {\(resources)}", Self.run)
  }

  @Test func aTaskTrainsWhereItsCommandDoes() {
    #expect(recognises("resources: {accelerators: H100}\n" + Self.run))
    #expect(!recognises("resources: {accelerators: H100}\nrun: vllm serve a"))
    #expect(
      !recognises("resources: {accelerators: H100}\nrun: python -m a.infer --model a --lora b"))
    #expect(!recognises("resources: {}\nrun: echo torchrun"))
    #expect(!recognises("resources: {cpus: 1}\nsetup: torchrun t.py"))
    let tuned = "resources: {accelerators: H100}\nrun: python train.py --model_id a --enable_lora"
    #expect(recognises(tuned))
    let module =
      "resources: {accelerators: H100}\nrun: python -m trl.scripts.sft --num_train_epochs 1"
    #expect(recognises(module + " --learning_rate 1e-5"))
    #expect(!recognises(module))
    #expect(recognises("resources: {accelerators: H100}\nrun: oumi train -c a.yaml"))
    #expect(!recognises("resources: {accelerators: H100}\nrun: oumi infer -c a.yaml"))
    #expect(!recognises("resources: {}\nrun: python -m a.generate --steps 9 --batch_size 2"))
  }

  @Test(
    arguments: [
      ("accelerators: H100", 1.0), ("accelerators: 'H100:8'", 8), ("accelerators: {H100: 8}", 8),
      ("accelerators: {'H100:8', 'H200:8'}", 8), ("accelerators: ['A100:8', 'H100:8']", 8),
      ("accelerators: ['A100:4', 'H100:8']", nil), ("accelerators: null", nil),
      ("accelerators: 'L4:0.5'", nil), ("accelerators: tpu-v2-8", nil),
      ("accelerators: $GPUS", nil), ("instance_type: p5.48xlarge", 8),
      ("instance_type: m5.xlarge", nil),
      ("any_of: [{accelerators: 'H100:8'}, {accelerators: 'H200:8'}]", 8),
      ("any_of: [{accelerators: 'H100:8'}, {accelerators: 'A100:4'}]", nil),
      ("accelerators: 'H100:8', ordered: [{infra: aws}, {infra: gcp}]", 8),
      ("instance_type: a3-highgpu-8g", 8), ("instance_type: g5.12xlarge", 4),
    ] as [(String, Double?)]) func acceleratorsOfANode(resources: String, count: Double?)
  {
    let found = plan(resources: resources)
    let isWord = resources.hasSuffix("$GPUS")
    #expect(found.value(.devicesPerNode) == (isWord ? 1 : count))
    #expect(found.value(.nodes) == 2)
  }

  @Test func theNameOfOneKindIsTheDevice() {
    #expect(plan(resources: "accelerators: 'H100:8'").labels[.device]?.value == "H100")
    #expect(plan(resources: "accelerators: ['A100:8', 'H100:8']").labels[.device] == nil)
  }

  @Test func secretsAndVariablesAreThoseOfTheCommand() {
    let plan = plan(
      "resources: {accelerators: 'H100:8'}", "envs: {N: 4, EMPTY: null}", "secrets: {M: 2}",
      "run: torchrun --nproc_per_node=$N --nnodes=$M t.py --lr 1")
    #expect(plan.value(.worldSize) == 8)
  }

  @Test(arguments: [
    BrokenDemand(
      "`torchrun` is told of no other node",
      "run: torchrun --nproc_per_node=8 --master_addr=$A t.py --lr 1",
      "run: torchrun --nproc_per_node=8 --nnodes=2 --master_addr=$A t.py --lr 1", .deviceCount,
      .harmful),
    BrokenDemand(
      "`--nnodes` waits for 4 nodes, and 2 are started",
      "run: torchrun --nproc_per_node=8 --nnodes=4 t.py --lr 1",
      "run: torchrun --nproc_per_node=8 --nnodes=$NODES t.py --lr 1", .deviceCount),
    BrokenDemand(
      "starts 16 processes where there is room for 8",
      "run: torchrun --nproc_per_node=16 --nnodes=2 t.py --lr 1",
      "run: torchrun --nproc_per_node=4 --nnodes=2 t.py --lr 1", .deviceCount),
    BrokenDemand(
      "Checkpoints are lost with the spot machine",
      "run: torchrun --nproc_per_node=8 --nnodes=2 t.py --lr 1 --output_dir out",
      "run: torchrun --nproc_per_node=8 --nnodes=2 t.py --lr 1 --output_dir s3://a/b", .restart,
      .harmful),
    BrokenDemand(
      "Checkpoints are lost with the spot machine",
      "run: torchrun --nproc_per_node=8 --nnodes=2 t.py --lr 1 --output_dir out",
      "file_mounts: {/out: {name: bucket}}\n"
        + "run: torchrun --nproc_per_node=8 --nnodes=2 t.py --lr 1 --output_dir /out", .restart,
      .harmful),
  ]) func demands(demand: BrokenDemand) throws {
    try demand.check(
      SkyPilot.self,
      below: "num_nodes: 2\nresources: {accelerators: 'H100:8', use_spot: true}")
  }

  @Test func aNodeThatIsAloneByIntentIsLeftInPeace() {
    for run in [
      "torchrun --standalone --nproc_per_node=8 t.py --lr 1",
      "if [ $SKYPILOT_NODE_RANK -eq 0 ]; then torchrun --rdzv_id=1 t.py --lr 1; fi",
      "torchrun --nproc_per_node=8 t.py --lr 1", "PET_NNODES=2 torchrun --rdzv_id=1 t.py --lr 1",
    ] {
      let found = plan("num_nodes: 2", "resources: {accelerators: 'H100:8'}", "run: '\(run)'")
      #expect(found.reading.remarks.isEmpty, "\(run)")
    }
  }
}
