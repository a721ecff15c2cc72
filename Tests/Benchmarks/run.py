#!/usr/bin/env python3
"""Measures a trainlint binary against ruff, libyaml alone and yamllint, side by side in one run.

usage: run.py [--short] BINARY

Prints a table of ratios with their targets. Nothing fails: machines are shared and noisy, so read the
ratios and the instruction counts rather than the milliseconds. Needs gcc, libyaml-dev and, for ruff and
yamllint, either of them in PATH or a way to install them into a virtual environment. Instruction counts
need valgrind.
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import configs
import editor

HERE = os.path.dirname(os.path.abspath(__file__))
QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def timed(command):
    """Wall and CPU seconds, and the peak of memory in MiB, of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, **QUIET)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def interleaved(commands, rounds):
    """The median wall, CPU and memory of each command; rounds go in turn, the first is thrown away."""
    samples = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            sample = timed(command)
            if number > 0:
                samples[name].append(sample)
    return {name: [statistics.median(column) for column in zip(*rows)]
            for name, rows in samples.items()}


def instructions(command):
    """Million instructions under callgrind, or None without valgrind."""
    if not shutil.which("valgrind"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *command],
            stdin=subprocess.DEVNULL, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    return int(found.group(1)) / 1e6 if found else None


def tool(name, folder):
    """The path of a Python tool, installed below `folder` where it is not in PATH; None without it."""
    if shutil.which(name):
        return shutil.which(name)
    environment = os.path.join(folder, "venv")
    python = os.path.join(environment, "bin", "python")
    try:
        if not os.path.exists(python):
            subprocess.run([sys.executable, "-m", "venv", environment], check=True, **QUIET)
        subprocess.run([python, "-m", "pip", "install", "-q", name], check=True, **QUIET)
    except (OSError, subprocess.CalledProcessError):
        return None
    return os.path.join(environment, "bin", name)


def row(what, figure, target, note=""):
    print(f"{what:<44}{figure:>14}{target:>18}  {note}", flush=True)


def start_up(binary, folder, rounds):
    commands = {"trainlint": [binary, "--version"]}
    ruff = tool("ruff", folder)
    if ruff:
        commands["ruff"] = [ruff, "--version"]
    result = interleaved(commands, rounds)
    ours = result["trainlint"][0] * 1e3
    if ruff:
        theirs = result["ruff"][0] * 1e3
        row("--version, wall, to ruff --version", f"{ours / theirs:.2f}x", "<= 1.5x",
            f"{ours:.2f} ms to {theirs:.2f} ms")
    else:
        row("--version, wall", f"{ours:.2f} ms", "", "no ruff here")
    count = instructions(commands["trainlint"])
    if count is not None:
        row("--version, instructions", f"{count:.1f} M", "<= 15 M")


def many_files(binary, folder, count, rounds):
    files = os.path.join(folder, "many")
    configs.write(files, count)
    floor = os.path.join(folder, "yaml_floor")
    subprocess.run(["gcc", "-O2", "-o", floor, os.path.join(HERE, "yaml_floor.c"), "-lyaml"],
                   check=True)
    check = [binary, "check", "--quiet", "--fail-on", "never"]
    result = interleaved({
        "floor": [floor, files],
        "one": [*check, "--jobs", "1", files],
        "all": [*check, files],
    }, rounds)
    floor_wall, floor_cpu, _ = result["floor"]
    _, one_cpu, one_memory = result["one"]
    row(f"check {count} files, one thread, CPU, to libyaml", f"{one_cpu / floor_cpu:.2f}x",
        "<= 1.5x", f"{one_cpu * 1e3:.0f} ms to {floor_cpu * 1e3:.0f} ms")
    row("same, all threads, wall, to libyaml", f"{result['all'][0] / floor_wall:.2f}x", "<= 0.8x",
        f"{result['all'][0] * 1e3:.0f} ms on {os.cpu_count()} processors")
    row("same, one thread, peak memory", f"{one_memory:.1f} MiB", "<= 30 MiB",
        f"{result['all'][2]:.1f} MiB on all threads")
    return files, floor


def instruction_ratio(binary, folder, floor):
    files = os.path.join(folder, "few")
    configs.write(files, 300, seed=2)
    ours = instructions([binary, "check", "--quiet", "--jobs", "1", files])
    empty = os.path.join(folder, "empty")
    os.makedirs(empty)
    start = instructions([binary, "check", "--quiet", empty])
    theirs = instructions([floor, files])
    if None in (ours, start, theirs):
        return
    row("check 300 files, instructions, to libyaml", f"{(ours - start) / theirs:.2f}x", "<= 1.5x",
        f"{ours:.0f} M, {start:.0f} M of them to start, to {theirs:.0f} M")


def against_yamllint(binary, folder, files, rounds):
    yamllint = tool("yamllint", folder)
    if not yamllint:
        row("check to yamllint", "-", ">= 100x", "no yamllint here")
        return
    # Enough of them that neither start counts.
    sample = os.path.join(folder, "sample")
    for number in range(5):
        shutil.copytree(os.path.join(files, f"{number:03}"), os.path.join(sample, str(number)))
    result = interleaved({
        "ours": [binary, "check", "--quiet", "--fail-on", "never", "--jobs", "1", sample],
        "theirs": [yamllint, "-d", "relaxed", sample],
    }, rounds)
    ours, theirs = result["ours"][1], result["theirs"][1]
    row("500 files, yamllint's CPU to ours", f"{theirs / ours:.0f}x", ">= 100x",
        f"{theirs * 1e3:.0f} ms to {ours * 1e3:.1f} ms, start included")


def typing(binary, rounds):
    text = configs.config(random.Random(3), lines_at_least=500)
    text = "\n".join(text.split("\n")[:500]) + "\n"
    try:
        taken = editor.latencies(binary, text, rounds)
    except (EOFError, OSError, KeyError, ValueError) as problem:
        row("change to diagnostics, 500 lines", "-", "p50 <= 1 ms", f"no answer: {problem}")
        return
    row("change to diagnostics, 500 lines, p50", f"{taken[len(taken) // 2]:.2f} ms", "<= 1 ms",
        f"{len(taken)} changes, the Python client's time included")
    row("same, p99", f"{taken[len(taken) * 99 // 100]:.2f} ms", "<= 2 ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--short", action="store_true", help="a tenth of the work")
    parser.add_argument("binary")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    short = options.short
    print(f"{'what':<44}{'figure':>14}{'target':>18}  note")
    with tempfile.TemporaryDirectory() as folder:
        start_up(binary, folder, 15 if short else 60)
        files, floor = many_files(binary, folder, 1_000 if short else 10_000, 3 if short else 9)
        instruction_ratio(binary, folder, floor)
        against_yamllint(binary, folder, files, 1 if short else 3)
        typing(binary, 200 if short else 1_000)


if __name__ == "__main__":
    main()
