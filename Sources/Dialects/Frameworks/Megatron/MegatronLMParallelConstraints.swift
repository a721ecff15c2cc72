import Composition
import RunPlan

/// What Megatron-LM refuses of parallelism, overlap, sharding, recomputation and experts.
extension MegatronLM {
  /// Expert groups take whole experts.
  static func constrainGroups(_ keys: inout KeyReader) {
    guard let ranks = keys.count("--expert-model-parallel-size", fallback: 1), ranks > 1,
      !takesModelFromElsewhere(keys)
    else { return }
    guard keys.isSet("--num-experts") else {
      return keys.refuse(
        at: "--expert-model-parallel-size", "`--expert-model-parallel-size` needs `--num-experts`",
        label: "no experts to spread", help: "set --num-experts, or leave it out",
        source: validateArgs)
    }
    guard let experts = keys.count("--num-experts", fallback: 0), experts > 0, experts % ranks != 0
    else { return }
    keys.refuse(
      at: "--num-experts", "\(experts) experts do not divide among \(ranks) ranks",
      label: "\(experts) experts", with: [("--expert-model-parallel-size", "\(ranks) ranks")],
      help: "take a multiple of --expert-model-parallel-size", source: validateArgs)
  }

  /// Whether a checkpoint or another file has a say in the model.
  static func takesModelFromElsewhere(_ keys: KeyReader) -> Bool {
    [
      "--use-checkpoint-args", "--heterogeneous-layers-config-path",
      "--heterogeneous-layers-config-encoded-json", "--yaml-cfg",
    ].contains { keys.has($0) }
  }

  // MARK: Stages

  static func constrainStages(_ keys: inout KeyReader) {
    let ways = [
      "--num-layers-per-virtual-pipeline-stage", "--num-virtual-stages-per-pipeline-rank",
      "--pipeline-model-parallel-layout",
    ].filter { keys.isSet($0) }
    if ways.count > 1 {
      return keys.refuse(
        at: ways[1], "two keys cut the stages of the pipeline", label: "cuts them again",
        with: [(ways[0], "cuts them")], help: "leave one of the two out", source: validateArgs)
    }
    guard let way = ways.first, way != "--pipeline-model-parallel-layout",
      let stages = keys.count("--pipeline-model-parallel-size", fallback: 1), stages >= 1
    else { return }
    if way == "--num-virtual-stages-per-pipeline-rank" {
      guard let parts = keys.count(way, fallback: 1), parts > 1, stages == 1 else { return }
      refuseLoneStage(&keys, way)
    } else {
      constrainVirtualLayers(&keys, way, stages: stages)
    }
  }

  private static func refuseLoneStage(_ keys: inout KeyReader, _ way: String) {
    keys.refuse(
      at: way, "virtual stages need a `--pipeline-model-parallel-size` above 1",
      label: "several parts a rank", with: [("--pipeline-model-parallel-size", "one rank")],
      help: "leave it out, or raise --pipeline-model-parallel-size", source: validateArgs)
  }

  private static func constrainVirtualLayers(_ keys: inout KeyReader, _ way: String, stages: Int) {
    let extra = [
      "--account-for-embedding-in-pipeline-split", "--account-for-loss-in-pipeline-split",
    ]
    let uneven = ["--decoder-first-pipeline-num-layers", "--decoder-last-pipeline-num-layers"]
    guard !takesModelFromElsewhere(keys), !uneven.contains(where: { keys.has($0) }),
      let part = keys.count(way, fallback: 0), part > 0,
      let layers = keys.count("--num-layers", fallback: 0), layers > 0
    else { return }
    let count = layers + extra.filter { keys.flag($0) == true }.count
    guard count % stages == 0 else { return }
    guard (count / stages) % part == 0 else {
      return keys.refuse(
        at: way, "\(count / stages) layers of a stage do not divide into parts of \(part)",
        label: "\(part) layers a part",
        with: [
          ("--num-layers", "\(layers) layers"),
          ("--pipeline-model-parallel-size", "\(stages) stages"),
        ], help: "take a divisor of the layers of a stage", source: validateArgs)
    }
    if stages == 1, count > part { refuseLoneStage(&keys, way) }
  }

  // MARK: Overlap and sharding

  static func constrainOverlap(_ keys: inout KeyReader) {
    if keys.flag("--tp-comm-overlap") == true {
      let ranks = keys.count("--tensor-model-parallel-size", fallback: 1)
      if !keys.has("--sequence-parallel") || ranks == 1 {
        keys.refuse(
          at: "--tp-comm-overlap", "`--tp-comm-overlap` needs `--sequence-parallel`",
          label: "overlaps its gathers",
          with: ranks == 1 ? [("--tensor-model-parallel-size", "one rank turns it off")] : [],
          help: "set --sequence-parallel and a --tensor-model-parallel-size above 1",
          source: validateArgs)
      }
    }
    guard keys.flag("--overlap-param-gather") == true else { return }
    let isSharded =
      ["--use-distributed-optimizer", "--use-megatron-fsdp", "--use-custom-fsdp"]
      .contains { keys.has($0) } || keys.word("--optimizer") == "dist_muon"
    if !isSharded {
      keys.refuse(
        at: "--overlap-param-gather",
        "`--overlap-param-gather` needs `--use-distributed-optimizer`",
        label: "nothing is gathered", help: "set --use-distributed-optimizer, or leave it out",
        source: validateArgs)
    } else if !keys.has("--overlap-grad-reduce") {
      keys.refuse(
        at: "--overlap-param-gather", "`--overlap-param-gather` needs `--overlap-grad-reduce`",
        label: "on alone", help: "set --overlap-grad-reduce", source: validateArgs)
    }
  }

