import Dialects
import RunPlan
import Testing

/// What each kind of job asks for and starts.
@Suite struct KubernetesTests: DialectSuite {
  typealias Tested = Kubernetes

  /// A pod template at a depth of `indent` spaces.
  private static func pod(
    _ indent: Int, gpus: String = "8", command: String = #"[torchrun, train.py, --max_steps=9]"#,
    more: String = ""
  ) -> String {
    let lines = """
      template:
        spec:
          containers:
            - name: node
              image: registry/train:1
              command: \(command)
              resources:
                limits: {nvidia.com/gpu: \(gpus)}
      """
    let text = more.isEmpty ? lines : lines + "\n" + more
    return text.split(separator: "\n").map { String(repeating: " ", count: indent) + $0 }
      .joined(separator: "\n")
  }

  private static func head(_ version: String, _ kind: String) -> String {
    "apiVersion: \(version)\nkind: \(kind)\nmetadata: {name: one}\nspec:"
  }

  // MARK: Kinds

  @Test func aPyTorchJobAddsItsRolesUp() {
    let plan = plan(
      Self.head("kubeflow.org/v1", "PyTorchJob"), "  nprocPerNode: \"8\"",
      "  pytorchReplicaSpecs:", "    Master:", "      replicas: 1", Self.pod(6), "    Worker:",
      "      replicas: 3", Self.pod(6))
    #expect(plan.value(.nodes) == 4)
    #expect(plan.value(.devices) == 32)
    #expect(plan.value(.worldSize) == 32)
    #expect(plan.labels[.launcher]?.value == "torchrun")
  }

  /// The controller tells torchrun to count the GPUs of a pod, and a flag outranks it.
  @Test(
    arguments: [
      ("torchrun", "", 16.0), ("torchrun, --nproc_per_node=2", "", 4), ("python", "", nil),
      ("torchrun", "nprocPerNode: '4'", 8), ("torchrun", "nprocPerNode: $N", nil),
      ("torchrun", "elasticPolicy: {nProcPerNode: 2, minReplicas: 2}", 4),
    ] as [(String, String, Double?)])
  func whatNothingIsSaidOfTheControllerSets(command: String, spec: String, world: Double?) {
    let pod = Self.pod(6, command: "[\(command), train.py, --max_steps=9]")
    let plan = plan(
      Self.head("kubeflow.org/v1", "PyTorchJob"), "  \(spec)", "  pytorchReplicaSpecs:",
      "    Worker:", "      replicas: 2", pod)
    #expect(plan.value(.worldSize) == world)
    #expect(plan.value(.devices) == 16)
  }

  @Test func whatIsNoCountIsNone() {
    for count in [".nan", ".inf", "-1"] {
      let pod = Self.pod(6, command: "[torchrun, --nnodes=2, train.py]")
      let plan = plan(
        Self.head("kubeflow.org/v1", "PyTorchJob"), "  elasticPolicy: {minReplicas: \(count)}",
        "  pytorchReplicaSpecs:", "    Worker:", "      replicas: \(count)", pod)
      #expect(plan.labels[.launcher]?.value == "torchrun")
    }
  }

  @Test func aPlaceholderIsUnknown() {
    let plan = plan(
      Self.head("kubeflow.org/v1", "PyTorchJob"), "  pytorchReplicaSpecs:", "    Worker:",
      "      replicas: $NODES", Self.pod(6, gpus: "${GPUS}"))
    #expect(plan.value(.nodes) == nil)
    #expect(plan.value(.devices) == nil)
    #expect(plan.value(.worldSize) == nil)
  }

  @Test func anMPIJobStartsAProcessInEverySlot() {
    let launcher = Self.pod(6, gpus: "0", command: "[mpirun, python, train.py]")
    let plan = plan(
      Self.head("kubeflow.org/v2beta1", "MPIJob"), "  slotsPerWorker: 4", "  mpiReplicaSpecs:",
      "    Launcher:", "      replicas: 1", launcher, "    Worker:", "      replicas: 2",
      Self.pod(6, gpus: "4", command: "[sleep, inf]"))
    #expect(plan.value(.nodes) == 2)
    #expect(plan.value(.devices) == 8)
    #expect(plan.value(.worldSize) == 8)
  }

  @Test func aTrainJobIsItsRuntimeWithItsOwnWords() {
    let runtime = [
      "apiVersion: trainer.kubeflow.org/v1alpha1", "kind: TrainingRuntime",
      "metadata: {name: base}", "spec:", "  mlPolicy:", "    numNodes: 2", "    torch: {}",
      "  template:", "    spec:", "      replicatedJobs:", "        - name: node",
      "          template:", "            spec:", Self.pod(14, command: "[sleep, '1']"),
    ].joined(separator: "\n")
    let job = [
      "apiVersion: trainer.kubeflow.org/v1alpha1", "kind: TrainJob", "metadata: {name: one}",
      "spec:", "  runtimeRef: {kind: TrainingRuntime, name: base}", "  trainer:",
      "    command: [torchrun, train.py, --max_steps=9]", "    numProcPerNode: 8",
    ].joined(separator: "\n")
    let plan = plan(job, "---", runtime)
    #expect(plan.value(.nodes) == 2)
    #expect(plan.value(.devices) == 16)
    #expect(plan.value(.worldSize) == 16)
    let counting = self.plan(
      job.split(separator: "\n").dropLast().joined(separator: "\n"), "---", runtime)
    #expect(counting.value(.worldSize) == 16)
    let alone = self.plan(job)
    #expect(alone.value(.nodes) == nil)
    #expect(alone.value(.devices) == nil)
    #expect(alone.value(.worldSize) == nil)
  }

