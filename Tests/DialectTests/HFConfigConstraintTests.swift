import Linting
import Testing

/// What transformers refuses of a model's configuration.
@Suite struct HFConfigConstraintTests {
  private static func model(_ keys: String, type: String = "llama") -> String {
    #"{"model_type": "\#(type)", "num_hidden_layers": 2, \#(keys)}"#
  }

  private static let cases: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`rope_type: linear` needs `factor`",
      model(#""rope_scaling": {"rope_type": "linear"}"#),
      model(#""rope_scaling": {"rope_type": "linear", "factor": 2.0}"#)),
    ConstraintCase(
      "framework-constraint", "`rope_type: llama3` needs `high_freq_factor`",
      model(#""rope_parameters": {"type": "llama3", "factor": 8.0, "low_freq_factor": 1.0}"#),
      model(#""rope_parameters": {"type": "default"}"#)),
    ConstraintCase(
      "framework-constraint", "no such rotation",
      model(#""rope_scaling": {"type": "dinamic", "factor": 2.0}"#),
      model(#""rope_scaling": {"type": "mrope", "factor": 2.0}"#)),
    ConstraintCase(
      "framework-constraint", "`layer_types` has 1 entries for 2 layers",
      model(#""layer_types": ["full_attention"]"#, type: "qwen3"),
      model(#""layer_types": ["full_attention", "full_attention"]"#, type: "qwen3")),
    ConstraintCase(
      "framework-constraint", "needs `factor`", model(#""rope_scaling": {"rope_type": "yarn"}"#),
      model(#""auto_map": {"AutoModel": "a.B"}, "rope_scaling": {"rope_type": "yarn"}"#)),
  ]

  @Test(arguments: cases) func aDemandIsHeld(_ demand: ConstraintCase) {
    demand.check(name: "config.json")
  }
}
