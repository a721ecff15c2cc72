package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags runs that do not fit into the memory of their devices.
package struct MemoryOverflow: Rule {
  package struct Options: RuleOptions {
    package var warnAbove = 1.1
    package var noteAbove = 0.9

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "warn_above", \.warnAbove, in: 0.1...10,
        "Estimated memory, as a share of the device's, above which to warn."),
      .number(
        "note_above", \.noteAbove, in: 0.1...10,
        "Estimated memory, as a share of the device's, above which to note."),
    ]
  }

  package static let info = RuleInfo(
    id: "memory-overflow",
    summary: "Training needs more memory than the device has.",
    why: """
      Weights, gradients and optimizer state follow from the file: AdamW over 16-bit weights with a
      32-bit copy takes 16 bytes for each trained parameter, 18 with 32-bit gradients, 8 where all
      of it is bf16. ZeRO splits 16 of them over n ranks: stage 1 leaves 4 + 12/n bytes on each,
      stage 2 2 + 14/n, stage 3 16/n; Megatron's distributed optimizer leaves 6 + 12/n of 18. Tensor
      and pipeline parallelism divide all of it. Where they alone are more than the device has, the
      run cannot start; buffers of communication come on top. Activations are an estimate within
      some 30 %: 34 s b h bytes a layer with attention computed in pieces, 2 s b h where layers are
      computed again, 6 s b V for logits, 1.5 GB for the runtime and 5 % lost. Nothing is said where
      device, ranks, stage, optimizer, precision or what is trained is not known.
      """,
    severity: .error,
    sources: [.rajbhandari2019, .korthikanti2022],
    bad: [
      Example(
        """
        # Full fine-tuning on one 80 GB device, trained weights in 32 bits.
        # trainlint: fact world_size=1 device=a100-sxm-80gb
        model_name_or_path: meta-llama/Llama-2-7b-hf
        #                   ^^^^^^^^^^^^^^^^^^^^^^^^ 6.74B parameters
        stage: sft
        finetuning_type: full
        dataset: chats
        template: llama2
        cutoff_len: 2048
        per_device_train_batch_size: 1
        gradient_accumulation_steps: 8
        learning_rate: 1.0e-5
        optim: adamw_torch
        bf16: true
        """),
      Example(
        """
        # The adapters are small, the rows are not.
        # trainlint: fact world_size=1 device=rtx4090
        base_model: meta-llama/Llama-2-7b-hf
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        adapter: lora
        lora_r: 16
        lora_alpha: 32
        lora_target_linear: true
        sequence_len: 4096
        #             ---- sequence length 4,096
        sample_packing: true
        pad_to_sequence_len: true
        micro_batch_size: 4
        #                 ^ micro-batch 4
        gradient_accumulation_steps: 4
        num_epochs: 3
        optimizer: adamw_torch
        learning_rate: 2e-4
        bf16: true
        """),
    ],
    good: [
      Example(
        """
        # A quantised base and adapters of rank 16 on 24 GB.
        # trainlint: fact world_size=1 device=rtx4090
        base_model: meta-llama/Llama-2-7b-hf
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        load_in_4bit: true
        adapter: qlora
        lora_r: 16
        lora_alpha: 32
        lora_target_linear: true
        sequence_len: 2048
        sample_packing: true
        pad_to_sequence_len: true
        micro_batch_size: 1
        gradient_accumulation_steps: 8
        num_epochs: 3
        optimizer: adamw_torch
        learning_rate: 2e-4
        bf16: true
        gradient_checkpointing: true
        """),
      Example(
        """
        # The third stage of ZeRO over eight devices.
        # trainlint: fact world_size=8 device=a100-sxm-80gb
        model_name_or_path: meta-llama/Llama-2-7b-hf
        stage: sft
        finetuning_type: full
        deepspeed: examples/deepspeed/ds_z3_config.json
        dataset: chats
        template: llama2
        cutoff_len: 2048
        packing: true
        per_device_train_batch_size: 1
        gradient_accumulation_steps: 8
        learning_rate: 1.0e-5
        bf16: true
        """),
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let device = run.plan.device, run.plan.reading.ranksAreDevices,
      let memory = run.plan.memory
    else { return [] }
    if memory.states > device.memoryBytes {
      return memory.inputs.first?.span.map { [cannotStart(run, memory, device, at: $0)] } ?? []
    }
    // Rows that keep their own length may all be short.
    guard run.plan.reading.fillsSequences, let total = memory.total,
      total > device.memoryBytes * options.noteAbove,
      let span = memory.sizes.lazy.compactMap(\.span).first ?? memory.inputs.first?.span
    else { return [] }
    return [tight(run, memory, total, device, at: span)]
  }

  // MARK: Words

  private func cannotStart(
    _ run: Run, _ memory: MemoryEstimate, _ device: Device, at span: SourceSpan
  ) -> Finding {
    let needed = Magnitude.gibibytes(memory.states)
    var finding = Finding(
      "weights, gradients, optimizer take \(needed), the device \(has(device))", at: span,
      label: memory.inputs.first.map { "\($0.spelled) parameters" } ?? "")
    finding.derivation = [memory.words]
    let words = [PlanLabel.optimizer, .precision].map { run.plan.labels[$0]?.certainty ?? .exact }
    let isCertain =
      (memory.inputs.map(\.certainty) + words).allSatisfy { $0 <= .fact }
      && !run.plan.reading.memory.isAssumed
    finding.severity = isCertain ? .error : .warning
    finding.confidence = isCertain ? .high : .medium
    finding.help = "split them with ZeRO or FSDP over more devices, or train adapters"
    return finding
  }

  private func tight(
    _ run: Run, _ memory: MemoryEstimate, _ total: Double, _ device: Device, at span: SourceSpan
  ) -> Finding {
    let isOver = total > device.memoryBytes * options.warnAbove
    var finding = Finding(
      "about \(Magnitude.gibibytes(total)) are needed, the device has \(has(device))", at: span,
      label: memory.sizes.first?.phrase ?? "")
    finding.related = memory.sizes.dropFirst().labels(besides: span)
    finding.derivation = [memory.words]
    finding.severity = isOver ? .warning : .note
    finding.confidence = .medium
    finding.help =
      run.plan.reading.memory.recomputation == .full
      ? "take a smaller micro-batch and accumulate, or shorter rows"
      : "recompute activations (checkpointing), or take a smaller micro-batch and accumulate"
    return finding
  }

  private func has(_ device: Device) -> String {
    "\(Magnitude.gibibytes(device.memoryBytes)) (\(device.name))"
  }
}
