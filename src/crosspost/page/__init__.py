"""Page → Document: encoding, limits, parsing, absolute URLs, the tree."""

from __future__ import annotations

from crosspost.lazy_imports import import_late

# BeautifulSoup imports them for ``select`` and for encodings, which crosspost does not use; loading
# them takes 70 ms.
import_late("soupsieve")
import_late("charset_normalizer")
