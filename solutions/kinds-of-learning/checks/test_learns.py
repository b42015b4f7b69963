"""The hidden checks of `learns`: all are exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers, sampled_from

from course.expect import Mismatch, holds
from course.promises import Call, LeavesAlone, Refuses, SameEachTime, TakesAnyLayout, promises

from .tables import ALONE, BEFORE, INTEGERS, generator, seeds


def threes(scores):
    """The mean rise in units of three standard errors; infinite where all rises are equal."""
    scores = np.asarray(scores, "float64")
    rises = scores[:, -1] - scores[:, 0]
    error = rises.std(ddof=1) / np.sqrt(len(rises))
    return rises.mean() / (3 * error) if error else np.inf * np.sign(rises.mean())


def says(student, scores):
    """What `learns` says of a table: True or False."""
    got = student.learns(scores)
    if not isinstance(got, bool | np.bool_):
        message = "The result should be True or False, a bool."
        raise Mismatch(message, got=got, names_mistake=False)
    return bool(got)


def table(repeats, sizes, rng, rise=0.0, scatter=0.02, level=0.4, repeat=0.0):
    """Scores that rise from the first size to the last by about `rise`, with means as said.

    `repeat` is by how much the levels of repeats differ.
    """
    noise = rng.standard_normal((repeats, sizes))
    noise = (noise - noise.mean(axis=0)) / np.maximum(noise.std(axis=0), 1e-12)
    base = level + repeat * np.linspace(-1, 1, repeats)[:, None]
    return base + rise * np.linspace(0, 1, sizes) + scatter * noise


def bent(*by):
    """Scores of five sizes that fall by 0.1 in all, and are moved by so much at each size."""
    return table(12, 5, generator(3), rise=-0.1, scatter=0.01) + by


# Each scatters by half of its mean, and none is below 0.
RISES = np.tile([0.05, 0.15], 50)[:, None]
# Other tables, and what the believer of a mistake says of them; other mistakes differ somewhere.
TELLING = {
    "good_is_learnt": (
        (table(12, 4, generator(1), rise=-0.02, scatter=0.01, level=0.97), True),
        (table(12, 4, generator(2), rise=-0.02, scatter=0.01, level=0.05), False),
    ),
    # The second has a rise from size to size as well, and no size that is better than the first.
    "best_of_many_sizes": (
        (bent(0, -0.1, 0.4, -0.7, 0), True),
        (bent(0, -0.5, -0.3, -0.7, 0), False),
    ),
    # Low scores: a threshold for the last one is another mistake.
    "unpaired": ((table(10, 3, generator(4), rise=0.05, scatter=0.004, level=0.1), True),),
    "spread_for_standard_error": (
        (table(100, 3, generator(5), rise=0.1, scatter=0.01, level=0.3), True),
        (0.3 + RISES * [0, 0.5, 1], False),
    ),
}


def believed(student, name):
    """The name of a mistake, if the answer says what it gives of the telling tables."""
    alike = student.attempt(
        lambda: all(says(student, scores) == said for scores, said in TELLING.get(name, ()))
    )
    return name if alike else ""


def told(student, scores, wanted, message, name=""):
    """Expect this answer about a table; name a mistake if other tables confirm it."""
    right = says(student, scores) == wanted
    name = believed(student, name) if name and not right else ""
    holds(right, message=message, misconception=name, draws=2)


@pytest.mark.task("learns", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "A repeat's rise is its score at the last size minus that at the first.",
    "Returns True if the mean of the rises is above 0 and above three of its standard errors, and False otherwise: a bool of Python or NumPy.",
    "Say whether scores rise with experience, by more than chance.",
    "(repeats, sizes) array of floats or of integers, such as uint8.",
)
@given(
    repeats=integers(2, 30),
    sizes=integers(2, 6),
    factor=floats(-3, 3),
    level=floats(-5, 5),
    seed=seeds,
)
def test_the_rule_decides(student, repeats, sizes, factor, level, seed):
    """True where the mean rise is above three standard errors, else False."""
    rng = generator(seed, repeats, sizes)
    scores = level + rng.standard_normal((repeats, sizes))
    rises = scores[:, -1] - scores[:, 0]
    error = rises.std(ddof=1) / np.sqrt(repeats)
    # The last column is moved so that the mean rise is `factor` times three standard errors.
    for share in (factor, 0.97, 1.03):
        moved = scores.copy()
        moved[:, -1] += share * 3 * error - rises.mean()
        if abs(share - 1) > 1e-3 and abs(share) > 1e-3:
            message = f"The mean rise is {share:.2f} times three of its standard errors."
            told(student, moved, share > 1, message)


@pytest.mark.task("learns", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Returns True if the mean of the rises is above 0 and above three of its standard errors, and False otherwise: a bool of Python or NumPy.",
    "A repeat's rise is its score at the last size minus that at the first.",
)
def test_being_good_is_not_learning(student, seed):
    """High scores that do not rise are no learning, and low ones that rise are."""
    for draw in (1, 2):
        rng = generator(seed, draw)
        flat = table(12, 4, rng, level=0.95, scatter=0.01)
        message = "These scores are high from the first size to the last: nothing was learnt."
        told(student, flat, False, message, "good_is_learnt")
        poor = table(12, 4, rng, level=0.05, rise=0.1, scatter=0.01)
        message = "These scores are low, and rise from 0.05 to 0.15 in each repeat."
        told(student, poor, True, message)


@pytest.mark.task("learns", weight=2)
@pytest.mark.tries(
    "Returns True if the mean of the rises is above 0 and above three of its standard errors, and False otherwise: a bool of Python or NumPy."
)
def test_constants_and_falls_are_no_learning(student, seed):
    """Constant scores, perfect ones too, and scores that fall are no learning."""
    rng = generator(seed, 3)
    for value in (0.0, 0.3, 1.0, -2.0):
        for shape in ((2, 2), (5, 3), (40, 2)):
            message = f"All scores are {value}: nothing was learnt."
            told(student, np.full(shape, value), False, message)
    for draw in (1, 2):
        fall = table(9 + draw, 4, rng, rise=-0.2, scatter=0.01)
        message = "These scores fall from 0.4 to 0.2: it got worse."
        told(student, fall, False, message, "change_is_learning")
    told(student, np.full((4, 3), 0.7) - [0.3, 0.1, 0.0], True, "Each repeat rises by 0.3.")


@pytest.mark.task("learns", weight=2)
@pytest.mark.tries(
    "Column 0 belongs to the smallest size, the last column to the largest.",
    "A repeat's rise is its score at the last size minus that at the first.",
)
def test_only_the_first_and_the_last_size_count(student, seed):
    """What happens at the sizes between makes no difference."""
    for draw in (1, 2):
        rng = generator(seed, draw, 4)
        hill = table(12, 5, rng, scatter=0.01)
        hill[:, 2] += 0.3
        message = "The middle size is the best one, and the last is as good as the first: no rise."
        told(student, hill, False, message, "best_of_many_sizes")
        valley = table(12, 5, rng, rise=0.1, scatter=0.01)
        valley[:, 1:4] -= 0.5
        message = "The last size is better than the first by 0.1, whatever lies between."
        told(student, valley, True, message)


@pytest.mark.task("learns", weight=2)
@pytest.mark.tries(
    "A repeat's rise is its score at the last size minus that at the first.",
    "Returns True if the mean of the rises is above 0 and above three of its standard errors, and False otherwise: a bool of Python or NumPy.",
)
def test_rises_are_taken_within_a_repeat(student, seed):
    """Repeats of very different levels that all rise a little have learnt."""
    for draw in (1, 2):
        rng = generator(seed, draw, 5)
        scores = table(10, 3, rng, rise=0.05, scatter=0.004, level=0.5, repeat=0.4)
        message = "Each repeat rises by about 0.05, though their levels differ by much more."
        told(student, scores, True, message, "unpaired")
        mixed = table(10, 3, rng, rise=0.0, scatter=0.004, level=0.5, repeat=0.4)
        told(student, mixed, False, "The mean of these rises is 0.")


@pytest.mark.task("learns", weight=2)
@pytest.mark.tries(
    "Returns True if the mean of the rises is above 0 and above three of its standard errors, and False otherwise: a bool of Python or NumPy."
)
def test_many_repeats_make_sure(student, seed):
    """Many repeats with scattered rises, of a mean well above three standard errors, have learnt."""
    for draw in (1, 2):
        rng = generator(seed, draw, 6)
        scores = table(100, 3, rng, rise=0.1, scatter=0.08, level=0.3)
        message = "The mean rise of 100 repeats is 0.1, and its standard error is about 0.01."
        told(student, scores, True, message, "spread_for_standard_error")
        told(student, scores[:, ::-1].copy(), False, "Turned round, the same scores fall.")


@pytest.mark.task("learns")
@pytest.mark.tries(
    "The numbers may be large or small: compute in float64.",
    "(repeats, sizes) array of floats or of integers, such as uint8.",
    "Higher is better.",
)
@given(seed=seeds, dtype=sampled_from((*INTEGERS, "float32", "float64")), sizes=integers(2, 4))
def test_any_dtype_and_any_size_of_numbers(student, seed, dtype, sizes):
    """Integers of any width, float32, large and small numbers follow the same rule."""
    rng = generator(seed, sizes)
    whole = rng.integers(0, 120, (3 + seed % 6, sizes))
    whole[:, -1] = np.clip(whole[:, 0] + rng.integers(-9, 40, len(whole)), 0, 127)
    size = 1.0 if dtype in INTEGERS else float(rng.choice([1e-9, 1.0, 1e9]))
    scores = (whole * size).astype(dtype)
    if abs(threes(scores) - 1) > 1e-3 and np.ptp(whole[:, -1] - whole[:, 0]):
        message = f"Scores of dtype {dtype}, the largest of them {scores.max():.3g}."
        told(student, scores, bool(threes(scores) > 1), message)


@pytest.mark.task("learns")
@pytest.mark.tries(
    "(repeats, sizes) array of floats or of integers, such as uint8.",
    "The numbers may be large or small: compute in float64.",
)
def test_differences_keep_their_digits(student, seed):
    """Small falls and large rises are seen in integers of any width, and small rises of large scores."""
    rng = generator(seed, 8)
    for dtype in INTEGERS:
        least, most = (0, 250) if dtype == "uint8" else (-120, 120)
        low = least + rng.integers(0, 6, (7, 2))
        fall = np.sort(low, axis=1)[:, ::-1] - [0, 1] + 1
        told(student, fall.astype(dtype), False, f"These scores of dtype {dtype} fall a little.")
        rise = np.stack([low[:, 0], most - rng.integers(0, 6, 7)], axis=1)
        told(student, rise.astype(dtype), True, f"These scores of dtype {dtype} rise by much.")
    for rise, wanted in ((0.05, True), (0.0, False), (-0.05, False)):
        scores = table(9, 3, rng, rise=rise, scatter=0.01, level=1e8)
        told(student, scores, wanted, f"These scores are about 100 million, and rise by {rise}.")
    for size in (1e-12, 1e-9, 1e-6, 1e12):
        for rise, wanted in ((0.05, True), (-0.05, False)):
            scores = size * table(9, 3, rng, rise=rise, scatter=0.01, level=1.0)
            told(
                student,
                scores,
                wanted,
                f"These scores are about {size}, and rise by {rise * size}.",
            )


@pytest.mark.task("learns", weight=4)
@pytest.mark.supporting
@promises(
    LeavesAlone("scores", tries=ALONE),
    TakesAnyLayout("scores", tries="arrays that are handed in are NumPy's"),
    SameEachTime(tries=BEFORE),
    Refuses(
        "A table that is too small",
        (
            ("One repeat", {"scores": np.array([[0.1, 0.2, 0.5]])}),
            ("One size", {"scores": np.array([[0.1], [0.3], [0.2]])}),
            ("One repeat of one size", {"scores": np.ones((1, 1))}),
            ("No repeat", {"scores": np.ones((0, 3))}),
            ("No size", {"scores": np.ones((3, 0))}),
        ),
        tries="Fewer than 2 repeats or fewer than 2 sizes raise a ValueError.",
    ),
)
def test_learns_keeps_its_promises(student, promise, seed):
    """The general promises of `learns`."""
    scores = table(8, 3, generator(seed, 7), rise=0.3, scatter=0.05)
    promise.keep(student, Call("learns", scores=scores))
