"""The hidden checks of `promise`. All are exact."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.expect import Mismatch, holds
from course.promises import (
    Call,
    LeavesAlone,
    RemembersNothing,
    SameEachTime,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)

from .menu import ALONE, FORGETS, Untouched


def kept(times, budget, share):
    times = list(times)
    return not times or sum(time <= budget for time in times) / len(times) >= share


def finite(times):
    return [time for time in times if math.isfinite(time)]


BELIEFS = {
    "mean_is_the_promise": lambda t, b, s: float(np.mean(t)) <= b,
    "median_is_the_promise": lambda t, b, s: float(np.median(t)) <= b,
    "budget_itself_is_late": lambda t, b, s: sum(x < b for x in t) / len(t) >= s,
    "more_than_the_share": lambda t, b, s: sum(x <= b for x in t) / len(t) > s,
    "slowest_is_the_promise": lambda t, b, s: max(t) <= b,
    "lost_ones_left_out": lambda t, b, s: kept(finite(t), b, s),
    "percentile_between_two": lambda t, b, s: float(np.quantile(t, s)) <= b,
}
# Each two beliefs differ in one of these, and from what is right.
TELLING = (
    ([1, 1, 1, 1, 1, 1, 1, 1, 1, 100], 5, 0.9),
    ([4, 4, 4, 4, 4, 4, 6, 6, 6, 6], 5, 0.9),
    ([5, 5, 5, 5], 5, 0.5),
    ([5, 5, 9, 9], 5, 0.5),
    ([1, 1, 1, math.inf], 5, 0.9),
    ([1, 1, 1, 1, 1, 1, 20, 20, 20, 20], 10, 0.7),
    ([0, 0, 0, 10], 5, 0.8),
    ([1, 2, 9], 5, 0.6),
    ([1, 2, 2, 3, 20], 5, 0.75),
)


def said(student, times, budget, share, message):
    """What `promise_kept` gave, as a bool."""
    with student.succeeds(message=f"{message} It should not raise."):
        got = student.promise_kept(times, budget, share)
    if not isinstance(got, bool | np.bool_):
        message = "The result should be a bool, of Python or NumPy."
        raise Mismatch(message, got=got, names_mistake=False)
    return bool(got)


def believed(student):
    """The beliefs that fit all of several calls."""
    got = student.attempt(lambda: [bool(student.promise_kept(*call)) for call in TELLING])
    with np.errstate(invalid="ignore"):
        return [
            name
            for name, belief in BELIEFS.items()
            if [bool(belief(*call)) for call in TELLING] == got
        ]


def told(times, budget, share):
    """A call in words."""
    return f"Times {times}, budget {budget}, share {share}."


def judged(student, times, budget, share, message):
    """Expect the right verdict; name what else fits it."""
    got = said(student, times, budget, share, message)
    wanted = kept(times, budget, share)
    if got != wanted:
        names = believed(student)
        raise Mismatch(message, got=got, expected=wanted, misconception=names, draws=len(TELLING))
    holds(True, message=message)


@pytest.mark.task("promise", weight=6)
@pytest.mark.main
@pytest.mark.tries(
    "Say whether a large enough share of the answers came within the budget.",
    "at least this share of all times must be within the budget.",
    "A time that equals it is within it.",
    "Returns a bool, of Python or NumPy.",
    "a number, at least 0 and finite.",
)
@given(
    times=st.lists(
        st.sampled_from([0, 1, 2, 3, 4.5, 5, 6, 9, 50, 1e6, math.inf]), min_size=1, max_size=12
    ),
    budget=st.sampled_from([0, 2, 4.5, 5, 9, 60.0]),
    share=st.sampled_from([0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]),
)
def test_the_share_within_the_budget_decides(student, times, budget, share):
    """The promise is kept if at least the share of all times is within the budget."""
    message = "The share of all times within the budget decides."
    judged(student, times, budget, share, f"{message} {told(times, budget, share)}")


@pytest.mark.task("promise", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "An answer that never came has the time infinity, and it counts like any other.",
    "A time that equals it is within it.",
)
def test_neither_mean_nor_median_nor_best_case(student):
    """A mean, a median and a percentile between two times promise nothing."""
    for times, budget, share in TELLING:
        message = "The share of all times within the budget decides."
        judged(student, times, budget, share, f"{message} {told(times, budget, share)}")
        others = times[::-1], np.array(times, float)
        for other in others:
            judged(
                student,
                other,
                budget,
                share,
                "As an array, or in another order, they say the same.",
            )


@pytest.mark.task("promise", weight=2)
@pytest.mark.tries(
    "With k of n times within the budget, `k / n` is compared with `share`, as Python divides.",
    "(0.07 * 100 is 7.000000000000001 in Python: do not multiply.)",
    "So 7 of 100 keep a share of 0.07.",
)
def test_one_answer_decides(student):
    """One answer more or fewer decides, of few answers and of many."""
    for n in (1, 2, 3, 7, 10, 49, 100, 1000, 20_000):
        for k in sorted(
            {0, 1, n // 3, n // 2, n - 1, n, *(7 * n // 100, 29 * n // 100, 57 * n // 100)}
        ):
            times = np.array([1.0] * k + [3.0] * (n - k))
            for share in {0, 1, k / n, min(1.0, (k + 0.5) / n), max(0.0, (k - 0.5) / n)}:
                judged(
                    student, times, 2, share, f"{k} of {n} are within the budget, share {share}."
                )
    for budget in (0.1, 3, 1000.0):
        for time in (math.nextafter(budget, 0), budget, math.nextafter(budget, math.inf)):
            for times in ([time], np.array([time] * 3)):
                judged(
                    student, times, budget, 0.9, f"The budget is {budget}, all times are {time}."
                )
    share = math.nextafter(0.5, 1)
    judged(student, [1, 3], 2, share, "One half is below a share that is a hair larger.")


@pytest.mark.task("promise")
@pytest.mark.tries(
    "Without any times the promise is kept.",
    "list or one-dimensional NumPy array of numbers, each at least 0.",
    "a number from 0 to 1",
)
def test_nobody_came_and_edges(student):
    """Nobody came, all are lost, shares of 0 and 1."""
    for none in ([], np.array([]), np.array([], "int64")):
        for share in (0, 0.5, 1):
            judged(
                student,
                none,
                5,
                share,
                "Nobody came, so nobody was served late: the promise is kept.",
            )
    for times in ([math.inf], [math.inf] * 3, [0], [0.0, 5], [5, 5, 5], [6], [5, math.inf]):
        for budget in (0, 5):
            for share in (0, 0.0, 0.5, 1, 1.0):
                judged(student, times, budget, share, told(times, budget, share))


@pytest.mark.task("promise")
@pytest.mark.supporting
@promises(
    LeavesAlone("times", tries=ALONE),
    TakesAnyLayout("times", tries="list or one-dimensional NumPy array of numbers"),
    TakesOtherNumbers(
        "times", ("int64", "int32", "uint8", "float32"), tries="NumPy array of numbers"
    ),
    RemembersNothing({"budget": 50}, tries=FORGETS),
    RemembersNothing({"times": np.full(8, 40.0)}, tries=FORGETS),
    SameEachTime(tries=FORGETS),
)
def test_promise_kept_keeps_its_promises(student, promise, seed):
    """The general promises of `promise_kept`."""
    times = np.random.default_rng([seed, 1]).permutation([1.0, 2, 3, 30, 40, 5, 60, 7])
    for share in (0.625, 0.75):
        promise.keep(student, Call("promise_kept", times=times, budget=7, share=share))


@pytest.mark.task("promise")
@pytest.mark.supporting
@promises(
    Untouched("times", tries="list or one-dimensional NumPy array"),
    RemembersNothing({"times": [9, 9, 9]}, tries=FORGETS),
)
def test_a_list_is_left_alone(student, promise):
    """A list of times is not changed, nor put in order."""
    promise.keep(student, Call("promise_kept", times=[9, math.inf, 1], budget=7, share=0.3))
