"""A link → its page as a browser draws it: for pages whose text a script fetches."""

from __future__ import annotations

from crosspost.fetch.browser.draw import Order as Order
from crosspost.fetch.browser.draw import draw as draw
