"""Measure extraction out of fold: what is shipped, and what each part of it is worth.

    python benchmarks/extraction_folds.py [--ablations] [--worst 20] [--cache DIR]

Folds are grouped by registered domain; tables of words and networks are made inside each fold.
Prints Markdown tables, with 95 % intervals by bootstrap over pages.
"""

from __future__ import annotations

from collections.abc import Mapping

import body_training as training
from body_measure import KINDS, by_chances, by_rule, line, score_page, score_pages
from body_pages import Sample
from crosspost.body.page import Floats
from train_extractor import SEEDS, arguments, first_look, read, variants

Chances = Mapping[str, Floats]


def main() -> None:
    parser = arguments()
    parser.add_argument("--ablations", action="store_true", help="also without each part")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name the worst pages")
    options = parser.parse_args()
    pages, labels = read(options)
    first = first_look(options, pages, labels)
    short = training.truncated(pages, labels, first)

    def sound(page: Sample) -> bool:
        return page.identity not in short

    said = variants(options, pages, labels, "shipped", sound)
    shipped = said["both"]
    print(f"\nGeneral mode, WCXB: F1 with its 95 % interval, P precision\n\n{_head(KINDS)}")
    print(line("shipped", score_pages(pages, by_chances(shipped, False)), ("all", *KINDS)))
    print(f"\nArticle mode\n\n{_head((*KINDS, 'news'))}")
    scores = score_pages(pages, by_chances(shipped, True))
    print(line("shipped", scores, ("all", *KINDS, "news")))
    if options.ablations:
        one = "one network"
        no_news = variants(
            options,
            pages,
            labels,
            "no-news",
            lambda page: sound(page) and page.kind != "news",
            SEEDS[:1],
            False,
        )
        _ablations(
            pages,
            labels,
            {
                "networks and trees (shipped)": shipped,
                "networks": said["networks"],
                "trees": said["trees"],
                one: said[one],
                f"{one}, truths not doubted": first,
                f"{one}, without Readability's pages": no_news[one],
            },
        )
    if options.worst:
        _worst(pages, labels, shipped, short, options.worst)


def _ablations(pages: list[Sample], labels: training.Labels, tried: Mapping[str, Chances]) -> None:
    print("\n| what | WCXB all, general | WCXB articles, article mode | Readability |")
    print("|---|---|---|---|")
    rules = score_pages(pages, by_rule)
    print(line("rules alone", rules, ("all", "article", "news")))
    for name, chances in tried.items():
        general = score_pages(pages, by_chances(chances, False))
        precise = score_pages(pages, by_chances(chances, True))
        print(line(name, {**precise, "all": general["all"]}, ("all", "article", "news")))
    bound = {
        page.identity: (labels[page.identity][0] > 0.5).astype(float)
        for page in pages
        if page.found is not None
    }
    print(
        line(
            "the right answer for each block",
            score_pages(pages, by_chances(bound, False)),
            ("all", "article", "news"),
        )
    )


def _worst(
    pages: list[Sample],
    labels: training.Labels,
    chances: Chances,
    short: frozenset[str],
    count: int,
) -> None:
    """The worst articles, with what speaks for a fault of the truth."""
    choice = by_chances(chances, True)
    rows = []
    for page in pages:
        if page.kind in ("article", "news"):
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
