import Composition
import RunPlan

/// The keys that Unsloth's command line and Studio document, and what comes of some of them.
///
/// Described from the public documentation alone, so that only names which resemble one of these
/// are spoken of.
extension Unsloth {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "unsloth", version: "2026-08", unknownKeys: .open,
    """
    any: model
    in data
      any: dataset local_dataset format_type
    in training
      any: training_type load_in_4bit=true output_dir optim lr_scheduler_type packing=false
        train_on_completions gradient_checkpointing
      number: max_seq_length=2048 num_epochs=3 max_steps=0 batch_size=2
        gradient_accumulation_steps=4 learning_rate=0.0002 warmup_steps=5 warmup_ratio save_steps=0
        weight_decay=0.01 random_seed=3407
      instead: num_train_epochs>num_epochs per_device_train_batch_size>batch_size
        micro_batch_size>batch_size max_length>max_seq_length seed>random_seed
    in lora
      number: lora_r=64 lora_alpha=16 lora_dropout=0.0
      any: target_modules use_rslora=false use_dora=false use_loftq=false
      instead: lora_rank>lora_r r>lora_r
    any: logging
    """)

  package static func constrain(_ keys: inout KeyReader) {
    let (steps, epochs) = ("training.max_steps", "training.num_epochs")
    guard let passes = keys.written(epochs), passes.value == 0,
      let count = keys.share(steps, fallback: 0)
    else { return }
    if count == 0 {
      keys.warn(
        at: epochs, "neither `num_epochs` nor `max_steps` says when the run ends",
        label: "0 is no number of passes", with: [(steps, "0 is no number of steps")],
        help: "set one of the two", source: "docs.unsloth.ai, training parameters")
    } else if count <= 60 {
      keys.note(
        .other, .remarkable, at: steps, "the run ends after \(Magnitude.plain(count)) steps",
        label: "as in the files that are shipped", with: [(epochs, "no passes")],
        help: "set num_epochs, and max_steps to 0, for more than a trial",
        source: "docs.unsloth.ai, training parameters")
    }
  }
}
