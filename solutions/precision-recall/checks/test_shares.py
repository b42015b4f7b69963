"""The hidden checks of `shares`. All of them are exact, to the digits of float32."""

import numpy as np
import pytest
from hypothesis import given

from course.expect import Mismatch, below
from course.promises import (
    Call,
    LeavesAlone,
    RemembersNothing,
    SameEachTime,
    TakesAnyLayout,
    promises,
)

from .belts import (
    ANY_DTYPE,
    DTYPES,
    EMPTY_AND_NOT,
    LENGTHS,
    UNCHANGED,
    belt_of,
    boxes,
    count,
    drawn,
    number,
    over,
    refuses_unequal,
    seeds,
    share_is,
)

SHARES = ("accuracy", "precision", "recall")
UNROUNDED = "floats are not rounded; float32 is exact enough."


def true_shares(hits, false_alarms, misses, quiet):
    """Accuracy, precision and recall of four boxes, by their names."""
    n = hits + false_alarms + misses + quiet
    return {
        "accuracy": over(hits + quiet, n),
        "precision": over(hits, hits + false_alarms),
        "recall": over(hits, hits + misses),
    }


def asked(student, name, truth, alarm):
    """One of the three shares, as an answer gives it."""
    return getattr(student, name)(truth, alarm)


@pytest.mark.task("shares", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "The share of bananas about which the machine is right, of all bananas.",
    "Returns a float from 0 to 1.",
)
@given(sizes=boxes, seed=seeds)
def test_accuracy_is_the_share_that_is_right(student, sizes, seed):
    """Accuracy is the share of all bananas about which the machine is right."""
    known = {"only_hits_are_right": sizes[0] / sum(sizes)}
    got = student.accuracy(*belt_of(*sizes, seed))
    share_is(got, true_shares(*sizes)["accuracy"], "The accuracy", known)


@pytest.mark.task("shares", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "The share of rotten bananas among those at which the machine rings.",
    "Returns a float from 0 to 1.",
)
@given(sizes=boxes, seed=seeds)
def test_precision_is_a_share_of_alarms(student, sizes, seed):
    """Precision is the share of alarms that are right."""
    hits, false_alarms, _, quiet = sizes
    true = true_shares(*sizes)
    known = {
        "precision_and_recall_swapped": true["recall"],
        "hits_of_all": hits / sum(sizes),
        "silence_counted": quiet / (quiet + false_alarms),
    }
    got = student.precision(*belt_of(*sizes, seed))
    share_is(got, true["precision"], "The precision", known)


@pytest.mark.task("shares", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "The share of bananas at which the machine rings among those that are rotten.",
    "Returns a float from 0 to 1.",
)
@given(sizes=boxes, seed=seeds)
def test_recall_is_a_share_of_rotten_ones(student, sizes, seed):
    """Recall is the share of rotten bananas at which it rings."""
    true = true_shares(*sizes)
    known = {
        "precision_and_recall_swapped": true["precision"],
        "hits_of_all": sizes[0] / sum(sizes),
    }
    got = student.recall(*belt_of(*sizes, seed))
    share_is(got, true["recall"], "The recall", known)


# Boxes of which a share has nothing to divide by. In the last of each there is no banana.
NOTHING = {
    "precision": [(0, 0, 3, 5), (0, 0, 1, 0), (0, 0, 40, 2), (0, 0, 0, 6), (0, 0, 0, 1), (0,) * 4],
    "recall": [(0, 3, 0, 5), (0, 1, 0, 0), (0, 40, 0, 2), (0, 0, 0, 6), (0, 0, 0, 1), (0,) * 4],
}


def of_nothing(student, share, seed):
    """The values that an answer gives where there is nothing to divide by."""
    found = []
    for sizes in NOTHING[share]:
        message = (
            f"With {sizes} hits, false alarms, misses and quiet ones, {share} should not raise."
        )
        with (
            student.succeeds(message=message),
            student.succeeds(ZeroDivisionError, message=message, misconception="nothing_raises"),
        ):
            got = asked(student, share, *belt_of(*sizes, seed))
        found.append(number(got, f"The {share}"))
    return np.array(found)


def nan_of_nothing(student, share, seed):
    """Expect NaN in all cases. A mistake is named only if it is made in all of them."""
    found = of_nothing(student, share, seed)
    names = {0.0: "nothing_is_zero", 1.0: "nothing_is_one"}
    # An empty belt may be a case of its own, so it is not asked for as evidence.
    first = found[0]
    name = names.get(first, "") if (found[:-1] == first).all() else ""
    wrong = np.flatnonzero(~np.isnan(found))
    if wrong.size:
        sizes = NOTHING[share][wrong[0]]
        message = f"With {sizes} hits, false alarms, misses and quiet ones, {share} should be NaN."
        raise Mismatch(message, got=float(found[wrong[0]]), misconception=name, draws=len(wrong))


@pytest.mark.task("shares", weight=2)
@pytest.mark.tries("If it never rings, it is NaN, whether any banana is rotten or not.")
def test_precision_of_silence_is_nan(student, seed):
    """A machine that never rings has no precision: it is NaN, and nothing is raised."""
    nan_of_nothing(student, "precision", seed)


