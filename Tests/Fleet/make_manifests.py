#!/usr/bin/env python3
"""Writes synthetic training manifests, as a platform team may have stored them, to Parquet.

Columns: path, team, month, content. Each manifest is a pure function of the seed, its number and its
revision, so that two months share most rows, some are edited, some are gone and some are new.

usage: make_manifests.py --rows 1000 --months 2026-04 2026-05 --out FOLDER [--seed 7] [--files 4]
"""

import argparse
import json
import os
import random

TEAMS = ["assistants", "code", "data-quality", "embeddings", "foundation", "search", "speech"]
# How many months a manifest lives, and how often it is edited from one month to the next.
EDITED, GONE = 0.15, 0.05

DEVICES = [("nvidia-h100-80gb", "H100"), ("nvidia-a100-80gb", "A100-80GB"), ("nvidia-l4", "L4")]
BASES = [
    "meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.2-1B", "mistralai/Mistral-7B-v0.1",
    "Qwen/Qwen2.5-7B", "Qwen/Qwen2.5-0.5B", "EleutherAI/pythia-1.4b", "acme/in-house-3b",
]
# Layers, width and heads of models that are trained from nothing.
SHAPES = [(12, 768, 12), (24, 1024, 16), (24, 2048, 16), (32, 2560, 32), (32, 4096, 32)]


def indented(text, spaces):
    return "".join(" " * spaces + line + "\n" for line in text.splitlines())


def axolotl(rng):
    lora = rng.random() < 0.6
    lines = [
        f"base_model: {rng.choice(BASES)}",
        "datasets:",
        f"  - path: data/{rng.choice(['support', 'dialogues', 'tickets', 'reviews'])}.jsonl",
        "    type: alpaca",
        f"sequence_len: {rng.choice([2048, 4096, 8192])}",
        "sample_packing: true",
        "pad_to_sequence_len: true",
        f"micro_batch_size: {rng.choice([1, 2, 4])}",
        f"gradient_accumulation_steps: {rng.choice([1, 4, 8])}",
        rng.choice(["num_epochs: 2", "num_epochs: 3", "num_epochs: 12", "max_steps: 1500"]),
        f"learning_rate: {rng.choice(['2e-5', '0.0002', '0.0001'])}",
        rng.choice(["warmup_steps: 50", "warmup_ratio: 0.03", "warmup_steps: 0.1"]),
        "lr_scheduler: cosine",
        "optimizer: adamw_torch",
        "bf16: true",
        "output_dir: out/run",
    ]
    if lora:
        lines += ["adapter: lora", f"lora_r: {rng.choice([8, 16, 64])}", "lora_alpha: 32"]
        lines += ["lora_target_linear: true"]
    return "train.yaml", "\n".join(lines) + "\n", "accelerate launch -m axolotl.cli.train"


def llamafactory(rng):
    lines = [
        f"model_name_or_path: {rng.choice(BASES)}",
        "stage: sft",
        "do_train: true",
        f"finetuning_type: {rng.choice(['lora', 'full'])}",
        f"dataset: {rng.choice(['alpaca_en', 'tickets', 'identity'])}",
        "template: llama3",
        f"cutoff_len: {rng.choice([1024, 2048])}",
        f"per_device_train_batch_size: {rng.choice([1, 2, 8])}",
        f"gradient_accumulation_steps: {rng.choice([2, 8])}",
        f"learning_rate: {rng.choice(['1.0e-4', '1.0e-5'])}",
        f"num_train_epochs: {rng.choice(['3.0', '10.0'])}",
        "lr_scheduler_type: cosine",
        "warmup_ratio: 0.1",
        "bf16: true",
        "output_dir: saves/run",
    ]
    return "sft.yaml", "\n".join(lines) + "\n", "llamafactory-cli train"


def neox(rng):
    layers, width, heads = rng.choice(SHAPES)
    steps = rng.choice([10_000, 50_000, 143_000, 320_000])
    lines = [
        f"pipe_parallel_size: {rng.choice([1, 1, 2])}",
        "model_parallel_size: 1",
        f"num_layers: {layers}",
        f"hidden_size: {width}",
        f"num_attention_heads: {heads}",
        "seq_length: 2048",
        "max_position_embeddings: 2048",
        "pos_emb: rotary",
        "no_weight_tying: true",
        f"train_batch_size: {rng.choice([256, 512, 1024])}",
        f"train_iters: {steps}",
        f"lr_decay_iters: {rng.choice([steps, steps, steps // 2])}",
        "lr_decay_style: cosine",
        "warmup: 0.01",
        "optimizer: {type: Adam, params: {lr: 0.0003, betas: [0.9, 0.95], eps: 1.0e-8}}",
        "min_lr: 0.00003",
        "precision: bfloat16",
        "data_path: data/mix/text_document",
    ]
    return "model.yml", "\n".join(lines) + "\n", "python ./deepy.py train.py"