  @Test func aRayJobCountsTheHostsOfItsGroups() {
    let cluster = [
      "  rayClusterSpec:", "    headGroupSpec:", Self.pod(6, gpus: "0", command: "[sleep, '1']"),
      "    workerGroupSpecs:", "      - groupName: a", "        replicas: 2",
      "        numOfHosts: 3", Self.pod(8, gpus: "4", command: "[sleep, '1']"),
    ]
    let entry = "  entrypoint: python train.py --max_steps 9 --learning_rate 1e-5"
    let plan = plan(
      ([Self.head("ray.io/v1", "RayJob"), entry] + cluster).joined(separator: "\n"))
    #expect(plan.value(.devices) == 24)
    let floating = self.plan(
      ([Self.head("ray.io/v1", "RayJob"), entry] + [cluster[0]]
        + ["    enableInTreeAutoscaling: true"] + cluster.dropFirst()).joined(separator: "\n"))
    #expect(floating.value(.devices) == nil)
  }

  @Test func aWrapperIsWhatItWraps() {
    let job = [
      "apiVersion: kubeflow.org/v1", "kind: PyTorchJob", "metadata: {name: two}", "spec:",
      "  pytorchReplicaSpecs:", "    Worker:", "      replicas: 2", Self.pod(6),
    ].joined(separator: "\n")
    func indented(_ count: Int) -> String {
      job.split(separator: "\n").map { String(repeating: " ", count: count) + $0 }
        .joined(separator: "\n")
    }
    let wrapper = plan(
      Self.head("workload.codeflare.dev/v1beta2", "AppWrapper"), "  components:",
      "    - template:", indented(8))
    #expect(wrapper.value(.devices) == 16)
    let trial = plan(
      Self.head("kubeflow.org/v1beta1", "Experiment"), "  trialTemplate:", "    trialSpec:",
      indented(6))
    #expect(trial.value(.devices) == 16)
  }

  @Test func whatTrainsNothingIsNoJob() {
    let serving = Self.pod(2, command: "[vllm, serve, some/model]")
    for (version, kind) in [
      ("apps/v1", "Deployment"), ("batch/v1", "Job"),
      ("leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet"),
    ] {
      #expect(!recognises(Self.head(version, kind) + "\n" + serving))
    }
    let cluster = Self.head("ray.io/v1", "RayCluster") + "\n  headGroupSpec:\n" + Self.pod(4)
    #expect(!recognises(cluster))
  }

  // MARK: Variables

  @Test func variablesSayWhatNoArgumentSays() throws {
    let variables = """
              env:
                - {name: MODEL_NAME, value: org/model}
                - {name: GRADIENT_ACCUMULATION_STEPS, value: "4"}
                - {name: TRAIN_BATCH_SIZE, value: "2"}
                - {name: LEARNING_RATE, value: "2e-5"}
      """
    let plan = plan(
      Self.head("batch/v1", "Job"), Self.pod(2, command: "[]", more: variables))
    #expect(plan.value(.microBatch) == 2)
    #expect(plan.value(.accumulation) == 4)
    #expect(plan[.learningRate]?.certainty == .estimate)
    #expect(plan.labels[.baseModel]?.value == "org/model")
    // Beside arguments nobody knows which of the two counts.
    let both = self.plan(
      Self.head("batch/v1", "Job"),
      Self.pod(
        2, command: "[python, train.py, --max_steps=9, --learning_rate=1e-4]", more: variables))
    #expect(both.value(.microBatch) == nil)
    #expect(both.value(.learningRate) == nil)
  }

  @Test func aBatchAloneMayBeAnyones() {
    let variables = """
              env:
                - {name: BATCH_SIZE, value: "2"}
                - {name: MAX_STEPS, value: "100"}
                - {name: LEARNING_RATE, value: $RATE}
                - {name: MAX_SEQ_LENGTH, value: "512"}
      """
    let plan = plan(Self.head("batch/v1", "Job"), Self.pod(2, command: "[]", more: variables))
    #expect(plan.value(.microBatch) == nil)
    #expect(plan.value(.learningRate) == nil)
    #expect(plan.value(.steps) == 100)
    #expect(plan.value(.sequenceLength) == 512)
  }

  // MARK: Accelerators

  @Test(arguments: [
    ("nodeSelector: {nvidia.com/gpu.product: NVIDIA-H100-80GB-HBM3}", "h100-sxm"),
    ("nodeSelector: {node.kubernetes.io/instance-type: ml.p4de.24xlarge}", "a100-sxm-80gb"),
    ("nodeSelector: {cloud.google.com/gke-accelerator: nvidia-l4}", "l4"),
    ("nodeSelector: {cloud.google.com/gke-accelerator: nvidia-l40}", nil),
    ("nodeSelector: {nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB-MIG-1g.10gb}", nil),
    ("nodeSelector: {node.kubernetes.io/instance-type: $INSTANCE_TYPE}", nil),
  ])
  func theNodesTellTheAccelerator(selector: String, device: String?) {
    let plan = plan(
      Self.head("kubeflow.org/v1", "PyTorchJob"), "  pytorchReplicaSpecs:", "    Worker:",
      "      replicas: 2", Self.pod(6), "          \(selector)")
    #expect(plan.labels[.device]?.value == device)
  }
}
