#!/usr/bin/env python3
"""Asserts how the server's process lives and ends: streams.py BINARY. Standard library only."""
import json
import subprocess
import sys
import threading
import time


def frame(**message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def initialize(process=None):
    return frame(id=1, method="initialize", params={"processId": process, "capabilities": {}})


def start(*arguments):
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.argv[1], "server", *arguments], stdin=pipe, stdout=pipe, stderr=pipe)


def send(server, data):
    server.stdin.write(data)
    server.stdin.flush()


def ends_with_its_input():
    server = start("--stdio")
    server.stdin.close()
    assert server.wait(5) == 1, "without shutdown"
    server = start()
    send(server, initialize() + frame(id=2, method="shutdown"))
    server.stdin.close()
    assert server.wait(5) == 0, "after shutdown"


def ends_with_the_client():
    for by_option in (False, True):
        client = subprocess.Popen(["sleep", "60"])
        server = start(*(["--clientProcessId=%d" % client.pid] if by_option else []))
        send(server, initialize(None if by_option else client.pid))
        time.sleep(0.2)
        assert server.poll() is None, "too early"
        client.kill()
        client.wait()
        assert server.wait(5) == 1
    # The last client is gone: a number that means nothing here must not end the server.
    server = start()
    send(server, initialize(client.pid))
    time.sleep(1.5)
    assert server.poll() is None, "ended with a process that never was"
    server.kill()


def ends_with_its_output():
    server = start()
    server.stdout.close()
    send(server, initialize())
    assert server.wait(5) == 1


def takes_input_while_nobody_reads():
    server = start()
    count = 20_000
    asked = b"".join(frame(id=i, method="none/" + "x" * 100) for i in range(2, count))
    send(server, initialize() + asked + frame(id=count, method="shutdown") + frame(method="exit"))
    assert server.stdout.read().count(b'"id":') == count
    assert server.wait(5) == 0


def goes_on_when_nobody_reads_the_log():
    server = start()
    output = []
    reader = threading.Thread(target=lambda: output.append(server.stdout.read()))
    reader.start()
    send(server, b"Content-Length: 2\r\n\r\n{]" * 3_000 + initialize())
    server.stdin.close()
    reader.join(10)
    assert output and b'"id":1,"result"' in output[0]


def settles_a_burst_with_one_check():
    server = start()
    document = {"uri": "u:a", "languageId": "yaml", "version": 0, "text": "a: 1\n"}
    send(server, initialize() + frame(method="textDocument/didOpen", params={"textDocument": document})
         + b"".join(frame(method="textDocument/didChange", params={
             "textDocument": {"uri": "u:a", "version": version},
             "contentChanges": [{"text": "a: %d\n" % version}]}) for version in range(1, 101))
         + frame(id=2, method="shutdown") + frame(method="exit"))
    output = server.stdout.read()
    assert output.count(b"publishDiagnostics") == 1 and b'"version":100,' in output


for test in (ends_with_its_input, ends_with_the_client, ends_with_its_output,
             takes_input_while_nobody_reads, goes_on_when_nobody_reads_the_log,
             settles_a_burst_with_one_check):
    try:
        test()
    except (AssertionError, subprocess.TimeoutExpired) as problem:
        sys.exit("streams: FAILED: %s %s" % (test.__name__, problem))
print("streams: ok")
