#!/usr/bin/env python3
"""Runs the commands of the snippets in Editors/CI and of the action, as far as they run without their service.

    python3 .ci/snippets.py FOLDER_OF_WHEELS

Needs PyYAML and check-jsonschema in the same Python: the files are held against the schemas of GitHub and
GitLab, then every command runs in a repository made for it, with the wheel of that folder and no index.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import venv
import xml.etree.ElementTree

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[1]
CI = ROOT / "Editors/CI"
ACTION = ROOT / ".github/actions/check/action.yml"
SCHEMAS = [
    ("vendor.github-workflows", CI / "github-workflow.yml"),
    ("vendor.github-actions", ACTION),
    ("vendor.gitlab-ci", CI / "gitlab-ci.yml"),
]


def load(path):
    return yaml.safe_load(path.read_text())


def commands():
    """What each snippet runs, and the report that it leaves."""
    steps = load(CI / "github-workflow.yml")["jobs"]["trainlint"]["steps"]
    yield "github-workflow.yml", "\n".join(step["run"] for step in steps if "run" in step), {}, "trainlint.sarif"
    yield "gitlab-ci.yml", "\n".join(load(CI / "gitlab-ci.yml")["trainlint"]["script"]), {}, "gl-code-quality-report.json"
    script = re.search(r"sh '''\n(.*?)'''", (CI / "Jenkinsfile").read_text(), re.S).group(1)
    yield "Jenkinsfile", script, {}, "trainlint.xml"
    action = load(ACTION)
    inputs = {name: about["default"] for name, about in action["inputs"].items()}
    inputs["arguments"] = "--profile strict"
    variables, lines = {}, []
    for step in action["runs"]["steps"]:
        lines.append(step["run"])
        for name, value in step["env"].items():
            variables[name] = inputs[re.fullmatch(r"\$\{\{ inputs\.(\w+) \}\}", value).group(1)]
    yield "action.yml", "\n".join(lines), variables, "trainlint.sarif"


def check_report(path):
    text = path.read_text()
    if path.suffix == ".xml":
        assert int(xml.etree.ElementTree.fromstring(text).get("failures")) > 0, text[:500]
    elif path.suffix == ".sarif":
        assert json.loads(text)["runs"][0]["results"], text[:500]
    else:
        assert json.loads(text)[0]["fingerprint"], text[:500]


def run(name, script, variables, report, wheels, work):
    folder = work / name
    shutil.copytree(ROOT / "Tests/Configs", folder)
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    python = work / (name + "-python")
    venv.create(python, with_pip=True)
    (python / "bin/pipx").symlink_to("pip")
    environment = {
        "PATH": f"{python}/bin:/usr/bin:/bin", "HOME": str(work), "RUNNER_TEMP": str(work / (name + "-temp")),
        "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_DISABLE_PIP_VERSION_CHECK": "1", **variables,
    }
    # As the services do: the first command that fails ends the job.
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=folder, env=environment, capture_output=True, text=True)
    shown = f"{name}: exit code {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    assert done.returncode == 1, shown
    assert "data-repetition" in done.stdout, shown
    check_report(folder / report)
    print(f"{name}: findings, and {report}")


def check_image():
    """The image is built by the README's command."""
    build = [" ".join(re.findall(r"swift build -c release (.*?)(?:\n[a-z]|--product)", text, re.S)[0].replace("\\", "").split())
             for text in [(ROOT / "README.md").read_text(), (CI / "Dockerfile").read_text()]]
    assert build[0] == build[1], build


def main():
    wheels = pathlib.Path(sys.argv[1]).resolve()
    tool = pathlib.Path(sys.executable).parent / "check-jsonschema"
    for schema, path in SCHEMAS:
        subprocess.run([tool, "--quiet", "--builtin-schema", schema, path], check=True)
    check_image()
    with tempfile.TemporaryDirectory() as work:
        for name, script, variables, report in commands():
            run(name, script, variables, report, wheels, pathlib.Path(work))


if __name__ == "__main__":
    main()
