"""A local page with a bookmarklet that sends the page in the browser to be made a post of.

The bookmarklet runs in the page's own origin, whose policy may forbid requests to this machine. So
it sends a form, which is a navigation to a new tab, and needs no CORS. What arrives is hostile, the
request as well as the page.
"""
