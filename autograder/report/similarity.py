"""Answers that are more alike than chance and the task explain: a hint where to look, no proof.

Fingerprints of answers are those of Schleimer, Wilkerson and Aiken (Winnowing, 2003): hashes of
GRAM tokens in a row, the least of each WINDOW of them. What students rename, comment or quote
leaves no trace in them; what is given, or many wrote, is taken out.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from keyword import kwlist
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

GRAM, WINDOW = 8, 4
# A fingerprint that so large a share of the class has says nothing; at most, and at least, so many.
COMMON, MOST_HOLDERS, FEWEST_HOLDERS = 0.1, 100, 4
# An answer with fewer fingerprints of its own is alike to others by nature.
ENOUGH = 6
LEAST = 0.5
# Of one answer; more is no work of a person's.
MOST_CHARACTERS = 20_000
# Pairs of a task that are kept, and answers that are compared with all others at once.
KEPT, BLOCK = 1000, 500
# `tokenize` takes twelve times as long and stops at the first line that is no Python.
# What is not closed ends with its line or file: each letter is looked at once.
TOKEN = re.compile(
    r"""[#].*
    |[bfru]{0,2}(?:\"{3}(?:[\s\S]*?\"{3}|[\s\S]*) | '{3}(?:[\s\S]*?'{3}|[\s\S]*)
        | "(?:\\.|[^"\\\n])*"? | '(?:\\.|[^'\\\n])*'?)
    |(?P<kept>\d[\w.]* | (?<!self)\.\s*[^\W\d]\w* | [^\w\s])
    |(?P<name>\w+)""",
    re.VERBOSE | re.IGNORECASE,
)
KEYWORDS = frozenset(kwlist)
POWERS = np.array([pow(0x9E3779B97F4A7C15, n, 1 << 64) for n in range(1, GRAM + 1)], np.uint64)
Prints = NDArray[np.uint64]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Match:
    """Two answers to one task: the share of their fingerprints that both have, rare ones first.

    `evidence` is in bits: how unlikely it is that both have what they share.
    """

    task: str
    likeness: float
    evidence: float


@dataclass(frozen=True)
class Pair:
    """Two students and the tasks that they answered alike."""

    one: str
    other: str
    matches: tuple[Match, ...]

    @property
    def evidence(self) -> float:
        return sum(match.evidence for match in self.matches)


def pairs(
    answers: Mapping[str, Mapping[str, str]], given: Mapping[str, Collection[str]], most: int = 20
) -> list[Pair]:
    """Find the students whose answers are most alike, by student and task; the most alike first.

    `given` are texts by task that all may use: the stub, our own answer.
    """
    found: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for task in given:
        sources = {who: own[task] for who, own in sorted(answers.items()) if own.get(task)}
        for one, other, match in _matches(task, sources, given[task]) if sources else ():
            found[one, other].append(match)
    made = [Pair(*names, tuple(matches)) for names, matches in found.items()]
    return sorted(made, key=lambda pair: (-pair.evidence, pair.one, pair.other))[:most]


def tokens(source: str) -> list[str]:
    """Split Python, whole or broken, into what counts; a name is `_`, unless it follows a dot."""
    return [
        kept or (name if name in KEYWORDS else "_")
        for kept, name in TOKEN.findall(source[:MOST_CHARACTERS])
        if kept or name
    ]


def fingerprints(sources: Sequence[str]) -> tuple[Rows, Prints]:
    """Choose the fingerprints of each source, once each; the first array has the source's number."""
    numbers: dict[str, int] = defaultdict(count().__next__)
    ids = [[numbers[token] for token in tokens(source)] for source in sources]
    rows = np.repeat(np.arange(len(ids)), [len(each) for each in ids])
    flat = np.fromiter(chain.from_iterable(ids), np.uint64, len(rows))
    # All sources at once: thousands of small arrays would cost more than what is in them.
    powered = [part * power for part, power in zip(_slid(flat, GRAM), POWERS, strict=True)]
    rows, grams = _within(rows, np.add.reduce(powered), GRAM)
    rows, least = _within(rows, np.minimum.reduce(_slid(grams, WINDOW)), WINDOW)
    order = np.lexsort((least, rows))
    rows, least = rows[order], least[order]
    new = np.append(True, (np.diff(rows) > 0) | (least[1:] != least[:-1]))[: len(rows)]
    return rows[new], least[new]


def _slid(values: Prints, by: int) -> list[Prints]:
    """An array, and itself moved by one, two and so on, as far as all have values."""
    end = max(len(values) - by + 1, 0)
    return [values[first : first + end] for first in range(by)]


def _within(rows: Rows, values: Prints, by: int) -> tuple[Rows, Prints]:
    """Keep what was made of so many neighbours of one source."""
    first = rows[: len(values)]
    same = first == rows[by - 1 :]
    return first[same], values[same]


def _matches(
    task: str, sources: Mapping[str, str], given: Collection[str]
) -> Iterator[tuple[str, str, Match]]:
    rows, prints = fingerprints([*given, *sources.values()])
    known = prints[rows < len(given)]
    own = rows >= len(given)
    held = _held(rows[own] - len(given), prints[own], known, len(sources))
    sizes = np.asarray(held.multiply(held).sum(axis=1)).ravel()
    names = list(sources)
    for one, other, evidence in _alike(held, sizes):
        likeness = evidence / (sizes[one] + sizes[other] - evidence)
        yield names[one], names[other], Match(task, float(likeness), float(evidence))


def _held(rows: Rows, prints: Prints, known: Prints, answers: int) -> Any:
    """A row an answer, a column a fingerprint; squares are bits, so that products of rows are, too."""
    distinct, columns, holders = np.unique(prints, return_inverse=True, return_counts=True)
    most = min(max(COMMON * answers, FEWEST_HOLDERS), MOST_HOLDERS)
    own = ((holders <= most) & ~np.isin(distinct, known))[columns]
    own &= (np.bincount(rows[own], minlength=answers) >= ENOUGH)[rows]
    bits = np.sqrt(np.log2((answers + 1) / holders))[columns]
    return csr_matrix((bits[own], (rows[own], columns[own])), shape=(answers, len(distinct)))


def _alike(held: Any, sizes: NDArray[np.float64]) -> Iterator[tuple[int, int, float]]:
    """Give the rows that are alike and what they share, the most telling ones."""
    found = []
    others = held.T.tocsr()
    for start in range(0, held.shape[0], BLOCK):
        both = (held[start : start + BLOCK] @ others).tocoo()
        one, other, shared = both.row + start, both.col, both.data
        # The first is cheap and leaves few for the second.
        near = (one < other) & (shared > 0)
        one, other, shared = one[near], other[near], shared[near]
        near = shared >= LEAST * (sizes[one] + sizes[other] - shared)
        found.append(np.stack([one[near], other[near], shared[near]]))
    one, other, shared = np.concatenate(found, axis=1)
    for place in np.lexsort((other, one, -shared))[:KEPT]:
        yield int(one[place]), int(other[place]), float(shared[place])
