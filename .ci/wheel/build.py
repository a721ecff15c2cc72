#!/usr/bin/env python3
"""Packs a static binary as a Python wheel, so that `pip install` brings trainlint without Swift.

    python3 .ci/wheel/build.py [--binary .build-static/trainlint] [--out .build-static]

The wheel holds the binary as a script and nothing of Python: it runs on every Python 3 and on any Linux of the
binary's processor, whatever its C library. The same input gives the same bytes. Prints the path of the wheel.
"""
import argparse
import base64
import hashlib
import pathlib
import platform
import re
import stat
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAME = "trainlint"
# The lowest a wheel may name: the binary needs no C library at all.
PLATFORMS = ["manylinux_2_17_{0}", "manylinux2014_{0}", "musllinux_1_1_{0}"]


def version():
    source = (ROOT / "Sources/trainlint/Trainlint.swift").read_text()
    found = re.search(r'static let version = "([^"]+)"', source)
    return found.group(1) if found else sys.exit("wheel: no version in Trainlint.swift")


def readme():
    """The page for the package index: links into the repository would lead nowhere there."""
    text = (ROOT / "README.md").read_text()
    return re.sub(r"\[([^]]+)\]\((?!https?:)[^)]*\)", r"\1", text)


def metadata(number):
    head = [
        "Metadata-Version: 2.4",
        f"Name: {NAME}",
        f"Version: {number}",
        "Summary: Does the arithmetic of an LLM training run before the GPUs do",
        "License-Expression: Apache-2.0",
        "License-File: LICENSE",
        "Requires-Python: >=3.7",
        "Classifier: Environment :: Console",
        "Classifier: Operating System :: POSIX :: Linux",
        "Classifier: Topic :: Software Development :: Quality Assurance",
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(head) + "\n\n" + readme()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build-static/trainlint")
    options.add_argument("--out", type=pathlib.Path, default=ROOT / ".build-static")
    options.add_argument("--machine", default=platform.machine(), help="x86_64 or aarch64")
    given = options.parse_args()
    binary = given.binary.read_bytes()
    if binary[:4] != b"\x7fELF":
        sys.exit(f"wheel: {given.binary} is no Linux program")

    number = version()
    tags = ".".join(name.format(given.machine) for name in PLATFORMS)
    about = f"{NAME}-{number}.dist-info"
    lines = [f"Tag: py3-none-{name.format(given.machine)}" for name in PLATFORMS]
    wheel = "\n".join(["Wheel-Version: 1.0", "Generator: trainlint", "Root-Is-Purelib: false", *lines, ""])
    files = [
        (f"{NAME}-{number}.data/scripts/{NAME}", binary, 0o755),
        (f"{about}/METADATA", metadata(number).encode(), 0o644),
        (f"{about}/WHEEL", wheel.encode(), 0o644),
        (f"{about}/licenses/LICENSE", (ROOT / "LICENSE").read_bytes(), 0o644),
    ]
    record = []
    for name, data, _ in files:
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        record.append(f"{name},sha256={digest},{len(data)}\n")
    record.append(f"{about}/RECORD,,\n")
    files.append((f"{about}/RECORD", "".join(record).encode(), 0o644))

    given.out.mkdir(parents=True, exist_ok=True)
    path = given.out / f"{NAME}-{number}-py3-none-{tags}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data, mode in files:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = (stat.S_IFREG | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    print(path)


if __name__ == "__main__":
    main()
