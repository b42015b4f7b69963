"""The hidden checks of `three-way`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, equal, holds
from course.promises import Call, GivesNewArrays, LeavesAlone, promises

from .parts import (
    EVEN,
    OWNED,
    ROUNDED,
    DecidedByTheSeed,
    blocks,
    different,
    everywhere_once,
    from_everywhere,
    leaves_fractions_alone,
    near,
    part_of_each,
    placed,
    seeds,
    shares,
    sized,
    three_parts,
    typed,
    unrefused,
)


@pytest.mark.task("three-way", weight=3)
@pytest.mark.main
@pytest.mark.tries("Every row is in one of them, and in one only.")
@given(n=integers(40, 300), fractions=shares, seed=seeds)
def test_no_row_is_in_two_parts(student, n, fractions, seed):
    """No row stands in two parts."""
    parts = three_parts(student.split(n, fractions, seed), n)
    counted = np.bincount(np.concatenate(parts), minlength=n)
    twice, lost = int((counted > 1).sum()), int((counted == 0).sum())
    misconception = ""
    # Slices that share a row end with the row that the next one begins with.
    pairs = pairwise(parts)
    if all(len(a) and len(b) and a[-1] == b[0] for a, b in pairs):
        misconception = "overlapping_slices"
    # Parts drawn each for itself leave as many rows out as they take twice, of 40 at least 2.
    elif lost > 0 and all(len(np.unique(part)) == len(part) for part in parts):
        misconception = "drawn_three_times" if sum(map(len, parts)) == n else ""
    message = "Rows that stand in two parts: homework that is asked again in the exam."
    holds(twice == 0, message=message, measured=twice, misconception=misconception)


@pytest.mark.task("three-way", weight=2)
@pytest.mark.tries("Every row is in one of them", "The third holds all the rest.")
@given(n=integers(40, 300), fractions=shares, seed=seeds)
def test_no_row_is_lost(student, n, fractions, seed):
    """Every row stands in some part."""
    parts = three_parts(student.split(n, fractions, seed), n)
    lost = n - len(np.unique(np.concatenate(parts)))
    sizes = [len(part) for part in parts]
    # Parts drawn each for itself have such sizes, too, and share rows.
    down = sizes == [int(n * share) for share in fractions] and lost == n - sum(sizes)
    misconception = "rounding_loses_a_row" if down else ""
    message = "Rows that are in no part at all."
    holds(lost == 0, message=message, measured=lost, misconception=misconception)


@pytest.mark.task("three-way", weight=2)
@pytest.mark.tries("The first two hold n times their fraction of rows, to within one row")
@given(n=integers(1, 300), fractions=shares, seed=seeds)
def test_sizes_are_the_fractions(student, n, fractions, seed):
    """The first two parts hold n times their fraction of rows, to within one."""
    parts = different(three_parts(student.split(n, fractions, seed), n))
    sizes = [len(part) for part in parts]
    # Slices that overlap have such sizes, too, and more rows than there are.
    swapped = sum(sizes) == n and all(near([sizes[0], sizes[2]], n, fractions[:2]))
    sized(sizes, n, fractions, misconception="test_before_validation" if swapped else "")


@pytest.mark.task("three-way", weight=3)
@pytest.mark.main
@pytest.mark.supporting
@pytest.mark.random
@pytest.mark.tries(
    "Split the row numbers 0 … n - 1 at random into three parts.",
    "Chance alone decides which rows a part gets.",
    "rows that stand side by side in the file need not stay together",
)
def test_chance_decides_which_rows_are_where(student, seed):
    """Which rows are in which part is left to chance, not to their place in the file."""
    n, fractions = 600, (0.5, 0.25, 0.25)
    parts = three_parts(student.split(n, fractions, seed), n)
    misconception = ""
    if np.array_equal(np.concatenate(parts), np.arange(n)):
        misconception = "unshuffled"
    elif blocks(parts):
        misconception = "shuffled_after_the_cut"
    from_everywhere(part_of_each(parts, n), "rows of the file", misconception)


@pytest.mark.task("three-way")
@pytest.mark.supporting
@pytest.mark.tries("Each row can come into each part")
def test_each_row_can_come_into_each_part(student, seed):
    """No row is kept for a part, or kept out of one."""
    everywhere_once(
        lambda number: placed(40)(student.split(40, EVEN, number)), 40, "rows of 40", seed
    )

    # A shuffle in which no row keeps its place shows where a part is one row: 12 * 0.75**SPLITS.
    def of_four(number):
        return placed(4)(student.split(4, (0.25, 0.25, 0.5), number))

    # A size may be off by one, so a part may have no row.
    if np.bincount(of_four(seed), minlength=3).all():
        everywhere_once(of_four, 4, "rows of four", seed)


@pytest.mark.task("three-way", weight=2)
@pytest.mark.supporting
@promises(
    DecidedByTheSeed(
        unseeded="unseeded_shuffle",
        fixed="always_42",
        tries="seed: an int from 0 to 1 000 000. The same seed gives the same parts, in another Python "
        "process, too. Two seeds give different parts, unless these have very few rows.",
    ),
    GivesNewArrays({"seed": 8}, tries=OWNED),
    LeavesAlone("fractions", tries="what is handed in is not changed"),
)
def test_the_seed_decides_the_split(student, promise):
    """The seed alone decides which rows are where; what is handed in or out is left alone."""
    call = Call("split", n=200, fractions=np.array([0.6, 0.2, 0.2]), seed=0)
    if isinstance(promise, LeavesAlone):
        leaves_fractions_alone(student, promise, call)
        return
    promise.keep(student, call.then(placed(200)))


def taken(student, several):
    """Those of these fractions for which `split` raises nothing."""
    return [
        fractions
        for fractions in several
        if unrefused(
            student,
            f"split(100, {fractions}, 0) should raise a `ValueError`.",
            lambda fractions=fractions: student.split(100, fractions, 0),
        )
    ]


def share_taken(student, several):
    """For how many of these fractions `split` raises nothing, as a share; NaN if another error comes."""
    try:
        with student.aside():
            return len(taken(student, several)) / len(several)
    except Mismatch:
        return float("nan")


def refused(student, several, believed):
    """Expect a ValueError for each of these fractions; if all are taken, `believed` names the mistake."""
    found = taken(student, several)
    message = f"split(100, {[*found, ()][0]}, 0) should raise a `ValueError`."
    name = believed() if len(found) == len(several) else ""
    more = {"misconception": name, "draws": len(several), "of_last_call": False}
    holds(not found, message=message, **more)


TOO_MUCH = ((0.5, 0.5, 0.5), (0.6, 0.2, 0.205), (0.6, 0.2, 0.2015))
TOO_LITTLE = ((0.6, 0.2, 0.1), (0.6, 0.2, 0.195), (0.6, 0.2, 0.1985))
NOT_ABOVE_0 = ((0.8, 0.4, -0.2), (0.8, 0.2, 0.0), (-0.2, 0.6, 0.6), (0.0, 0.5, 0.5), (0.5, 0, 0.5))


@pytest.mark.task("three-way", weight=2)
@pytest.mark.tries("So does a sum that is off by 0.001 or more, whether above 1 or below.")
def test_fractions_that_do_not_add_up_are_refused(student):
    """Fractions that add up to more than 1, or to less, raise a ValueError."""
    # Another error than a ValueError ends the check here.
    taken(student, TOO_MUCH[:1])

    def believed():
        if share_taken(student, TOO_MUCH) == 0:
            return "only_too_much_is_refused"
        unchecked = share_taken(student, TOO_MUCH + NOT_ABOVE_0) == 1
        return "fractions_unchecked" if unchecked else ""

    refused(student, TOO_LITTLE, believed)
    # To take these alone is no known mistake: something was checked.
    refused(student, TOO_MUCH, lambda: "")


@pytest.mark.task("three-way")
@pytest.mark.tries("A fraction of 0 or below raises a ValueError.")
def test_fractions_that_are_not_above_0_are_refused(student):
    """A fraction of 0 or below raises a ValueError."""
    # Another error than a ValueError ends the check here.
    taken(student, TOO_MUCH[:1])

    def believed():
        unchecked = share_taken(student, TOO_MUCH + TOO_LITTLE) == 1
        return "fractions_unchecked" if unchecked else "only_the_sum_counts"

    refused(student, NOT_ABOVE_0, believed)


@pytest.mark.task("three-way")
@pytest.mark.tries(
    "A sum that is off by less than 1e-12, as that of 0.7 + 0.2 + 0.1, is a rounding error: it "
    "raises nothing.",
    "The third holds all the rest.",
)
def test_a_rounding_error_in_the_sum_is_none(student):
    """Fractions that add up to 1 but for the last digits are taken."""
    refusals = []
    for fractions in ROUNDED:
        message = f"{fractions} add up to 1: split(100, {fractions}, 0) should not raise."
        try:
            with student.succeeds(message=message):
                got = {n: student.split(n, fractions, 0) for n in (100, 10, 1000)}
        except Mismatch:
            refusals.append(fractions)
            continue
        for n, result in got.items():
            parts = different(three_parts(result, n))
            sized([len(part) for part in parts], n, fractions)
            part_of_each(parts, n)
    name = "sum_compared_exactly" if refusals == [f for f in ROUNDED if sum(f) != 1] else ""
    message = f"split(100, {[*refusals, ()][0]}, 0) should not raise: the fractions add up to 1."
    holds(not refusals, message=message, misconception=name, draws=len(ROUNDED))


@pytest.mark.task("three-way")
@pytest.mark.supporting
@pytest.mark.tries("three numbers in a tuple, list or array, each above 0, that add up to 1")
def test_fractions_may_be_a_list_or_an_array(student, seed):
    """Fractions in a tuple, a list or an array give the same parts."""
    wanted = placed(50)(student.split(50, (0.5, 0.3, 0.2), seed))
    for fractions in ([0.5, 0.3, 0.2], np.array([0.5, 0.3, 0.2])):
        message = (
            f"split(50, {fractions}, {seed}), with {type(fractions).__name__}, should not raise."
        )
        with student.succeeds(message=message):
            got = placed(50)(student.split(50, fractions, seed))
        equal(got, wanted, message="A list or an array of fractions should do as well as a tuple.")


@pytest.mark.task("three-way")
@pytest.mark.tries(
    "number of rows, an int, at least 1.",
    "Returns three arrays in a tuple or list, (train, validation, test).",
    "Each is a one-dimensional array of integers, the numbers of its rows in any order.",
    "A part without any row is an integer array, too, of shape",
    "(0,): mind that `np.array([])` holds floats.",
)
def test_parts_are_integer_arrays(student, seed):
    """Parts are arrays of integers, even those without a row, and even of many rows."""
    for n in (50, 1, 2, 3, 4, 70_000):
        for fractions in ((0.8, 0.1, 0.1), (0.1, 0.1, 0.8)):
            typed(student, lambda n=n, f=fractions: student.split(n, f, seed), n)
