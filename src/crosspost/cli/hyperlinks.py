"""Whether a terminal shows links (OSC 8)."""

from __future__ import annotations

from collections.abc import Mapping

# Set by terminals that do: Windows Terminal, Konsole, DomTerm, Kitty, Ghostty.
_SIGNS = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "KITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR")
_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby", "zed"})
_TERMS = frozenset({"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour", "wezterm"})
_FIRST_VTE = 5000  # GNOME's terminals: 0.50


def shows_links(environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Tell whether links may be written to standard output.

    A terminal that is not known to show them may print their characters, so it gets none. The same
    variables as in other programs: ``FORCE_HYPERLINK`` (0: never), ``NO_HYPERLINK``. tmux and
    screen pass links on only if they are set to, and hide which terminal it is.
    """
    forced = environment.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0", "false")
    term = environment.get("TERM", "")
    if not is_terminal or environment.get("NO_HYPERLINK") or environment.get("CI"):
        return False
    if term == "dumb" or term.startswith(("tmux", "screen")) or environment.get("TMUX"):
        return False
    vte = environment.get("VTE_VERSION", "")
    return (
        any(environment.get(name) for name in _SIGNS)
        or environment.get("TERM_PROGRAM") in _PROGRAMS
        or term in _TERMS
        or (vte.isdecimal() and int(vte) >= _FIRST_VTE)
    )
