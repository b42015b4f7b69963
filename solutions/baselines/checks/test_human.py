"""The hidden checks of `human`. Limits are asked for at every outcome, and coverage is worked out exactly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import at_least, at_most, close, holds
from course.promises import (
    Call,
    LeavesAlone,
    SameEachTime,
    TakesAnyLayout,
    expect_same,
    promises,
)

from .intervals import SHARES, answered, coverage, looks_like, triple, two_errors
from .series import is_left_alone, seeds

# Odd and even numbers of answers, from the fewest that the contract names to the most.
NUMBERS = (16, 24, 35, 100, 400)


@pytest.mark.task("human", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "The share of right answers, and a 95 % confidence interval for it.",
    "the part of the m given answers that is right, from 0 to 1.",
    "Entries that are None count neither as right nor as wrong.",
)
@given(m=integers(1, 60), skipped=integers(1, 12), seed=seeds)
def test_the_share_of_what_was_answered(student, m, skipped, seed):
    """The share is that of right answers among those that were given."""
    k = seed % (m + 1)
    answers, truth = answered(k, m, skipped=skipped, seed=seed)
    share = triple(student.human_baseline(answers, truth))[0]
    rotten = [
        (one, other)
        for one, other in zip(answers, truth, strict=True)
        if other == 1 and one is not None
    ]
    found = sum(one == 1 for one, _ in rotten) / max(len(rotten), 1)
    mistakes = {
        "none_counted_as_wrong": k / (m + skipped),
        "none_counted_as_right": (k + skipped) / (m + skipped),
        "only_rotten_ones_count": found,
        "in_percent": 100 * k / m,
    }
    # What gives the right share on this draw is no mistake here.
    mistakes = {name: value for name, value in mistakes.items() if abs(value - k / m) > 1e-6}
    message = "Of the answers that were given, the share of right ones is another."
    close(share, k / m, message=message, mistakes=mistakes)


@pytest.fixture(scope="module")
def limits(student):
    """For several m: the limits at each number of right answers, (m + 1, 2)."""

    def at(m):
        found = []
        for k in range(m + 1):
            answers, truth = answered(k, m)
            found.append(triple(student.human_baseline(np.array(answers), np.array(truth)))[1:])
        return np.array(found)

    return {m: at(m) for m in NUMBERS}


@pytest.mark.task("human", weight=2)
@pytest.mark.tries(
    "Returns (share, low, high), three floats in a tuple, 0 <= low <= share <= high <= 1 and low < high.",
)
def test_the_limits_lie_round_the_share(student):
    """At 1 to 24 answers, 0 <= low <= share <= high <= 1 and low < high, also where all are right."""
    for m in (1, 2, 3, 5, 10, 24):
        for k in range(m + 1):
            share, low, high = triple(student.human_baseline(*answered(k, m, skipped=2)))
            close(share, k / m, message=f"With {k} right of {m}, the share is another.")
            message = f"With {k} right of {m}, low <= share <= high should hold, within 0 and 1."
            inside = -1e-9 <= low <= share + 1e-9 and share - 1e-9 <= high <= 1 + 1e-9
            holds(inside, message=message, misconception=_errors(low, high, k, m))
            message = f"With {k} right of {m}, the interval should not be a single point."
            holds(high - low > 1e-6, message=message, misconception=_errors(low, high, k, m))


def _errors(low, high, k, m):
    """The well-known formula leaves [0, 1], or has no width at the ends."""
    return "two_errors_either_side" if np.allclose((low, high), two_errors(k, m), atol=1e-3) else ""


@pytest.mark.task("human", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Take m from 16 to 400, and a person who is right with some true share from .05 to .95.",
    "Work out the probability that the interval holds that share.",
    "It is at least .86 for each share.",
    "low, high: the limits.",
    "Any method will do for which this holds:",
)
def test_whatever_the_truth_is_the_interval_holds_it(limits):
    """For each true share from .05 to .95, at least 86 of 100 intervals hold it."""
    # Exact, m from 16 to 60, 100, 200, 400: Wilson .920, Clopper-Pearson .951, Jeffreys .884, plus four
    # .925. Share ± 2 errors .559 at 16, .707 at 24; 90 % Wilson .830.
    for m, rows in limits.items():
        held = coverage(rows)
        worst = int(held.argmin())
        message = f"With {m} answers and a true share of {SHARES[worst]:.2f}, probability that the interval holds it:"
        names = {looks_like(limits[one]) for one in (24, 100)}
        name = names.pop() if len(names) == 1 else ""
        least = float(held[worst])
        at_least(least, 0.86, message=message, misconception=name, draws=2)


@pytest.mark.task("human", weight=2)
@pytest.mark.main
@pytest.mark.tries("On average over the shares .05, .06, …, .95 it is at least .92.")
def test_on_average_nearly_95_of_100_hold_it(limits):
    """On average over true shares from .05 to .95, at least 92 of 100 intervals hold the share."""
    # Exact, the same m: Wilson .949, Clopper-Pearson .957, Jeffreys .945. Wilson of 90 % .899 to .909.
    for m, rows in limits.items():
        mean = float(coverage(rows).mean())
        message = f"With {m} answers, probability that the interval holds the share, on average:"
        names = {looks_like(limits[one]) for one in (24, 100)}
        name = names.pop() if len(names) == 1 else ""
        at_least(mean, 0.92, message=message, misconception=name, draws=2)


@pytest.mark.task("human", weight=2)
@pytest.mark.supporting
@pytest.mark.tries(
    "Where half of the answers are right, high - low is at most 2.1 / sqrt(m), for these m."
)
def test_the_interval_is_no_wider_than_needed(limits):
    """With half of the answers right, the interval is at most 2.1 / sqrt(m) wide."""
    # Times sqrt(m): Wilson 1.95, Clopper-Pearson 2.05, Jeffreys 1.95. 99 %: 2.16 at 16, 2.56 at 400.
    for m, rows in limits.items():
        if m % 2 == 0:
            wide = float(np.diff(rows[m // 2])[0] * np.sqrt(m))
            message = (
                f"With {m // 2} right of {m}, high - low, times sqrt(m), should be at most 2.1."
            )
            at_most(wide, 2.1 + 1e-6, message=message)


@pytest.mark.task("human")
@pytest.mark.supporting
@pytest.mark.tries(
    "They depend on m and on the number of right answers, and on nothing else.",
    "None is no answer.",
)
def test_nothing_but_two_counts_matters(student, seed):
    """Order, which bananas were rotten, and entries that are None change nothing."""
    for k, m in ((3, 8), (24, 24), (11, 19), (0, 5)):
        wanted = triple(student.human_baseline(*answered(k, m)))
        for number, skipped in enumerate((0, 0, 3, 30)):
            answers, truth = answered(k, m, skipped=skipped, seed=seed + number)
            got = triple(student.human_baseline(answers, truth))
            message = f"{k} right of {m}, in another order or with {skipped} None among them, gave other numbers."
            expect_same(got, wanted, rtol=1e-9, message=message)
        for label in (0, 1):
            truth = [label] * m
            answers = [label] * k + [1 - label] * (m - k)
            message = f"{k} right of {m}, where all bananas are {('good', 'rotten')[label]}, gave other numbers."
            got = triple(student.human_baseline(answers, truth))
            expect_same(got, wanted, rtol=1e-9, message=message)


@pytest.mark.task("human")
@pytest.mark.supporting
@pytest.mark.tries(
    "answers: list, tuple or array of entries that are 0, 1 or None.",
    "truth:   list, tuple or array of as many entries, each 0 or 1.",
    "In both, numbers may be ints, floats or bools.",
)
def test_lists_tuples_and_arrays_will_do(student):
    """Lists, tuples and arrays of ints, floats and bools give the same."""
    answers, truth = [1, 0, 1, 1, 0, 1, 0], [1, 0, 0, 1, 1, 1, 0]
    wanted = triple(student.human_baseline(answers, truth))
    kinds = {
        "tuples": (tuple(answers), tuple(truth)),
        "floats": ([float(one) for one in answers], [float(one) for one in truth]),
        "bools": ([bool(one) for one in answers], [bool(one) for one in truth]),
        "arrays of ints": (np.array(answers), np.array(truth)),
        "arrays of floats": (np.array(answers, "float32"), np.array(truth, "float64")),
        "arrays of bools": (np.array(answers, bool), np.array(truth, bool)),
        "a list and an array": (answers, np.array(truth)),
        "an array and a list": (np.array(answers), truth),
        "ints and bools": (answers, np.array(truth, bool)),
    }
    for words, (one, other) in kinds.items():
        message = f"Given as {words}, the same answers should give the same."
        with student.succeeds(message=message):
            got = triple(student.human_baseline(one, other))
        expect_same(got, wanted, rtol=1e-9, message=message)
    with_none = triple(student.human_baseline([1, None, 0, None], [1, 0, 1, 1]))
    objects = student.module("numpy").array([1, None, 0, None])
    kinds = {"a tuple": (1, None, 0, None), "an array": objects, "floats": [1.0, None, 0.0, None]}
    for words, one in kinds.items():
        message = f"With None among the entries, given as {words}, it should give the same."
        with student.succeeds(message=message):
            got = triple(student.human_baseline(one, (1, 0, 1, 1)))
        expect_same(got, with_none, rtol=1e-9, message=message)


@pytest.mark.task("human")
@pytest.mark.tries("Unequal lengths raise a ValueError.")
def test_answers_and_truth_of_unequal_lengths_are_refused(student):
    """Answers and truth of unequal lengths raise a ValueError."""
    unequal = [([1, 0, 1], [1, 0]), ([1, 0], [1, 0, 1]), ([1], [1, 1, 1]), ([1, 0, None], [1, 0])]
    unequal += [([1], []), ([1, 1, None], [1] * 6)]
    for answers, truth in unequal:
        message = f"{len(answers)} answers for {len(truth)} bananas should raise a `ValueError`."
        with student.raises(ValueError, message=message):
            student.human_baseline(answers, truth)
    message = "An array of 3 answers for 1 banana should raise a `ValueError`."
    with student.raises(ValueError, message=message):
        student.human_baseline(np.ones(3), np.ones(1))


@pytest.mark.task("human")
@pytest.mark.tries("Where nothing was answered, so m is 0, a ValueError is raised.")
def test_no_answer_at_all_is_refused(student):
    """Without a single answer a ValueError is raised."""
    for n in (0, 1, 7):
        message = f"{n} entries, and all None, should raise a `ValueError`."
        with student.raises(ValueError, message=message):
            student.human_baseline([None] * n, [1] * n)


@pytest.mark.task("human")
@pytest.mark.supporting
@promises(
    LeavesAlone("answers", tries="what is handed in is not changed"),
    LeavesAlone("truth"),
    TakesAnyLayout("answers"),
    TakesAnyLayout("truth"),
    SameEachTime(
        rtol=1e-12, tries="the same arguments give the same result, whatever was called before"
    ),
)
def test_human_baseline_keeps_its_promises(student, promise):
    """The general promises of `human_baseline`."""
    answers, truth = (np.array(part) for part in answered(13, 20))
    call = Call("human_baseline", answers=answers, truth=truth)
    promise.keep(student, call.then(triple))


@pytest.mark.task("human")
@pytest.mark.supporting
@pytest.mark.tries("what is handed in is not changed")
def test_the_lists_are_left_alone(student):
    """Lists that are handed in are not changed."""
    given_lists = {"answers": [1, None, 0, None, 1], "truth": [1, 0, 0, 1, 0]}
    kept = {name: student.keep(list(values)) for name, values in given_lists.items()}
    student.human_baseline(kept["answers"], kept["truth"])
    for name, values in given_lists.items():
        is_left_alone(student, kept[name], values, f"The list `{name}`")
    # An array that holds None holds objects.
    entries = student.module("numpy").array(given_lists["answers"])
    student.human_baseline(entries, given_lists["truth"])
    now = entries.tolist()
    message = "An array of answers has other entries after the call."
    holds(now == given_lists["answers"], message=message, got=now)
