"""Builds the tables of word scores (``crosspost.body.lexicon``) from labelled pages.

A domain has one vote a word: the share of article text among what stands under that class, or
among the short lines with that word. A word needs several domains, and the tables that a training
page is measured with leave its own domain out, so that the model never learns from a score that
was made of the very page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from crosspost.body.arrays import Floats
from crosspost.body.lexicon import Lexicon, Table
from crosspost.body.words import Words, is_line, of_lines

if TYPE_CHECKING:
    from body_pages import Sample

_PRIOR = 0.35  # share of article text among all text
_PRIOR_VOTES = 4.0
_NAME_DOMAINS = 6  # that a word of a class needs
_LINE_DOMAINS = 8
_Votes = dict[str, list[float]]  # word → number of pages, sum of their shares


def table(scores: Mapping[str, float]) -> Table:
    """The table of scores by text: ``share``, ``^share`` where it comes first, ``share this``.

    A hyphen between two words is as good as a space.
    """
    keys = {key: _parts(key) for key in scores}
    words = {word: number for number, word in enumerate(sorted(set(chain(*keys.values()))), 1)}
    single, first = np.full((2, len(words) + 1), np.nan)
    pairs: dict[int, float] = {}
    for key, parts in keys.items():
        numbers = [words[part] for part in parts]
        if len(numbers) > 1:
            pairs[numbers[0] * (len(words) + 1) + numbers[1]] = scores[key]
        else:
            (first if key.startswith("^") else single)[numbers[0]] = scores[key]
    order = sorted(pairs)
    return Table(
        words,
        single,
        first,
        np.array(order, dtype=np.int64),
        np.array([pairs[pair] for pair in order], dtype=np.float64),
    )


def _parts(key: str) -> list[str]:
    return key.removeprefix("^").replace("-", " ").split()


def name_words(names: Words) -> list[list[str]]:
    """What is looked up for each class and id: its words and pairs of words."""
    return [found + [f"{one}-{two}" for one, two in pairwise(found)] for found in by_row(names)]


def line_words(line: Sequence[str]) -> list[str]:
    """What is looked up for a short line: its words and pairs of words, the start marked."""
    return [f"^{line[0]}", *line, *(f"{one} {two}" for one, two in pairwise(line))]


def by_row(found: Words) -> list[list[str]]:
    """The words of each name or line, in the order in which these were given."""
    rows: list[list[str]] = [[] for _ in found.rows]
    ends = np.append(found.starts[1:], len(found.words))[: len(rows)].tolist()
    for row, start, end in zip(found.rows.tolist(), found.starts.tolist(), ends, strict=True):
        rows[row] = found.words[start + 1 : end]
    return rows


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
        return table(self.scores)

    def without(self, domain: str) -> Table:
        """The scores without the votes of one domain: a copy of the whole with a few changed."""
        whole = self.whole
        changed = replace(
            whole,
            single=whole.single.copy(),
            first=whole.first.copy(),
            pair_scores=whole.pair_scores.copy(),
        )
        for word, share in self.of_domain.get(domain, {}).items():
            if word in self.scores:
                count = self.counts[word] - 1
                enough = count >= self.least
                _put(changed, word, _score(count, self.sums[word] - share) if enough else np.nan)
        return changed


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


def _put(scores: Table, key: str, score: float) -> None:
    """Change the score of a key that is in the table; NaN for none."""
    numbers = [scores.words[word] for word in _parts(key)]
    if len(numbers) > 1:
        pair = numbers[0] * len(scores.single) + numbers[1]
        scores.pair_scores[np.searchsorted(scores.pairs, pair)] = score
    else:
        (scores.first if key.startswith("^") else scores.single)[numbers[0]] = score


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
