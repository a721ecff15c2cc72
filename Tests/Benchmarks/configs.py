"""Made-up training configs: the same seed gives the same bytes."""

import os
import random

NOTES = ["tuned on the small model", "see the run log", "same as the last run", "per device"]


def block(rng, depth=0):
    """Lines of one mapping, two to four levels deep."""
    pad = "  " * depth
    lines = []
    for _ in range(rng.randint(4, 9)):
        key = rng.choice(["data", "loader", "logging", "eval", "checkpoint", "callback", "cluster"])
        key += f"_{rng.randrange(1000)}"
        kind = rng.random()
        if kind < 0.25 and depth < 3:
            lines.append(f"{pad}{key}:")
            lines += block(rng, depth + 1)
        elif kind < 0.35:
            lines.append(f"{pad}{key}: [{', '.join(str(rng.randrange(100)) for _ in range(4))}]")
        elif kind < 0.45:
            lines.append(f"{pad}{key}:")
            lines += [f"{pad}  - {rng.choice(['wiki', 'web', 'code', 'books'])}" for _ in range(3)]
        elif kind < 0.6:
            lines.append(f'{pad}{key}: "/data/{rng.randrange(10**6)}/part"')
        elif kind < 0.7:
            lines.append(f"{pad}# {rng.choice(NOTES)}")
            lines.append(f"{pad}{key}: {rng.random():.6f}")
        else:
            lines.append(f"{pad}{key}: {rng.choice(['true', 'false', 'null', str(rng.randrange(10**5))])}")
    return lines


def config(rng, lines_at_least=0):
    """One config of a framework that is recognised, with much else in it."""
    layers = rng.choice([12, 16, 24, 32])
    heads = rng.choice([8, 16, 32])
    steps = rng.choice([20_000, 143_000, 320_000])
    lines = [
        "# made up",
        "pipe_parallel_size: 1",
        "model_parallel_size: 1",
        f"num_layers: {layers}",
        f"hidden_size: {heads * 64}",
        f"num_attention_heads: {heads}",
        "seq_length: 2048",
        "max_position_embeddings: 2048",
        f"train_batch_size: {rng.choice([256, 512, 1024])}",
        f"train_iters: {steps}",
        f"lr_decay_iters: {steps}",
        "warmup: 0.01",
        "optimizer:",
        "  type: Adam",
        "  params:",
        "    lr: 0.0006",
        "    betas: [0.9, 0.95]",
    ]
    # What stands here is handed on as it is, so that no key of it is unknown.
    lines.append("deepspeed_extra_args:")
    while len(lines) < max(lines_at_least, 30):
        lines += block(rng, depth=1)
    return "\n".join(unique(lines)) + "\n"


def unique(lines):
    """Keys of one mapping may come out twice; a number keeps them apart."""
    kept = []
    for number, line in enumerate(lines):
        key = line.lstrip()
        made_up = "_" in key.split(":")[0] and key.split(":")[0][-1:].isdigit()
        kept.append(line.replace(":", f"n{number}:", 1) if made_up and "- " not in line else line)
    return kept


def write(folder, count, seed=1):
    """Writes `count` configs below `folder`, a hundred to a folder."""
    rng = random.Random(seed)
    for number in range(count):
        below = os.path.join(folder, f"{number // 100:03}")
        os.makedirs(below, exist_ok=True)
        with open(os.path.join(below, f"run{number:05}.yaml"), "w") as file:
            file.write(config(rng))
