package import Linting
import ReferenceData
import RunPlan

/// Flags several GPUs in a container with the shared memory of a web server.
package struct SharedMemoryDefault: Rule {
  package static let info = RuleInfo(
    id: "shared-memory-default",
    summary:
      "Several GPUs of one container share the 64 MiB of shared memory that it has by default.",
    why: """
      A container has 64 MiB at /dev/shm unless a volume is mounted there. NCCL exchanges data between
      the GPUs of a node through it where they have no direct path, and workers of data loaders hand
      batches over in it. When it is full a process dies with a bus error or NCCL reports a system
      error, often only once batches get longer.
      """,
    severity: .note,
    sources: [
      Citation("NCCL user guide, troubleshooting")
    ],
    bad: [
      Example(
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: finetune
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: train
                  image: registry/train:1
                  command: [torchrun, --nproc_per_node=8, train.py, --max_steps=1000]
                  resources:
                    limits:
                      nvidia.com/gpu: 8
        #                             ^ 8 GPUs, and no volume at /dev/shm
        """)
    ],
    good: [
      Example(
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: finetune
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: train
                  image: registry/train:1
                  command: [torchrun, --nproc_per_node=8, train.py, --max_steps=1000]
                  resources:
                    limits:
                      nvidia.com/gpu: 8
                  volumeMounts:
                    - name: shm
                      mountPath: /dev/shm
              volumes:
                - name: shm
                  emptyDir: {medium: Memory}
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .sharedMemory) }
}
