import Linting
import Testing

/// What the Cerebras model zoo refuses when it validates a file.
@Suite struct CerebrasConstraintTests {
  private static func file(_ lines: String...) -> String {
    """
    trainer:
      init:
        backend: {backend_type: CSX}
    """ + "\n" + lines.map { "" + $0 + "\n" }.joined()
  }

  private static let all: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`rotary_dim` 7 is not even",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, position_embedding_type: rotary, rotary_dim: 7}",
        "    loop: {max_steps: 10}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, position_embedding_type: rotary, rotary_dim: 8}",
        "    loop: {max_steps: 10}")),
    ConstraintCase(
      "framework-constraint", "`rotary_dim` 32 is wider",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, position_embedding_type: rotary, rotary_dim: 32}",
        "    loop: {max_steps: 10}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, position_embedding_type: rotary, rotary_dim: 16}",
        "    loop: {max_steps: 10}")),
    ConstraintCase(
      "framework-constraint", "muP needs `mup_base_filter_size`",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, mup_base_hidden_size: 32}",
        "    loop: {max_steps: 10}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, mup_base_hidden_size: 32, mup_base_filter_size: 128}",
        "    loop: {max_steps: 10}")),
    ConstraintCase(
      "framework-constraint", "muP since 2.3 has no",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, mup_base_hidden_size: 32, mup_base_filter_size: 128, output_logits_scale: 0.1}",
        "    loop: {max_steps: 10}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, mup_base_hidden_size: 32, mup_base_filter_size: 128}",
        "    loop: {max_steps: 10}")),
    ConstraintCase(
      "framework-constraint", "`fixed_sparse_attention` exclude",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, sliding_window_every_other_decoder_layer: true, attention_sliding_window_length: 8, fixed_sparse_attention: {a: 1}}",
        "    loop: {max_steps: 10}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, sliding_window_every_other_decoder_layer: true, attention_sliding_window_length: 8}",
        "    loop: {max_steps: 10}")),
    ConstraintCase(
      "framework-constraint", "every other layer needs",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, sliding_window_every_other_decoder_layer: true}",
        "    loop: {max_steps: 10}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, sliding_window_every_other_decoder_layer: true, attention_sliding_window_length: 8}",
        "    loop: {max_steps: 10}")),
    ConstraintCase(
      "evaluation-never-runs", "`eval_frequency` 1.5 is no share",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10, eval_frequency: 1.5}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10, eval_frequency: 5}")),
    ConstraintCase(
      "framework-constraint", "`max_gradient_norm` and `max_gradient_value`",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10}",
        "    precision: {max_gradient_norm: 1.0, max_gradient_value: 1.0}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10}", "    precision: {max_gradient_norm: 1.0}")),
    ConstraintCase(
      "framework-constraint", "`max_gradient_norm` has to be above 0",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10}", "    precision: {max_gradient_norm: 0.0}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10}", "    precision: {max_gradient_norm: 1.0}")),
    ConstraintCase(
      "precision-conflict", "`cbfloat16` needs dynamic",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10}",
        "    precision: {fp16_type: cbfloat16, loss_scaling_factor: 1.0}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10}",
        "    precision: {fp16_type: cbfloat16, loss_scaling_factor: dynamic}")),
    ConstraintCase(
      "unknown-key", "`max_step` is no key",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_step: 10}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10}")),
    ConstraintCase(
      "unknown-key", .warning, "`vocab_sise` is no key",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_sise: 8}",
        "    loop: {max_steps: 10}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10}")),
    ConstraintCase(
      "deprecated-key", .warning, "`model_name` is called `name`",
      file("    model: {model_name: gpt2, hidden_size: 64}", "    loop: {max_steps: 10}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10}")),
    ConstraintCase(
      "invalid-value", "`max_steps` takes at least 1",
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 0}"),
      file(
        "    model: {name: gpt2, hidden_size: 64, num_heads: 4, vocab_size: 8}",
        "    loop: {max_steps: 10}")),
  ]

  @Test(arguments: all)
  func aBrokenDemandIsFound(_ demand: ConstraintCase) { demand.check(name: "params.yaml") }
}
