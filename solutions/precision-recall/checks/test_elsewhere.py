"""The hidden checks of `elsewhere`. All of them are exact, to five digits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats

from course.expect import holds
from course.promises import Call, RemembersNothing, SameEachTime, promises

from .belts import number, over, share_is

# Such that no two of the mistakes give nearly the same.
recalls, rates, shares = floats(0.55, 0.95), floats(0.02, 0.3), floats(0.001, 0.2)


def expected(recall, rate, share):
    """The share of rotten ones among those at which it rings."""
    return over(recall * share, recall * share + rate * (1 - share))


# A machine that rings at few bananas, or only at good ones, or only at rotten ones.
RINGING = (
    (0.9, 0, 1e-9),
    (1e-9, 0, 0.5),
    (0, 1e-9, 0.5),
    (0, 0.3, 0),
    (0.3, 0, 1),
    (0.7, 0.1, 0.2),
)


def asked(student, recall, rate, share):
    """The precision that an answer gives, and the words that tell what it was asked."""
    what = f"With recall {recall}, rate of false alarms {rate} and share {share}, the precision"
    with student.succeeds(message=f"{what} should be a float. Nothing should be raised."):
        return student.precision_elsewhere(recall, rate, share), what


@pytest.mark.task("elsewhere", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "The precision to expect of a machine in a place where other bananas grow.",
    "recall: share of the rotten ones at which it rings.",
    "false_alarm_rate: share of the good ones at which it rings.",
    "share: share of rotten ones among all bananas of that place.",
    "the expected share of rotten ones among those at which it rings there",
)
@given(recall=recalls, rate=rates, share=shares)
def test_precision_belongs_to_the_place(student, recall, rate, share):
    """The precision is that of the place with this share of rotten ones."""
    wanted = expected(recall, rate, share)
    known = {
        "recall_taken_for_precision": recall,
        "what_is_no_false_alarm": 1 - rate,
        "same_in_every_place": expected(recall, rate, 0.5),
        "hits_of_all_bananas": recall * share,
        "good_ones_not_counted": over(recall * share, recall * share + rate),
    }
    got, what = asked(student, recall, rate, share)
    share_is(got, wanted, what, known)


@pytest.mark.task("elsewhere", weight=2)
@pytest.mark.tries(
    "All three are numbers from 0 to 1, ints or floats, both ends included.",
    "Returns a float",
)
def test_both_ends_are_included(student, seed):
    """Each number may be 0 or 1, as an int or a float."""
    for kind in (int, float):
        for one in (0, 1):
            for middle in (0.9, 0.05, 0.5):
                end = kind(one)
                cases = [(end, middle, 0.03), (middle, end, 0.03), (middle, 0.2, end)]
                cases += [(1 - end, end, middle), (end, end, middle), (middle, 1 - end, end)]
                for case in cases:
                    wanted = expected(*case)
                    if not np.isnan(wanted):
                        got, what = asked(student, *case)
                        share_is(got, wanted, what)


@pytest.mark.task("elsewhere", weight=2)
@pytest.mark.tries("Where it rings at no banana, that is NaN.")
def test_without_an_alarm_it_is_nan(student, seed):
    """Where the machine rings at no banana the precision is NaN, and nothing is raised."""
    silent = [(0, 0, 0.5), (0.0, 0.0, 0.03), (0, 0, 0), (0, 0, 1), (0.9, 0, 0), (1.0, 0.0, 0.0)]
    silent += [(0, 0.05, 1), (0.0, 1.0, 1.0), (0, 1, 1), (1, 0, 0)]
    values = []
    for case in silent:
        got, what = asked(student, *case)
        values.append(number(got, what))
    found = []
    for case in RINGING:
        got, what = asked(student, *case)
        found.append(number(got, what))
    wrong = np.flatnonzero(~np.isnan(values))
    right = np.allclose(found, [expected(*case) for case in RINGING], rtol=2e-6, atol=0)
    name = "silence_has_precision_0" if right and not np.any(values) else ""
    message = "Where it rings at no banana the precision should be NaN. It was not for "
    message += f"{silent[[*wrong, 0][0]]}."
    holds(not wrong.size, message=message, misconception=name, draws=len(silent))
    for case in RINGING:
        got, what = asked(student, *case)
        share_is(got, expected(*case), what)


@pytest.mark.task("elsewhere", weight=2)
@pytest.mark.tries(
    "One that is not 0 may be as small as 1e-100.", "exact to five digits, however small it is."
)
def test_very_small_numbers_are_numbers(student, seed):
    """A precision is exact however small it is, and however small the numbers are."""
    tiny = (1e-100, 3e-40, 1e-15, 1e-9, 1e-6, 0.0004)
    cases = [(0.9, 0.05, small) for small in tiny] + [(small, 0.05, 0.03) for small in tiny]
    cases += [(0.9, small, 0.03) for small in tiny] + [(0.123, 0.777, small) for small in tiny]
    cases += [(small, small, small) for small in tiny] + [(1, small, small) for small in tiny]
    cases += [(0.5, 1, 0.0123), (1 / 3, 2 / 3, 1 / 7), (0.5, 0.3, 0.987_654), (1, 1, 0.001_234_5)]
    for case in cases:
        got, what = asked(student, *case)
        share_is(got, expected(*case), what)


@pytest.mark.task("elsewhere")
@pytest.mark.supporting
@promises(
    SameEachTime(tries="the expected share of rotten ones"),
    RemembersNothing({"share": 0.5, "recall": 0.1}, tries="of that place"),
)
def test_precision_elsewhere_keeps_its_promises(student, promise, seed):
    """The general promises of `precision_elsewhere`."""
    call = Call("precision_elsewhere", recall=0.8, false_alarm_rate=0.1, share=0.04)
    promise.keep(student, call)
