"""An article that is divided into pages: what to fetch next, and all of it as one article.

Fetching is the caller's: ``follow.next_page`` says what is wanted, ``answer.with_answer`` keeps
the answer. So pages are parsed where the caller parses pages, and fetched as politely as it fetches
others; ``follow.follow`` does both for a single article. ``join.join`` makes one article of them.
``other_forms`` does the same for other forms of one page.
"""
