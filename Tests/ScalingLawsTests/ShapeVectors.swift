import RunPlan
import ScalingLaws

/// The published shape of a model that rows name without repeating it.
private struct Shape {
  let layers: Double
  let width: Double
  let feedForward: Double
  let heads: Double
  let keyValueHeads: Double
  /// Parameters without the input embedding.
  let parameters: Double

  static func named(_ name: String) throws -> Shape {
    switch name {
    case "llama2-7b":
      return Shape(
        layers: 32, width: 4_096, feedForward: 11_008, heads: 32, keyValueHeads: 32,
        parameters: 6_607_343_616)
    case "llama3-8b":
      return Shape(
        layers: 32, width: 4_096, feedForward: 14_336, heads: 32, keyValueHeads: 8,
        parameters: 7_504_924_672)
    default: throw TruthInputs.Missing(key: "model")
    }
  }

  func attention(context: Double) -> AttentionShape {
    AttentionShape(layers: layers, heads: heads, headWidth: width / heads, context: context)
  }

  /// The matrices that `targets` of an adapter names.
  func matrices(_ targets: String) throws -> [LowRankAdapters.Matrix] {
    let keys = width / heads * keyValueHeads
    let query = LowRankAdapters.Matrix(input: width, output: width)
    let value = LowRankAdapters.Matrix(input: width, output: keys)
    let up = LowRankAdapters.Matrix(input: width, output: feedForward)
    let down = LowRankAdapters.Matrix(input: feedForward, output: width)
    switch targets {
    case "q,v": return [query, value]
    case "all-linear": return [query, value, value, query, up, up, down]
    default: throw TruthInputs.Missing(key: "targets")
    }
  }
}

private func bytes(_ i: TruthInputs, _ part: String) throws -> Double {
  try i.word(part) == "fp32" ? 4 : 2
}

private func activations(_ i: TruthInputs) throws -> Double {
  guard let recomputing = Activations.Recomputation(rawValue: try i.word("recompute")) else {
    throw TruthInputs.Missing(key: "recompute")
  }
  return Activations(
    sequence: try i("s"), batch: try i("b"), width: try i("h"), heads: try i("a"),
    layers: try i("L")
  ).bytes(
    tensorParallel: try i("tp"), sequenceParallel: try i("sp") == 1, recomputing: recomputing)
}

private func zero(_ i: TruthInputs) throws -> Double {
  guard let sharding = ModelStates.Sharding(rawValue: Int(try i("stage"))) else {
    throw TruthInputs.Missing(key: "stage")
  }
  let states = ModelStates.mixedAdamW
  return try i("params") * states.bytesPerParameter(sharding: sharding, ranks: i("dp"))
}

private func palm(_ i: TruthInputs) throws -> Double {
  AttentionShape(
    layers: try i("L"), heads: try i("H"), headWidth: try i("Q"), context: try i("T")
  ).trainingFLOPsPerToken(
    parameters: try i(i.has("N") ? "N" : "N_minus_input_embedding"))
}

let shapeLaws: [String: Evaluation] = [
  "flops.attention_share": { i, _ in
    let shape = try Shape.named(i.word("model"))
    return shape.attention(context: try i("T")).share(parameters: shape.parameters)
  },
  "flops.forward_exact_gpt2": { i, _ in
    let context = try i("T")
    let pass = TrainingCompute.forwardGPT2(
      layers: try i("L"), width: try i("d"), vocabulary: try i("V"), context: context)
    return try pass * i("tokens") / context
  },
  "flops.palm_per_token": { i, _ in try palm(i) },
  "lora.params": { i, _ in
    let shape = try Shape.named(i.word("model"))
    return try LowRankAdapters(
      rank: i("r"), matrices: shape.matrices(i.word("targets")), layers: shape.layers
    ).parameters
  },
  "memory.activations": { i, _ in try activations(i) },
  "memory.adamw_bytes_per_param": { i, _ in
    ModelStates(
      weight: try bytes(i, "param"), gradient: try bytes(i, "grad"),
      optimizer: try bytes(i, "master") + bytes(i, "m") + bytes(i, "v")
    ).bytesPerParameter
  },
  "memory.kv_per_token": { i, _ in
    TensorMemory.cachePerToken(
      layers: try i("L"), keyValueHeads: try i("n_kv"), headWidth: try i("head_dim"),
      bytesPerValue: try i("bytes"))
  },
  "memory.qlora_bytes_per_param": { _, _ in ModelStates.FrozenFormat.nf4.bytesPerParameter },
  "memory.zero": { i, _ in try zero(i) },
]
