"""The server: what the editor asks and tells, each answered by a function of this room."""

from __future__ import annotations

import asyncio
import functools
import logging
import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from crosspost import __version__
from crosspost.errors import ConfigError
from crosspost.files import is_folder
from crosspost.lsp import actions, completion, diagnostics, hover
from crosspost.lsp.documents import Document, Documents

# Seconds without a keystroke after which a text is checked.
DELAY = 0.15
# Files that a check depends on beside the post.
_WATCHED = (
    "**/_config.{yml,yaml,toml}", "**/{crosspost,.crosspost,pyproject}.toml",
    "**/_layouts/**", "**/_data/author*", "**/_authors/**", "**/_posts/**", "**/_drafts/**",
)  # fmt: skip

_Params = TypeVar("_Params")
_log = logging.getLogger(__name__)


class Server(LanguageServer):
    """A server over standard input and output."""

    def __init__(self, flags: Mapping[str, Any], known: str) -> None:
        """Begin; see ``Documents`` for the arguments."""
        # The editor sends whole texts: pygls takes U+2028 and form feeds for ends of lines, so that
        # parts would be put in the wrong place.
        super().__init__("crosspost", __version__, types.TextDocumentSyncKind.Full)
        self.documents = Documents(flags, known)
        self._waiting: dict[str, asyncio.TimerHandle] = {}

    def check_soon(self, uri: str, delay: float = DELAY) -> None:
        """Check a document once nothing has been written for a while."""
        self.forget(uri)
        loop = asyncio.get_running_loop()
        self._waiting[uri] = loop.call_later(delay, self._check, uri)

    def check_all_soon(self) -> None:
        """Read again what is on the disk, and check every document."""
        self.documents.look_again()
        for uri in self.documents.open:
            self.check_soon(uri)

    def forget(self, uri: str) -> None:
        """Drop a check that is waiting."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    def _check(self, uri: str) -> None:
        """Check a document and show what was found; a failure is shown and ends nothing."""
        self._waiting.pop(uri, None)
        document = self.documents.open.get(uri)
        if document is None:
            return
        try:
            self.publish(document, self.found(document))
        except Exception as error:  # noqa: BLE001 -- reported; the next check may succeed
            _log.exception("the check of %s failed", uri)
            self.report_server_error(error, JsonRpcInternalError)

    def found(self, document: Document) -> list[types.Diagnostic]:
        """Return the diagnostics of a document; an error in the settings is one."""
        try:
            checked = self.documents.check(document)
        except ConfigError as error:
            return [diagnostics.of_error(error)]
        return [diagnostics.of_finding(document, f) for f in (checked.findings if checked else ())]

    def publish(self, document: Document, found: list[types.Diagnostic]) -> None:
        """Send the diagnostics of a document."""
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(document.uri, found, document.version)
        )


def _in_open(
    answer: Callable[[Server, Document, _Params], Any], empty: Any = None
) -> Callable[[Server, _Params], Any]:
    """Return a handler that answers for open documents, and with nothing for others."""

    @functools.wraps(answer)
    def handler(server: Server, params: _Params) -> Any:
        document = server.documents.open.get(params.text_document.uri)  # type: ignore[attr-defined]
        if document is None:
            return empty
        try:
            return answer(server, document, params)
        except ConfigError:
            return empty  # it is shown as a diagnostic

    # pygls looks at the names of the arguments of a handler.
    del handler.__wrapped__
    return handler


def _initialized(server: Server, params: types.InitializedParams) -> None:
    """Ask the editor to tell when files of a site change, if it can."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions(
        [types.FileSystemWatcher(glob) for glob in _WATCHED]
    )
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    registration = types.Registration("watched", method, options)
    server.client_register_capability(types.RegistrationParams([registration]))


def _initialize(server: Server, params: types.InitializeParams) -> None:
    server.documents.encoding = server.workspace.position_encoding or "utf-16"
    folders = params.workspace_folders or []
    root = folders[0].uri if folders else params.root_uri
    path = to_fs_path(root) if root else params.root_path
    server.documents.folder = path if path and is_folder(path) else ""


def _opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    item = params.text_document
    server.documents.put(item.uri, item.text, item.version)
    server.check_soon(item.uri, 0)


def _changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    item = params.text_document
    if item.uri in server.documents.open:
        # All are whole texts, so the last one counts.
        server.documents.put(item.uri, params.content_changes[-1].text, item.version)
        server.check_soon(item.uri)


def _saved(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    server.check_all_soon()


def _closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    server.forget(uri)
    document = server.documents.open.pop(uri, None)
    if document is not None:
        server.publish(document, [])


def _watched(server: Server, params: Any) -> None:
    server.check_all_soon()


def _actions(
    server: Server, document: Document, params: types.CodeActionParams
) -> list[types.CodeAction]:
    return actions.actions(server.documents, document, params)


def _completion(
    server: Server, document: Document, params: types.CompletionParams
) -> types.CompletionList:
    return completion.complete(server.documents, document, params.position)


def _hover(server: Server, document: Document, params: types.HoverParams) -> types.Hover | None:
    return hover.hover(server.documents, document, params.position)


def _links(
    server: Server, document: Document, params: types.DocumentLinkParams
) -> list[types.DocumentLink]:
    return hover.links(document)


def make(flags: Mapping[str, Any], known: str = "") -> Server:
    """Return a server with all that it answers.

    Args:
        flags: settings that win over those of the sites (fields of ``Options``).
        known: file of a baseline, from the root of a site; empty: none.
    """
    server = Server(flags, known)
    for method, handler, options in (
        (types.INITIALIZE, _initialize, None),
        (types.INITIALIZED, _initialized, None),
        (types.TEXT_DOCUMENT_DID_OPEN, _opened, None),
        (types.TEXT_DOCUMENT_DID_CHANGE, _changed, None),
        (types.TEXT_DOCUMENT_DID_SAVE, _saved, None),
        (types.TEXT_DOCUMENT_DID_CLOSE, _closed, None),
        (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, _watched, None),
        (types.WORKSPACE_DID_CHANGE_CONFIGURATION, _watched, None),
        (types.TEXT_DOCUMENT_CODE_ACTION, _in_open(_actions),
         types.CodeActionOptions(actions.KINDS)),
        (types.TEXT_DOCUMENT_COMPLETION, _in_open(_completion),
         types.CompletionOptions(trigger_characters=[" ", ",", "[", ":", "-"])),
        (types.TEXT_DOCUMENT_HOVER, _in_open(_hover), None),
        (types.TEXT_DOCUMENT_DOCUMENT_LINK, _in_open(_links), types.DocumentLinkOptions()),
    ):  # fmt: skip
        server.feature(method, options)(functools.partial(handler, server))
    return server


def serve(flags: Mapping[str, Any], known: str = "") -> None:
    """Answer an editor over standard input and output until it ends; see ``make``."""
    server = make(flags, known)
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may be written between the messages
    server.start_io(sys.stdin.buffer, output)
