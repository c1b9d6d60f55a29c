"""Builds the tables of word scores (``crosspost.body.lexicon``) from labelled pages.

A domain has one vote a word: the share of article text among what stands under that class, or
among the short lines with that word. A word needs several domains, and the tables that a training
page is measured with leave its own domain out, so that the model never learns from a score that
was made of the very page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from body_pages import Sample
from crosspost.body.arrays import Floats
from crosspost.body.lexicon import Lexicon, Table, line_words, name_words
from crosspost.body.words import by_row, is_line, of_lines

_PRIOR = 0.35  # share of article text among all text
_PRIOR_VOTES = 4.0
_NAME_DOMAINS = 6  # that a word of a class needs
_LINE_DOMAINS = 8
_Votes = dict[str, list[float]]  # word → number of pages, sum of their shares


@dataclass
class Votes:
    """What each domain says of each word, and the sums over all domains."""

    names: dict[str, _Votes] = field(default_factory=lambda: defaultdict(dict))
    lines: dict[str, _Votes] = field(default_factory=lambda: defaultdict(dict))

    def tables(self) -> Tables:
        """Count the votes."""
        return Tables(_Table(self.names, _NAME_DOMAINS), _Table(self.lines, _LINE_DOMAINS))


class _Table:
    def __init__(self, votes: Mapping[str, _Votes], least: int) -> None:
        self.least = least
        self.of_domain = {
            domain: {word: total / count for word, (count, total) in words.items()}
            for domain, words in votes.items()
        }
        self.counts: dict[str, int] = defaultdict(int)
        self.sums: dict[str, float] = defaultdict(float)
        for words in self.of_domain.values():
            for word, share in words.items():
                self.counts[word] += 1
                self.sums[word] += share
        self.scores = {
            word: _score(count, self.sums[word])
            for word, count in sorted(self.counts.items())
            if count >= least
        }

    @cached_property
    def whole(self) -> Table:
        """The scores by all votes."""
        return Table.of(self.scores)

    def without(self, domain: str) -> Table:
        """The scores without the votes of one domain: a copy of the whole with a few changed."""
        whole = self.whole
        table = replace(
            whole,
            single=whole.single.copy(),
            first=whole.first.copy(),
            pair_scores=whole.pair_scores.copy(),
        )
        for word, share in self.of_domain.get(domain, {}).items():
            if word in self.scores:
                count = self.counts[word] - 1
                enough = count >= self.least
                _put(table, word, _score(count, self.sums[word] - share) if enough else np.nan)
        return table


@dataclass
class Tables:
    """The two tables, whole or without the votes of one domain."""

    names: _Table
    lines: _Table

    def whole(self) -> Lexicon:
        """The tables by all votes."""
        return Lexicon(self.names.whole, self.lines.whole)

    def without(self, domain: str) -> Lexicon:
        """The tables as they are without one domain's votes."""
        return Lexicon(self.names.without(domain), self.lines.without(domain))


def _put(table: Table, key: str, score: float) -> None:
    """Change the score of a key that is in the table; NaN for none."""
    numbers = [table.words[word] for word in key.removeprefix("^").replace("-", " ").split()]
    if len(numbers) > 1:
        pair = numbers[0] * len(table.single) + numbers[1]
        table.pair_scores[np.searchsorted(table.pairs, pair)] = score
    else:
        (table.first if key.startswith("^") else table.single)[numbers[0]] = score


def _score(count: int, total: float) -> float:
    share = (total + _PRIOR * _PRIOR_VOTES) / (count + _PRIOR_VOTES)
    share = min(max(share, 0.01), 0.99)
    return round(float(np.log(share / (1 - share)) - np.log(_PRIOR / (1 - _PRIOR))), 2)


def build(samples: Iterable[Sample], labels: Mapping[str, tuple[Floats, Floats, float]]) -> Tables:
    """The tables of these samples."""
    votes = Votes()
    for sample in samples:
        if sample.found is not None and sample.truth:
            share, counts, _ = labels[sample.identity]
            _vote_on_names(votes.names[sample.group], sample, share, counts)
            _vote_on_lines(votes.lines[sample.group], sample, share)
    return votes.tables()


def _vote_on_names(votes: _Votes, sample: Sample, share: Floats, counts: Floats) -> None:
    found = sample.found
    assert found is not None
    weights = np.sqrt(np.maximum(counts, 1))
    sums = np.concatenate([[0.0], np.cumsum(weights)])
    good = np.concatenate([[0.0], np.cumsum(weights * share)])
    starts, ends = np.array(found.box_starts), np.array(found.box_ends)
    total, hits = sums[ends] - sums[starts], good[ends] - good[starts]
    of_word: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    asked = [set(keys) for keys in name_words(found.names)]
    for index, number in enumerate(found.box_name_numbers.tolist()):
        if total[index]:
            for word in asked[number]:
                entry = of_word[word]
                entry[0] += total[index]
                entry[1] += hits[index]
    for index, number in enumerate(found.inline_name_numbers.tolist()):
        for word in asked[number]:
            entry = of_word[word]
            entry[0] += weights[index]
            entry[1] += weights[index] * share[index]
    _cast(votes, of_word)


def _vote_on_lines(votes: _Votes, sample: Sample, share: Floats) -> None:
    found = sample.found
    assert found is not None
    of_word: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    lines = [text if is_line(text) else "" for text in found.texts]
    for line, hit in zip(by_row(of_lines(lines)), share.tolist(), strict=True):
        if line:
            for word in set(line_words(line)):
                entry = of_word[word]
                entry[0] += 1
                entry[1] += hit
    _cast(votes, of_word)


def _cast(votes: _Votes, of_word: Mapping[str, list[float]]) -> None:
    for word, (total, hits) in of_word.items():
        vote = votes.setdefault(word, [0.0, 0.0])
        vote[0] += 1
        vote[1] += hits / total
