import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// AWS's neuronx-distributed-training: NeMo's files with ranks below `distributed_strategy` and
/// batches below `data`.
///
/// Read from `lightning_modules/{data,model}` and `models/megatron`. A rank is a logical
/// NeuronCore, so that a node has more ranks than chips.
package enum Nxdt: Dialect {
  package static let id = DialectID("nxdt")

  package static let fingerprint = Fingerprint(
    all: ["distributed_strategy", "trainer", "model"],
    any: [
      .atLeast(
        1,
        of: [
          "data.global_batch_size", "data.micro_batch_size",
          "distributed_strategy.tensor_model_parallel_size",
        ])
    ])

  package static let loading = Loading.omegaConf

  package static let bindings: [KeyBinding] = [
    KeyBinding(.nodes, "trainer.num_nodes", fallback: 1),
    KeyBinding(.devicesPerNode, "trainer.devices"),
    KeyBinding(.microBatch, "data.micro_batch_size"),
    KeyBinding(.globalBatch, "data.global_batch_size"),
    KeyBinding(.tensorParallel, "distributed_strategy.tensor_model_parallel_size"),
    KeyBinding(.pipelineParallel, "distributed_strategy.pipeline_model_parallel_size"),
    KeyBinding(.contextParallel, "distributed_strategy.context_parallel_size", fallback: 1),
    KeyBinding(.expertParallel, "distributed_strategy.expert_model_parallel_size", fallback: 1),
    KeyBinding(.sequenceLength, "data.seq_length", "model.encoder_seq_length"),
    KeyBinding(.learningRate, "model.optim.lr"),
    KeyBinding(.weightDecay, "model.optim.weight_decay"),
  ]

  package static func complete(_ keys: inout KeyReader) {
    keys.reading.batchDivision = .roundedDown
    keys.reading.shapeDemands = .headsOverTensor
    readMachine(&keys)
    NemoSchedule.readDuration(&keys)
    // The trainer's steps are put over `sched.max_steps` before the scheduler is made.
    NemoSchedule.read(&keys, fixedToRun: true)
    readLabels(&keys)
    readAlignment(&keys)
    let resume = "exp_manager.resume_from_checkpoint"
    if keys.isSet(resume) { keys.reading.resumesFrom = keys.value(resume)?.span }
    NxdtModel.read(&keys)
  }

  /// Full nodes have 16 chips: 2 cores each on trn1; 8 on trn2, joined in pairs by default.
  private static func readMachine(_ keys: inout KeyReader) {
    if keys.flag("distributed_strategy.zero1") == true,
      let origin = keys.value("distributed_strategy.zero1")?.origin
    {
      let source = KeySource(key: "distributed_strategy.zero1", origin: origin)
      keys.add(Claim(.zeroStage, 1, .written(source)))
    }
    keys.reading.ranksAreDevices = false
    guard let ranks = keys.reading.claims[.devicesPerNode]?.value, [32, 64, 128].contains(ranks)
    else {
      return
    }
    keys.derive(
      .devices, "nodes × 16 chips of a Trainium node", from: keys.reading.claims[.nodes],
      keys.reading.claims[.devicesPerNode]
    ) { $0[0] * 16 }
  }

  private static func readAlignment(_ keys: inout KeyReader) {
    let path = "model_alignment_strategy"
    guard let strategy = keys.value(path), strategy.isMapping else {
      // Megatron's models are tuned by the switches of their data.
      if keys.flag("data.use_sft_style_data_module") == true, keys.has("data.packing") {
        keys.reading.regime = .supervisedFinetuning
      }
      return
    }
    if strategy.member("dpo") != nil || strategy.member("orpo") != nil {
      keys.reading.regime = .preferenceTuning
      // A row holds a pair of answers, padded.
      keys.reading.fillsSequences = false
    } else {
      keys.reading.regime = .supervisedFinetuning
      // Rows are packed, or padded to the full length.
      keys.reading.fillsSequences = true
    }
    if strategy["peft"] != nil || strategy["sft.peft"] != nil {
      keys.labelWord(.adapter, "lora", at: path)
      keys.claim(.loraRank, path + ".peft.lora_rank", path + ".sft.peft.lora_rank", fallback: 16)
      keys.claim(.loraAlpha, path + ".peft.lora_alpha", path + ".sft.peft.lora_alpha", fallback: 32)
    } else {
      keys.reading.labels[.adapter] = LabelClaim("full", certainty: .frameworkDefault)
    }
  }

  private static func readLabels(_ keys: inout KeyReader) {
    keys.label(.optimizer, "model.optim.name")
    keys.label(.scheduler, "model.optim.sched.name")
    let precision = "precision.type"
    switch keys.text(precision)?.value {
    case "fp32": keys.labelWord(.precision, "fp32", at: precision)
    case "bf16SR", "autocast", "mixed_precision", "mixed_precisionSR":
      keys.labelWord(.precision, "bf16", at: precision)
    default: break
    }
  }
}
