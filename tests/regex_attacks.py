"""What the worst text for a regular expression costs, and how that grows with its length."""

from __future__ import annotations

import math
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from regex_texts import Attack, attacks

# Seconds of processor time.
_LIMIT = 0.3
# Suspicious texts of an expression that are followed as they grow.
_FOLLOWED = 4
_SMALL, _LARGE = 1_500, 16_000
_MORE_THAN_LINEAR = 1.5
_STEEP = 6  # times the time for four times the text
# What a character of a text costs that is read once, with what stands around, at the most.
_LINEAR = 0.12e-6
_FLOOR = 40e-6
# What is slower at the largest size, a character, and grows faster than the text, is not linear.
_SLOW = 1e-6


class TooSlow(Exception):
    """A text took longer than the limit."""


@dataclass(frozen=True)
class Cost:
    """What the worst text for an expression costs.

    Attributes:
        power: 1 for linear, 2 for quadratic; infinity for exponential.
        attack: the text; None where none is worse than linear.
        seconds: at the largest size that was tried.
        size: that size in characters.
    """

    power: float = 1.0
    attack: Attack | None = None
    seconds: float = 0.0
    size: int = 0

    @property
    def kind(self) -> str:
        """The power in a word."""
        if self.attack is None:
            return "linear"
        return "exponential" if self.power == math.inf else f"n^{self.power:.1f}"


def scan(pattern: re.Pattern[Any], call: str, largest: int = _LARGE) -> Cost:
    """Return the cost of the worst text for an expression.

    The first text that is worse than linear is followed as it grows; of the others only those that
    are much slower at a small size.

    Args:
        pattern: the expression.
        call: ``finditer`` for all matches, ``search``, ``match`` or ``fullmatch``.
        largest: characters of the largest text.
    """
    worst = Cost()
    slow, followed = 0.0, 0
    for attack in attacks(pattern, call):
        seconds = _small_seconds(pattern, call, attack, 3 * slow)
        if seconds is None:
            continue
        if seconds == _LIMIT and _is_exponential(pattern, call, attack):
            return Cost(math.inf, attack, _LIMIT, _SMALL)
        cost = _cost(pattern, call, attack, largest)
        if cost.attack and (cost.power, cost.seconds) > (worst.power, worst.seconds):
            worst, slow = cost, max(slow, seconds)
        followed += 1
        if followed == _FOLLOWED:
            break
    return worst


def _small_seconds(
    pattern: re.Pattern[Any], call: str, attack: Attack, least: float
) -> float | None:
    """Return what a short text costs; None where that is little, or grows with the text."""
    text = attack.text(_SMALL)
    least = max(_FLOOR + _LINEAR * len(text), least)
    try:
        seconds = _seconds(pattern, call, text)
        if seconds < least:
            return None
        quarter = attack.text(_SMALL // 4)
        before = min(_seconds(pattern, call, quarter) for _ in range(3))
        if seconds < _STEEP * before:
            return None
        seconds = min(seconds, _seconds(pattern, call, text), _seconds(pattern, call, text))
    except TooSlow:
        return _LIMIT
    return None if seconds < least or seconds < _STEEP * before else seconds


def slowest(pattern: re.Pattern[Any], call: str, size: int, limit: float) -> float:
    """Return the seconds of the worst text of a size, at most ``limit``."""
    worst = 0.0
    for attack in attacks(pattern, call):
        text = attack.text(max(1, size - len(attack.before) - len(attack.after)))
        try:
            seconds = _seconds(pattern, call, text, limit)
            if seconds > limit / 10:  # again, as it may have been something else that took long
                seconds = min(_seconds(pattern, call, text, limit) for _ in range(3))
        except TooSlow:
            return limit
        worst = max(worst, seconds)
    return worst


def _cost(pattern: re.Pattern[Any], call: str, attack: Attack, largest: int) -> Cost:
    """Return what a text costs as it grows."""
    size, before, seconds = _SMALL // 32, 0.0, 0.0
    power = 1.0
    while size < largest and seconds < _LIMIT / 8:
        size *= 2
        text = attack.text(size)
        try:
            before, seconds = seconds, min(_seconds(pattern, call, text) for _ in range(2))
        except TooSlow:
            return Cost(max(power, 2.0), attack, _LIMIT, size)
        power = math.log2(max(seconds, _FLOOR) / before) if before > _FLOOR else power
    if seconds < _SLOW * size or power < _MORE_THAN_LINEAR:
        return Cost()
    # Of one or two measurements, each may be wrong on a busy machine.
    quarter, whole = (_mean_seconds(pattern, call, attack.text(n)) for n in (size // 4, size))
    power = math.log(whole / quarter, 4)
    return Cost(power, attack, whole, size) if power > _MORE_THAN_LINEAR else Cost()


def _mean_seconds(pattern: re.Pattern[Any], call: str, text: str) -> float:
    """Return what a text costs, as the mean of many times."""
    spent, count = 0.0, 0
    while spent < _LIMIT / 4:
        spent, count = spent + _seconds(pattern, call, text, 10 * _LIMIT), count + 1
    return spent / count


def _is_exponential(pattern: re.Pattern[Any], call: str, attack: Attack) -> bool:
    """Tell whether a few dozen repetitions are too many."""
    for count in range(4, 64, 2):
        text = attack.before + attack.unit * count + attack.after
        try:
            _seconds(pattern, call, text)
        except TooSlow:
            return True
    return False


def _seconds(pattern: re.Pattern[Any], call: str, text: str, limit: float = _LIMIT) -> float:
    subject = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    method = getattr(pattern, call)
    with _at_most(limit):
        # While a timer runs, the clock of the whole process goes in steps of some milliseconds.
        start = time.thread_time()
        if call == "finditer":
            for _ in method(subject):
                pass
        else:
            method(subject)
        return time.thread_time() - start


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Interrupt a match that takes too long: the engine looks for signals now and then."""

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
