"""Page → Document: encoding, limits, parsing, absolute URLs, the tree."""

from __future__ import annotations

from crosspost.lazy_imports import import_late

# BeautifulSoup imports it for ``select``, which crosspost does not use; loading takes 60 ms.
import_late("soupsieve")
