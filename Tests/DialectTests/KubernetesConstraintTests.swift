import Linting
import Testing

/// What the API server and the controllers refuse, and what costs a job its outcome.
@Suite struct KubernetesConstraintTests {
  /// A job of one container, and keys of the job, the pod and the container.
  private static func job(
    _ job: String = "parallelism: 1", pod: String = "restartPolicy: Never",
    container: String = "imagePullPolicy: Always",
    resources: String = "limits: {nvidia.com/gpu: 1}",
    command: String = "[torchrun, --nproc_per_node=1, train.py, --max_steps=9]"
  ) -> String {
    """
    apiVersion: batch/v1
    kind: Job
    metadata: {name: one}
    spec:
      \(job)
      template:
        spec:
          \(pod)
          containers:
            - name: train
              image: registry/train:1
              \(container)
              command: \(command)
              resources: {\(resources)}

    """
  }

  private static func mpi(_ flags: String, slots: Int) -> String {
    """
    apiVersion: kubeflow.org/v2beta1
    kind: MPIJob
    metadata: {name: one}
    spec:
      slotsPerWorker: \(slots)
      mpiReplicaSpecs:
        Launcher:
          template: {spec: {containers: [{name: a, image: b, command: [mpirun, \(flags), python, train.py]}]}}
        Worker:
          replicas: 2
          template: {spec: {containers: [{name: a, image: b, resources: {limits: {nvidia.com/gpu: 8}}}]}}

    """
  }

  private static func slices(_ pods: Int) -> String {
    """
    apiVersion: jobset.x-k8s.io/v1alpha2
    kind: JobSet
    metadata:
      name: one
      annotations:
        alpha.jobset.sigs.k8s.io/exclusive-topology: cloud.google.com/gke-nodepool
    spec:
      replicatedJobs:
        - name: slice
          replicas: 2
          template:
            spec:
              parallelism: \(pods)
              completions: \(pods)
              template:
                spec:
                  nodeSelector: {cloud.google.com/gke-tpu-topology: 4x4}
                  containers:
                    - name: train
                      image: registry/train:1
                      command: [python, train.py, --max_steps=9, --learning_rate=1e-5]
                      resources: {limits: {google.com/tpu: 4}}

    """
  }

  private static func copies(_ rate: String) -> String {
    func role(_ rate: String) -> String {
      "{replicas: 1, template: {spec: {containers: [{name: pytorch, image: a, command: "
        + "[torchrun, train.py, --learning_rate=\(rate), --max_steps=9]}]}}}"
    }
    return """
      apiVersion: kubeflow.org/v1
      kind: PyTorchJob
      metadata: {name: one}
      spec:
        pytorchReplicaSpecs:
          Master: \(role("1e-5"))
          Worker: \(role(rate))

      """
  }

  private static func elastic(_ nodes: String, _ policy: String) -> String {
    """
    apiVersion: kubeflow.org/v1
    kind: PyTorchJob
    metadata: {name: one}
    spec:
      elasticPolicy: \(policy)
      pytorchReplicaSpecs:
        Worker:
          replicas: 2
          template:
            spec:
              containers:
                - name: pytorch
                  image: a
                  command: [torchrun, '--nnodes=\(nodes)', train.py, --max_steps=9]
                  resources: {limits: {nvidia.com/gpu: 1}}

    """
  }

  private static let lost = "[python, train.py, --max_steps=9, --output_dir=/out, --lr=1e-5]"
  private static let near =
    "[python, train.py, --max_steps=9, --output_dir=./out, --learning_rate=1e-5]"
  private static let scratch = "volumeMounts: [{name: scratch, mountPath: /scratch}]"

  /// A pod that is started anew, and whose one volume is `volume`.
  private static func bound(_ volume: String) -> String {
    "restartPolicy: OnFailure\n      volumes: [{name: scratch, \(volume)}]"
  }

  private static let two = "parallelism: 2"
  private static let ranked = "[torchrun, --node_rank=$(JOB_COMPLETION_INDEX), train.py]"
  private static let alone = "[torchrun, --master_addr=a-0.b, --nproc_per_node=1, train.py]"
  private static let gathered =
    "[torchrun, --nnodes=2, --master_addr=a-0.b, --nproc_per_node=1, train.py]"

