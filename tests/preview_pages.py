"""Pages that would act in a preview, and Chromium that opens one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pages

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def draw(html: Path, folder: Path) -> str:
    """Open a file in Chromium for some seconds; return the document that came of it."""
    program = shutil.which("chromium")
    assert program
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1200,4000")
    off = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
    done = subprocess.run(
        [program, *flags, off, f"--user-data-dir={folder / 'profile'}", "--timeout=4000",
         "--dump-dom", html.as_uri()],
        capture_output=True, timeout=90, check=True,
    )  # fmt: skip
    return done.stdout.decode("utf-8")


def hostile(base: str) -> str:
    """Return a body in which each kind of thing that loads or acts names its own path."""
    return f"""
<img src="{base}/shown.png" alt="p" width=600 height=400 onerror="fetch('{base}/onerror')">
<script>document.title = 'changed'; fetch('{base}/script')</script><script src="{base}/script.js">
</script><link rel="stylesheet" href="{base}/style.css">
<link rel="preload" as="font" href="{base}/f">
<style>@import '{base}/import.css'; body {{ background: url({base}/background) }}</style>
<p style="background: url({base}/inline)" onclick="x()">{pages.PARAGRAPH}</p>
<iframe src="{base}/frame" srcdoc="<script>top.location='{base}/top'</script>"></iframe>
<object data="{base}/object"></object><embed src="{base}/embed"><video src="{base}/video" autoplay
 poster="{base}/poster"></video><audio src="{base}/audio" autoplay></audio>
<meta http-equiv="refresh" content="0; url={base}/refresh"><base href="{base}/base/">
<form action="{base}/form"><input name=a><button>b</button></form>
<svg onload="fetch('{base}/svg')"><script>fetch('{base}/svgscript')</script>
<image href="{base}/i"/></svg>
<math><mtext><table><mglyph><style><img src=x onerror="fetch('{base}/mxss')"></style></mglyph>
</table></mtext></math><noscript>
<p title="</noscript><img src=x onerror=fetch('{base}/noscript')>"></noscript>
<a href="javascript:fetch('{base}/javascript')" ping="{base}/ping">a link</a>
</iframe></body>"""
