#!/usr/bin/env python3
"""Are the intervals of `trainlint fit` honest, and how long does a fit take?

    python3 Tests/Benchmarks/fit.py BINARY [--seeds 200] [--chinchilla PYTHON] [--runs FILE]

Makes 48 runs for each seed from a known law: sizes and tokens per parameter spread over two decades
each, losses off by 0.5 %. Prints how often the 90 % intervals hold the true exponents a and b and the
true tokens per parameter at ten times the largest compute; 85 to 95 % is right.

With --chinchilla, PYTHON is an interpreter that has the package `chinchilla`: both fit the same table,
and the time and the objective of each are printed. With --runs, FILE is a table to time a fit and 500
resamples on.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time

E, A, B, ALPHA, BETA = 1.8172, 482.01, 2085.43, 0.3478, 0.3658


def loss(n, d):
    return E + A / n**ALPHA + B / d**BETA


def best_ratio(flops):
    a = BETA / (ALPHA + BETA)
    g = (ALPHA * A / (BETA * B)) ** (1 / (ALPHA + BETA))
    n = g * (flops / 6) ** a
    return flops / (6 * n * n)


def made_runs(seed, noise=0.005):
    chance = random.Random(seed)
    rows = []
    for _ in range(48):
        n = 1e7 * 100 ** chance.random()
        d = n * 2 * 100 ** chance.random()
        rows.append((n, d, loss(n, d) * math.exp(noise * chance.gauss(0, 1))))
    return rows


def write(rows, path):
    with open(path, "w") as out:
        out.write("params,tokens,loss\n")
        out.writelines(f"{n!r},{d!r},{value!r}\n" for n, d, value in rows)


def fit(binary, path, *options):
    start = time.perf_counter()
    done = subprocess.run(
        [binary, "fit", path, "--format", "json", *options], capture_output=True, text=True
    )
    if done.returncode != 0:
        sys.exit(f"fit: {done.stderr.strip()}")
    return json.loads(done.stdout)["fit"], time.perf_counter() - start


def coverage(binary, seeds, folder):
    hits = {"a": 0, "b": 0, "tokens per parameter": 0}
    truth_a = BETA / (ALPHA + BETA)
    path = os.path.join(folder, "runs.csv")
    for seed in range(seeds):
        rows = made_runs(seed)
        write(rows, path)
        found, _ = fit(binary, path, "--seed", str(seed))
        ten = found["optima"][1]
        truths = [
            ("a", truth_a, found["exponents"]["a"]),
            ("b", 1 - truth_a, found["exponents"]["b"]),
            ("tokens per parameter", best_ratio(ten["flops"]), ten["tokens_per_parameter"]),
        ]
        for name, truth, number in truths:
            low, high = number["interval"] or (-math.inf, math.inf)
            hits[name] += low <= truth <= high
    print(f"90 % intervals that hold the truth, of {seeds} seeds of 48 runs:")
    for name, count in hits.items():
        print(f"  {name}: {100 * count / seeds:.1f} %")


# 32 starts, the objective of the paper, no drawings: as little as the package can be asked for.
OTHER = """
import contextlib, functools, io, os, sys, tempfile, time
import numpy as np, pandas as pd
from chinchilla import Chinchilla
from chinchilla._metrics import log_huber
rows = pd.read_csv(sys.argv[1])
table = pd.DataFrame({"C": 6 * rows.params * rows.tokens, "N": rows.params, "D": rows.tokens,
                      "loss": rows.loss})
folder = tempfile.mkdtemp()
table.to_csv(os.path.join(folder, "df.csv"), index=False)
grid = dict(e=np.array([0.0, 0.7]), a=np.array([5.0, 10]), b=np.array([5.0, 10]),
            alpha=np.array([0.3, 0.5]), beta=np.array([0.3, 0.5]))
with contextlib.redirect_stdout(io.StringIO()):
    law = Chinchilla(folder, param_grid=grid, loss_fn=functools.partial(log_huber, delta=1e-3),
                     log_level=50)
    law.visualizer.optim = lambda *_, **__: None
    start = time.perf_counter()
    law.fit()
    seconds = time.perf_counter() - start
for name in ("E", "A", "B", "alpha", "beta"):
    print(name, float(getattr(law, name)))
print("seconds", seconds)
"""


def huber_sum(rows, constants):
    e, a, b, alpha, beta = constants
    total = 0.0
    for n, d, value in rows:
        size = abs(math.log(e + a / n**alpha + b / d**beta) - math.log(value))
        total += size * size / 2 if size <= 1e-3 else 1e-3 * (size - 5e-4)
    return total


def beside(binary, python, folder):
    rows = made_runs(0)
    path = os.path.join(folder, "runs.csv")
    write(rows, path)
    done = subprocess.run([python, "-c", OTHER, path], capture_output=True, text=True)
    if done.returncode != 0:
        print(f"chinchilla: did not run: {done.stderr.strip().splitlines()[-1:]}")
        return
    other = dict(line.split() for line in done.stdout.splitlines() if len(line.split()) == 2)
    other = {name: float(value) for name, value in other.items()}
    found, seconds = min((fit(binary, path, "--resamples", "0") for _ in range(5)), key=lambda x: x[1])
    names = ("E", "A", "B", "alpha", "beta")
    theirs = huber_sum(rows, [other[name] for name in names])
    ours = huber_sum(rows, [found["constants"][name]["value"] for name in names])
    print(f"chinchilla: {other['seconds']:.2f} s in fit(), objective {theirs:.9g}")
    print(f"trainlint:  {seconds:.3f} s as a process, objective {ours:.9g}")
    print(f"  {other['seconds'] / seconds:.0f} times as fast, objective no worse: {ours <= theirs * (1 + 1e-9)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--chinchilla", metavar="PYTHON")
    parser.add_argument("--runs", metavar="FILE")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    with tempfile.TemporaryDirectory() as folder:
        if options.runs:
            for resamples in ("0", "500"):
                _, seconds = fit(
                    binary, options.runs, "--drop-highest-loss", "5", "--resamples", resamples)
                print(f"{options.runs}, {resamples} resamples: {seconds:.3f} s")
        if options.chinchilla:
            beside(binary, options.chinchilla, folder)
        if options.seeds:
            coverage(binary, options.seeds, folder)


if __name__ == "__main__":
    main()