def arguments(rng):
    """The arguments of a Hugging Face training script."""
    words = [
        f"--model_name_or_path={rng.choice(BASES)}",
        f"--per_device_train_batch_size={rng.choice([1, 4, 8])}",
        f"--gradient_accumulation_steps={rng.choice([1, 2, 16])}",
        f"--learning_rate={rng.choice(['2e-5', '1e-4'])}",
        rng.choice(["--num_train_epochs=3", "--max_steps=2000"]),
        f"--max_length={rng.choice([1024, 4096])}",
        "--bf16=True",
        "--output_dir=/out/run",
    ]
    return words


def pod(rng, device, gpus, command, volume=""):
    shm = "        volumes:\n          - {name: shm, emptyDir: {medium: Memory}}\n"
    mounts = "                - {name: shm, mountPath: /dev/shm}\n"
    if volume:
        shm += f"          - {{name: settings, configMap: {{name: {volume}}}}}\n"
        mounts += "                - {name: settings, mountPath: /etc/settings}\n"
    return (
        "      spec:\n"
        f"        nodeSelector: {{cloud.google.com/gke-accelerator: {device}}}\n"
        "        containers:\n"
        "          - name: pytorch\n"
        f"            image: registry.example.com/train:{rng.randrange(1, 90)}\n"
        f"            command: {json.dumps(command)}\n"
        f"            resources: {{limits: {{nvidia.com/gpu: {gpus}}}}}\n"
        f"            volumeMounts:\n{mounts}" + shm)


def pytorchjob(rng, name, team, command, volume=""):
    device, _ = rng.choice(DEVICES)
    gpus = rng.choice([4, 8])
    workers = rng.choice([1, 3, 7])
    asked = gpus if rng.random() < 0.9 else gpus * 2
    launch = ["torchrun", f"--nnodes={workers + 1}", f"--nproc_per_node={asked}"]
    words = [*launch, *command] if command[0].endswith(".py") else command
    text = (
        "apiVersion: kubeflow.org/v1\nkind: PyTorchJob\n"
        f"metadata: {{name: {name}, labels: {{team: {team}}}}}\n"
        "spec:\n  pytorchReplicaSpecs:\n")
    for role, count in (("Master", 1), ("Worker", workers)):
        text += f"    {role}:\n      replicas: {count}\n      restartPolicy: OnFailure\n"
        body = "      template:\n" + indented(pod(rng, device, gpus, words, volume), 2)
        text += body
    return text


def configmap(name, file, text):
    return (
        "apiVersion: v1\nkind: ConfigMap\n"
        f"metadata: {{name: {name}}}\ndata:\n  {file}: |\n" + indented(text, 4) + "---\n")


def embedded(rng, name, team):
    file, text, command = rng.choice([axolotl, llamafactory, neox])(rng)
    words = [*command.split(), f"/etc/settings/{file}"]
    # deepy.py starts its processes by itself, so that the job does not say how many there are.
    fact = "# trainlint: fact device=h100-sxm world_size=64\n" if "deepy.py" in command else ""
    job = pytorchjob(rng, name, team, words, volume=name)
    return fact + configmap(name, file, text) + job


def with_arguments(rng, name, team):
    return pytorchjob(rng, name, team, ["sft.py", *arguments(rng)])


def skypilot(rng, name, team):
    _, device = rng.choice(DEVICES)
    gpus, nodes = rng.choice([4, 8]), rng.choice([1, 2, 4])
    command = " ".join(arguments(rng))
    return (
        f"name: {name}\nresources:\n  accelerators: {device}:{gpus}\nnum_nodes: {nodes}\n"
        f"setup: pip install trl\nrun: |\n"
        f"  torchrun --nnodes=$SKYPILOT_NUM_NODES --nproc_per_node={gpus} sft.py \\\n"
        f"    {command}\n")


