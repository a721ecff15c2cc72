import ReferenceData
import RunPlan
import Testing

@Suite struct CatalogueTests {
  @Test func everyNamedArchitectureCounts() throws {
    for row in NamedArchitectures.all {
      let count = try #require(ParameterCount(ModelShape(row)), "\(row.name)")
      #expect(count.active == count.total || row.experts > 0, "\(row.name)")
    }
  }

  @Test func namedArchitecturesHaveTheBlocksOfTheModelsOnRecord() throws {
    var checked = 0
    for model in BaseModels.all {
      guard let named = NamedArchitectures.named(model.hubID) else { continue }
      let count = try #require(ParameterCount(ModelShape(named)))
      #expect(count.nonEmbedding == model.nonEmbeddingParameters, "\(model.hubID)")
      #expect(ModelShape(of: model) != nil, "\(model.hubID)")
      checked += 1
    }
    #expect(checked > 60)
  }

  /// Families whose count follows from rows, width and depth alone.
  private func shape(of model: BaseModel) -> ModelShape? {
    let (rows, h, layers) = (model.vocabularyRows, model.hidden, model.layers)
    switch model.architecture {
    case "gpt_neox":
      return Family.gpt(rows, h, layers, 1, tied: false)
    case "gpt2": return Family.gpt(rows, h, layers, 1, positions: model.context ?? 0)
    case "opt": return Family.gpt(rows, h, layers, 1, positions: 2_050)
    case "bloom": return with(Family.gpt(rows, h, layers, 1)) { $0.embedding.hasNorm = true }
    case "mamba": return .mamba(vocabularyRows: rows, hidden: h, layers: layers)
    case "rwkv": return .rwkv4(vocabularyRows: rows, hidden: h, layers: layers)
    default: return nil
    }
  }

  @Test func familiesThatFollowFromThreeNumbers() throws {
    var checked = 0
    for model in BaseModels.all {
      guard let shape = shape(of: model) else { continue }
      let count = try #require(ParameterCount(shape))
      #expect(count.total == model.parameters, "\(model.hubID)")
      #expect(count.nonEmbedding == model.nonEmbeddingParameters, "\(model.hubID)")
      checked += 1
    }
    #expect(checked > 50)
  }

  /// Renamed on the hub; litgpt knows them by their last name only.
  @Test(arguments: ["meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-70B"])
  func aRenamedModelKeepsItsShape(hubID: String) throws {
    let model = try #require(BaseModels.named(hubID)).model
    #expect(ModelShape(of: model)?.layers == model.layers)
  }
}
