package import Linting
import RunPlan

/// Flags combinations of keys that the framework refuses once the job has its devices.
package struct FrameworkConstraint: Rule {
  package static let info = RuleInfo(
    id: "framework-constraint",
    summary: "The framework refuses these keys together, or these values.",
    why: """
      Frameworks check much of a config only when it runs: after the queue, after the containers
      have started, often after the model has been loaded. Every such check can be made from the
      file alone, before anything is reserved for it.
      """,
    severity: .error,
    bad: [
      Example(
        """
        compute_environment: LOCAL_MACHINE
        distributed_type: MULTI_GPU
        #                 --------- several devices
        gpu_ids: "3"
        #        ^^^ 1 device
        num_machines: 1
        num_processes: 1
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: some/answers
            type: alpaca
        sequence_len: 4096
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.00002
        optimizer: adamw_bnb_8bit
        #          ^^^^^^^^^^^^^^ states of bitsandbytes
        fsdp_version: 2
        #             - version 2
        fsdp_config:
          offload_params: false
        """),
      Example(
        """
        model:
          _component_: torchtune.models.llama3_1.llama3_1_8b
        optimizer:
          _component_: torch.optim.AdamW
          lr: 0.00002
        optimizer_in_bwd: true
        #                 ---- steps in each backward pass
        batch_size: 2
        gradient_accumulation_steps: 8
        #                            ^ 8 backward passes a step
        epochs: 1
        """),
    ],
    good: [
      Example(
        """
        compute_environment: LOCAL_MACHINE
        distributed_type: MULTI_GPU
        gpu_ids: "0,3"
        num_machines: 1
        num_processes: 2
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: some/answers
            type: alpaca
        sequence_len: 4096
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.00002
        optimizer: adamw_torch_8bit
        fsdp_version: 2
        fsdp_config:
          offload_params: false
        """),
      Example(
        """
        model:
          _component_: torchtune.models.llama3_1.llama3_1_8b
        optimizer:
          _component_: torch.optim.AdamW
          lr: 0.00002
        optimizer_in_bwd: true
        batch_size: 16
        gradient_accumulation_steps: 1
        epochs: 1
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .other) }
}
