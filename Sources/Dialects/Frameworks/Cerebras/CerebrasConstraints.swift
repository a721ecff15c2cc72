import Composition
import ConfigSyntax
import RunPlan

/// What the Cerebras model zoo refuses when it validates a file, 2.3 to 2.10.
extension Cerebras {
  private static let model = "models/nlp/gpt2/gpt2_model.py, GPT2LMHeadModelConfig."

  package static func constrain(_ keys: inout KeyReader) {
    let part = modelPart(keys)
    // Models that share the configuration of GPT-2.
    let names = [
      "gpt2", "gpt3", "llama", "mistral", "mixtral", "bloom", "btlm", "jais", "santacoder",
      "starcoder", "gemma2",
    ]
    if let name = keys.word(part + "name") ?? keys.word(part + "model_name"), names.contains(name) {
      constrainRotation(&keys, part)
      constrainWidths(&keys, part)
      constrainWindow(&keys, part)
    }
    constrainLoop(&keys)
    constrainPrecision(&keys)
  }

  private static func constrainRotation(_ keys: inout KeyReader, _ part: String) {
    guard keys.word(part + "position_embedding_type") == "rotary",
      let dimension = keys.count(part + "rotary_dim", fallback: 0), dimension > 0
    else { return }
    let source = model + "validate_rotary_dim"
    if dimension % 2 != 0 {
      keys.refuse(
        at: part + "rotary_dim", "`rotary_dim` \(dimension) is not even",
        label: "turns pairs of dimensions", help: "take an even number", source: source)
    }
    let width = keys.isSet(part + "attention_inner_dim") ? "attention_inner_dim" : "hidden_size"
    guard let inner = keys.count(part + width, fallback: 0), inner > 0,
      let heads = keys.count(part + "num_heads", fallback: 0), heads > 0,
      dimension * heads > inner
    else { return }
    keys.refuse(
      at: part + "rotary_dim", "`rotary_dim` \(dimension) is wider than a head",
      label: "\(dimension) of \(inner / heads)",
      with: [(part + width, "\(inner) for all heads"), (part + "num_heads", "\(heads) heads")],
      help: "take at most \(inner / heads)", source: source)
  }

  /// muP is on when both base widths are known.
  private static func constrainWidths(_ keys: inout KeyReader, _ part: String) {
    let bases = ["mup_base_hidden_size", "mup_base_filter_size"].map { part + $0 }
    let there = bases.filter { keys.isSet($0) }
    if there.count == 1, let missing = bases.first(where: { !keys.has($0) }) {
      let name = missing.split(separator: ".").last.map(String.init) ?? missing
      keys.refuse(
        at: there[0], "muP needs `\(name)` as well", label: "one of two base widths",
        help: "set \(name)", source: model + "validate_mup")
    }
    if there.count == 2, keys.isSet(part + "output_logits_scale") {
      keys.refuse(
        at: part + "output_logits_scale", "muP since 2.3 has no `output_logits_scale`",
        label: "muP of 2.2", with: [(there[0], "muP of 2.3")],
        help: "convert the file with the model zoo's converter", source: model + "validate_mup")
    }
  }

  private static func constrainWindow(_ keys: inout KeyReader, _ part: String) {
    let every = part + "sliding_window_every_other_decoder_layer"
    let source = model + "validate_sliding_window_every_other_decoder_layer"
    guard keys.flag(every) == true else { return }
    if keys.isSet(part + "fixed_sparse_attention") {
      keys.refusePair(
        .other, every, part + "fixed_sparse_attention",
        words: ("every other layer", "a fixed pattern"),
        source: source)
    }
    if !keys.has(part + "attention_sliding_window_length") {
      keys.refuse(
        at: every, "every other layer needs `attention_sliding_window_length`", label: "no window",
        help: "set attention_sliding_window_length", source: source)
    }
  }

  private static func constrainLoop(_ keys: inout KeyReader) {
    let path = "trainer.init.loop.eval_frequency"
    guard case .float(let share)? = keys.value(path)?.scalar, share > 1 || share < 0 else {
      return
    }
    keys.refuse(
      .evaluation, at: path, "`eval_frequency` \(Magnitude.shortest(share)) is no share of the run",
      label: "a fraction, for want of a whole number",
      help: "write steps without a point, or a share from 0 to 1",
      source: "trainer/callbacks/run_schedule.py")
  }

  private static func constrainPrecision(_ keys: inout KeyReader) {
    let part = "trainer.init.precision."
    let source = "trainer/callbacks/precision.py, MixedPrecision"
    if keys.isSet(part + "max_gradient_norm"), keys.isSet(part + "max_gradient_value") {
      keys.refusePair(
        .other, part + "max_gradient_norm", part + "max_gradient_value",
        words: ("clips the norm", "clips each value"), source: source)
    }
    for name in ["max_gradient_norm", "max_gradient_value"] {
      guard let bound = keys.number(part + name).value, bound <= 0 else { continue }
      keys.refuse(
        at: part + name, "`\(name)` has to be above 0", label: Magnitude.plain(bound),
        help: "leave it out to clip nothing", source: source)
    }
    let backend = keys.word("trainer.init.backend.backend_type") ?? keys.word("trainer.init.device")
    if keys.word(part + "fp16_type") == "cbfloat16", backend == "CSX",
      keys.flag(part + "enabled", fallback: true) == true,
      !keys.has(part + "loss_scaling_factor")
        || keys.number(part + "loss_scaling_factor").value != nil
    {
      keys.refuse(
        .precision, at: part + "fp16_type", "`cbfloat16` needs dynamic loss scaling",
        label: "six bits of exponent", with: [(part + "loss_scaling_factor", "fixed")],
        help: "set loss_scaling_factor to dynamic", source: source)
    }
  }
}