def rayjob(rng, name, team):
    words = " ".join(arguments(rng))
    return (
        "apiVersion: ray.io/v1\nkind: RayJob\n"
        f"metadata: {{name: {name}, labels: {{team: {team}}}}}\nspec:\n"
        f"  entrypoint: python sft.py {words}\n"
        "  rayClusterSpec:\n    headGroupSpec:\n      template:\n        spec:\n"
        "          containers: [{name: head, image: rayproject/ray}]\n"
        f"    workerGroupSpecs:\n      - groupName: gpu\n        replicas: {rng.choice([1, 2, 4])}\n"
        "        template:\n          spec:\n            containers:\n"
        f"              - {{name: worker, resources: {{limits: {{nvidia.com/gpu: 8}}}}}}\n")


def plain(rng, name, team):
    _, text, _ = rng.choice([axolotl, llamafactory, neox, neox])(rng)
    device = rng.choice(["h100-sxm", "a100-sxm-80gb"])
    return f"# trainlint: fact device={device} world_size={rng.choice([8, 64, 256])}\n" + text


def model_config(rng, name, team):
    layers, width, heads = rng.choice(SHAPES)
    return json.dumps({
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": width,
        "intermediate_size": width * 4, "num_hidden_layers": layers,
        "num_attention_heads": heads, "num_key_value_heads": heads, "vocab_size": 32000,
        "max_position_embeddings": 4096, "torch_dtype": "bfloat16",
    }, indent=2) + "\n"


def unrelated(rng, name, team):
    number = rng.randrange(1, 9)
    return rng.choice([
        f"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}}}\nspec:\n"
        f"  replicas: {number}\n  template:\n    spec:\n      containers:\n"
        f"        - {{name: web, image: 'nginx:1.{number}'}}\n",
        f"on: push\njobs:\n  build:\n    runs-on: linux\n    steps:\n      - run: make -j{number}\n",
        f"services:\n  db:\n    image: postgres:{number}\n    ports: ['54{number}2:5432']\n",
        f"replicaCount: {number}\nimage: {{{{ .Values.image }}}}\n",
        f"name: {name}\nitems: [1, 2, {number}\n",
        "",
    ])


KINDS = [
    (embedded, 30, "jobs/{}/train.yaml"), (with_arguments, 20, "jobs/{}/job.yaml"),
    (skypilot, 12, "sky/{}.yaml"), (rayjob, 8, "ray/{}.yaml"), (plain, 12, "configs/{}.yml"),
    (model_config, 4, "models/{}/config.json"), (unrelated, 14, "deploy/{}.yaml"),
]


def manifest(seed, number, revision):
    """Path, team and content of a manifest; an edit changes neither its path nor its kind."""
    fixed = random.Random(f"{seed}:{number}")
    kind, _, path = fixed.choices(KINDS, [weight for _, weight, _ in KINDS])[0]
    team = fixed.choice(TEAMS)
    name = f"{team}-{number:07d}"
    rng = random.Random(f"{seed}:{number}:{revision}")
    return f"{team}/{path.format(name)}", team, kind(rng, name, team)


def snapshot(seed, count, age):
    """The rows of a month, `age` months after the first."""
    gone = int(count * GONE)
    for number in range(age * gone, age * gone + count):
        edits = random.Random(f"{seed}:{number}:edits")
        revision = sum(edits.random() < EDITED for _ in range(age))
        yield manifest(seed, number, revision)


def table(rows, month):
    import pyarrow

    paths, teams, contents = zip(*rows)
    return pyarrow.table({
        "path": pyarrow.array(paths), "team": pyarrow.array(teams),
        "month": pyarrow.array([month] * len(paths)),
        "content": pyarrow.array(contents, pyarrow.large_string()),
    })


def write(folder, rows, months, seed=7, files=4):
    """Writes each month to `folder` in so many files, and returns the rows that it wrote."""
    import pyarrow.parquet

    os.makedirs(folder, exist_ok=True)
    written = []
    for age, month in enumerate(months):
        whole = table(list(snapshot(seed, rows, age)), month)
        share = -(-rows // files)
        for part in range(files):
            pyarrow.parquet.write_table(
                whole.slice(part * share, share), f"{folder}/{month}-{part:03d}.parquet",
                compression="zstd", row_group_size=4096)
        written += whole.to_pylist() if rows <= 10_000 else []
    return written


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1000, help="manifests a month")
    parser.add_argument("--months", nargs="+", default=["2026-04", "2026-05"])
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--files", type=int, default=4, help="Parquet files a month")
    options = parser.parse_args()
    write(options.out, options.rows, options.months, options.seed, options.files)


if __name__ == "__main__":
    main()