  private static let cases: [ConstraintCase] = [
    ConstraintCase(
      "manifest-constraint", "`DEBUG` is a boolean",
      job(container: "env: [{name: DEBUG, value: yes}]"),
      job(container: "env: [{name: DEBUG, value: 'yes'}, {name: A, value: $A}, {name: B}]")),
    ConstraintCase(
      "manifest-constraint", "requested 1 times, and the limit is 2",
      job(resources: "limits: {nvidia.com/gpu: 2}, requests: {nvidia.com/gpu: 1}"),
      job(resources: "limits: {nvidia.com/gpu: \"2\"}, requests: {nvidia.com/gpu: 2}")),
    ConstraintCase(
      "manifest-constraint", "is requested 8 times, and its limit is empty",
      job(resources: "limits: {nvidia.com/gpu: }, requests: {nvidia.com/gpu: 8}"),
      job(resources: "limits: {nvidia.com/gpu: }, requests: {nvidia.com/gpu: }")),
    ConstraintCase(
      "manifest-constraint", "is requested, and no limit is set",
      job(resources: "requests: {nvidia.com/gpu: 1}"),
      job(resources: "limits: {nvidia.com/gpu: 1}, requests: {cpu: 1}")),
    ConstraintCase(
      "manifest-constraint", "is set in indexed jobs only", job(two, command: ranked),
      job("parallelism: 2\n  completionMode: Indexed\n  completions: 2", command: ranked)),
    ConstraintCase(
      "manifest-constraint", .warning, "`--learning_rate` is 1e-5 for Master, and 1e-4 for Worker",
      copies("1e-4"), copies("0.00001")),
    ConstraintCase(
      "device-count-mismatch", .warning, "`torchrun` is told of no other node",
      job(two, command: alone), job(two, command: gathered)),
    ConstraintCase(
      "device-count-mismatch", "`--nnodes` waits for 5 nodes, and 2 are started",
      elastic("5", "{minReplicas: 1, maxReplicas: 4}"),
      elastic("3", "{minReplicas: 1, maxReplicas: 4}")),
    ConstraintCase(
      "device-count-mismatch", "`--nnodes` waits for 1 nodes, and 2 are started",
      elastic("1", "{maxReplicas: .inf}"), elastic("7", "{minReplicas: .nan, maxReplicas: 8}")),
    ConstraintCase(
      "device-count-mismatch", "`--nnodes` waits for 6:8 nodes, and 2 are started",
      elastic("6:8", "{minReplicas: 1, maxReplicas: 4}"),
      elastic("4:8", "{minReplicas: 1, maxReplicas: $MOST}")),
    ConstraintCase(
      "device-count-mismatch", "asks for 16 processes, and there are 8 slots",
      mpi("-np, '16'", slots: 4), mpi("-np, '16', --oversubscribe", slots: 4)),
    ConstraintCase(
      "device-count-mismatch", "a slice of 4x4 has 16 chips, and the pods of one take 8", slices(2),
      slices(4)),
    ConstraintCase(
      "restart-without-checkpoint", .warning, "the job finds none of its checkpoints",
      job("backoffLimit: 3", command: lost), job("backoffLimit: 0", command: lost)),
    ConstraintCase(
      "restart-without-checkpoint", .note, "has no lasting volume for checkpoints",
      job(pod: bound("hostPath: {path: /mnt/k8s-disks/0}"), container: scratch, command: near),
      job(pod: bound("hostPath: {path: /fsx}"), container: scratch, command: near)),
    ConstraintCase(
      "restart-without-checkpoint", .note, "has no lasting volume for checkpoints",
      job(pod: bound("emptyDir: {}"), container: scratch, command: near),
      job(pod: bound("persistentVolumeClaim: {claimName: a}"), container: scratch, command: near)),
    ConstraintCase(
      "restart-without-checkpoint", .warning, "the job finds none of its checkpoints",
      job(pod: "restartPolicy: OnFailure", command: near),
      job(pod: "restartPolicy: Never", command: near)),
    ConstraintCase(
      "restart-without-checkpoint", .warning, "has no checkpoint to go on from",
      job(
        pod: "restartPolicy: OnFailure",
        command: "[python, train.py, --max_steps=9, --lr=1e-5, --save_strategy=no]"),
      job(
        pod: "restartPolicy: OnFailure",
        command: "[python, train.py, --max_steps=9, --lr=1e-5, --output_dir=s3://bucket/a]")),
    ConstraintCase(
      "shared-memory-default", .note, "2 GPUs share the 64 MiB",
      job(resources: "limits: {nvidia.com/gpu: 2}"),
      job(pod: "hostIPC: true", resources: "limits: {nvidia.com/gpu: 2}")),
    ConstraintCase(
      "fragile-job", .note, "removed 60 seconds after the job ends",
      job("ttlSecondsAfterFinished: 60"), job("ttlSecondsAfterFinished: 3600")),
  ]

  @Test(arguments: cases) func demandsAreNoticed(_ demand: ConstraintCase) {
    demand.check(name: "job.yaml")
  }
}
