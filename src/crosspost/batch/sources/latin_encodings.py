"""The encoding of a list with Latin letters, recognized by the alphabets of languages.

A detector that judges by single bytes takes short lists for Central European ones: most bytes are
letters in both encodings.
"""

from __future__ import annotations

# The letters of languages that ASCII does not have.
_WESTERN = (
    *("àâæçéèêëîïôœùûüÿ", "äöüß", "áéíñóúü", "ãáâàçéêíóôõú", "àèéìòù", "æøåé", "åäöé"),
    *("àçèéíïòóúü", "áðéíóúýþæö", "ëïéèö"),
)
_ALPHABETS = {
    "cp1252": _WESTERN,
    "cp1250": (
        *("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž"),
        *("ăâîşţ", "ëç"),
    ),
    "mac-roman": _WESTERN,
}
#: What a detector says of such texts.
LATIN = frozenset(
    {"mac-roman", "mac-latin2", "mac_roman", "mac_latin2", "macintosh", "cp437", "cp850", "cp852"}
    | {"cp1250", "cp1252", "cp1254", "cp1257", "cp1258"}
    | {f"iso8859-{number}" for number in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)}
)


def likeliest(start: bytes) -> str:
    """Return the encoding in whose languages most letters of a text are; cp1252 if several fit.

    Args:
        start: of the text.
    """
    fitting = {}
    for encoding, alphabets in _ALPHABETS.items():
        text = start.decode(encoding, "replace").lower()
        letters = [sign for sign in text if not sign.isascii() and sign.isalpha()]
        fitting[encoding] = max(sum(sign in one for sign in letters) for one in alphabets)
    return max(_ALPHABETS, key=lambda name: fitting[name])
