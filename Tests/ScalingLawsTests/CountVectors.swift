import RunPlan
import ScalingLaws

/// A model of the llama family, or a mixture of experts of its shape.
private func llama(_ i: TruthInputs) throws -> ParameterCount? {
  func number(_ key: String) throws -> Int { Int(try i(key)) }
  func flag(_ key: String) throws -> Bool { i.has(key) ? try i.word(key) == "True" : false }
  var shape = ModelShape(
    vocabularyRows: try number("V"), hidden: try number("d"), layers: try number("L"),
    attention: .init(heads: try number("nh"), keyValueHeads: try number("nkv")),
    mlp: .init(width: try number("ff")), embedding: .init(isTied: try flag("tied")))
  shape.attention?.hasInputBias = try flag("qkv_bias")
  if i.has("experts") {
    shape.experts = .init(
      count: try number("experts"), perToken: try number("topk"),
      expert: .init(width: try number("ff")))
    shape.mlp = nil
  }
  return ParameterCount(shape)
}

private func gpt2(_ i: TruthInputs) throws -> ParameterCount? {
  let width = Int(try i("d"))
  return ParameterCount(
    ModelShape(
      vocabularyRows: Int(try i("V")), hidden: width, layers: Int(try i("L")),
      attention: .init(heads: width / 64, hasInputBias: true, hasOutputBias: true),
      mlp: .init(width: 4 * width, isGated: false, hasBias: true),
      embedding: .init(isTied: true, positionRows: Int(try i("T"))), norms: .init(.layer)))
}

private func solved(_ count: Int?) throws -> Double { try solved(count.map { Double($0) }) }

/// What the solver makes of a nanoGPT file whose keys the rows name.
private func plan(_ i: TruthInputs) -> TrainingPlan {
  let keys: [(String, Quantity)] = [
    ("batch", .microBatch), ("block", .sequenceLength), ("accum", .accumulation),
    ("max_iters", .steps), ("unique", .uniqueTokens), ("tokens_per_iter", .tokensPerStep),
  ]
  var reading = Reading(dialect: DialectID("rows"))
  for (key, quantity) in keys {
    if let value = try? i(key) { reading.claims.append(Claim(quantity, value, .fact(nil))) }
  }
  // Only the first row of the file repeats its batch; its runs have no ranks but one.
  if !i.has("batch") {
    reading.claims += [(Quantity.tokensPerStep, 491_520.0), (.steps, 600_000)]
      .filter { quantity, _ in reading.claims[quantity] == nil }
      .map { Claim($0, $1, .fact(nil)) }
  }
  for (quantity, value) in [(Quantity.accumulation, 1.0), (.dataParallel, 1)]
  where reading.claims[quantity] == nil && i.has("batch") {
    reading.claims.append(Claim(quantity, value, .fact(nil)))
  }
  return TrainingPlan(reading)
}

let countLaws: [String: Evaluation] = [
  "config.epochs": { i, _ in try solved(plan(i).value(.epochs)) },
  "config.tokens_per_iter": { i, _ in try solved(plan(i).value(.tokensPerStep)) },
  "config.tokens_total": { i, _ in try solved(plan(i).value(.tokens)) },
  "params.gpt2": { i, _ in try solved(gpt2(i)?.total) },
  "params.llama": { i, _ in try solved(llama(i)?.total) },
  "params.moe_active": { i, _ in try solved(llama(i)?.active) },
  "params.moe_total": { i, _ in try solved(llama(i)?.total) },
]
