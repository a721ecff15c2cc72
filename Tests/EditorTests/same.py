#!/usr/bin/env python3
"""Asserts that every way to the findings leads to the same, and that both sides keep the same text: same.py BINARY."""
import json
import pathlib
import random
import subprocess
import sys

from client import Client

BINARY = sys.argv[1]
ROOT = pathlib.Path(__file__).resolve().parents[2]
PULLS = {"textDocument": {"diagnostic": {}}}


def place(text, start):
    return start["line"] - 1, start["column"] - 1


def command_line_push_and_pull_agree():
    """The command line counts code points from 1, so the editors are asked to count them too."""
    configs = sorted((ROOT / "Tests/Configs").iterdir()) + [ROOT / "Tests/EditorTests/undertrained.yml"]
    general = {"general": {"positionEncodings": ["utf-32"]}}
    pushed, pulled = Client(BINARY, general), Client(BINARY, {**general, **PULLS})
    count = 0
    for config in configs:
        text = config.read_bytes().decode()
        checked = json.loads(subprocess.run(
            [BINARY, "check", "--format", "json", str(config)], capture_output=True).stdout)
        wanted = [
            (finding["rule"], place(text, finding["start"]), place(text, finding["end"]))
            for one in checked["files"] for finding in one["findings"] if not finding["suppressed"]]
        # The editor widens what is empty to a character.
        wanted = sorted((rule, start) for rule, start, _ in wanted)
        for client in (pushed, pulled):
            client.open(config.as_uri(), text)
        found = [pushed.published(config.as_uri()), pulled.about("diagnostic", config.as_uri())["items"]]
        assert found[0] == found[1], "push and pull differ on %s" % config.name
        shown = sorted((one["code"], (one["range"]["start"]["line"], one["range"]["start"]["character"]))
                       for one in found[0])
        assert shown == wanted, "%s: %s, not %s" % (config.name, shown, wanted)
        count += len(shown)
    pushed.close()
    pulled.close()
    assert count > 3, "nothing to compare"


def units(text, encoding):
    return {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding], text.encode(encoding + ("" if encoding == "utf-8" else "-le"))


class Text:
    """A text that is edited as an editor does, columns counted in some encoding."""

    def __init__(self, text, encoding):
        self.text, self.encoding = text, encoding

    def position(self, index):
        before = self.text[:index].replace("\r\n", "\n").split("\n")
        size, coded = units(before[-1], self.encoding)
        return {"line": len(before) - 1, "character": len(coded) // size}

    def edit(self, start, end, new):
        change = {"range": {"start": self.position(start), "end": self.position(end)}, "text": new}
        self.text = self.text[:start] + new + self.text[end:]
        return change


def edited_texts_stay_the_same(scripts=100):
    letters = list("abz 09é漢🙂ñ") + ["👩‍👩‍👧"]
    for seed in range(scripts):
        dice = random.Random(seed)
        encoding = dice.choice(["utf-8", "utf-16", "utf-32"])
        line_break = dice.choice(["\n", "\r\n"])
        words = ["".join(dice.choice(letters) for _ in range(8)) for _ in range(12)]
        rows = ["# trainlint: dialect=gpt-neox"] + ['k%02d: "%s"' % row for row in enumerate(words)]
        text = Text(line_break.join(rows) + line_break, encoding)
        client = Client(BINARY, {**PULLS, "general": {"positionEncodings": [encoding]}})
        client.open("u:edited", text.text)
        for version in range(2, 12):
            changes = []
            for _ in range(dice.randrange(1, 4)):
                # Between two quotes of one row, or a whole row.
                quotes = [at for at, sign in enumerate(text.text) if sign == '"']
                row = 2 * dice.randrange(len(quotes) // 2)
                low, high = quotes[row] + 1, quotes[row + 1]
                if dice.random() < 0.2:
                    changes.append(text.edit(low - 6, low - 6, 'n%02d: "%s"%s' % (
                        dice.randrange(99), dice.choice(letters), line_break)))
                    continue
                start, end = sorted(dice.choices(range(low, high + 1), k=2))
                new = "".join(dice.choice(letters) for _ in range(dice.randrange(4)))
                changes.append(text.edit(start, end, new))
            client.tell("textDocument/didChange", {
                "textDocument": {"uri": "u:edited", "version": version}, "contentChanges": changes})
            client.open("u:whole", text.text, version)
            edited, whole = (
                json.dumps([client.about(method, uri) for method in ("documentSymbol", "diagnostic")])
                for uri in ("u:edited", "u:whole"))
            assert len(edited) > 500, "nothing to compare"
            assert strip(edited) == strip(whole), "seed %d, version %d" % (seed, version)
            client.tell("textDocument/didClose", {"textDocument": {"uri": "u:whole"}})
        client.close()


def strip(answer):
    """The answer without what names the document or the answer itself."""
    symbols, report = json.loads(answer)
    for item in report["items"]:
        item.pop("data")
    return [[{**one, "location": one["location"]["range"]} for one in symbols], report["items"]]


for test in (command_line_push_and_pull_agree, edited_texts_stay_the_same):
    try:
        test()
    except (AssertionError, RuntimeError, EOFError) as problem:
        sys.exit("same: FAILED: %s: %s" % (test.__name__, problem))
print("same: ok")
