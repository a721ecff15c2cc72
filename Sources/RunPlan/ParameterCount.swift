/// The parameters of a model, exact to the last one, by the part that holds them.
package struct ParameterCount: Hashable, Sendable {
  /// What is looked up and not multiplied: rows of tokens and positions, and the way in.
  package let inputEmbedding: Int
  /// What the way out adds: the output matrix unless it is tied, its bias and projection.
  package let outputHead: Int
  /// Everything else: the blocks, the norm on the embedding and the final norm.
  package let nonEmbedding: Int
  /// The part of `nonEmbedding` that one token passes through.
  package let activeNonEmbedding: Int

  /// All parameters.
  package let total: Int
  /// The parameters that one token passes through, its embedding included.
  package let active: Int

  /// Counts `shape`; nil where its numbers make no sense or the count leaves the range of `Int`.
  package init?(_ shape: ModelShape) {
    guard shape.isCountable else { return nil }
    let formula = ParameterFormula(shape)
    let blocks = formula.blocks()
    let surroundings = formula.surroundingNorms
    let total = formula.inputEmbedding + formula.outputHead + surroundings + blocks.all
    guard
      let total = total.value, let inputEmbedding = formula.inputEmbedding.value,
      let outputHead = formula.outputHead.value, let all = (blocks.all + surroundings).value,
      let active = (blocks.active + surroundings).value
    else { return nil }
    self.inputEmbedding = inputEmbedding
    self.outputHead = outputHead
    self.nonEmbedding = all
    self.activeNonEmbedding = active
    self.total = total
    self.active = total - all + active
  }

  /// Whether some parameters stay idle for a token.
  package var isSparse: Bool { active < total }
}

extension ModelShape {
  /// Whether every number that the count needs is there and has a sensible sign.
  var isCountable: Bool {
    var positive = [vocabularyRows, hidden, layers]
    var natural = [norms.perBlock, embedding.positionRows]
    if let width = embedding.projectedWidth { positive.append(width) }
    for kind in mixing.distinctKinds { kind.collect(&positive, of: self) }
    if let attention { attention.collect(&positive, &natural, headWidth: headWidth) }
    if let mlp { positive.append(mlp.width) }
    if let experts {
      positive += [experts.count, experts.perToken, experts.expert.width]
      natural.append(experts.sharedWidth)
      if experts.count(among: layers) == nil { return false }
    }
    if case .each(let kinds) = mixing, kinds.count != layers { return false }
    return positive.allSatisfy { $0 > 0 } && natural.allSatisfy { $0 >= 0 }
  }
}

extension ModelShape.LayerMix {
  fileprivate var distinctKinds: Set<ModelShape.LayerKind> {
    switch self {
    case .uniform(let kind): [kind]
    case .each(let kinds): Set(kinds)
    }
  }
}

extension ModelShape.LayerKind {
  /// Adds the numbers that must be positive in a block of this kind, 0 for a part that is missing.
  fileprivate func collect(_ positive: inout [Int], of shape: ModelShape) {
    switch self {
    case .attention:
      positive.append(shape.attention?.heads ?? 0)
      let dense = shape.layers - (shape.experts?.count(among: max(0, shape.layers)) ?? 0)
      if dense > 0 { positive.append(shape.mlp?.width ?? 0) }
    case .mamba(let block):
      positive += [
        block.innerWidth, block.stateWidth, block.convolutionWidth, block.timeStepRank,
      ]
    case .rwkv4(let inner), .rwkv6(let inner):
      positive.append(inner)
    }
  }
}

extension ModelShape.Attention {
  fileprivate func collect(_ positive: inout [Int], _ natural: inout [Int], headWidth: Int?) {
    positive += [heads, keyValueHeads]
    guard let latent else { return positive.append(headWidth ?? 0) }
    positive += [latent.keyValueRank, latent.valueWidth]
    natural += [latent.queryRank, latent.plainWidth, latent.rotaryWidth]
  }
}