@pytest.mark.task("shares", weight=2)
@pytest.mark.tries("If no banana is rotten, it is NaN, whether the machine rings or not.")
def test_recall_without_rotten_ones_is_nan(student, seed):
    """Where no banana is rotten there is no recall: it is NaN, and nothing is raised."""
    nan_of_nothing(student, "recall", seed)


@pytest.mark.task("shares")
@pytest.mark.tries("If there is no banana at all, it is NaN.")
def test_accuracy_of_no_banana_is_nan(student, seed):
    """Without any banana accuracy is NaN, and nothing is raised."""
    for dtype in ("int64", "bool", "float32"):
        empty = np.zeros(0, dtype)
        with student.succeeds(message="Without any banana it should not raise."):
            got = student.accuracy(empty, empty)
        share_is(got, float("nan"), "The accuracy of no banana")
    # One banana, or one with a share of nothing, is no such case.
    share_is(student.accuracy(*belt_of(0, 0, 0, 1, seed)), 1.0, "The accuracy of one quiet banana")


@pytest.mark.task("shares")
@pytest.mark.tries("Returns a float from 0 to 1.")
def test_shares_of_0_and_1_are_shares(student, seed):
    """A machine that is always wrong, or always right, has shares of 0 and of 1."""
    cases = [(0, 3, 2, 0), (4, 0, 0, 5), (1, 0, 0, 0), (0, 1, 1, 0), (5, 0, 0, 0), (0, 0, 0, 5)]
    for sizes in [*cases, (0, 4, 0, 0), (0, 0, 4, 0), (3, 2, 0, 0), (3, 0, 2, 0), (0, 0, 1, 4)]:
        truth, alarm = belt_of(*sizes, seed)
        for name, wanted in true_shares(*sizes).items():
            what = f"With {sizes} hits, false alarms, misses and quiet ones, the {name}"
            with student.succeeds(message=f"{what} should be a float. Nothing should be raised."):
                got = asked(student, name, truth, alarm)
            share_is(got, wanted, what)


@pytest.mark.task("shares", weight=2)
@pytest.mark.tries(
    ANY_DTYPE, "truth, alarm: as for `confusion`, here and in the two functions below."
)
def test_shares_are_the_same_in_any_dtype(student, seed):
    """The shares do not depend on the dtypes of zeros and ones."""
    truth, alarm = drawn(700, seed)
    true = true_shares(*count(truth, alarm))
    pairs = {(one, other) for one in DTYPES for other in (one, "bool", "int8", "uint64", "float16")}
    for one, other in sorted(pairs | {(other, one) for one, other in pairs}):
        for name, wanted in true.items():
            what = f"Where truth is {one} and alarm is {other}, the {name}"
            with student.succeeds(message=f"{what} should be a float. Nothing should be raised."):
                got = asked(student, name, truth.astype(one), alarm.astype(other))
            share_is(got, wanted, what)


@pytest.mark.task("shares")
@pytest.mark.tries(UNROUNDED, ANY_DTYPE, "Returns a float from 0 to 1.")
def test_small_shares_of_many_bananas_are_exact(student, seed):
    """Shares are exact where they are tiny, and where they are nearly 1, in narrow dtypes too."""
    for sizes in ((1, 140_000, 69_999, 3), (2, 3, 140_000, 99), (139_999, 1, 1, 140_000)):
        truth, alarm = belt_of(*sizes, seed)
        for dtype in ("int64", "int8", "float16", "bool"):
            for name, wanted in true_shares(*sizes).items():
                what = f"With {sizes} in the boxes, in {dtype}, the {name}"
                got = asked(student, name, truth.astype(dtype), alarm.astype(dtype))
                share_is(got, wanted, what)
                # 1 less a share shows the digits of one that is nearly 1.
                off = abs(number(got, what) - wanted)
                below(off, 3e-7, message=f"{what} is off by too much.")


@pytest.mark.task("shares")
@pytest.mark.tries("Arrays of different lengths raise a ValueError, in all three.")
def test_shares_of_different_lengths_are_refused(student, seed):
    """Arrays of different lengths raise a ValueError in all three functions."""
    for name in SHARES:
        call = getattr(student, name)
        refuses_unequal(student, call, LENGTHS, stretched="stretched_by_numpy")
        refuses_unequal(student, call, EMPTY_AND_NOT)


@pytest.mark.task("shares")
@pytest.mark.supporting
@promises(
    LeavesAlone("truth", tries=UNCHANGED),
    LeavesAlone("alarm", tries=UNCHANGED),
    TakesAnyLayout("truth", tries="NumPy arrays of shape (n,)"),
    TakesAnyLayout("alarm", tries="NumPy arrays of shape (n,)"),
    SameEachTime(tries="Returns a float from 0 to 1."),
    RemembersNothing({"truth": np.ones(60, int)}, tries="Returns a float from 0 to 1."),
)
def test_shares_keep_their_promises(student, promise, seed):
    """The general promises of `accuracy`, `precision` and `recall`."""
    truth, alarm = drawn(60, seed)
    for name in SHARES:
        for dtype in DTYPES:
            call = Call(name, truth=truth.astype(dtype), alarm=alarm.astype(dtype))
            promise.keep(student, call)
