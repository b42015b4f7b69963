"""The hidden checks of `curve`. All of them are exact, to the digits of float32."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import booleans, integers

from course.expect import Mismatch, as_array
from course.promises import (
    Call,
    GivesNewArrays,
    LeavesAlone,
    SameEachTime,
    TakesAnyLayout,
    promises,
)

from .belts import (
    ANY_DTYPE,
    DTYPES,
    ENDS,
    LENGTHS,
    OWNED,
    SCORE_DTYPES,
    UNCHANGED,
    drawn_scores,
    generator,
    refuses_unequal,
    seeds,
    several,
)

NAMES = ("thresholds", "precision", "recall")


def true_curve(truth, scores):
    """Thresholds, precision and recall, from the definition: one threshold after the other."""
    scores, rotten = np.asarray(scores), np.asarray(truth) != 0
    thresholds = np.array(sorted(set(scores.tolist()), reverse=True))
    order = np.argsort(scores, kind="stable")
    place = np.searchsorted(scores[order], thresholds, side="left")
    rings = len(scores) - place
    hits = np.append(0, np.cumsum(rotten[order][::-1]))[rings]
    return thresholds, hits / rings, hits / rotten.sum()


def three(student, truth, scores):
    """The three arrays of an answer, of one axis and one length, as float64."""
    got = several(student.curve(truth, scores), 3, "`curve`", f"({', '.join(NAMES)})")
    parts = []
    for name, one in zip(NAMES, got, strict=True):
        array = as_array(one, message=f"`{name}` should be an array; a list is none.")
        if array.ndim != 1 or array.dtype.kind == "b" or (array.dtype.kind != "f" and parts):
            message = f"`{name}` should be an array of floats, with one axis."
            raise Mismatch(message, got=one, names_mistake=False)
        parts.append(array)
    if len({len(part) for part in parts}) != 1:
        message = "The three arrays should be of the same shape."
        raise Mismatch(message, got=[part.shape for part in parts], names_mistake=False)
    return parts


def alike(part, value):
    """Whether two arrays are equal, to the digits of float32."""
    return np.allclose(part, value, rtol=2e-6, atol=0)


def misread(thresholds, scores, wanted):
    """The name of the mistake that gives exactly these thresholds, if one is known."""
    everyone = np.sort(np.asarray(scores))[::-1]
    if np.array_equal(thresholds, everyone) and len(everyone) > len(wanted):
        return "a_step_for_each_banana"
    if np.array_equal(thresholds, wanted[::-1]):
        return "from_low_to_high"
    if np.array_equal(thresholds[1:], wanted) or np.array_equal(thresholds[:-1], wanted):
        return "a_point_added"
    return ""


def on_the_curve(student, truth, scores, words=""):
    """Expect the three arrays to be those of the definition; give them."""
    wanted = true_curve(truth, scores)
    with student.succeeds(message=f"It should not raise.{words}"):
        got = three(student, truth, scores)
    same = len(got[0]) == len(wanted[0]) and bool((got[0] == wanted[0]).all())
    message = f"The thresholds should be the different scores, each once, from high to low.{words}"
    if not same:
        name = believed(student)
        raise Mismatch(
            message, got=got[0], expected=wanted[0], misconception=name, draws=len(ASKED)
        )
    for name, part, value in zip(NAMES[1:], got[1:], wanted[1:], strict=True):
        message = (
            f"`{name}` should be that of the machine that rings at `score >= threshold`.{words}"
        )
        if not alike(part, value):
            raise Mismatch(
                message,
                expected=value,
                got=part,
                misconception=believed(student),
                draws=len(ASKED),
            )


def shares_misread(truth, scores, wanted):
    """What known mistakes give for precision and for recall."""
    _, precision, recall = wanted
    rings = (np.asarray(scores)[:, None] > wanted[0]).sum(axis=0)
    hits = np.append(0, recall[:-1] * np.sum(truth != 0))
    smooth = np.maximum.accumulate(precision[::-1])[::-1]
    above = hits / np.maximum(rings, 1)
    return {
        "precision": {
            "precision_smoothed": smooth,
            "shares_swapped": recall,
            "rings_above_only": above,
        },
        "recall": {
            "shares_swapped": precision,
            "rings_above_only": np.append(0, recall[:-1]),
        },
    }


# Belts of so many bananas, with equal scores among them or without. On each of them precision falls
# somewhere as the threshold rises, so that smoothing it makes a difference.
ASKED = ((40, False), (50, True), (62, True))


def seen_in(got, truth, scores):
    """The names of the known mistakes that explain a wrong curve."""
    wanted = true_curve(truth, scores)
    if not np.array_equal(got[0], wanted[0]):
        return {misread(got[0], scores, wanted[0])}
    known = shares_misread(truth, scores, wanted)
    explained = [
        {mistake for mistake, gives in known[name].items() if alike(part, gives)}
        for name, part, value in zip(NAMES[1:], got[1:], wanted[1:], strict=True)
        if not alike(part, value)
    ]
    return set.intersection(*explained) if explained else set()


def believed(student):
    """The one mistake that explains what an answer gives on several belts, if any."""
    with student.aside():
        found = []
        for n, ties in ASKED:
            truth, scores = drawn_scores(n, n, ties=ties)
            try:
                with student.succeeds(message="It should not raise."):
                    names = seen_in(three(student, truth, scores), truth, scores)
            except Mismatch:
                return ""
            # Without equal scores a step for each banana is right.
            found += [names] if names or ties else []
        names = set.intersection(*found)
        return names.pop() if len(names) == 1 else ""


@pytest.mark.task("curve", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Precision and recall at every threshold that makes a difference.",
    "Returns three arrays in a tuple or list, (thresholds, precision, recall), all of the same shape:",
    "precision, recall: floats, at each threshold those of the machine that rings from there on",
    "It rings at `score >= threshold`.",
)
@given(n=integers(12, 60), seed=seeds)
def test_the_curve_is_that_of_all_thresholds(student, n, seed):
    """At each different score, precision and recall are those of the machine that rings there."""
    on_the_curve(student, *drawn_scores(n, seed))


@pytest.mark.task("curve", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "thresholds: the different scores, exactly as they are, each once, from high to low",
    "They may be below 0 or above 1, and several may be equal.",
)
@given(n=integers(12, 60), seed=seeds)
def test_equal_scores_are_one_threshold(student, n, seed):
    """Bananas with equal scores ring together: they make one threshold, and one point."""
    on_the_curve(student, *drawn_scores(n, seed, ties=True))


@pytest.mark.task("curve")
@pytest.mark.tries("The shares are what they are: nothing is smoothed, no point is added.")
@given(ties=booleans(), seed=seeds)
def test_precision_goes_up_and_down(student, ties, seed):
    """Precision is not made to fall: it goes up and down with the rows."""
    truth, scores = drawn_scores(80, seed, ties=ties, share=0.5)
    # The highest score is a good banana's, and the lowest one a rotten one's.
    truth[scores.argmax()], truth[scores.argmin()] = 0, 1
    on_the_curve(student, truth, scores)


@pytest.mark.task("curve")
@pytest.mark.tries("n at least 1.", "At least one of them is 1.")
def test_short_curves_are_curves(student, seed):
    """One banana, equal scores alone, and rotten bananas alone make a curve, too."""
    cases = [([1], [0.3]), ([1], [-7.0]), ([1], [0.0]), ([1, 1], [0.5, 0.5]), ([0, 1], [2.0, 2.0])]
    cases += [([1, 0], [0.1, 0.2]), ([1, 0], [0.2, 0.1]), ([1, 1, 1], [0.3, 0.1, 0.2])]
    cases += [([0, 0, 0, 1], [4, 3, 2, 1]), ([1, 0, 0, 0], [4, 3, 2, 1]), ([1] * 6, [5.0] * 6)]
    cases += [([0, 0, 1, 0, 0], [0, -1, -1, 1, 1]), ([1, 0, 0, 1], [3.0, 3.0, 1.0, 1.0])]
    for truth, scores in cases:
        words = f" (truth {truth}, scores {scores})"
        on_the_curve(student, np.array(truth), np.array(scores), words)


@pytest.mark.task("curve")
@pytest.mark.tries("Two scores that differ by very little are two scores.")
def test_near_scores_are_different_scores(student, seed):
    """Scores that differ in their last digit are two thresholds, and so are tiny and huge ones."""
    rng = generator(seed)
    truth = np.append(1, (rng.random(39) < 0.4).astype(int))
    steps = rng.permutation(np.arange(40) // 2)
    for dtype in ("float64", "float32"):
        unit = np.finfo(dtype).eps
        for words, scores in (
            ("in the last digit", 1 + steps * unit),
            ("by a little, and are below 0", -0.5 - steps * unit),
            ("by 1e-20", steps * 1e-20),
            ("by 1e20", (steps - 7) * 1e20),
        ):
            on_the_curve(student, truth, scores.astype(dtype), f" (Where {dtype} differ {words}.)")


@pytest.mark.task("curve")
@pytest.mark.tries(
    "finite numbers: float16, float32 or float64, or integers of any dtype up to a billion in size."
)
def test_scores_have_any_dtype(student, seed):
    """Scores may be floats or integers of any dtype, at the ends of narrow ones too."""
    rng = generator(seed)
    truth = np.append(1, (rng.random(199) < 0.4).astype(int))
    for dtype in SCORE_DTYPES:
        least, most = ENDS.get(dtype, (0 if dtype[0] == "u" else -(10**9), 10**9))
        scores = rng.integers(least, most, 200, endpoint=True)
        scores[:6] = [least, least, most, most, 0, 0]
        on_the_curve(student, truth, scores.astype(dtype), f" (Where scores are {dtype}.)")


@pytest.mark.task("curve")
@pytest.mark.tries("the different scores, exactly as they are, each once")
def test_long_curves_have_all_their_points(student, seed):
    """However many different scores there are, each one is a threshold."""
    for n in (1500, 12_000):
        on_the_curve(student, *drawn_scores(n, seed), f" (Of {n} bananas, with different scores.)")


@pytest.mark.task("curve")
@pytest.mark.tries(ANY_DTYPE, "truth: array of zeros and ones of shape (n,)")
def test_truth_on_a_curve_has_any_dtype(student, seed):
    """Truth may have any dtype, on long belts too."""
    truth, scores = drawn_scores(400, seed, ties=True)
    for dtype in DTYPES:
        on_the_curve(student, truth.astype(dtype), scores, f" (Where truth is {dtype}.)")
    # float16 counts in steps of more than 1 from 2048 on, and ends at 65504.
    truth, scores = drawn_scores(150_000, seed, share=0.6)
    scores = np.round(scores, 2)
    for dtype in ("float16", "uint8", "bool"):
        on_the_curve(student, truth.astype(dtype), scores, f" (150 000 bananas in {dtype}.)")


@pytest.mark.task("curve")
@pytest.mark.tries("Arrays of different lengths raise a ValueError.")
def test_curves_of_different_lengths_are_refused(student, seed):
    """There is no curve of arrays of different lengths: they raise a ValueError."""

    def call(truth, scores):
        return student.curve(truth, scores + 0.5)

    refuses_unequal(student, call, LENGTHS)


@pytest.mark.task("curve")
@pytest.mark.supporting
@promises(
    LeavesAlone("truth", tries=UNCHANGED),
    LeavesAlone("scores", tries=UNCHANGED),
    TakesAnyLayout("truth", tries="array of zeros and ones of shape (n,)"),
    TakesAnyLayout("scores", tries="array of shape (n,) of finite numbers"),
    SameEachTime(tries="at each threshold those of the machine"),
    GivesNewArrays({"truth": np.ones(60, int)}, tries=OWNED),
)
def test_curve_keeps_its_promises(student, promise, seed):
    """The general promises of `curve`."""
    for ties in (False, True):
        truth, scores = drawn_scores(60, seed, ties=ties)
        orders = [np.arange(60), np.argsort(scores), np.argsort(-scores)]
        for order in orders:
            given = truth[order], scores[order]
            promise.keep(student, Call("curve", truth=given[0], scores=given[1]))
        for dtype in (*DTYPES, *SCORE_DTYPES):
            mine = [truth.astype(dtype), scores]
            # Scores are no bools.
            if (
                isinstance(promise, LeavesAlone)
                and promise.argument == "scores"
                and dtype != "bool"
            ):
                mine = [truth, np.round(10 * scores).astype(dtype)]
            promise.keep(student, Call("curve", truth=mine[0], scores=mine[1]))
