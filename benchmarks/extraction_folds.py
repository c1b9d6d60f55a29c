"""Measure extraction out of fold: what is shipped, and what each part of it is worth.

    python benchmarks/extraction_folds.py [--ablations] [--worst 20] [--cache DIR]

Folds are grouped by registered domain; tables of words and trees are made inside each fold.
``--worst`` also tells what is lost, and by whose fault. Prints Markdown tables, with 95 % intervals
by bootstrap over pages.
"""

from __future__ import annotations

from collections.abc import Mapping

import body_training as training
from body_measure import KINDS, by_probabilities, by_rule, line, score_page, score_pages
from body_pages import Sample
from crosspost.body.arrays import Floats
from train_extractor import arguments, doubtful, held_out, read

Probabilities = Mapping[str, Floats]
_COVERED = 0.8  # share of the truth that a page should have


def main() -> None:
    parser = arguments()
    parser.add_argument("--ablations", action="store_true", help="also without each part")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name the worst pages")
    options = parser.parse_args()
    pages, labels = read(options)
    short, first = doubtful(options, pages, labels)

    def sound(page: Sample) -> bool:
        return page.identity not in short

    shipped = held_out(options, pages, labels, "shipped", sound)
    print(f"\nGeneral mode, WCXB: F1 with its 95 % interval, P precision\n\n{_head(KINDS)}")
    print(line("shipped", score_pages(pages, by_probabilities(shipped, False)), ("all", *KINDS)))
    print(f"\nArticle mode\n\n{_head((*KINDS, 'readability', 'news'))}")
    scores = score_pages(pages, by_probabilities(shipped, True))
    print(line("shipped", scores, ("all", *KINDS, "readability", "news")))
    if options.ablations:
        no_news = held_out(
            options,
            pages,
            labels,
            "no-news",
            lambda page: sound(page) and page.kind not in ("readability", "news"),
        )
        tried = {
            "shipped": shipped,
            "truths not doubted": first,
            "WCXB alone": no_news,
        }
        _ablations(pages, labels, tried)
    if options.worst:
        _losses(pages, labels, shipped, short)
        _worst(pages, labels, shipped, short, options.worst)


def _ablations(
    pages: list[Sample], labels: training.Labels, tried: Mapping[str, Probabilities]
) -> None:
    print("\n| what | WCXB all, general | WCXB articles, article mode | Readability | news |")
    print("|---|---|---|---|---|")
    rules = score_pages(pages, by_rule)
    print(line("rules alone", rules, ("all", "article", "readability", "news")))
    for name, probabilities in tried.items():
        general = score_pages(pages, by_probabilities(probabilities, False))
        precise = score_pages(pages, by_probabilities(probabilities, True))
        print(
            line(
                name, {**precise, "all": general["all"]}, ("all", "article", "readability", "news")
            )
        )
    bound = {
        page.identity: (labels[page.identity][0] > 0.5).astype(float)
        for page in pages
        if page.found is not None
    }
    print(
        line(
            "the right answer for each block",
            score_pages(pages, by_probabilities(bound, False)),
            ("all", "article", "readability", "news"),
        )
    )


_CAUSES = (
    "the truth is empty",
    "the page has no text",
    "a fifth of the truth is not in the page",
    "the truth stops short",
    "too much was kept",
    "too little was kept",
)


def _losses(
    pages: list[Sample],
    labels: training.Labels,
    probabilities: Probabilities,
    short: frozenset[str],
) -> None:
    """What keeps F1 from 1: the share of each cause in the sum of what is lost."""
    print(f"\n| | F1 lost a page | {' | '.join(_CAUSES)} |\n|---|---|{'---|' * len(_CAUSES)}")
    for name, precise, kinds in (
        ("WCXB, general mode", False, KINDS),
        *((f"{kind}, general mode", False, (kind,)) for kind in KINDS),
        ("article, article mode", True, ("article",)),
        ("Readability, article mode", True, ("readability",)),
        ("news, article mode", True, ("news",)),
    ):
        choice = by_probabilities(probabilities, precise)
        lost: dict[str, float] = dict.fromkeys(_CAUSES, 0.0)
        chosen = [page for page in pages if page.kind in kinds]
        for page in chosen:
            f1, precision, recall = score_page(page, choice)
            lost[_cause(page, labels, short, precision < recall)] += 1 - f1
        total = max(sum(lost.values()), 1e-9)
        shares = " | ".join(f"{lost[cause] / total:.0%}" for cause in _CAUSES)
        print(f"| {name} | {total / len(chosen):.4f} | {shares} |")


def _cause(page: Sample, labels: training.Labels, short: frozenset[str], too_much: bool) -> str:
    if not page.truth:
        return _CAUSES[0]
    if page.found is None:
        return _CAUSES[1]
    if labels[page.identity][2] < _COVERED:
        return _CAUSES[2]
    if page.identity in short:
        return _CAUSES[3]
    return _CAUSES[4] if too_much else _CAUSES[5]


def _worst(
    pages: list[Sample],
    labels: training.Labels,
    probabilities: Probabilities,
    short: frozenset[str],
    count: int,
) -> None:
    """The worst articles, with what speaks for a fault of the truth."""
    choice = by_probabilities(probabilities, True)
    rows = []
    for page in pages:
        if page.kind in ("article", "readability", "news"):
            f1, precision, recall = score_page(page, choice)
            cover = labels[page.identity][2] if page.identity in labels else 0.0
            rows.append((f1, precision, recall, cover, page.identity))
    print("\n| page | F1 | precision | recall | truth found in page | truth doubted |")
    print("|---|---|---|---|---|---|")
    for f1, precision, recall, cover, identity in sorted(rows)[:count]:
        doubted = "yes" if identity in short else ""
        print(
            f"| {identity} | {f1:.2f} | {precision:.2f} | {recall:.2f} | {cover:.2f} | {doubted} |"
        )


def _head(kinds: tuple[str, ...], first: str = "all") -> str:
    names = (first, *kinds)
    return f"| | {' | '.join(names)} |\n|---|{'---|' * len(names)}"


if __name__ == "__main__":
    main()
