import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What OLMo refuses once the job runs: `olmo/model.py`, `olmo/data`, `scripts/train.py`; and what
/// its durations do not mean: `Trainer.max_steps` in `olmo/train.py`.
extension OLMo {
  private static let modelSource = "olmo/model.py, OLMo.__init__"
  private static let script = "scripts/train.py, main"
  private static let trainer = "olmo/train.py, Trainer.max_steps"

  package static func constrain(_ keys: inout KeyReader) {
    constrainPositions(&keys)
    constrainShape(&keys)
    constrainGroups(&keys)
    constrainStrategy(&keys)
    constrainData(&keys)
    constrainDuration(&keys)
    constrainStop(&keys)
    constrainSchedule(&keys)
    constrainOverwritten(&keys)
  }

  // MARK: Model

  private static func constrainPositions(_ keys: inout KeyReader) {
    guard keys.flag("model.alibi") == true else { return }
    for (path, name) in [("model.rope", "rope"), ("model.flash_attention", "flash_attention")]
    where keys.flag(path) == true {
      keys.refuse(
        at: path, "`alibi` does not work with `\(name)`", label: "on",
        with: [("model.alibi", "on")],
        help: "set one of them to false", source: modelSource)
    }
  }

  private static func constrainShape(_ keys: inout KeyReader) {
    // Null leaves the rows to the vocabulary.
    if !keys.has("model.embedding_size") || keys.isSet("model.embedding_size"),
      let rows = keys.share("model.embedding_size", fallback: 50_304),
      let words = keys.share("model.vocab_size", fallback: 50_257), rows < words
    {
      let isSet = keys.isSet("model.embedding_size")
      keys.refuse(
        .vocabulary, at: isSet ? "model.embedding_size" : "model.vocab_size",
        "`embedding_size` \(Magnitude.plain(rows)) is below `vocab_size` "
          + Magnitude.plain(words),
        label: isSet ? "rows of the embedding" : "embedding_size is \(Magnitude.plain(rows))",
        with: isSet ? [("model.vocab_size", "tokens")] : [],
        help: "set embedding_size to at least vocab_size", source: modelSource)
    }
    if let clip = keys.number("model.clip_qkv").value, clip <= 0 {
      keys.refuse(
        at: "model.clip_qkv", "`clip_qkv` is not above 0", label: "clips everything",
        help: "remove it to clip nothing", source: "olmo/model.py, OLMoBlock.__init__")
    }
    if keys.flag("model.multi_query_attention") != nil,
      let heads = keys.count("model.n_heads", fallback: 12),
      let groups = keys.number("model.n_kv_heads").value
    {
      let wanted = keys.flag("model.multi_query_attention") == true ? 1 : heads
      guard groups != Double(wanted) else { return }
      keys.refuse(
        at: "model.n_kv_heads", "`n_kv_heads` and `multi_query_attention` disagree",
        label: "\(Magnitude.plain(groups)) of \(heads)",
        with: [("model.multi_query_attention", "means \(wanted)")],
        help: "remove multi_query_attention",
        source: "olmo/config.py, ModelConfig.effective_n_kv_heads")
    }
  }

  private static func constrainGroups(_ keys: inout KeyReader) {
    guard let size = keys.count("model.block_group_size", fallback: 1) else { return }
    if let layers = keys.count("model.n_layers", fallback: 12), layers > 0,
      size < 1 || size > layers || layers % size != 0
    {
      keys.refuse(
        at: "model.block_group_size", "`block_group_size` \(size) does not divide \(layers) layers",
        label: "blocks in each group", with: [("model.n_layers", "\(layers) layers")],
        help: "set it to a divisor of n_layers", source: modelSource)
    }
    let path = "fsdp.wrapping_strategy"
    if let strategy = keys.word(path), strategy.hasPrefix("by_block_group"), size <= 1,
      keys.word("distributed_strategy") ?? "fsdp" == "fsdp"
    {
      keys.refuse(
        at: path, "`\(strategy.prefix(24))` needs `block_group_size` above 1",
        label: "wraps groups of blocks", with: [("model.block_group_size", "no groups")],
        help: "set it to by_block, or block_group_size above 1",
        source: "olmo/model.py, OLMo.get_fsdp_wrap_policy")
    }
    if size != 1, keys.value("compile")?.isMapping == true {
      keys.refuse(
        at: "compile", "`compile` needs `block_group_size: 1`", label: "compiles single blocks",
        with: [("model.block_group_size", "\(size) blocks a group")],
        help: "set block_group_size to 1", source: script)
    }
  }

