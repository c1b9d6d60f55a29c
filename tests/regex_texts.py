"""Texts that make a regular expression slow, made from the expression itself.

For every repetition of an expression: what leads up to it, a text that it repeats, many times, and
an end at which it fails. Where an expression is searched for, also what leads up to the repetition,
many times, so that every beginning is tried. The texts to repeat are one character of each kind
that the expression tells apart, and samples of what is repeated, so that neighbours that take the
same characters, and repetitions in repetitions, are met too.

Known tools did not serve: regexploit 1.0 (the last one, of 2021) fails on the possessive
repetitions of Python 3.11; redos looks for constructs and reported none of the 350 expressions when
one of them, now a case of ``test_regex_attacks.py``, was exponential.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import chain
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

C = _constants
_REPEATS = (C.MAX_REPEAT, C.MIN_REPEAT, C.POSSESSIVE_REPEAT)
_LEAVES = (C.LITERAL, C.NOT_LITERAL, C.IN, C.ANY, C.CATEGORY, C.RANGE)
# A repetition of no more than so many costs little however it fails.
_FEW = 10
_POOL = " \n\taz1A.-_/<>\"'\\:;,=&#@%()[]{}|*!?+~`^$éß\xa0\x85中٠\x00"
_UNITS = 24  # texts to repeat, of each repetition
_ENDS = 4


class Attack(NamedTuple):
    """A text in three parts: what leads up, what is repeated, where it fails."""

    before: str
    unit: str
    after: str

    def text(self, size: int) -> str:
        """Return the text with about so many characters."""
        return self.before + self.unit * max(1, size // len(self.unit)) + self.after


def attacks(pattern: re.Pattern[Any], call: str) -> list[Attack]:
    """Return texts for all repetitions of an expression, each once."""
    maker = _Maker(pattern)
    is_search = call not in ("match", "fullmatch")
    found: dict[Attack, None] = {}
    for before, body, following in maker.repetitions():
        units = maker.units(body)
        for unit in units:
            for end in maker.ends(unit, following):
                found[Attack(before, unit, end)] = None
                if is_search and before:
                    found[Attack("", unit, end)] = None
            if is_search:
                found[Attack("", before + unit, "")] = None
        if is_search and before:
            found[Attack("", before, "")] = None
    return [attack for attack in found if attack.unit]


class _Maker:
    """Makes texts from a parsed expression."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        self.pattern = pattern
        self.is_bytes = isinstance(pattern.pattern, bytes)
        self.tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
        self.flags = self.tree.state.flags
        self.random = random.Random(0)
        self._accepted: dict[int, str] = {}
        self._kept: list[Any] = []
        self.alphabet = self._alphabet()

    def _alphabet(self) -> str:
        """Return one character of each kind that the expression tells apart."""
        leaves = list(self._leaves(self.tree))
        characters = dict.fromkeys(_POOL)
        for op, argument in leaves:
            if op in (C.LITERAL, C.NOT_LITERAL):
                characters[chr(argument)] = None
            for inner in argument if op is C.IN else ():
                if inner[0] is C.LITERAL:
                    characters[chr(inner[1])] = None
                elif inner[0] is C.RANGE:
                    characters.update(dict.fromkeys(map(chr, inner[1])))
        usable = [c for c in characters if not self.is_bytes or ord(c) < 256]
        kinds: dict[tuple[bool, ...], str] = {}
        matchers = [self._compiled([leaf]) for leaf in leaves]
        for character in usable:
            subject = character.encode("latin-1") if self.is_bytes else character
            kinds.setdefault(tuple(bool(m.fullmatch(subject)) for m in matchers), character)
        # Of letters that stand as they are in words there may be a hundred kinds.
        return "".join(list(kinds.values())[:60])

    def _compiled(self, nodes: list[Any]) -> Any:
        part = _parser.SubPattern(self.tree.state, nodes)
        return _compiler.compile(part, self.flags)

    def _leaves(self, nodes: Any) -> Iterator[Any]:
        for node in nodes:
            if node[0] in _LEAVES:
                yield node
            for inner in _inside(node):
                yield from self._leaves(inner)

    def accepted(self, node: Any) -> str:
        """Return the characters that a leaf takes, the ordinary ones first."""
        known = self._accepted.get(id(node))
        if known is None:
            if node[0] is C.LITERAL:
                known = chr(node[1])
            else:
                matcher = self._compiled([node])
                encoded = ((c, c.encode("latin-1") if self.is_bytes else c) for c in self.alphabet)
                known = "".join(c for c, subject in encoded if matcher.fullmatch(subject))
            self._accepted[id(node)] = known
            self._kept.append(node)
        return known

    def sample(self, nodes: Any, *, more: bool = False) -> str:
        """Return a text that nodes match: with as little as may be, or one of what is optional."""
        return "".join(self._sample(node, more) for node in nodes)

    def _sample(self, node: Any, more: bool) -> str:
        op, argument = node
        if op in _LEAVES:
            accepted = self.accepted(node)
            if not accepted:
                return ""
            return self.random.choice(accepted) if more else accepted[0]
        if op in _REPEATS:
            least, most, body = argument
            count = max(least, 1) if more and most else least
            return "".join(self.sample(body, more=more) for _ in range(min(count, 50)))
        if op is C.BRANCH:
            branches = argument[1]
            chosen = self.random.choice(branches) if more else branches[0]
            return self.sample(chosen, more=more)
        if op is C.ASSERT and argument[0] < 0:
            return self.sample(argument[1], more=more)
        if op is C.AT and argument in (C.AT_BOUNDARY,):
            return ""
        if op in (C.SUBPATTERN, C.ATOMIC_GROUP):
            return self.sample(argument[-1] if op is C.SUBPATTERN else argument, more=more)
        return ""

    def repetitions(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield each repetition: what leads up to it (twice), what it repeats, what follows."""
        yield from self._repetitions(self.tree, ("", ""), ())

    def _repetitions(self, nodes: Any, before: tuple[str, str], following: Any) -> Iterator[Any]:
        nodes = list(nodes)
        for index, node in enumerate(nodes):
            rest = (*nodes[index + 1 :], *following)
            leads = tuple(
                dict.fromkeys(
                    lead + self.sample(nodes[:index], more=more)
                    for lead, more in zip(before, (False, True), strict=True)
                )
            )
            if node[0] in _REPEATS and node[1][1] > _FEW:
                for lead in leads:
                    yield lead, node[1][2], rest
            pair = (leads[0], leads[-1])
            for inner in _inside(node):
                yield from self._repetitions(inner, pair, rest)

    def units(self, body: Any) -> list[str]:
        """Return texts that a repetition's body takes.

        With each branch, and in each place one character of every kind that may stand there.
        """
        found: dict[str, None] = {}
        for text in self._varied(body):
            found.setdefault(text)
        found.update(dict.fromkeys(self.sample(body, more=True) for _ in range(3)))
        return [text for text in found if text][:_UNITS]

    def _varied(self, nodes: Any) -> Iterator[str]:
        """Yield what nodes match, one of them after the other as various as it can be."""
        nodes = list(nodes)
        for index, node in enumerate(nodes):
            before, after = self.sample(nodes[:index]), self.sample(nodes[index + 1 :])
            if node[0] in _LEAVES:
                various: Any = self.accepted(node)
            elif node[0] in (C.ASSERT, C.ASSERT_NOT, C.AT):
                various = ()
            else:
                various = chain.from_iterable(map(self._varied, _inside(node)))
            for text in various:
                yield before + text + after

    def ends(self, unit: str, following: Any) -> list[str]:
        """Return ends at which what follows may fail: nothing, and characters of other kinds."""
        others = [c for c in self.alphabet if c not in unit]
        first = self.sample(following)[:1]
        others = [c for c in others if c != first] or others
        self.random.shuffle(others)
        return ["", *others[: _ENDS - 1]]


def _inside(node: Any) -> list[Any]:
    """Return the sequences of nodes in a node."""
    op, argument = node
    if op in _REPEATS:
        return [argument[2]]
    if op is C.BRANCH:
        return list(argument[1])
    if op is C.SUBPATTERN:
        return [argument[-1]]
    if op is C.ATOMIC_GROUP:
        return [argument]
    if op in (C.ASSERT, C.ASSERT_NOT):
        return [argument[1]]
    if op is C.GROUPREF_EXISTS:
        return [branch for branch in argument[1:] if branch is not None]
    return []