  static func constrainSharding(_ keys: inout KeyReader) {
    if keys.flag("--use-torch-fsdp2") == true {
      let excluded: [(String, Bool)] = [
        ("--use-distributed-optimizer", keys.flag("--use-distributed-optimizer") == true),
        ("--fp16", keys.flag("--fp16") == true),
        (
          "--pipeline-model-parallel-size",
          keys.count("--pipeline-model-parallel-size", fallback: 1) ?? 1 > 1
        ),
        (
          "--expert-model-parallel-size",
          keys.count("--expert-model-parallel-size", fallback: 1) ?? 1 > 1
        ),
      ]
      for (key, isOn) in excluded where isOn {
        keys.refuse(
          at: key, "`\(key)` does not work with `--use-torch-fsdp2`", label: "excluded",
          with: [("--use-torch-fsdp2", "shards by itself")], help: "leave one of the two out",
          source: validateArgs)
      }
    } else if keys.word("--ckpt-format") == "torch_dcp", !keys.has("--use-torch-fsdp2") {
      keys.refuse(
        .other, at: "--ckpt-format", "`torch_dcp` needs `--use-torch-fsdp2`",
        label: "a format of FSDP", help: "write torch_dist", source: validateArgs)
    }
    if keys.flag("--optimizer-cpu-offload") == true, !keys.has("--use-precision-aware-optimizer") {
      keys.refuse(
        at: "--optimizer-cpu-offload",
        "`--optimizer-cpu-offload` needs `--use-precision-aware-optimizer`", label: "on alone",
        help: "set --use-precision-aware-optimizer", source: validateArgs)
    }
  }

  // MARK: Recomputation

  static func constrainRecomputation(_ keys: inout KeyReader) {
    let granularity = "--recompute-granularity"
    switch keys.word(granularity) {
    case "selective":
      for key in ["--recompute-method", "--recompute-num-layers"] where keys.isSet(key) {
        keys.refuse(
          at: key, "`\(key)` does not go with selective recomputation", label: "for whole layers",
          with: [(granularity, "parts of layers")],
          help: "leave it out, or set \(granularity) to full", source: transformerConfig)
      }
    case "full":
      for key in ["--recompute-method", "--recompute-num-layers"] where !keys.has(key) {
        keys.refuse(
          at: granularity, "full recomputation needs `\(key)`", label: "whole layers",
          help: "set \(key)", source: transformerConfig)
      }
    default: break
    }
    guard keys.flag("--distribute-saved-activations") == true else { return }
    if keys.count("--tensor-model-parallel-size", fallback: 1) == 1 {
      keys.refuse(
        at: "--distribute-saved-activations",
        "`--distribute-saved-activations` needs tensor parallelism", label: "one rank has them all",
        with: [("--tensor-model-parallel-size", "1")], help: "leave it out", source: validateArgs)
    } else if !keys.has(granularity) || keys.word(granularity) == "selective" {
      keys.refuse(
        at: "--distribute-saved-activations",
        "`--distribute-saved-activations` needs full recomputation", label: "nothing is saved",
        with: [(granularity, "not full")], help: "set --recompute-granularity to full",
        source: validateArgs)
    }
  }

  // MARK: Experts

  static func constrainExperts(_ keys: inout KeyReader) {
    guard !takesModelFromElsewhere(keys) else { return }
    if keys.flag("--multi-latent-attention") == true, keys.flag("--group-query-attention") == true {
      keys.refuse(
        at: "--group-query-attention",
        "`--group-query-attention` excludes `--multi-latent-attention`", label: "groups of heads",
        with: [("--multi-latent-attention", "one latent for all")],
        help: "leave one of the two out", source: validateArgs)
    }
    let dispatcher = keys.word("--moe-token-dispatcher-type") ?? "allgather"
    if keys.flag("--moe-shared-expert-overlap") == true, dispatcher == "allgather",
      keys.isSet("--moe-shared-expert-intermediate-size")
    {
      keys.refuse(
        at: "--moe-shared-expert-overlap",
        "`--moe-shared-expert-overlap` does not work with the dispatcher `allgather`",
        label: "overlaps an all-to-all", with: [("--moe-token-dispatcher-type", "no all-to-all")],
        help: "set --moe-token-dispatcher-type to alltoall", source: transformerConfig)
    }
    if keys.flag("--moe-pad-expert-input-to-capacity") == true,
      !keys.has("--moe-expert-capacity-factor")
    {
      keys.refuse(
        at: "--moe-pad-expert-input-to-capacity",
        "`--moe-pad-expert-input-to-capacity` needs `--moe-expert-capacity-factor`",
        label: "pads to no capacity", help: "set --moe-expert-capacity-factor",
        source: transformerConfig)
    }
    if keys.flag("--moe-use-upcycling") == true, !keys.has("--save") {
      keys.refuse(
        .other, at: "--moe-use-upcycling", "`--moe-use-upcycling` needs `--save`",
        label: "writes the model it makes", help: "set --save", source: validateArgs)
    }
  }
}