  // MARK: Machine

  private static func constrainStrategy(_ keys: inout KeyReader) {
    let path = "distributed_strategy"
    let strategy = keys.word(path) ?? "fsdp"
    if strategy == "fsdp", let fsdp = keys.value("fsdp"), fsdp.isNull {
      keys.refuse(
        at: "fsdp", "`distributed_strategy: fsdp` needs `fsdp`", label: "null",
        with: [(path, "fsdp")], help: "remove the null, or set distributed_strategy to single",
        source: script)
    }
    guard strategy == "ddp" else { return }
    if !keys.isSet("ddp") {
      keys.refuse(
        at: path, "`distributed_strategy: ddp` needs `ddp`", label: "ddp is not set",
        help: "add a ddp section with grad_sync_mode", source: script)
    }
    if let device = keys.word("model.init_device"), device != "cuda" {
      keys.refuse(
        at: "model.init_device", "`distributed_strategy: ddp` needs `init_device: cuda`",
        label: "not cuda", with: [(path, "ddp")], help: "set init_device to cuda", source: script)
    }
    if keys.flag("ddp.find_unused_params") == true,
      keys.word("ddp.grad_sync_mode") ?? "batch" != "micro_batch"
    {
      keys.refuse(
        at: "ddp.find_unused_params",
        "`find_unused_params` needs `grad_sync_mode: micro_batch`", label: "on",
        with: [("ddp.grad_sync_mode", "not micro_batch")],
        help: "set grad_sync_mode to micro_batch",
        source: script)
    }
  }

  private static func constrainData(_ keys: inout KeyReader) {
    func count(_ path: String) -> Int {
      guard let list = keys.value(path) else { return 0 }
      return list.isMapping ? list.entries.count : list.items.count
    }
    let source = "olmo/data/__init__.py, build_memmap_dataset"
    if count("data.paths") > 0, count("data.datasets") > 0 {
      keys.refuse(
        at: "data.datasets", "`data.datasets` cannot stand beside `data.paths`",
        label: "files by label", with: [("data.paths", "files")], help: "remove one of them",
        source: source)
    }
    if keys.isSet("data.custom_dataset") {
      for path in ["data.paths", "data.datasets"] where keys.isSet(path) {
        keys.refuse(
          at: path, "`\(path)` cannot stand beside `data.custom_dataset`", label: "files",
          with: [("data.custom_dataset", "a data set of its own")], help: "remove one of them",
          source: "olmo/data/__init__.py, build_train_dataloader")
      }
    }
    let (masks, files) = (count("data.label_mask_paths"), count("data.paths"))
    if masks > 0, files > 0, masks != files {
      keys.refuse(
        at: "data.label_mask_paths", "\(masks) `label_mask_paths` for \(files) `paths`",
        label: "\(masks) files", with: [("data.paths", "\(files) files")],
        help: "give each file of tokens its mask",
        source: "olmo/data/memmap_dataset.py, MemMapDataset")
    }
  }

  // MARK: Length

  /// The tokens of one step, where they are known.
  private static func tokensPerStep(_ keys: KeyReader) -> Double? {
    guard let batch = keys.reading.claims[.globalBatch],
      let length = keys.reading.claims[.sequenceLength]
    else {
      return nil
    }
    return batch.value * length.value
  }

