"""Finds answers that are more alike than chance and the task explain: a hint where to look, no proof.

The fingerprints are those of Schleimer, Wilkerson and Aiken (Winnowing, 2003). They are
hashes of GRAM tokens in a row. Of each WINDOW of hashes, the least one is taken. Names, comments
and strings leave no trace in them. Fingerprints of given texts, and those that many students have,
are removed.
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
# A fingerprint that this share of the class has tells nothing; upper and lower bound in students.
COMMON, MOST_HOLDERS, FEWEST_HOLDERS = 0.1, 100, 4
# Answers with fewer fingerprints of their own are alike by nature.
ENOUGH = 6
LEAST = 0.5
# Of one answer. No person writes more.
MOST_CHARACTERS = 20_000
# Pairs of a task that are kept; answers that are compared with all others in one step.
KEPT, BLOCK = 1000, 500
# `tokenize` takes twelve times as long, and stops at the first line that is not Python.
# An open string ends with its line or file. So each letter is looked at once.
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
    """Two answers to one task. `likeness` is the share of common fingerprints; rare ones count more.

    `evidence` is in bits: it tells how unlikely the shared fingerprints are.
    """

    task: str
    likeness: float
    evidence: float


@dataclass(frozen=True)
class Pair:
    """Two students, and the tasks to which they gave like answers."""

    one: str
    other: str
    matches: tuple[Match, ...]

    @property
    def evidence(self) -> float:
        """The evidence of all tasks, in bits."""
        return sum(match.evidence for match in self.matches)


def pairs(
    answers: Mapping[str, Mapping[str, str]], given: Mapping[str, Collection[str]], most: int = 20
) -> list[Pair]:
    """Find the pairs of students with the most evidence, at most `most`, in falling order.

    `answers` are sources by student and task. `given` are texts by task that all students may use.
    """
    matches: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for task in given:
        sources = {name: own[task] for name, own in sorted(answers.items()) if own.get(task)}
        for one, other, match in _matches(task, sources, given[task]) if sources else ():
            matches[one, other].append(match)
    made = [Pair(*names, tuple(of_pair)) for names, of_pair in matches.items()]
    return sorted(made, key=lambda pair: (-pair.evidence, pair.one, pair.other))[:most]


def tokens(source: str) -> list[str]:
    """Split Python, correct or not, into tokens that count. A name becomes `_`, unless it follows a dot."""
    return [
        kept or (name if name in KEYWORDS else "_")
        for kept, name in TOKEN.findall(source[:MOST_CHARACTERS])
        if kept or name
    ]


def fingerprints(sources: Sequence[str]) -> tuple[Rows, Prints]:
    """Choose the distinct fingerprints of each source.

    Gives two arrays of one length: the source's number (int64), and the fingerprint (uint64).
    """
    numbers: dict[str, int] = defaultdict(count().__next__)
    ids = [[numbers[token] for token in tokens(source)] for source in sources]
    rows = np.repeat(np.arange(len(ids)), [len(row) for row in ids])
    flat = np.fromiter(chain.from_iterable(ids), np.uint64, len(rows))
    # All sources at once: thousands of small arrays would cost more time than their contents.
    powered = [part * power for part, power in zip(_slid(flat, GRAM), POWERS, strict=True)]
    rows, grams = _within(rows, np.add.reduce(powered), GRAM)
    rows, least = _within(rows, np.minimum.reduce(_slid(grams, WINDOW)), WINDOW)
    order = np.lexsort((least, rows))
    rows, least = rows[order], least[order]
    new = np.append(True, (np.diff(rows) > 0) | (least[1:] != least[:-1]))[: len(rows)]
    return rows[new], least[new]


def _slid(values: Prints, by: int) -> list[Prints]:
    """Give `by` copies of an array, each shifted by one more, cut to the same length."""
    end = max(len(values) - by + 1, 0)
    return [values[first : first + end] for first in range(by)]


def _within(rows: Rows, values: Prints, by: int) -> tuple[Rows, Prints]:
    """Keep the values that were computed from `by` neighbours of a single source."""
    first = rows[: len(values)]
    same = first == rows[by - 1 :]
    return first[same], values[same]


def _matches(
    task: str, sources: Mapping[str, str], given: Collection[str]
) -> Iterator[tuple[str, str, Match]]:
    rows, prints = fingerprints([*given, *sources.values()])
    known = prints[rows < len(given)]
    own = rows >= len(given)
    weights = _weights(rows[own] - len(given), prints[own], known, len(sources))
    sizes = np.asarray(weights.multiply(weights).sum(axis=1)).ravel()
    names = list(sources)
    for one, other, evidence in _alike(weights, sizes):
        likeness = evidence / (sizes[one] + sizes[other] - evidence)
        yield names[one], names[other], Match(task, float(likeness), float(evidence))


def _weights(rows: Rows, prints: Prints, known: Prints, answers: int) -> Any:
    """Make a sparse matrix (answers × fingerprints). An entry's square is in bits.

    So the product of two rows is the evidence that both answers share.
    """
    distinct, columns, holders = np.unique(prints, return_inverse=True, return_counts=True)
    most = min(max(COMMON * answers, FEWEST_HOLDERS), MOST_HOLDERS)
    own = ((holders <= most) & ~np.isin(distinct, known))[columns]
    own &= (np.bincount(rows[own], minlength=answers) >= ENOUGH)[rows]
    bits = np.sqrt(np.log2((answers + 1) / holders))[columns]
    return csr_matrix((bits[own], (rows[own], columns[own])), shape=(answers, len(distinct)))


def _alike(weights: Any, sizes: NDArray[np.float64]) -> Iterator[tuple[int, int, float]]:
    """Give pairs of like rows and their shared evidence, at most `KEPT`, the strongest first."""
    blocks = []
    others = weights.T.tocsr()
    for start in range(0, weights.shape[0], BLOCK):
        both = (weights[start : start + BLOCK] @ others).tocoo()
        one, other, shared = both.row + start, both.col, both.data
        # The first condition is cheap, and leaves few pairs for the second.
        near = (one < other) & (shared > 0)
        one, other, shared = one[near], other[near], shared[near]
        near = shared >= LEAST * (sizes[one] + sizes[other] - shared)
        blocks.append(np.stack([one[near], other[near], shared[near]]))
    one, other, shared = np.concatenate(blocks, axis=1)
    for index in np.lexsort((other, one, -shared))[:KEPT]:
        yield int(one[index]), int(other[index]), float(shared[index])
