#!/usr/bin/env python3
"""Runs lint_manifests.py over synthetic manifests, with Ray where it can be had and without.

usage: test_fleet.py BINARY [--rows 1000] [--require-ray]

No row may be lost, a poisoned row may cost only itself, both engines must say the same, and the
queries for DuckDB must say what a plain recount of trainlint's own answers says.
"""

import argparse
import collections
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

import duckdb
import pyarrow as pa
import pyarrow.parquet

import lint_manifests
import make_manifests

HERE = os.path.dirname(os.path.abspath(__file__))
ARGUMENTS = ["--no-config"]
MONTHS = ["2026-04", "2026-05"]


def expect(is_so, words):
    if not is_so:
        sys.exit(f"fleet: {words}")


def checksum(rows):
    """Of the paths and months, whatever their order."""
    marks = sorted(f"{row['month']}\0{row['path']}" for row in rows)
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def lint(binary, inputs, out, *options):
    script = os.path.join(HERE, "lint_manifests.py")
    words = [sys.executable, script, inputs, "--out", out, "--binary", binary, *options]
    started = time.monotonic()
    # Ray keeps files in the home folder, and gives up on workers that a busy machine starts slowly.
    home = tempfile.mkdtemp(dir=os.path.dirname(out))
    environment = {**os.environ, "HOME": home, "RAY_worker_register_timeout_seconds": "600"}
    done = subprocess.run(
        [*words, "--", *ARGUMENTS], capture_output=True, text=True, env=environment)
    expect(done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return read(out), time.monotonic() - started


def read(folder):
    names = sorted(name for name in os.listdir(folder) if name.endswith(".parquet"))
    tables = [pyarrow.parquet.read_table(os.path.join(folder, name)) for name in names]
    rows = pa.concat_tables(tables, promote_options="permissive").to_pylist()
    return sorted(rows, key=lambda row: (row["month"], row["path"] or ""))


# A recount without Arrow and DuckDB, from answers of trainlint's own.


def told(binary, rows):
    lines = "".join(
        json.dumps({"path": row["path"], "content": row["content"]}) + "\n" for row in rows)
    words = [binary, "check", "--input-format", "jsonl", "--with-plans", *ARGUMENTS]
    answers = subprocess.run(words, input=lines, capture_output=True, text=True).stdout
    answers = [json.loads(line) for line in answers.splitlines()]
    expect(len(answers) == len(rows), f"{len(answers)} answers to {len(rows)} rows")
    return answers


def summary(answer):
    """Verdict, counts, number of runs and the plan of the only run."""
    plans = answer.get("plans") or []
    runs = [plan for plan in plans if plan["regime"]]
    runs = runs or [plan for plan in plans if "embedded_at" in plan] or plans
    loud = [f["severity"] for f in answer.get("findings") or [] if f["suppressed"] is None]
    counts = [loud.count(name) for name in lint_manifests.SEVERITIES]
    worst = [name for name in lint_manifests.SEVERITIES if name in loud]
    verdict = (worst or ["clean"])[0]
    if answer.get("skipped"):
        verdict = "skipped"
    if answer.get("error"):
        verdict = "unread"
    return verdict, counts, len(runs), runs[0] if len(runs) == 1 else None


def check_columns(rows, answers):
    for row, answer in zip(rows, answers):
        verdict, counts, runs, run = summary(answer)
        expect(row["path"] == answer["path"], f"{row['path']} has the answer of {answer['path']}")
        expect(row["verdict"] == verdict, f"{row['path']}: verdict {row['verdict']}, not {verdict}")
        expect([row["errors"], row["warnings"], row["notes"]] == counts, f"{row['path']}: counts")
        expect(row["runs"] == runs, f"{row['path']}: {row['runs']} runs, not {runs}")
        for name in lint_manifests.QUANTITIES:
            known = run["quantities"].get(name) if run else None
            value = known["value"] if known else None
            expect(row[name] == value, f"{row['path']}: {name} {row[name]}, not {value}")
        for name in lint_manifests.LABELS:
            known = run["labels"].get(name) if run else None
            expect(row[name] == (known["value"] if known else None), f"{row['path']}: {name}")
        rules = [finding["rule"] for finding in answer["findings"]]
        expect([found["rule"] for found in row["findings"]] == rules, f"{row['path']}: findings")


# The queries.


def queries(results):
    """The answer of each query of the file, by its name."""
    text = open(os.path.join(HERE, "queries.sql")).read()
    database = duckdb.connect()
    database.execute(f"SET VARIABLE results = '{results}/*.parquet'")
    found = {}
    for name, statement in re.findall(r"-- name: (\w+)\n(.*?;)\n", text, re.DOTALL):
        rows = database.execute(statement)
        names = [column[0] for column in rows.description or []]
        found[name] = [dict(zip(names, row)) for row in rows.fetchall()]
    return found


def same(name, found, expected):
    def rounded(row):
        values = {key: float(f"{value:.9g}") if isinstance(value, float) else value
                  for key, value in row.items()}
        return json.dumps(values, sort_keys=True)

    found, expected = (sorted(map(rounded, rows)) for rows in (found, expected))
    wrong = [pair for pair in zip(found, expected) if pair[0] != pair[1]]
    expect(len(found) == len(expected) and not wrong, f"query {name}: {wrong[:3]}")
    expect(found, f"query {name} finds nothing")


def add(total, value):
    """What SQL's sum does: what is not known adds nothing, and nothing known is no zero."""
    return total if value is None else value if total is None else total + value


def check_queries(found, rows, answers):
    now = MONTHS[-1]
    hours, models, rules = {}, {}, collections.Counter()
    paths = collections.defaultdict(set)
    for row, answer in zip(rows, answers):
        if row["month"] != now:
            continue
        verdict, _, runs, run = summary(answer)
        value = run["quantities"].get("device_hours", {}).get("value") if run else None
        if runs:
            cell = hours.setdefault((row["team"], verdict), [0, 0, None])
            cell[0] += 1
            cell[1] += value is not None
            cell[2] = add(cell[2], value)
        for plan in answer["plans"]:
            model = plan["labels"].get("base_model", {}).get("value")
            if model:
                cell = models.setdefault(model, [0, set(), None])
                cell[0] += 1
                cell[1].add(row["team"])
                spent = plan["quantities"].get("device_hours", {}).get("value")
                cell[2] = add(cell[2], spent)
        for finding in answer["findings"]:
            if finding["suppressed"] is None:
                rules[finding["rule"], finding["severity"]] += 1
                paths[finding["rule"], finding["severity"]].add(row["path"])
    same("device_hours_by_team", found["device_hours_by_team"], [
        {"team": team, "verdict": verdict, "manifests": count, "hours_known": known,
         "hours_unknown": count - known, "device_hours": total}
        for (team, verdict), (count, known, total) in hours.items()])
    same("base_models", found["base_models"], [
        {"base_model": model, "runs": count, "teams": len(teams), "device_hours": total}
        for model, (count, teams, total) in models.items()])
    same("rules", found["rules"], [
        {"rule": rule, "severity": severity, "findings": count,
         "manifests": len(paths[rule, severity])}
        for (rule, severity), count in rules.items()])
    same("changes", found["changes"], changes(rows, answers))


def changes(rows, answers):
    grades = ["clean", "note", "warning", "error"]
    sides = collections.defaultdict(dict)
    for row, answer in zip(rows, answers):
        verdict, _, _, run = summary(answer)
        value = run["quantities"].get("device_hours", {}).get("value") if run else None
        grade = grades.index(verdict) if verdict in grades else None
        sides[row["team"], row["path"]][row["month"]] = (grade, value)
    teams = {}
    for (team, _), months in sides.items():
        cell = teams.setdefault(team, {
            "team": team, "came": 0, "went": 0, "better": 0, "worse": 0, "device_hours": None,
            "device_hours_before": None})
        old, new = (months.get(month) for month in MONTHS)
        cell["came"] += old is None
        cell["went"] += new is None
        cell["device_hours"] = add(cell["device_hours"], new[1] if new else None)
        cell["device_hours_before"] = add(cell["device_hours_before"], old[1] if old else None)
        if old and new and None not in (old[0], new[0]):
            cell["better"] += new[0] < old[0]
            cell["worse"] += new[0] > old[0]
    return list(teams.values())


# Poisoned rows.

POISON = {
    "brackets": b"[" * 200_000, "large": b"a: b\n" * 10_000_000, "nul": b"steps: 1\0\n" * 9,
    "controls": b"\1" * 30_000_000, "latin": "name: café\n".encode("latin-1"), "none": None,
    "deep": b"a: {" * 50_000, "empty": b"", "anchors": b"&a [*a, *a]\n" * 2_000,
    "digits": b"steps: " + b"9" * 1_000_000, "surrogate": b"a: \xed\xa0\x80\n",
}


def check_poison(binary, folder, engines):
    """Rows that hurt, each between two good ones, in a column of bytes."""
    good = make_manifests.configmap("a", "train.yaml", make_manifests.axolotl(
        make_manifests.random.Random(1))[1]).encode()
    rows = [("good-0", good)]
    for name, content in POISON.items():
        rows += [(name, content), (f"good-{name}", good)]
    rows += [(None, good), ("good-last", good)]
    # The month is a folder here; and a column may say that it is text where its bytes are none.
    inputs = f"{folder}/poison/month=2026-05"
    os.makedirs(inputs)
    for name, kind in ("a", pa.binary()), ("b", pa.string()):
        paths, contents = zip(*rows)
        paths = [path and f"{path}.{name}" for path in paths]
        contents = pa.array(contents, pa.binary()).view(kind)
        pyarrow.parquet.write_table(
            pa.table({"path": paths, "content": contents}), f"{inputs}/{name}.parquet")
    for engine, options in engines.items():
        out = f"{folder}/poison-{engine}"
        lint(binary, f"{folder}/poison", out, *options)
        table = pyarrow.parquet.ParquetDataset(out).read().to_pylist()
        expect({row["month"] for row in table} == {"2026-05"}, "the folder is no column")
        expect(len(table) == 2 * len(rows), f"{len(table)} results of 2 x {len(rows)} rows")
        found = {row["path"]: row for row in table}
        same_as = {key: value for key, value in found["good-0.a"].items() if key != "path"}
        expect(same_as["error"] is None and same_as["dialect"] == "kubernetes", "good rows are bad")
        for path, row in found.items():
            if path and path.startswith("good-"):
                rest = {key: value for key, value in row.items() if key != "path"}
                expect(rest == same_as, f"{engine}: {path} suffers from its neighbour")
        expect(found[None]["error"], f"{engine}: no path is no error")
        for path, error in ((f"{name}.{file}", found[f"{name}.{file}"]["error"])
                            for name in POISON for file in "ab"):
            is_bad = path[:-2] in ("latin", "none", "controls", "surrogate")
            expect((error is not None) == is_bad, f"{engine}: {path}: {error}")
            expect((found[path]["verdict"] == "unread") == is_bad, f"{engine}: {path}: verdict")


# A stand-in for a trainlint that dies or hangs, which the real one is not known to do.
STAND_IN = """\
import json, os, signal, sys, time
for line in sys.stdin:
    row = json.loads(line)
    if row["content"] == "die": os.kill(os.getpid(), signal.SIGSEGV)
    if row["content"] == "hang": time.sleep(600)
    print(json.dumps({"path": row["path"], "findings": [], "plans": []}), flush=True)
"""


def check_deaths(folder):
    path = f"{folder}/stand-in"
    with open(path, "w") as file:
        file.write(f"#!{sys.executable}\n" + STAND_IN)
    os.chmod(path, 0o755)
    stage = lint_manifests.Stage(path, patience=3)
    contents = ["a", "die", "b", "c", "hang", "d", "die", "die", "e"] + ["x" * 9_000] * 400
    table = pa.table({"path": [str(row) for row in range(len(contents))], "content": contents})
    rows = stage(table).to_pylist()
    errors = {row: found["error"] for row, found in enumerate(rows) if found["error"]}
    died = f"trainlint gave no answer: signal {signal.SIGSEGV.name}"
    hung = "trainlint gave no answer: none in 3 s"
    expect(errors == {1: died, 4: hung, 6: died, 7: died}, f"deaths: {errors}")
    expect([row["path"] for row in rows] == table.column("path").to_pylist(), "deaths: order")
    expect(stage(table.slice(0, 0)).num_rows == 0, "an empty batch")


def check_refusal(binary, inputs, out):
    """A folder that has results already stays as it is."""
    before = sorted(os.listdir(out))
    script = os.path.join(HERE, "lint_manifests.py")
    words = [sys.executable, script, inputs, "--out", out, "--binary", binary, "--no-ray"]
    done = subprocess.run(words, capture_output=True, text=True)
    expect(done.returncode == 1 and "not empty" in done.stderr, "results of two runs are mixed")
    expect(sorted(os.listdir(out)) == before, "a refused run wrote something")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--rows", type=int, default=1000, help="manifests a month")
    parser.add_argument("--require-ray", action="store_true")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    # Shares and batches that fit neither the files nor each other must make no difference.
    engines = {"plain": ["--no-ray"], "cut": ["--no-ray", "--share", "97", "--batch", "31"]}
    try:
        import ray.data  # noqa: F401
        engines["ray"] = ["--workers", "2"]
    except ImportError as error:
        expect(not options.require_ray, f"no Ray: {error}")
        print(f"fleet: Ray is not here ({error}); the same stage runs without it")
    with tempfile.TemporaryDirectory() as folder:
        check_deaths(folder)
        print("a trainlint that dies or hangs costs the row that did it")
        inputs = f"{folder}/manifests"
        rows = make_manifests.write(inputs, options.rows, MONTHS)
        rows.sort(key=lambda row: (row["month"], row["path"] or ""))
        answers = told(binary, rows)
        results = {}
        for engine, words in engines.items():
            out = f"{folder}/{engine}"
            results[engine], seconds = lint(binary, inputs, out, *words)
            expect(len(results[engine]) == len(rows), f"{engine}: {len(results[engine])} results")
            expect(checksum(results[engine]) == checksum(rows), f"{engine}: other paths")
            expect(results[engine] == results["plain"], f"{engine}: other results")
            if engine != "cut":
                check_columns(results[engine], answers)
                check_queries(queries(out), rows, answers)
            print(f"{engine}: {len(rows)} rows in {seconds:.1f} s, none lost, queries as recounted")
        check_refusal(binary, inputs, f"{folder}/plain")
        check_poison(binary, folder, engines)
        print("poisoned rows cost only themselves")


if __name__ == "__main__":
    main()
