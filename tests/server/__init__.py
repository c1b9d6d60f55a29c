"""An HTTP server on the loopback that does what it is told, right or wrong, over raw sockets.

>>> with Server({"/": page("<h1>Hello</h1>"), "/cut": faults.FAULTS["gzip cut short"]}) as server:
...     fetch(server.url("/"), config)                                    # doctest: +SKIP

``Server.requests`` holds what was asked, ``Server.connections`` how often somebody connected.
"""

from __future__ import annotations

from server import faults as faults
from server.answers import Answer as Answer
from server.answers import Request as Request
from server.answers import page as page
from server.answers import raw as raw
from server.answers import redirect as redirect
from server.answers import status as status
from server.answers import then as then
from server.serving import Server as Server
