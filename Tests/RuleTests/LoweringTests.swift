import Engine
import Linting
import Reporting
import ScalingLaws
import SourceText
import Testing

/// Where laws are used on a kind of model, optimizer or data that they were not fitted on.
@Suite struct LoweringTests {
  private func told(
    _ text: String, _ profile: Profile = .recommended, law: ChinchillaLaw? = nil
  ) -> [String] {
    var options = LintOptions()
    options.profile = profile
    options.laws = law.map { LawSet(allocation: $0) } ?? options.laws
    return Linter(options).report(on: SourceFile(name: "run.yaml", text: text)).visible
      .map { "\($0.rule.name) \($0.severity.name)" }
  }

  // MARK: Kinds of models and data

  private func large(facts: String = "", _ lines: String...) -> String {
    """
    # trainlint: fact vocabulary_size=50257\(facts)
    num_layers: 32
    hidden_size: 4096
    num_attention_heads: 32
    max_position_embeddings: 2048
    seq_length: 2048
    pos_emb: rotary
    train_batch_size: 1024
    train_iters: 5000

    """ + lines.joined(separator: "\n")
  }

  @Test func aDenseTransformerOnTextIsWarnedOf() {
    #expect(told(large()) == ["undertrained-large-model warning"])
  }

  @Test(arguments: [" domain=protein", " domain=code"])
  func anotherDomainLowersTheSeverity(fact: String) {
    #expect(told(large(facts: fact)) == ["undertrained-large-model note"])
    #expect(told(large(facts: fact), .strict).contains("law-out-of-range note"))
  }

  @Test func anotherMixerLowersTheSeverity() {
    let text = large("attention_config: [[[\"mamba\"], 32]]")
    #expect(told(text) == ["undertrained-large-model note"])
    #expect(told(text, .strict).contains("law-out-of-range note"))
  }

  // MARK: Optimizers

  private func rate(_ line: String = "") -> [String] {
    told(
      """
      # trainlint: fact vocabulary_size=50257
      MODEL_ARGS:
        --num-layers: 24
        --hidden-size: 2048
        --num-attention-heads: 16
        --seq-length: 2048
        --max-position-embeddings: 2048
        --position-embedding-type: rope
        --micro-batch-size: 4
        --global-batch-size: 512
        --train-iters: 30000
        --lr: 0.02

      """ + line)
  }

  @Test func ratesAreJudgedUnderAdamAlone() {
    #expect(rate() == ["learning-rate-range note"])
    #expect(rate("  --use-mup: true") == [])
    #expect(rate("  --optimizer: muon") == [])
  }

  // MARK: Laws of one's own

  private static let goal = """
    # trainlint: fact vocabulary_size=50257 target_loss=2.5
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    max_position_embeddings: 2048
    seq_length: 2048
    pos_emb: rotary
    train_batch_size: 256
    train_iters: 10000

    """

  @Test func onlyALawOfOnesOwnSpeaksOfLosses() {
    #expect(told(Self.goal) == [])
    #expect(told(Self.goal, .strict).allSatisfy { !$0.hasPrefix("loss-target") })
    for law in ChinchillaLaw.published { #expect(told(Self.goal, law: law) == [], "\(law.id)") }
    let own = told(Self.goal, law: .example)
    #expect(own.contains("loss-target-unreachable warning"))
  }

  @Test func aForeignModelIsNotedUnderALawOfOnesOwn() {
    let text = Self.goal.replacing("target_loss", with: "domain=protein target_loss")
    #expect(told(text, law: .example).contains("loss-target-unreachable note"))
    let easy = Self.goal.replacing("target_loss=2.5", with: "target_loss=3.9")
    #expect(!told(easy, law: .example).contains { $0.hasPrefix("loss-target") })
  }

  @Test func aFineTuneHasNoLossUnderTheLaw() {
    let text = Self.goal.replacing("target_loss", with: "regime=continued-pretraining target_loss")
    #expect(!told(text, law: .example).contains { $0.hasPrefix("loss-target") })
  }

  /// 1.8 + 480 / 123.7M^0.35 + 4400 / 5.24B^0.365 is 1.800 + 0.706 + 1.247.
  @Test func thePlanPredictsALossUnderALawOfOnesOwn() {
    var options = LintOptions()
    func plan() -> String {
      let report = Linter(options).report(on: SourceFile(name: "run.yaml", text: Self.goal))
      return PlanTable(style: Style(color: false)).report(report)
    }
    #expect(!plan().contains("\n  predicted loss"))
    options.laws = LawSet(allocation: .example)
    #expect(plan().contains(/\n {2}predicted loss +3\.753 nats/))
  }
}
