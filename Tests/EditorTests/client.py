"""A client of the language server for scripts: requests, notifications, and everything that came meanwhile."""
import json
import subprocess


class Client:
    """The server on pipes; `capabilities` are what the client says it can do."""

    def __init__(self, binary, capabilities, *arguments, **parameters):
        self.process = subprocess.Popen(
            [binary, "server", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.lastID = 0
        self.came = []
        self.answer = self.ask(
            "initialize", {"processId": None, "capabilities": capabilities, **parameters})
        self.tell("initialized", {})

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def read(self):
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            if not line:
                raise EOFError("the server has gone")
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def tell(self, method, params):
        self.send(method=method, params=params)

    def ask(self, method, params):
        self.lastID += 1
        self.send(id=self.lastID, method=method, params=params)
        while True:
            message = self.read()
            if "method" in message:
                self.came.append(message)
            elif message["id"] == self.lastID:
                if "error" in message:
                    raise RuntimeError("%s: %s" % (method, message["error"]))
                return message["result"]

    def about(self, method, uri, **more):
        return self.ask("textDocument/" + method, {"textDocument": {"uri": uri}, **more})

    def open(self, uri, text, version=1):
        self.tell("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "yaml", "version": version, "text": text}})

    def published(self, uri):
        """The diagnostics that are published next, or were since the last time."""
        while True:
            for message in self.came:
                if message["method"] == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                    self.came.remove(message)
                    return message["params"]["diagnostics"]
            message = self.read()
            if "method" in message:
                self.came.append(message)

    def close(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        assert self.process.wait(10) == 0
