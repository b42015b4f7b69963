"""The hidden checks of `four-boxes`. All of them are exact."""

import numpy as np
import pytest
from hypothesis import given

from course.expect import Mismatch, as_array, holds
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
    OWNED,
    UNCHANGED,
    belt_of,
    boxes,
    count,
    drawn,
    refuses_unequal,
    seeds,
    several,
    written_over,
)

NAMES = "(hits, false_alarms, misses, quiet)"


def counted(student, truth, alarm):
    """The four counts of an answer, as ints."""
    got = several(student.confusion(truth, alarm), 4, "`confusion`", NAMES)
    message = "Each count should be a whole number, a Python int or a NumPy integer."
    for one in got:
        if as_array(one, shape=(), message=message).dtype.kind not in "iu":
            raise Mismatch(message, got=got, names_mistake=False)
    return tuple(int(one) for one in got)


@pytest.mark.task("four-boxes", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "Count the bananas in the four boxes.",
    "Returns (hits, false_alarms, misses, quiet) in a tuple or list: the number of bananas in each box.",
)
@given(sizes=boxes, seed=seeds)
def test_each_box_is_counted(student, sizes, seed):
    """Hits, false alarms, misses and quiet bananas are counted, in this order."""
    got = counted(student, *belt_of(*sizes, seed))
    hits, false_alarms, misses, quiet = sizes
    known = {
        "misses_and_false_alarms_swapped": (hits, misses, false_alarms, quiet),
        "quiet_first": (quiet, false_alarms, misses, hits),
        "column_by_column": (hits, misses, quiet, false_alarms),
    }
    name = next((name for name, value in known.items() if value == got), "")
    message = f"There are {hits} hits, {false_alarms} false alarms, {misses} misses, {quiet} quiet."
    holds(got == sizes, message=message, got=got, misconception=name)


@pytest.mark.task("four-boxes")
@pytest.mark.tries("n may be 0.", "arrays of zeros and ones of shape (n,)")
def test_empty_boxes_are_counted_as_0(student, seed):
    """Boxes may be empty, all four of them too."""
    cases = [(0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    cases += [(7, 0, 0, 0), (0, 7, 0, 0), (0, 0, 7, 0), (0, 0, 0, 7), (0, 0, 2, 3), (2, 3, 0, 0)]
    for sizes in [*cases, (0, 2, 3, 0), (3, 0, 0, 2), (2, 0, 3, 0), (0, 3, 0, 2)]:
        message = f"With {sizes} bananas in the boxes, it should not raise."
        with student.succeeds(message=message):
            got = counted(student, *belt_of(*sizes, seed))
        holds(got == sizes, message=f"With {sizes} bananas in the boxes:", got=got)


@pytest.mark.task("four-boxes")
@pytest.mark.tries(
    ANY_DTYPE,
    "Each is a whole number, and no float: an int of Python or NumPy, or a tensor of ints without axes.",
)
def test_zeros_and_ones_have_any_dtype(student, seed):
    """Zeros and ones are counted in any dtype, and in two dtypes at once."""
    truth, alarm = drawn(600, seed)
    wanted = count(truth, alarm)
    for one in DTYPES:
        for other in DTYPES:
            message = f"Where truth is {one} and alarm is {other},"
            with student.succeeds(message=f"{message} it should not raise."):
                got = counted(student, truth.astype(one), alarm.astype(other))
            holds(got == wanted, message=f"{message} the counts should be the same.", got=got)


@pytest.mark.task("four-boxes")
@pytest.mark.tries(ANY_DTYPE, "the number of bananas in each box")
def test_many_bananas_are_counted(student, seed):
    """A long belt is counted to the last banana, in narrow dtypes too."""
    # float16 ends at 65504, and counts in steps of more than 1 from 2048 on.
    truth, alarm = drawn(300_000, seed, share=0.5, ringing=0.5)
    wanted = count(truth, alarm)
    for dtype in ("bool", "int8", "uint8", "float16"):
        got = counted(student, truth.astype(dtype), alarm.astype(dtype))
        holds(got == wanted, message=f"300 000 bananas, in {dtype}:", got=got)


@pytest.mark.task("four-boxes")
@pytest.mark.tries(
    "Arrays of different lengths raise a ValueError, even if one of them has one entry or none."
)
def test_different_lengths_are_refused(student, seed):
    """Arrays of different lengths raise a ValueError, those with one entry or none too."""
    call = student.confusion
    names = {"stretched": "stretched", "shortened": "cut_to_the_shorter"}
    refuses_unequal(student, call, LENGTHS, **names)
    refuses_unequal(student, call, EMPTY_AND_NOT)


@pytest.mark.task("four-boxes")
@pytest.mark.supporting
@pytest.mark.tries(OWNED, "in a tuple or list")
def test_writing_into_the_boxes_changes_no_later_ones(student, seed):
    """Writing into a result changes no later result."""
    truth, alarm = belt_of(7, 5, 3, 9, seed)
    student.probes(written_over).written_over(student.held(student.confusion)(truth, alarm))
    got = counted(student, truth, alarm)
    message = (
        "Somebody has written into the last result. The same call should still give these counts."
    )
    holds(got == count(truth, alarm), message=message, got=got, expected=count(truth, alarm))


@pytest.mark.task("four-boxes")
@pytest.mark.supporting
@promises(
    LeavesAlone("truth", tries=UNCHANGED),
    LeavesAlone("alarm", tries=UNCHANGED),
    TakesAnyLayout("truth", tries="NumPy arrays of shape (n,)"),
    TakesAnyLayout("alarm", tries="NumPy arrays of shape (n,)"),
    SameEachTime(tries="the number of bananas in each box"),
    RemembersNothing({"truth": np.ones(60, int)}, tries="the number of bananas in each box"),
)
def test_confusion_keeps_its_promises(student, promise, seed):
    """The general promises of `confusion`."""
    truth, alarm = drawn(60, seed)
    for dtype in DTYPES:
        call = Call("confusion", truth=truth.astype(dtype), alarm=alarm.astype(dtype))
        promise.keep(student, call)
