package import ReferenceData

extension ModelShape {
  /// Makes the shape of an architecture known by name, `isTied` being the run's own choice.
  package init(_ named: NamedArchitecture, isTied: Bool = false) {
    let feedForward = MLP(
      width: named.mlpWidth, isGated: named.isGated, hasBias: named.hasOutputBias)
    let kind: Norms.Kind =
      switch named.norm {
      case .rms: .rms
      case .layer: .layer
      case .plain: .nonParametric
      }
    let queryKeyNorm: Attention.QueryKeyNorm =
      switch named.queryKeyNorm {
      case .head: .perHead
      case .full: .fullWidth
      case nil: .none
      }
    self.init(
      vocabularyRows: named.vocabularyRows, hidden: named.hidden, layers: named.layers,
      attention: Attention(
        heads: named.heads, keyValueHeads: named.keyValueHeads, headWidth: named.headWidth,
        hasInputBias: named.hasInputBias, hasOutputBias: named.hasOutputBias,
        queryKeyNorm: queryKeyNorm),
      mlp: named.experts > 0 ? nil : feedForward,
      embedding: Embedding(isTied: isTied, hasHeadBias: named.hasHeadBias),
      norms: Norms(kind, perBlock: named.normsPerBlock),
      experts: named.experts > 0
        ? Experts(
          count: named.experts, perToken: named.expertsPerToken, expert: feedForward) : nil)
  }

  /// Makes the shape of a published base model, or nil where it is not certain.
  ///
  /// The blocks come from the architecture of that hub id, rows and tying from the model's own
  /// facts; the shape is given only if its counts are those on record, to the last parameter.
  package init?(of model: BaseModel) {
    // The hub renamed some models; the count below tells whether the name still means the model.
    let lastName = model.hubID.split(separator: "/").last.map(String.init) ?? model.hubID
    guard
      let named = NamedArchitectures.named(model.hubID) ?? NamedArchitectures.named(lastName)
    else { return nil }
    self.init(named, isTied: model.isTied)
    vocabularyRows = model.vocabularyRows
    guard
      let count = ParameterCount(self), count.total == model.parameters,
      count.nonEmbedding == model.nonEmbeddingParameters, layers == model.layers
    else { return nil }
  }
}
