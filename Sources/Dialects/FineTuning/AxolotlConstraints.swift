import RunPlan

/// What axolotl refuses once the job runs: the validators of
/// `src/axolotl/utils/schemas/validation.py`, at version 0.18.
extension Axolotl {
  private static let validators = "axolotl/utils/schemas/validation.py, "

  package static func constrain(_ keys: inout KeyReader) {
    constrainAdapter(&keys)
    constrainPacking(&keys)
    constrainStreams(&keys)
  }

  private static func constrainAdapter(_ keys: inout KeyReader) {
    guard keys.word("adapter") == "qlora", keys.flag("load_in_4bit", fallback: false) == false
    else { return }
    keys.refuse(
      .adapter, at: "adapter", "`qlora` needs `load_in_4bit`", label: "4-bit weights",
      help: "set load_in_4bit to true, or adapter to lora",
      source: "axolotl/utils/schemas/peft.py, validate_qlora")
  }

  private static func constrainPacking(_ keys: inout KeyReader) {
    guard keys.flag("sample_packing") == true, let method = keys.word("rl"), !method.isEmpty else {
      return
    }
    keys.refuse(
      .packing, at: "sample_packing", "`sample_packing` does not work with `rl: \(method)`",
      label: "packs rows", with: [("rl", "each row is a prompt of its own")],
      help: "set sample_packing to false", source: validators + "check_sample_packing_w_rl")
  }

  private static func constrainStreams(_ keys: inout KeyReader) {
    guard !keys.isSet("max_steps") else { return }
    for key in ["pretraining_dataset", "streaming"] {
      guard key == "streaming" ? keys.flag(key) == true : keys.isSet(key) else { continue }
      return keys.refuse(
        .streaming, at: key, "`\(key)` needs `max_steps`", label: "has no length of its own",
        help: "set max_steps", source: validators + "check_pretraining_w_max_steps")
    }
  }
}
