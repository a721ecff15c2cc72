import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Hugging Face `config.json`: a model, not a run, so there are sizes and a context but no steps.
///
/// Read from `transformers/models/*/{configuration,modeling}_*.py`.
package enum HFConfig: Dialect {
  package static let id = DialectID("hf-config")

  private static let layerKeys = ["num_hidden_layers", "n_layer", "num_layers", "n_layers"]
  /// Where a model of several parts keeps its decoder.
  private static let decoderKeys = ["text_config", "llm_config", "language_config"]

  package static let fingerprint = Fingerprint(
    any: [
      .atLeast(1, of: ["model_type", "architectures"]),
      .atLeast(
        1,
        of: layerKeys + decoderKeys.map { "\($0).model_type" }
          + decoderKeys.flatMap { part in layerKeys.map { "\(part).\($0)" } }),
    ],
    none: [
      // Adapters, and everything that trains.
      "peft_type", "base_model", "datasets", "dataset", "data", "data_path", "train_data",
      "model_name_or_path", "model", "trainer", "train", "training", "tokens", "parallelism",
      "optimizer", "scheduler", "optim", "learning_rate", "lr", "max_steps", "num_train_epochs",
      "num_epochs", "epochs", "train_iters", "train_steps", "num_train_steps",
      "train_batch_size", "micro_batch_size", "global_batch_size", "batch_size",
      "per_device_train_batch_size", "gradient_accumulation_steps", "max_train_steps",
      "global_train_batch_size", "zero_optimization", "apiVersion", "command", "MODEL_ARGS",
      "base_emb_dim", "run", "tuner_type", "train_type",
    ])

  package static let loading = Loading.json

  package static let bindings: [KeyBinding] = []

  package static func complete(_ keys: inout KeyReader) {
    // A model, not a run.
    keys.reading.regime = nil
    readPrecision(&keys)
    var reader = HFConfigReader(keys, part: decoderPart(keys))
    reader.read()
    keys = reader.keys
  }

  /// The path of the decoder's own mapping, or nothing.
  private static func decoderPart(_ keys: KeyReader) -> String {
    for part in decoderKeys where keys.value(part)?.isMapping == true {
      let names = layerKeys + ["model_type", "hidden_size"]
      if names.contains(where: { keys.isSet("\(part).\($0)") }) { return part + "." }
    }
    return ""
  }

  private static func readPrecision(_ keys: inout KeyReader) {
    let paths = ["dtype", "torch_dtype"]
    for path in paths + decoderKeys.flatMap({ part in paths.map { "\(part).\($0)" } }) {
      guard let word = keys.text(path)?.value else { continue }
      let short = ["bfloat16": "bf16", "float16": "fp16", "float32": "fp32"][word] ?? word
      return keys.labelWord(.precision, short, at: path)
    }
  }
}
