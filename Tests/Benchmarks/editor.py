"""An editor of a few lines: it types into one document and waits for the diagnostics of each version."""

import json
import subprocess
import time


class Editor:
    """A client of the language server on pipes."""

    def __init__(self, binary):
        self.process = subprocess.Popen(
            [binary, "server", "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, bufsize=0)
        self.reader = self.process.stdout
        self.pending = b""

    def send(self, method, params, identifier=None):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if identifier is not None:
            message["id"] = identifier
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def receive(self):
        while b"\r\n\r\n" not in self.pending:
            self.fill()
        head, self.pending = self.pending.split(b"\r\n\r\n", 1)
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        while len(self.pending) < length:
            self.fill()
        body, self.pending = self.pending[:length], self.pending[length:]
        return json.loads(body)

    def fill(self):
        piece = self.reader.read(65536)
        if not piece:
            raise EOFError("the server has gone")
        self.pending += piece

    def until(self, fits):
        while True:
            message = self.receive()
            if fits(message):
                return message
            if "id" in message and "method" in message:
                self.answer(message["id"])

    def answer(self, identifier):
        body = json.dumps({"jsonrpc": "2.0", "id": identifier, "result": None}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))


def latencies(binary, text, rounds):
    """Milliseconds from a change to its diagnostics, for `rounds` changes of one number."""
    editor = Editor(binary)
    try:
        editor.send("initialize", {
            "processId": None, "rootUri": None,
            "capabilities": {"textDocument": {"publishDiagnostics": {"versionSupport": True}}}}, 1)
        editor.until(lambda message: message.get("id") == 1)
        editor.send("initialized", {})
        uri = "file:///tmp/run.yaml"
        editor.send("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "yaml", "version": 0, "text": text}})
        editor.until(lambda message: diagnoses(message, uri, 0))
        line = next(i for i, line in enumerate(text.split("\n")) if line.startswith("train_iters"))
        taken = []
        for version in range(1, rounds + 1):
            # A key is typed over and over: another number each time.
            change = {"range": {"start": {"line": line, "character": 0},
                                "end": {"line": line + 1, "character": 0}},
                      "text": f"train_iters: {1000 + version % 1000}\n"}
            start = time.perf_counter()
            editor.send("textDocument/didChange", {
                "textDocument": {"uri": uri, "version": version}, "contentChanges": [change]})
            editor.until(lambda message: diagnoses(message, uri, version))
            taken.append((time.perf_counter() - start) * 1e3)
        return sorted(taken)
    finally:
        editor.process.kill()
        editor.process.wait()


def diagnoses(message, uri, version):
    params = message.get("params") or {}
    return (message.get("method") == "textDocument/publishDiagnostics" and params.get("uri") == uri
            and params.get("version", version) == version)
