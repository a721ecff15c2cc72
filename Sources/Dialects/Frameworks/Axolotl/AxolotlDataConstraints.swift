import Composition
import ConfigSyntax
import RunPlan

/// What axolotl asks of data sets, batches and streams.
enum AxolotlDataConstraints {
  private static let validators = Axolotl.validators

  static func constrain(_ keys: inout KeyReader) {
    constrainBatches(&keys)
    constrainSources(&keys)
    constrainStreams(&keys)
    warnOfStreams(&keys)
    warnOfDroppedRows(&keys)
    constrainTemplates(&keys)
  }

  // MARK: Batches

  private static func constrainBatches(_ keys: inout KeyReader) {
    let names = ["micro_batch_size", "gradient_accumulation_steps", "batch_size"]
    let truths = names.map { keys.truth(of: $0) }
    if truths.filter({ $0 == false }).count > 1 {
      let set = names.first { keys.isOn($0) }
      keys.refuse(
        at: set ?? "base_model",
        "axolotl needs `micro_batch_size` and `gradient_accumulation_steps`",
        label: set == nil ? "neither is set" : "the only one that is set",
        help: "set both", source: validators + "check_batch_size_fields")
    } else if keys.isOn("batch_size"), keys.isOff("gradient_accumulation_steps") {
      keys.warn(
        at: "batch_size", "`batch_size` does not set the accumulation", label: "only counted with",
        because: "gradient_accumulation_steps keeps its default, 1",
        help: "set gradient_accumulation_steps, and remove batch_size",
        source: "axolotl/utils/config/__init__.py, normalize_config")
    }
    if let rows = keys.written("eval_batch_size"), let micro = keys.written("micro_batch_size"),
      rows.value > 0, micro.value > 0, rows.value > micro.value
    {
      keys.note(
        .other, .remarkable, at: "eval_batch_size",
        "`eval_batch_size` is above `micro_batch_size`", label: "more rows at once",
        with: [("micro_batch_size", "than in training")],
        because: "evaluation may run out of memory where training does not",
        help: "leave eval_batch_size out", source: validators + "hint_eval_train_mbsz")
    }
  }

  // MARK: Sources

  private static func constrainSources(_ keys: inout KeyReader) {
    if !keys.isSet("datasets"), !keys.isSet("pretraining_dataset"),
      !keys.isSet("nemo_gym_datasets"), !keys.isOn("plugins")
    {
      keys.refuse(
        at: "base_model", "axolotl needs `datasets` or `pretraining_dataset`",
        label: "nothing to train it on", help: "set datasets",
        source: validators + "check_dataset_or_pretraining_dataset")
    }
    if keys.isOn("push_dataset_to_hub"), keys.isOff("hf_use_auth_token") {
      keys.refuse(
        at: "push_dataset_to_hub", "`push_dataset_to_hub` needs `hf_use_auth_token`",
        label: "a private upload", help: "set hf_use_auth_token to true",
        source: validators + "check_push_ds_auth")
    }
  }

  // MARK: Streams

  private static let streams = ["streaming", "pretraining_dataset"]

  private static func constrainStreams(_ keys: inout KeyReader) {
    guard let stream = streams.last(where: { keys.isOn($0) }) else { return }
    if keys.isOff("max_steps") {
      keys.refuse(
        .streaming, at: stream, "`\(stream)` needs `max_steps`",
        label: "has no length of its own", help: "set max_steps",
        source: validators + "check_pretraining_w_max_steps")
    }
    if keys.isOn("val_set_size") {
      keys.refuse(
        .other, at: "val_set_size", "`val_set_size` cannot split a stream",
        label: "a share of what has no length", with: [(stream, "a stream")],
        help: "name the rows for evaluation under test_datasets",
        source: validators + "check_streaming_w_val_set_size")
    }
    if keys.isOn("streaming"), keys.isOn("sample_packing"), let sets = keys.value("datasets"),
      sets.isSequence, sets.items.count > 1
    {
      keys.refuse(
        .packing, at: "sample_packing", "`sample_packing` cannot pack several streams",
        label: "packs rows", with: [("datasets", "\(sets.items.count) data sets")],
        help: "set streaming to false, or name one data set",
        source: validators + "check_streaming_w_multiple_datasets")
    }
  }

  private static func warnOfStreams(_ keys: inout KeyReader) {
    guard keys.isOn("pretraining_dataset") else { return }
    if keys.isOff("streaming") {
      keys.warn(
        at: "pretraining_dataset", "`pretraining_dataset` will need `streaming: true`",
        label: "streamed by itself today", because: "a coming release reads it whole without",
        help: "set streaming to true",
        source: validators + "check_pretraining_streaming_deprecation")
    }
    if keys.isOn("group_by_length") {
      keys.warn(
        at: "group_by_length", "`group_by_length` downloads the whole stream first",
        label: "needs every length", with: [("pretraining_dataset", "a stream")],
        help: "set group_by_length to false",
        source: validators + "check_pretraining_w_group_by_length")
    }
  }

  // MARK: Length

  /// Preference rows count prompt and answer; rewarded prompts are not measured.
  private static func warnOfDroppedRows(_ keys: inout KeyReader) {
    guard !keys.has("sequence_len"), keys.isOff("skip_prepare_dataset"), keys.isOff("streaming"),
      keys.isOff("pretraining_dataset"), keys.isOn("datasets"), keys.isOff("hatchery"),
      !["grpo", "gdpo", "ebft"].contains(keys.word("rl")), !isSynthetic(keys)
    else { return }
    let outcome: String
    switch keys.word("excess_length_strategy") {
    case "truncate": outcome = "cut to 512"
    case "raise": return
    default: outcome = "dropped"
    }
    keys.warn(
      .truncation, at: "datasets",
      "`sequence_len` is not set: rows above 512 tokens are \(outcome)",
      label: "no length is given for these", because: "a log line is all that tells",
      help: "set sequence_len", source: "axolotl/utils/data/utils.py, handle_long_seq_in_dataset")
  }

  private static func isSynthetic(_ keys: KeyReader) -> Bool {
    guard let list = keys.value("datasets"), list.isSequence else { return false }
    return list.items.contains { $0.member("type")?.scalar == .text("_synthetic") }
  }

  // MARK: Templates

  private static func constrainTemplates(_ keys: inout KeyReader) {
    if keys.word("chat_template") == "jinja", keys.isOff("chat_template_jinja") {
      keys.refuse(
        at: "chat_template", "`chat_template: jinja` needs `chat_template_jinja`",
        label: "a template of your own", help: "set chat_template_jinja",
        source: validators + "check_chat_template_config")
    }
    guard keys.isOn("tokenizer_use_mistral_common") else { return }
    let edits = [
      "added_tokens_overrides", "special_tokens", "tokens", "chat_template", "processor_kwargs",
    ]
    for key in edits where keys.isOn(key) {
      keys.refuse(
        at: key, "`\(key)` does not work with `tokenizer_use_mistral_common`",
        label: "changes the tokenizer",
        with: [("tokenizer_use_mistral_common", "one that cannot be changed")],
        help: "remove \(key)", source: validators + "check_mistral_common_incompatible_options")
    }
  }
}
