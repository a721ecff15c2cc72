#!/usr/bin/env python3
"""Measures what lint_manifests.py costs on Ray beside the plain command line; for Linux.

Rounds run in turn: plain (`trainlint check --input-format jsonl --with-plans`, from a file to a file),
two of it at once on half the rows each, then Ray with each number of workers. Seconds of a processor are
user and system time, read off /proc until each process ends. Those of a worker are its process and its
trainlint, from start to end, and so reading and writing Parquet; Ray's own are the rest: the driver, the
scheduler, the helpers of each node. What a run with hardly a row costs is said beside it.

usage: throughput.py BINARY [--rows 100000] [--rounds 3] [--workers 1 2]
"""

import argparse
import collections
import ctypes
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import pyarrow.parquet

import make_manifests
import test_fleet

TICKS = os.sysconf("SC_CLK_TCK")


def processes():
    """Every process: its parent, its name, its seconds so far and when it began."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            text = open(f"/proc/{name}/stat").read()
        except OSError:
            continue
        fields = text[text.rindex(")") + 2:].split()
        seconds = (int(fields[11]) + int(fields[12])) / TICKS
        found[int(name)] = (
            int(fields[1]), text[text.index("(") + 1:text.rindex(")")], seconds, fields[19])
    return found


def descendants(seen):
    """Adds what every process below this one has used so far."""
    alive = processes()
    for number, (_, name, seconds, began) in alive.items():
        above = number
        while above not in (0, os.getpid()):
            above = alive[above][0] if above in alive else 0
        if above and number != os.getpid():
            seen[number, began] = (name, seconds)


def measured(commands, **options):
    """Wall seconds, and seconds of a processor by the name of the process."""
    seen = {}
    started = time.monotonic()
    running = [subprocess.Popen(words, **files, **options) for words, files in commands]
    while any(process.poll() is None for process in running):
        descendants(seen)
        time.sleep(0.05)
    wall = time.monotonic() - started
    for process in running:
        test_fleet.expect(process.returncode in (0, 1), f"exit code {process.returncode}")
    # What Ray leaves behind for a moment is this process's now.
    until = time.monotonic() + 20
    while time.monotonic() < until:
        descendants(seen)
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.05)
        except ChildProcessError:
            break
    by_name = collections.Counter()
    for name, seconds in seen.values():
        by_name[name] += seconds
    return wall, by_name


def plain(binary, folder, parts):
    words = [binary, "check", "--input-format", "jsonl", "--with-plans", "--jobs", "1"]
    commands = []
    for part in parts:
        files = {"stdin": open(f"{folder}/{part}.jsonl"), "stdout": open(f"{folder}/{part}.out", "w")}
        commands.append(([*words, *test_fleet.ARGUMENTS], files))
    wall, by_name = measured(commands)
    return wall, sum(by_name.values()), 0.0


def ray(binary, folder, inputs, workers, expected):
    out = f"{folder}/results"
    shutil.rmtree(out, ignore_errors=True)
    script = os.path.join(test_fleet.HERE, "lint_manifests.py")
    words = [sys.executable, script, inputs, "--out", out, "--binary", binary, "--workers", workers]
    home = tempfile.mkdtemp(dir=folder)
    environment = {**os.environ, "HOME": home, "RAY_worker_register_timeout_seconds": "600"}
    with open(f"{folder}/ray.log", "w") as log:
        files = {"stdout": log, "stderr": log}
        wall, by_name = measured(
            [([*map(str, words), "--", *test_fleet.ARGUMENTS], files)], env=environment)
    names = [name for name in by_name if name.startswith("ray::MapWorker")]
    own = by_name.pop(os.path.basename(binary)[:15]) + sum(map(by_name.pop, names))
    found = pyarrow.parquet.read_table(out, columns=["path", "month"]).to_pylist()
    test_fleet.expect(
        len(found) == len(expected) and test_fleet.checksum(found) == test_fleet.checksum(expected),
        f"{len(found)} results of {len(expected)} rows, or others")
    return wall, own, sum(by_name.values())


def write_lines(folder, inputs):
    """The same rows as lines of JSON, whole and in halves; and their paths and months."""
    rows = pyarrow.parquet.read_table(inputs).to_pylist()
    lines = [json.dumps({"path": row["path"], "content": row["content"]}) + "\n" for row in rows]
    for name, part in ("all", lines), ("even", lines[::2]), ("odd", lines[1::2]):
        with open(f"{folder}/{name}.jsonl", "w") as file:
            file.writelines(part)
    return [{"path": row["path"], "month": row["month"]} for row in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    # What outlives its parent becomes a child of this process, so that it is counted.
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
    binary = os.path.abspath(options.binary)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        many, few = f"{folder}/many", f"{folder}/few"
        make_manifests.write(many, options.rows // 2, test_fleet.MONTHS)
        hardly = make_manifests.write(few, 4, test_fleet.MONTHS, files=1)
        rows = write_lines(folder, many)
        runs = {"plain": lambda: plain(binary, folder, ["all"]),
                "two plain": lambda: plain(binary, folder, ["even", "odd"])}
        for count in options.workers:
            runs[f"Ray, {count}"] = lambda count=count: ray(binary, folder, many, count, rows)
            runs[f"Ray, {count}, no rows"] = (
                lambda count=count: ray(binary, folder, few, count, hardly))
        results = collections.defaultdict(list)
        for number in range(options.rounds):
            for name, run in runs.items():
                results[name].append(run())
                wall, own, rest = results[name][-1]
                print(f"{number}  {name:16} {wall:6.1f} s  worker {own:6.1f}  Ray {rest:5.1f} "
                      f"  load {os.getloadavg()[0]:.1f}", flush=True)
    table(results, len(rows))


def table(results, rows):
    """Medians; what a round found is compared with the plain run of that round."""
    plain = [own for _, own, _ in results["plain"]]
    print(f"\n{rows} rows: rows a second; rows a second of a processor, and of plain's how much")
    print(f"{'':12} wall   worker        its start not   Ray's too     no start")
    for name, runs in results.items():
        if name.endswith("no rows"):
            continue
        starts = results.get(f"{name}, no rows", [(0.0, 0.0, 0.0)] * len(runs))
        costs = [
            [own for _, own, _ in runs],
            [own - start for (_, own, _), (_, start, _) in zip(runs, starts)],
            [own + rest for _, own, rest in runs],
            [own + rest - start - idle for (_, own, rest), (_, start, idle) in zip(runs, starts)],
        ]
        line = f"{name:10} {statistics.median(rows / wall for wall, _, _ in runs):6.0f}"
        for cost in costs:
            share = statistics.median(one / mine for one, mine in zip(plain, cost))
            line += f"   {rows / statistics.median(cost):5.0f} {share:5.2f}"
        print(line)


if __name__ == "__main__":
    main()
