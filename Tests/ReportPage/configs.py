"""Writes the configs that the page is opened with: a sweep, fine-tunes, and names that bite."""

import pathlib
import sys

RUN = """# trainlint: dialect=gpt-neox
# trainlint: fact vocabulary_size=50304
num_layers: {layers}
hidden_size: {width}
num_attention_heads: {heads}
seq_length: 2048
max_position_embeddings: 2048
make_vocab_size_divisible_by: 128
tokenizer_type: HFTokenizer
train_micro_batch_size_per_gpu: 8
gradient_accumulation_steps: 4
train_batch_size: {batch}
train_iters: {steps}
lr_decay_iters: {steps}
optimizer: {{type: Adam, params: {{lr: 3.0e-4}}}}
"""

TUNE = """base_model: {model}
datasets: [{{path: "{data}", type: alpaca}}]
sequence_len: 4096
micro_batch_size: 2
gradient_accumulation_steps: 4
num_epochs: {epochs}
learning_rate: 2e-5
warmup_ratio: 0.03
"""

HOSTILE = '</script><script>alert(1)</script>"\'&]]>\u202e'


def write(folder, count):
    """Writes `count` runs and a few files beside them."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    shapes = [(12, 768, 12), (24, 1024, 16), (24, 2048, 16), (32, 4096, 32), (40, 5120, 40)]
    for number in range(count):
        layers, width, heads = shapes[number % len(shapes)]
        steps = 500 * (1 + (number * 7919) % 1000)
        text = RUN.format(layers=layers, width=width, heads=heads, batch=256, steps=steps)
        (folder / f"run-{number:05}.yml").write_text(text)
    for epochs in (3, 12):
        text = TUNE.format(model="meta-llama/Llama-2-7b-hf", data="tatsu-lab/alpaca", epochs=epochs)
        (folder / f"tune-{epochs}.yaml").write_text(text)
    hostile = folder / '<img src=x onerror="alert(1)">'
    hostile.mkdir(exist_ok=True)
    value = HOSTILE.replace('"', '\\"')
    text = TUNE.format(model=f'"{value}"', data=value, epochs=12)
    (hostile / "\"onmouseover='x' y.yaml").write_text(text)
    (folder / ("long-" + "n" * 200 + ".yaml")).write_text(
        TUNE.format(model="a/" + "b" * 5000, data="c", epochs=12))


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
