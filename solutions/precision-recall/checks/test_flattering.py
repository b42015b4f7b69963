"""The hidden checks of `flattering`. All of them are exact: shares are compared as whole numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers

from course.expect import Mismatch, as_array, holds
from course.promises import Call, GivesNewArrays, LeavesAlone, TakesAnyLayout, promises

from .belts import ANY_DTYPE, DTYPES, UNCHANGED, count, generator, seeds, several


def few_rotten(n, share, seed):
    """A belt of n bananas; the share that is rotten is brought between 2 and 20 in a hundred."""
    least, most = max(1, int(np.ceil(0.02 * n))), int(0.2 * n)
    rotten = min(max(round(share * n), least), most)
    return generator(seed, n).permutation(np.arange(n) < rotten).astype("int64")


def two(student, truth):
    """The alarms of both machines, as arrays of bools."""
    got = several(student.two_alarms(truth), 2, "`two_alarms`", "(lazy, useful)")
    return [alarms(one, np.size(truth)) for one in got]


def alarms(got, n):
    """An alarm for each of n bananas, as bools; other numbers than 0 and 1 are none."""
    message = f"Each machine should be an array of shape ({n},) that holds zeros and ones."
    array = as_array(got, shape=(n,), message=message)
    if not np.isin(array, [0, 1]).all():
        raise Mismatch(message, got=got, names_mistake=False)
    return array != 0


def flatters(truth, lazy, useful):
    """Which of the four statements hold: about recall twice, precision, and accuracy."""
    missed = count(truth, lazy)
    hits, false_alarms, misses, quiet = count(truth, useful)
    return {
        "The recall of `lazy` should be 0.": missed[0] == 0,
        "The recall of `useful` should be at least 0.5.": hits >= misses,
        "The precision of `useful` should be above the share of rotten bananas.": (
            hits * len(truth) > (hits + false_alarms) * int(np.sum(truth))
        ),
        "The accuracy of `lazy` should be above that of `useful`.": (
            missed[0] + missed[3] > hits + quiet
        ),
    }


def kept(truth, got):
    """Which of the four statements hold for a result."""
    return flatters(
        truth, *(alarms(one, len(truth)) for one in several(got, 2, "`two_alarms`", ""))
    )


# Belts of 100 to 300 bananas with few rotten ones, and with many.
ASKED = ((100, 0.02), (100, 0.05), (200, 0.1), (300, 0.2))


def believed(student):
    """The mistake that gives exactly what an answer gives for several belts, if one is known."""
    with student.aside():
        names = {"useful_means_perfect", "always_rings", "lazy_and_useful_swapped"}
        for n, share in ASKED:
            truth = few_rotten(n, share, n)
            try:
                with student.succeeds(message="It should not raise."):
                    lazy, useful = two(student, truth)
            except Mismatch:
                return ""
            seen = {
                "useful_means_perfect": bool((useful == (truth != 0)).all()),
                "always_rings": bool(useful.all()),
                "lazy_and_useful_swapped": all(flatters(truth, useful, lazy).values()),
            }
            names = {name for name in names if seen[name]}
        return names.pop() if len(names) == 1 else ""


def tried(student, truth, lazy, useful, words=""):
    """Expect all four statements of a belt."""
    for message, good in flatters(truth, lazy, useful).items():
        name = "" if good else believed(student)
        holds(bool(good), message=f"{message}{words}", misconception=name, draws=len(ASKED))


@pytest.mark.task("flattering", weight=6)
@pytest.mark.main
@pytest.mark.tries(
    "Build two machines for a belt: one that flatters accuracy, and one that is of use.",
    "All of this is true:",
    "the recall of `lazy` is 0",
    "the recall of `useful` is at least 0.5",
    "the precision of `useful` is above the share of rotten bananas on the belt: its bell tells more "
    "than a bell that always rings",
    "and yet the accuracy of `lazy` is above that of `useful`",
    "You may look at `truth` to build them: it is a counterexample, and no model.",
)
@given(n=integers(30, 400), share=floats(0.02, 0.2), seed=seeds)
def test_accuracy_is_flattered(student, n, share, seed):
    """The lazy machine has the higher accuracy, and the useful one finds rotten bananas."""
    truth = few_rotten(n, share, seed)
    tried(student, truth, *two(student, truth))


@pytest.mark.task("flattering", weight=2)
@pytest.mark.tries(
    "truth: array of zeros and ones of shape (n,), n at least 5.",
    "It holds at least one 1, and from 2 to 20 in a hundred are 1.",
)
def test_short_belts_and_long_ones_will_do(student, seed):
    """Belts may be as short as 5 bananas, may have one rotten one, and may be long."""
    belts = [few_rotten(n, share, seed) for n in range(5, 16) for share in (0, 1)]
    belts += [few_rotten(n, share, seed) for n in (50, 51, 999, 20_000) for share in (0, 0.05, 1)]
    # Rotten ones at the ends, where a slice or a shift may lose them.
    belts += [(np.arange(n) < n // 5).astype(int) for n in (5, 20, 40)]
    belts += [(np.arange(n) >= n - n // 5).astype(int) for n in (5, 20, 40)]
    belts += [np.isin(np.arange(30), [0, 29]).astype(int), (np.arange(40) % 5 == 0).astype(int)]
    for truth in belts:
        words = f" (Of {len(truth)} bananas {truth.sum()} are rotten.)"
        with student.succeeds(message=f"It should not raise.{words}"):
            machines = two(student, truth)
        tried(student, truth, *machines, words)


@pytest.mark.task("flattering", weight=2)
@pytest.mark.tries(
    ANY_DTYPE, "They hold zeros and ones alone, as bools, integers or floats.", UNCHANGED
)
def test_truth_has_any_dtype(student, seed):
    """Truth may have any dtype, and is not changed in any."""
    for n, share in ((60, 0.1), (25, 0.2), (3000, 0.2)):
        truth = few_rotten(n, share, seed)
        for dtype in DTYPES:
            words = f" (Where truth is {dtype}.)"
            given = student.keep(truth.astype(dtype))
            with student.succeeds(message=f"It should not raise.{words}"):
                got = several(student.two_alarms(given), 2, "`two_alarms`", "(lazy, useful)")
            tried(student, truth, *(alarms(one, n) for one in got), words)
            same = np.array_equal(student.fetch(given), truth.astype(dtype))
            holds(same, message=f"`truth` has other values after the call.{words}")


@pytest.mark.task("flattering")
@pytest.mark.supporting
@promises(
    LeavesAlone("truth", tries=UNCHANGED),
    TakesAnyLayout("truth", tries="NumPy arrays of shape (n,)"),
    GivesNewArrays(
        {"truth": np.arange(40) % 10 == 3},
        tries="two new arrays of shape (n,), the alarms of two machines.",
    ),
)
def test_two_alarms_keeps_its_promises(student, promise, seed):
    """The general promises of `two_alarms`."""
    truth = few_rotten(40, 0.1, seed)
    for dtype in DTYPES:
        call = Call("two_alarms", truth=truth.astype(dtype))
        # Answers may be drawn by chance, so two of them are compared by the four statements alone.
        promise.keep(student, call.then(lambda got: kept(truth, got)))