  private static func constrainDuration(_ keys: inout KeyReader) {
    let path = "max_duration"
    guard let value = keys.value(path), value.unknown == nil else { return }
    switch value.scalar {
    case .float(let number):
      let tokens = number >= 1e8
      keys.refuse(
        .durationUnit, at: path, "`max_duration` takes a whole number or a text, not a float",
        label: "a float to the loader",
        help: tokens
          ? "write \(Magnitude.shortest(number))T for tokens, or a whole number of steps"
          : "write \(Magnitude.shortest(number))",
        source: "olmo/config.py, TrainConfig.max_duration")
    case .text(let text): constrainDuration(&keys, text)
    default: break
    }
  }

  private static func constrainDuration(_ keys: inout KeyReader, _ text: String) {
    let path = "max_duration"
    let letters = String(text.reversed().prefix { $0.isLetter }.reversed())
    let digits = text.dropLast(letters.count).filter { $0 != " " }
    guard !letters.contains("$"), !letters.contains("{"), let amount = lenientNumber(digits) else {
      return
    }
    switch letters {
    case "": break
    case "T":
      guard amount > 0, amount < tokensPerStep(keys) ?? 1e5 else { return }
      let few = Magnitude.plain(amount)
      keys.warn(
        .durationUnit, at: path, "`max_duration: \(text)` is \(few) tokens, not \(few) trillion",
        label: "T is for tokens", because: "the run ends after its first step",
        help: "write \(few)e12T", source: trainer)
    case "ep":
      guard amount != amount.rounded() else { return }
      keys.refuse(
        .durationUnit, at: path, "`max_duration` takes whole epochs only", label: "no whole number",
        help: "count steps, or tokens with T", source: trainer)
    case "ba":
      keys.warn(
        .durationUnit, at: path, "`max_duration: \(text.prefix(16))`: steps have no letters",
        label: "not a unit of OLMo", because: "present versions stop at the value",
        help: "write \(digits)", source: trainer)
    default:
      keys.refuse(
        .durationUnit, at: path, "`max_duration` does not know the unit `\(letters.prefix(8))`",
        label: "neither T nor ep",
        help: "write steps as a number, tokens with T, epochs with ep", source: trainer)
    }
  }

  /// The stops count steps and take no unit.
  private static func constrainStop(_ keys: inout KeyReader) {
    for path in ["stop_at", "stop_after", "scheduler.t_max", "scheduler.t_warmup"] {
      guard let value = keys.value(path), value.unknown == nil,
        case .text(let text)? = value.scalar, let last = text.last, last.isLetter,
        let first = text.first, first.isNumber
      else { continue }
      let name = path.split(separator: ".").last.map(String.init) ?? path
      keys.refuse(
        .durationUnit, at: path, "`\(name)` takes a number without a unit",
        label: "has a unit",
        help: path.hasPrefix("scheduler.")
          ? "remove the unit; scheduler.units says what is counted"
          : "count steps", source: "olmo/config.py")
    }
  }

  /// A warmup in tokens that is over before the first step is one in steps by mistake.
  private static func constrainSchedule(_ keys: inout KeyReader) {
    guard keys.word("scheduler.units") == "tokens",
      let warmup = keys.number("scheduler.t_warmup").value, warmup > 0,
      let step = tokensPerStep(keys), warmup < step
    else { return }
    let count = Magnitude.plain(warmup)
    keys.warn(
      .durationUnit, at: "scheduler.t_warmup",
      "`t_warmup` \(count) counts tokens, fewer than one step has", label: "\(count) tokens",
      with: [("scheduler.units", "tokens")], because: "there is no warmup",
      help: "write \(Magnitude.shortest(warmup * step)) for \(count) steps, or set units to steps",
      source: "olmo/train.py, Trainer.scheduler_current")
  }

  // MARK: Overwritten keys

  private static func constrainOverwritten(_ keys: inout KeyReader) {
    let owners = [
      ("device_train_batch_size", "global_train_batch_size"),
      ("device_train_grad_accum", "device_train_microbatch_size"),
      ("model.precision", "precision"),
    ]
    for (path, owner) in owners where keys.isSet(path) {
      // `${precision}` says the same.
      if keys.word(path) == keys.word(owner) { continue }
      keys.note(
        .inert, .remarkable, at: path, "`\(path)` is overwritten with what `\(owner)` says",
        label: "not read", help: "set \(owner)", source: script)
    }
  }
}
