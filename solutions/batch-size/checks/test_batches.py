"""The hidden checks of `batches`. Chance is asked for at 6.5 standard deviations."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, holds
from course.promises import Call, DrawsFrom, Generator, GivesNewArrays, Refuses, promises

from .rows import (
    FROM_RNG,
    OWNED,
    SIGMAS,
    equally_likely,
    repeated,
    seeds,
    sizes_of_batches,
)


def dealt(got):
    """Take a result as a list of arrays of whole numbers."""
    if not isinstance(got, list | tuple):
        raise Mismatch("The batches should stand in a list or tuple.", got=got, names_mistake=False)
    message = "Each batch should be a one-dimensional array of integers; a list is none."
    parts = [as_array(part, message=message) for part in got]
    if any(part.ndim != 1 or part.dtype.kind not in "iu" for part in parts):
        raise Mismatch(message, got=got, names_mistake=False)
    return [part.astype("int64") for part in parts]


def in_order(parts):
    """The rows, one batch after the other."""
    return np.concatenate([np.empty(0, "int64"), *parts])


def deal(student, n, size, seed):
    with student.succeeds(message=f"batches({n}, {size}, rng) should not raise."):
        got = student.batches(n, size, student.rng(seed))
    return dealt(got)


@pytest.mark.task("batches", weight=5)
@pytest.mark.main
@pytest.mark.tries("Each row is in one batch, and once only.")
@given(n=integers(20, 200), size=integers(1, 60), seed=seeds)
def test_each_row_comes_once(student, n, size, seed):
    """In an epoch each row is dealt once."""
    parts = deal(student, n, size, seed)
    rows = in_order(parts)
    full = n - n % size
    name = ""
    if len(rows) == full < n and len(np.unique(rows)) == full:
        name = "last_batch_dropped"
    elif [len(part) for part in parts] == sizes_of_batches(n, size):
        # Of rows that are drawn afresh, a third is left out: of 20 at least 3, at most 12.
        left_out = n - len(np.unique(rows))
        name = "drawn_with_replacement" if 0.15 * n <= left_out <= 0.6 * n else ""
    good = bool(np.array_equal(np.sort(rows), np.arange(n)))
    message = f"Each of the {n} rows should be dealt, and dealt once."
    holds(good, message=message, misconception=name)


@pytest.mark.task("batches")
@pytest.mark.supporting
@pytest.mark.tries("Each row is in one batch, and once only.")
def test_no_row_comes_twice(student, seed):
    """In an epoch no row is dealt a second time."""
    for n, size in ((10, 4), (100, 7), (9, 8), (31, 30), (12, 12)):
        rows = in_order(deal(student, n, size, seed))
        twice = len(rows) - len(np.unique(rows))
        message = f"batches({n}, {size}, rng): rows that are dealt again."
        holds(twice == 0, message=message, measured=twice)


@pytest.mark.task("batches", weight=3)
@pytest.mark.tries(
    "Each batch has `size` rows.",
    "rows in a batch, an int.",
    "Only the last one may have fewer: it holds what is left.",
    "No batch is empty: a size above n gives one batch, and n = 0 gives none.",
    "number of rows, an int, at least 0.",
    "Returns a list or tuple of one-dimensional arrays of integers.",
    "Deal the row numbers 0 … n - 1 into the batches of one epoch.",
)
def test_all_batches_but_the_last_are_full(student, seed):
    """All batches have the size asked for, and the last one holds what is left."""
    cases = [
        *((10, 4), (12, 4), (11, 4), (5, 8), (1, 1), (1, 50), (7, 7), (8, 7), (300, 1), (9, 5)),
        *((100, 99), (100, 51), (70_000, 30_000), (2, 1), (0, 1), (0, 9)),
    ]
    for n, size in cases:
        parts = deal(student, n, size, seed)
        message = (
            f"batches({n}, {size}, rng): the sizes should be those of full batches and a rest."
        )
        holds([len(part) for part in parts] == sizes_of_batches(n, size), message=message)
        message = f"batches({n}, {size}, rng): each row should be dealt once."
        holds(bool((np.sort(in_order(parts)) == np.arange(n)).all()), message=message)


def orders(student, n, size, times, seed):
    """The orders of many calls with one generator, as numbers of permutations."""
    number = {order: place for place, order in enumerate(permutations(range(n)))}
    message = f"Of {n} rows each should be dealt once."
    found = []
    for got in repeated(student, "batches", times, seed, n, size):
        order = tuple(in_order(dealt(got)).tolist())
        if order not in number:
            raise Mismatch(message, got=got, names_mistake=False)
        found.append(number[order])
    return np.array(found)


@pytest.mark.task("batches", weight=5)
@pytest.mark.main
@pytest.mark.supporting
@pytest.mark.random
@pytest.mark.tries(
    "Read one batch after the other, the rows are in a random order.",
    "Each order of the n rows is equally likely",
)
def test_each_order_is_as_likely(student, seed):
    """In thousands of calls, each order of the rows comes about equally often."""
    for n, size in ((5, 2), (4, 4), (4, 1), (4, 3)):
        kinds = len(list(permutations(range(n))))
        found = orders(student, n, size, 30 * kinds, seed)
        plain = in_order(deal(student, 40, 7, seed))
        plain = (found == 0).all() and np.array_equal(plain, np.arange(40))
        name = "never_shuffled" if plain else ""
        if not name and (found == found[0]).all():
            # An array that is dealt again and again looks like one order, too: fetch each result.
            # One order for a single batch alone is something else: ask for several batches.
            two = (in_order(deal(student, 40, 7, seed + more)) for more in (0, 1))
            name = "one_order_for_all_epochs" if np.array_equal(*two) else ""
        message = f"In many calls of batches({n}, {size}, rng), each of the {kinds} orders of rows "
        message += "should come about equally often."
        many = len(np.unique(found)) > 1
        holds(many, message=message, misconception=name, draws=2)
        equally_likely(np.bincount(found, minlength=kinds), message)


@pytest.mark.task("batches", weight=2)
@pytest.mark.supporting
@pytest.mark.random
@pytest.mark.tries("whatever earlier calls gave", "it moves on with each call")
def test_an_order_says_nothing_of_the_next(student, seed):
    """Whatever the last call gave, each order is equally likely in the next one."""
    for size in (1, 2, 3):
        found = orders(student, 3, size, 2401, seed)
        for lag in (1, 2):
            pairs = np.bincount(6 * found[:-lag] + found[lag:], minlength=36)
            message = "After each order of three rows, each order should be as likely as any other."
            equally_likely(pairs, message)


@pytest.mark.task("batches")
@pytest.mark.supporting
@pytest.mark.tries("whatever earlier calls gave")
def test_no_order_comes_back(student, seed):
    """In hundreds of calls, no order of twenty rows comes twice."""
    results = repeated(student, "batches", 300, seed, 20, 6)
    found = {tuple(in_order(dealt(got)).tolist()) for got in results}
    # By chance it would happen once in 1e13 gradings.
    holds(len(found) == 300, message="Different orders in 300 calls.", measured=len(found))


@pytest.mark.task("batches", weight=2)
@pytest.mark.supporting
@pytest.mark.random
@pytest.mark.tries("the rows are in a random order")
def test_many_rows_are_stirred_through(student, seed):
    """Of many rows, each place is filled from everywhere, and neighbours part."""
    for n, size in ((600, 32), (3000, 100), (1500, 1500), (1200, 1), (30_000, 300)):
        order = in_order(deal(student, n, size, seed))
        message = f"batches({n}, {size}, rng): rows should come from everywhere."
        holds(len(order) == n, message=message)
        third = n // 3
        for part in (order[:third], order[third : 2 * third], order[2 * third :], order[:30]):
            # The mean of m of n numbers, drawn without putting back.
            deviation = np.sqrt((n + 1) * (n - len(part)) / (12 * len(part)))
            holds(abs(part.mean() - (n - 1) / 2) < SIGMAS * deviation, message=message)
        for lag in (1, 2, size):
            if lag > n // 2:
                continue
            # The distance of two different numbers below n has a mean of a third.
            gaps = np.abs(order[lag:] - order[:-lag])
            off = abs(gaps.mean() - (n + 1) / 3) / (n / np.sqrt(18 * len(gaps)))
            # Gaps share rows, so they scatter by a little more: 200 draws, worst 3.9.
            message = f"batches({n}, {size}, rng): rows that are neighbours should part."
            holds(off < 1.5 * SIGMAS, message=message)


@pytest.mark.task("batches", weight=2)
@pytest.mark.supporting
@pytest.mark.tries("rng: numpy.random.Generator.")
@promises(
    DrawsFrom("rng", tries=FROM_RNG),
    GivesNewArrays({"rng": Generator(8)}, tries=OWNED),
    Refuses(
        "A size below 1",
        (
            ("A size of 0", {"size": 0}),
            ("A size of -1", {"size": -1}),
            ("A size of -40", {"size": -40}),
            ("A size of 0, for no rows", {"size": 0, "n": 0}),
            ("A size of -2, for no rows", {"size": -2, "n": 0}),
        ),
        tries="Below 1 it raises a ValueError.",
    ),
)
def test_batches_keeps_its_promises(student, promise):
    """The general promises of `batches`."""
    for n, size in ((40, 7), (40, 1), (40, 40), (40, 99)):
        promise.keep(student, Call("batches", n=n, size=size, rng=Generator(3)))
