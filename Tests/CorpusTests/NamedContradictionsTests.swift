import Engine
import Linting
import SourceText
import TestSupport
import Testing

/// What published manifests say against themselves: all that is known of, and nothing else.
@Suite(.enabled(if: SharedFolder.has("corpus"), "it needs the folder `shared/corpus`"))
struct NamedContradictionsTests {
  private static let rules: Set<RuleID> = [
    "conflicting-duration", "deadline-too-short", "device-count-mismatch", "fragile-job",
    "manifest-constraint", "restart-without-checkpoint", "shared-memory-default",
    "size-label-mismatch",
  ]

  private static let aws = "pytorchjob/aws-samples__awsome-distributed-training/"
  private static let fsdp = aws + "3.test_cases/pytorch/FSDP/kubernetes/"
  private static let bionemo = "pytorchjob/awslabs__ai-on-eks/infra/bionemo/examples/"
  private static let crowded = [
    "device-count-mismatch error: `nprocPerNode` starts 4 processes where there is room for 1",
    "device-count-mismatch error: devices per node 4 here, and 1 where it is started",
  ]
  private static let noVolume =
    "restart-without-checkpoint note: started anew when it fails, "
    + "the job has no lasting volume for checkpoints"
  private static let endlessEpochs =
    "conflicting-duration note: `max_steps` ends each of the 3 epochs, not the run"

  /// Each was read, and is so.
  private static let known: [String: [String]] = [
    bionemo + "esm1nv/esm1nv_pretrain-job.yaml": crowded,
    bionemo + "esm2nv/esm2nv-training-job.yaml": crowded,
    fsdp + "llama2_70b-fsdp.yaml": [noVolume],
    fsdp + "llama2_7b-fsdp.yaml": [noVolume],
    fsdp + "llama3_1_70b-fsdp.yaml": [noVolume],
    fsdp + "llama3_1_8b-fsdp.yaml": [noVolume],
    fsdp + "llama3_2_1b-fsdp.yaml": [noVolume],
    fsdp + "mathstral_7b-fsdp.yaml": [noVolume, endlessEpochs],
    fsdp + "mistral_8x7b-fsdp.yaml": [endlessEpochs],
    aws + "4.validation_and_observability/5.nsight/EKS/fsdp.yaml": [noVolume],
    aws + "3.test_cases/pytorch/mosaicml-composer/stable-diffusion/multi-node/"
      + "3.stable-diffusion-eks.yaml-template": [
        "manifest-constraint error: `nvidia.com/gpu` is requested 8 times, and its limit is empty"
      ],
    "hyperpodpytorchjob/aws-samples__awsome-distributed-training/3.test_cases/pytorch/FSDP/"
      + "kubernetes/llama3_1_8b-fsdp-hpto.yaml": [
        "size-label-mismatch note: the run is named 1-8b, the layers have 12.7B parameters"
      ],
    "helm-values/AI-Hypercomputer__gpu-recipes/training/a4x/wan_14b/nemo-gke/nemo2602/"
      + "32gpus-bf16-gbs128/recipe/values.yaml": [
        "size-label-mismatch note: the job is named 32gpus, and it asks for 64"
      ],
    "jobset/kubernetes-sigs__jobset/site/static/examples/pytorch/resnet-cifar10/resnet.yaml": [
      "device-count-mismatch warning: `torchrun` is told of no other node, and 4 nodes start it"
    ],
    "mpijob/kubeflow__examples/tensorflow-horovod/mpi-job.yaml": [sharing(4)],
    "pytorchjob/foundation-model-stack__fms-hf-tuning/examples/kfto-kueue-sft-trainer.yaml": [
      sharing(2)
    ],
    "trainingruntime/kubeflow__trainer/manifests/base/runtimes/torchtune/llama3_2/"
      + "llama3_2_1B.yaml": [sharing(2)],
    "rayjob/NVIDIA-NeMo__RL/infra/examples/rayjob-monolithic-64n.yaml": [
      "fragile-job note: the pods are removed 60 seconds after the job ends"
    ],
  ]

  private static func sharing(_ count: Int) -> String {
    "shared-memory-default note: \(count) GPUs share the 64 MiB of `/dev/shm` that a container has"
  }

  @Test func nothingIsMissedAndNothingMadeUp() throws {
    let folder = try #require(SharedFolder.path) + "/corpus/manifests"
    let linter = Linter()
    var found: [String: [String]] = [:]
    // A walk leaves files of some endings out.
    let paths =
      FileWalk.files(in: [folder]).files.map(\.path)
      + Self.known.keys.map {
        "\(folder)/\($0)"
      }
    for whole in Set(paths) {
      guard let bytes = SharedFolder.contents(of: whole) else { continue }
      let path = String(whole.dropFirst(folder.count + 1))
      let file = SourceFile(name: whole, bytes: bytes)
      for settled in linter.report(on: file, isNamed: false).visible
      where Self.rules.contains(settled.rule) {
        found[path, default: []].append(
          "\(settled.rule.name) \(settled.severity.name): \(settled.finding.headline)")
      }
    }
    for path in Set(found.keys).union(Self.known.keys).sorted() {
      #expect(found[path] == Self.known[path], "\(path)")
    }
  }
}
