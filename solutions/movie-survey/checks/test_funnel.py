"""The hidden checks of `funnel`. All of them are exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, close, holds
from course.promises import Call, RemembersNothing, promises

from .surveys import (
    ALONE,
    DIGITS,
    FLOATS,
    FORGETS,
    GIVEN,
    SIX_DIGITS,
    LeavesColumnsAlone,
    TakesColumnsOfAnyLayout,
    generator,
    number,
    seeds,
    sent,
)

COLUMNS = ("goes", "middle", "tells", "before", "after")
CHANCES = (0.5, 0.6, 0.55, 0.7, 0.35)


def drawn(n, seed, chances=CHANCES):
    """A town of n people, each column with a chance of its own."""
    rng = generator(seed, n)
    return {name: rng.random(n) < p for name, p in zip(COLUMNS, chances, strict=True)}


def share(answers):
    return float(np.mean(answers)) if len(answers) else float("nan")


PLACES = ("the first", "the second", "the third", "the fourth", "the fifth")


def chain(town):
    """Those who are left after each step."""
    goes = town["goes"]
    middle = goes & town["middle"]
    return np.ones(len(goes), bool), goes, middle, middle & town["tells"]


def shares(town):
    """The five shares."""
    steps = chain(town)
    return np.array(
        [*(share(town["after"][kept]) for kept in steps), share(town["before"][steps[-1]])]
    )


def beliefs(town):
    """What known mistakes give."""
    steps = chain(town)
    after, before = town["after"], town["before"]
    single = [steps[0], *(town[name] for name in ("goes", "middle", "tells"))]
    last = after[steps[-1]]
    before_first = np.array([*(share(before[kept]) for kept in steps), share(last)])
    everybody = np.array([*(share(after[kept]) for kept in single), share(before[single[-1]])])
    return {
        "each_step_from_everybody": everybody,
        "before_and_after_mixed_up": before_first,
        "how_many_are_left": np.array(
            [*(share(kept) for kept in steps), share(before & steps[-1])]
        ),
        "divided_by_everybody": np.array(
            [*(share(after & kept) for kept in steps), share(before & steps[-1])]
        ),
        "before_among_everybody": np.array([*shares(town)[:4], share(before)]),
        "yes_both_times": np.array([*shares(town)[:4], share((after & before)[steps[-1]])]),
    }


def five(student, town, words="The result"):
    """Take the result as five numbers."""
    with student.succeeds(message=f"{words}: it should not raise."):
        got = student.funnel(sent(student, town))
    message = f"{words} should be five floats in a tuple, list or array."
    if isinstance(got, tuple | list):
        if len(got) != 5:
            raise Mismatch(message, got=got, names_mistake=False)
        got = np.array([number(one, "Each of the five shares") for one in got])
    array = as_array(got, shape=(5,), message=message)
    if array.dtype.kind != "f":
        raise Mismatch(message, got=got, names_mistake=False)
    return array


@pytest.mark.task("funnel", weight=6)
@pytest.mark.main
@pytest.mark.tries(
    "Returns five floats in a tuple, list or array.",
    'The first four are the share of "after" among everybody; among those who go; among those who go '
    "and sit in the middle; among those of them who tell.",
    'The fifth is the share of "before" among the same people as the fourth.',
    "Each column speaks of everybody",
    "Follow the share of yes from the whole town to John's notepad.",
    DIGITS,
)
@given(n=integers(150, 400), seed=seeds)
def test_five_shares(student, n, seed):
    """The five shares are those of a town that is counted by the grader."""
    town = drawn(n, seed)
    got, wanted = five(student, town), shares(town)
    right = np.isclose(got, wanted, rtol=SIX_DIGITS, atol=1e-6, equal_nan=True)
    wrong = [name for name, good in zip(PLACES, right, strict=True) if not good]
    message = "The five shares should be those of the people who are left at each step."
    if wrong:
        message += f" Not right: {', '.join(wrong)}."
    close(got, wanted, message=message, rtol=SIX_DIGITS, mistakes=beliefs(town))


@pytest.mark.task("funnel", weight=2)
@pytest.mark.tries("n at least 1.", FLOATS, "bool arrays of shape (n,)")
def test_small_and_large_towns(student, seed):
    """Towns of one person and of many are counted, too, and steps may lean either way."""
    for n in (1, 2, 3, 60_000):
        for step in range(4):
            chances = np.roll(CHANCES, step)
            town = drawn(n, seed + step, chances)
            got, wanted = five(student, town), shares(town)
            same = np.allclose(got, wanted, rtol=SIX_DIGITS, equal_nan=True)
            holds(bool(same), message=f"The five shares of a town of {n}.", got=got)
    whole = {name: np.ones(5, bool) for name in COLUMNS}
    got = five(student, whole)
    holds(bool((got == 1).all()), message="Where everything is True, each share is 1.", got=got)
    got = five(student, {**whole, "after": ~whole["after"]})
    wanted = np.array([0, 0, 0, 0, 1.0])
    holds(bool((got == wanted).all()), message="Nobody likes it, all said they would.", got=got)


@pytest.mark.task("funnel", weight=2)
@pytest.mark.tries("A share of nobody is NaN.")
def test_a_share_of_nobody(student, seed):
    """From the step on at which nobody is left, the shares are NaN."""
    for place, name in enumerate(("goes", "middle", "tells")):
        town = drawn(50, seed)
        town[name] = np.zeros(50, bool)
        got, wanted = five(student, town), shares(town)
        same = np.allclose(got, wanted, rtol=SIX_DIGITS, equal_nan=True)
        message = f"{name!r} is False for everybody: the first {place + 1} should be shares, the others NaN."
        holds(bool(same), message=message, got=got, expected=wanted)
    town = drawn(50, seed)
    # Some go, and some sit in the middle, but they are not the same people.
    town["middle"] = ~town["goes"]
    got, wanted = five(student, town), shares(town)
    same = np.allclose(got, wanted, rtol=SIX_DIGITS, equal_nan=True)
    message = "Nobody who goes sits in the middle: the first two should be shares, the others NaN."
    holds(bool(same), message=message, got=got, expected=wanted)


@pytest.mark.task("funnel")
@pytest.mark.tries("it may hold other columns, too")
def test_other_columns_do_not_matter(student, seed):
    """Other columns, and another order of columns, change nothing."""
    town = drawn(200, seed)
    wanted = shares(town)
    age = np.arange(200)
    for some in (
        {"age": age, **town, "part": age.astype(str)},
        dict(reversed(town.items())),
        {"seen": ~town["after"], **dict(sorted(town.items()))},
    ):
        got = five(student, some)
        names = ", ".join(some)
        message = f"The columns are {names}, in this order."
        close(got, wanted, rtol=SIX_DIGITS, atol=1e-8, message=message)


@pytest.mark.task("funnel")
@pytest.mark.supporting
@pytest.mark.tries("town: a dictionary like those of `town`;")
@promises(
    LeavesColumnsAlone("town", tries=ALONE),
    TakesColumnsOfAnyLayout("town", tries=GIVEN),
    RemembersNothing({"town": drawn(90, 5)}, tries=FORGETS),
)
def test_funnel_keeps_its_promises(student, promise, seed):
    """The general promises of `funnel`."""
    call = Call("funnel", town=drawn(90, seed)).then(lambda got: [float(one) for one in got])
    promise.keep(student, call)


def kept_apart(function, town, other):
    """Shares of a town: at first, after a call for another town, and once somebody wrote into them.

    Runs in the worker.
    """
    first = function(town)
    shares = list(map(float, first))
    function(other)
    later = list(map(float, first))
    if isinstance(first, list) or getattr(getattr(first, "flags", None), "writeable", False):
        first[0] = 9.0
    return shares, later, list(map(float, function(town)))


@pytest.mark.task("funnel")
@pytest.mark.supporting
@pytest.mark.tries(
    "what is returned belongs to the caller: writing into it changes no later result"
)
def test_each_result_belongs_to_the_caller(student, seed):
    """A later call leaves an earlier result as it is, and what is written into that has no effect."""
    town, other = drawn(90, seed % 2**32), drawn(70, (seed + 1) % 2**32)
    shares, later, again = student.probes(kept_apart).kept_apart(student.funnel, town, other)
    message = "Another town was looked at, and the result of the first call changed."
    holds(alike(later, shares), message=message, got=later)
    message = "Somebody wrote into the result, and the same call gives another one."
    holds(alike(again, shares), message=message, got=again)


def alike(one, other):
    """Whether two lists hold the same shares; NaN is like NaN."""
    return len(one) == len(other) and bool(np.allclose(one, other, equal_nan=True))


def turned_over(function, town):
    """The shares of a town before and after all opinions in its arrays have changed. Runs in the worker."""
    first = list(map(float, function(town)))
    town["after"][:] = ~town["after"]
    return first, list(map(float, function(town)))


@pytest.mark.task("funnel")
@pytest.mark.supporting
@pytest.mark.tries("no call remembers an earlier one")
def test_the_same_arrays_may_hold_another_town(student, seed):
    """Where the arrays hold other opinions now, the shares are others."""
    town = drawn(90, seed % 2**32)
    changed = {**town, "after": ~town["after"]}
    before, now = student.probes(turned_over).turned_over(student.funnel, town)
    for got, there, words in ((before, town, "first"), (now, changed, "second")):
        right = bool(np.allclose(got, shares(there), atol=1e-6))
        message = f"The same arrays with other opinions: the shares of the {words} town."
        holds(right, message=message, got=got)
