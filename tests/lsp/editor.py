"""An editor for tests: it starts the real server and speaks its protocol, message by message."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SECONDS = 60.0  # to wait for a message
CLIENT = {
    "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}},
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}
    },
}


class Editor:
    """A process of ``crosspost lsp`` and the messages from it."""

    def __init__(
        self, root: Path | None, *flags: str, encodings: Iterable[str] = (), watch: bool = True
    ) -> None:
        command = [sys.executable, "-m", "crosspost", "lsp", *flags]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=root, env=dict(os.environ)
        )
        self.messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self.asked: list[dict[str, Any]] = []
        self.errors = b""
        self.uri = ""
        self._number = 0
        self._threads = [
            threading.Thread(target=work, daemon=True) for work in (self._read, self._drain)
        ]
        for thread in self._threads:
            thread.start()
        capabilities: dict[str, Any] = dict(CLIENT) if watch else {}
        if encodings:
            capabilities["general"] = {"positionEncodings": list(encodings)}
        uri = root.as_uri() if root else None
        params = {"processId": None, "rootUri": uri, "capabilities": capabilities}
        try:
            self.capabilities = self.ask("initialize", params)["capabilities"]
        except queue.Empty as error:
            self.kill()
            raise AssertionError(self.errors.decode()) from error
        self.tell("initialized", {})

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = stream.readline()
            self.messages.put(json.loads(stream.read(length)))

    def _drain(self) -> None:
        assert self.process.stderr
        self.errors = self.process.stderr.read()

    def send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def answer_to(self, method: str, params: Any) -> dict[str, Any]:
        """Send a request and return the whole answer, an error too."""
        self._number += 1
        self.send({"id": self._number, "method": method, "params": params})
        return self._wait(lambda message: message.get("id") == self._number)

    def ask(self, method: str, params: Any) -> Any:
        answer = self.answer_to(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def _wait(self, wanted: Any) -> dict[str, Any]:
        while True:
            message = self.messages.get(timeout=SECONDS)
            if "method" in message and "id" in message:
                self.asked.append(message)
                self.send({"id": message["id"], "result": None})
            elif wanted(message):
                return message

    def notified(self, method: str) -> Any:
        return self._wait(lambda message: message.get("method") == method)["params"]

    # What an editor does with a document.

    def open(self, uri: str, text: str) -> list[dict[str, Any]]:
        """Open a document and return its diagnostics."""
        self.uri = uri
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return self.diagnostics()

    def open_file(self, path: Path) -> list[dict[str, Any]]:
        return self.open(path.as_uri(), path.read_bytes().decode("utf-8"))

    def write(self, uri: str, text: str, version: int = 2) -> None:
        self.uri = uri
        item = {"uri": uri, "version": version}
        change = {"textDocument": item, "contentChanges": [{"text": text}]}
        self.tell("textDocument/didChange", change)

    def published(self) -> dict[str, Any]:
        """Return the next diagnostics of the document that was written last, and their version."""
        method = "textDocument/publishDiagnostics"
        return self._wait(lambda m: m.get("method") == method and m["params"]["uri"] == self.uri)[
            "params"
        ]

    def diagnostics(self) -> list[dict[str, Any]]:
        return self.published()["diagnostics"]

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        position = {"line": line, "character": character}
        params = {"textDocument": {"uri": uri}, "position": position}
        return self.ask(f"textDocument/{method}", params)

    def actions(self, uri: str, place: dict[str, Any], *only: str) -> list[dict[str, Any]]:
        context: dict[str, Any] = {"diagnostics": []}
        if only:
            context["only"] = list(only)
        params = {"textDocument": {"uri": uri}, "range": place, "context": context}
        return self.ask("textDocument/codeAction", params)

    def close(self) -> int:
        """End the server as editors do; return its exit code."""
        if self.process.poll() is None:
            self.ask("shutdown", None)
            self.tell("exit", None)
        code = self.process.wait(SECONDS)
        for thread in self._threads:
            thread.join(SECONDS)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        return code

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.close()


def edited(text: str, edits: list[dict[str, Any]], encoding: str = "utf-16-le") -> str:
    """Return a text after edits, as an editor makes them; written without the server's code."""
    width = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}[encoding]

    def offset(position: dict[str, int]) -> int:
        lines = text.split("\n")
        before = sum(len(line) + 1 for line in lines[: position["line"]])
        units = lines[position["line"]].encode(encoding)[: position["character"] * width]
        return before + len(units.decode(encoding))

    spans = [(offset(e["range"]["start"]), offset(e["range"]["end"]), e["newText"]) for e in edits]
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text
