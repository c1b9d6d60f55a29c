"""The pages of the local server: the bookmarklet's, messages, and the form in a preview."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape

from crosspost.preview.style import COLORS

_FRAMES = "base-uri 'none'; frame-ancestors 'none'"
#: The Content-Security-Policy of pages with text alone.
POLICY = f"default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; {_FRAMES}"
#: That of previews: they show the pictures of the original.
PREVIEW_POLICY = (
    "default-src 'none'; img-src data: https: http:; style-src 'unsafe-inline'; "
    f"form-action 'self'; {_FRAMES}"
)
_STYLE = """
html { font: 16px/1.6 system-ui, sans-serif; background: var(--page); color: var(--text); }
body { margin: 0 auto; padding: 1.5rem 1.2rem 4rem; max-width: 44rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.3; } h2 { font-size: 1.05rem; margin: 2rem 0 .4rem; }
a { color: var(--link); } small, .dim { color: var(--dim); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.bookmarklet { display: inline-block; padding: .5rem 1.1rem; border-radius: 6px; font-weight: 600;
  background: var(--link); color: var(--card); text-decoration: none; cursor: grab; }
textarea { width: 100%; height: 5rem; font: .8rem/1.4 monospace; color: inherit;
  background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .5rem; }
code { font-size: .9em; } li { margin: .2rem 0; }
"""
_FORM_STYLE = """
.write { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: center; margin: .6rem 0 0; }
.write button { font: inherit; font-weight: 600; padding: .35rem 1rem; border: 0; cursor: pointer;
  border-radius: 6px; background: var(--link); color: var(--card); }
.write p { flex: 1 1 20rem; }
header .write p strong { color: var(--text); }
header p.warn { color: var(--lost-line); font-weight: 600; }
"""
_SCRIPT = """
const words = document.querySelector("p");
const names = ["token", "url", "html"];
const take = (event) => {
  const page = event.data;
  if (event.source !== window.opener || !page || typeof page !== "object") return;
  if (names.some((name) => typeof page[name] !== "string")) return;
  removeEventListener("message", take);
  let origin = "null";
  try { origin = new URL(page.url).origin; } catch (error) { }
  if (event.origin !== "null" && event.origin !== origin) {
    words.textContent = `${event.origin} has sent a page that it says is ${page.url}.`;
    return;
  }
  const form = document.querySelector("form");
  for (const name of names) form.elements[name].value = page[name];
  words.textContent = "The page has come, and is read …";
  form.submit();
};
if (window.opener) {
  addEventListener("message", take);
  window.opener.postMessage("crosspost: ready", "*");
} else words.textContent = "Nothing was sent. Look at the tab of the article.";
"""
_HASH = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode("ascii")
#: The policy of ``RECEIVE``.
RECEIVE_POLICY = (
    f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_HASH}'; "
    f"form-action 'self'; {_FRAMES}"
)


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{COLORS}{_STYLE}</style></head>\n"
        f"<body>\n{body}\n</body></html>\n"
    )


#: The page that asks the page that opened it for its content, and sends that as a form.
RECEIVE = _page(
    "crosspost clip",
    '<h1>crosspost clip</h1>\n<p role="status">Waiting for the page …</p>\n'
    '<form method="post" action="/clip" enctype="multipart/form-data" hidden>'
    '<textarea name="token"></textarea><textarea name="url"></textarea>'
    f'<textarea name="html"></textarea></form>\n<script>{_SCRIPT}</script>',
)


def start(link: str, site: str, written: Mapping[str, str]) -> str:
    """Return the page with the bookmarklet.

    Args:
        link: the bookmarklet.
        site: where posts go.
        written: path and title of each post of this run.
    """
    items = "\n".join(
        f"<li>{escape(title)} <small>{escape(path)}</small></li>" for path, title in written.items()
    )
    posts = (
        f"<ul>\n{items}\n</ul>" if items else '<p class="dim">None yet. Reload to see new ones.</p>'
    )
    return _page(
        "crosspost clip",
        f"""<h1>Send pages to crosspost</h1>
<p>Drag this link to the bookmarks bar of your browser:</p>
<p><a class="bookmarklet" href="{escape(link)}">Post this page</a></p>
<p>Open an article, and click the bookmark. A new tab shows the post beside the page; a button there
writes it. The page is taken as you see it, logged in as you are. It is not fetched again.</p>
<p class="dim">Posts go to <code>{escape(site)}</code>. The bookmark works while
<code>crosspost clip</code> runs.</p>
<h2>Posts of this run</h2>
{posts}
<h2>If the link cannot be dragged</h2>
<p><label for="code">Make a bookmark of any page, and replace its URL with this:</label></p>
<textarea id="code" readonly>{escape(link)}</textarea>""",
    )


def message(title: str, words: str, hint: str = "", lines: Sequence[str] = ()) -> str:
    """Return a page with a message.

    Args:
        words: what has happened.
        hint: what to try; empty if there is nothing.
        lines: more about it.
    """
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    more = f"<p>{escape(hint)}</p>" if hint else ""
    more += f"<ul>{items}</ul>" if items else ""
    return _page(title, f"<h1>{escape(title)}</h1>\n<p>{escape(words)}</p>\n{more}")


def form(name: str, words: str, button: str, rows: Sequence[str], warnings: Sequence[str]) -> str:
    """Return what is on top of a preview: what would be done, and the button that does it.

    Args:
        name: the secret name of the page that was sent.
        words: what would be done, or why nothing would be.
        button: its label; empty: there is none.
        rows: what was found.
        warnings: what the user would lose.
    """
    label = f'<button type="submit">{escape(button)}</button>' if button else ""
    told = "".join(f'<p class="warn">{escape(line)}</p>' for line in warnings)
    return (
        f"<style>{_FORM_STYLE}</style>"
        '<form class="write" method="post" action="/write" enctype="multipart/form-data">'
        f'<input type="hidden" name="clip" value="{escape(name)}">{label}'
        f"<p><strong>{escape(words)}</strong> {escape(' · '.join(rows))}</p></form>{told}\n"
    )
