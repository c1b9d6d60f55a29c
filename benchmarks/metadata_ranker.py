"""Learn the weights of titles, authors and days, and measure metadata out of fold.

python benchmarks/metadata_ranker.py [--data FOLDER] [--news FOLDER] [--write]
                                     [--misses title|authors|published]

A multinomial logit over the options of a page (and "nothing", for authors and days): the weights
are those under which the true option is the likeliest, with a quadratic penalty. Trained on the
article pages of WCXB and, but for titles, on news pages of fundus (see ``metadata_pages.py``). Ten
folds by registered domain: no figure of a
page comes from weights that saw its site. ``--write`` trains on all and writes
``src/crosspost/metadata/data/ranker.json``. Needs numpy, scipy and tldextract.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from body_pages import some
from crosspost import metadata
from crosspost.metadata import ranker
from crosspost.metadata.fields import authors, language, published, site, title
from crosspost.metadata.people.names import people, without_title
from crosspost.metadata.ranker import Option
from metadata_pages import DATA, NEWS, Sample, fold, names, news_samples, samples

TARGET = Path(__file__).resolve().parent.parent / "src/crosspost/metadata/data/ranker.json"
FOLDS = 10
PENALTY = {"title": 6.0, "authors": 3.0, "published": 2.0}
# A page whose truth has nothing counts less: some truths are empty where the page has a value.
NOTHING = {"title": 0.0, "authors": 0.8, "published": 0.3}
RARE = 3  # a feature on fewer options than this has no weight


@dataclass
class Case:
    """A page as the ranker sees it: the options, which one is true (-1: none of them).

    ``meant`` is the option to learn from: the true one, or the one that names the same people where
    the truth has their degrees and roles too ("Ann Otter, MD"), which no option has.
    """

    sample: Sample
    options: list[Option]
    true: int
    meant: int
    known: bool  # the truth has a value
    fixed: str | None  # a title that stands over the text is taken without ranking

    @property
    def is_news(self) -> bool:
        """True for a page of the collection of news pages."""
        return self.sample.is_news

    @property
    def usable(self) -> bool:
        """True where there is something to learn from it."""
        return self.meant >= 0 or not self.known


def cases(sample: Sample) -> dict[str, Case]:
    document = sample.document
    found = metadata.candidates(document)
    chosen: dict[str, object] = {}
    for field, choose in (("language", language.choose), ("title", title.choose)):
        choice = choose(found, document, chosen)
        if choice:
            chosen[field] = choice.value
    shown = title.heading(found, document, lambda: site.names_in_head(found, document))
    return {
        "title": _case(
            sample,
            title.options(found, document),
            lambda value: fold(str(value)) == sample.title,
            True,
            str(shown.value) if shown else None,
        ),
        "authors": _case(
            sample,
            authors.options(found, document, chosen),
            lambda value: names(value) == sample.authors,
            bool(sample.authors),
            meant=lambda value: persons(value) == persons(people(sample.said)),
        ),
        "published": _case(
            sample,
            published.options(found),
            lambda value: value.isoformat()[:10] == sample.day,
            bool(sample.day),
        ),
    }


def persons(value: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(without_title(name)) for name in value)


def _case(sample, options, is_true, known, fixed=None, meant=None) -> Case:
    true = next((i for i, option in enumerate(options) if known and is_true(option.value)), -1)
    learned = true
    if true < 0 and known and meant:
        learned = next((i for i, option in enumerate(options) if meant(option.value)), -1)
    return Case(sample, options, true, learned, known, fixed)


def train(data: list[Case], penalty: float, nothing: float) -> dict[str, float]:
    """Return the weights that make the true options likeliest."""
    data = [case for case in data if case.usable and (case.meant >= 0 or nothing)]
    counts = Counter(f for case in data for option in case.options for f in option.features)
    columns = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
    rows = [(page, option) for page, case in enumerate(data) for option in case.options]
    cells = [(r, columns[f]) for r, (_, o) in enumerate(rows) for f in o.features if f in columns]
    matrix = csr_matrix(
        (np.ones(len(cells)), tuple(np.array(cells).T)), shape=(len(rows), len(columns))
    )
    page_of = np.array([page for page, _ in rows])
    starts = np.cumsum([0, *(len(case.options) for case in data)])[:-1]
    is_given = np.array([case.meant >= 0 for case in data])
    true_row = starts + np.array([max(case.meant, 0) for case in data])
    importance = np.where(is_given, 1.0, nothing)
    empty = 1.0 if nothing else 0.0  # "nothing" is an option too, with a score of 0

    def loss(weights):
        scores = matrix @ weights
        top = np.zeros(len(data))
        np.maximum.at(top, page_of, scores)
        shares = np.exp(scores - top[page_of])
        total = empty * np.exp(-top)
        np.add.at(total, page_of, shares)
        true_score = np.where(is_given, scores[np.minimum(true_row, len(rows) - 1)], 0.0)
        likelihood = importance @ (true_score - top - np.log(total))
        pull = -(shares / total[page_of]) * importance[page_of]
        np.add.at(pull, true_row[is_given], importance[is_given])
        slope = matrix.T @ pull
        return -likelihood + penalty / 2 * weights @ weights, -slope + penalty * weights

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B")
    return {feature: round(float(found.x[i]), 3) for feature, i in columns.items()}


def choose(case: Case, weights: dict[str, float], least: float) -> int:
    """Return the option that these weights choose, -1 for nothing."""
    scores = [ranker.score(option.features, weights) for option in case.options]
    best = int(np.argmax(scores)) if scores else -1
    return best if best >= 0 and scores[best] > least else -1


def out_of_fold(field: str, data: list[Case]) -> list[int]:
    domains = sorted({case.sample.group for case in data})
    random.Random(0).shuffle(domains)
    fold_of = {domain: i % FOLDS for i, domain in enumerate(domains)}
    answers = [-1] * len(data)
    for number in range(FOLDS):
        rest = [case for case in data if fold_of[case.sample.group] != number]
        weights = train(rest, PENALTY[field], NOTHING[field])
        for i, case in enumerate(data):
            if fold_of[case.sample.group] == number:
                answers[i] = choose(case, weights, _least(field, case))
    return answers


def _least(field: str, case: Case) -> float:
    if field == "authors":
        return authors.least(case.options)
    return float("-inf") if field == "title" else 0.0


def is_right(case: Case, answer: int) -> bool:
    if case.fixed is not None:
        return fold(case.fixed) == case.sample.title
    return answer >= 0 and answer == case.true


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--news", type=Path, default=NEWS)
    parser.add_argument("--write", action="store_true", help="train on all pages, write weights")
    parser.add_argument("--misses", choices=list(PENALTY), help="print what went wrong")
    arguments = parser.parse_args()
    pages = list(some(arguments.data, samples(arguments.data)))
    clock = []
    for sample in pages:
        start = time.process_time()
        metadata.read(sample.document)
        clock.append(1e3 * (time.process_time() - start))
    print(f"{len(pages)} pages, read() {statistics.median(clock):.1f} ms of CPU a page (median)")
    pages += some(arguments.news, news_samples(arguments.news))
    tables = [cases(sample) for sample in pages]
    learned = {}
    for field in PENALTY:
        data = [table[field] for table in tables if field != "title" or not table[field].is_news]
        answers = out_of_fold(field, data)
        pairs = list(zip(data, answers, strict=True))
        report(field, [(case, answer) for case, answer in pairs if not case.is_news])
        report(f"{field} (news)", [(case, answer) for case, answer in pairs if case.is_news])
        learned[field] = train(data, PENALTY[field], NOTHING[field])
        if arguments.misses == field:
            misses(data, answers)
    if arguments.write:
        lines = []
        for field, weights in learned.items():
            kept = {f: w for f, w in sorted(weights.items()) if abs(w) >= 0.02}
            rows = ",\n".join(f"  {json.dumps(f)}: {w}" for f, w in kept.items())
            lines.append(f"{json.dumps(field)}: {{\n{rows}\n}}")
        TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
        print(f"{TARGET.name}: {sum(map(len, learned.values()))} weights")


def report(name: str, pairs: list[tuple[Case, int]]) -> None:
    known = [is_right(case, answer) for case, answer in pairs if case.known]
    if not known:
        return
    low, high = interval(known)
    offered = statistics.mean(case.true >= 0 for case, _ in pairs if case.known)
    meant = [answer >= 0 and answer == case.meant for case, answer in pairs if case.known]
    empty = [answer >= 0 for case, answer in pairs if not case.known]
    given = f", given where truth has none {statistics.mean(empty):.3f}" if empty else ""
    print(
        f"{name:16s} out of fold {statistics.mean(known):.4f} [{low:.4f}, {high:.4f}]"
        f" of {len(known)}"
        f" (the page offers it: {offered:.4f}){given}"
    )
    if name == "authors":
        print(
            f"                 without degrees and roles in the truth {statistics.mean(meant):.4f}"
        )


def interval(right: list[bool]) -> tuple[float, float]:
    """Return the 95 % interval of a share, by a bootstrap over pages."""
    values = np.array(right, dtype=float)
    draws = np.random.default_rng(0).integers(0, len(values), (2_000, len(values)))
    low, high = np.percentile(values[draws].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)


def misses(data: list[Case], answers: list[int]) -> None:
    for case, answer in zip(data, answers, strict=True):
        if not case.known or is_right(case, answer):
            continue
        value = case.fixed or (case.options[answer].value if answer >= 0 else None)
        wanted = {"t": case.sample.title, "a": case.sample.said, "d": case.sample.day}
        print(f"{case.sample.identity} {case.sample.url[:80]}\n    {value!r}\n    truth: {wanted}")


if __name__ == "__main__":
    main()
