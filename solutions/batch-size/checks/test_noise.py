"""The hidden checks of `noise`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from itertools import combinations, combinations_with_replacement
from math import factorial, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, between, close, holds
from course.promises import (
    Call,
    DrawsFrom,
    Generator,
    LeavesAlone,
    Refuses,
    TakesAnyLayout,
    promises,
)

from .rows import (
    ALONE,
    DIGITS,
    FROM_RNG,
    INTEGERS,
    NINE_DIGITS,
    NUMBERS,
    apart,
    equally_likely,
    float_type,
    generator,
    gradient_of,
    problem,
    pulls,
    real,
    repeated,
    seeds,
)

NUMBER = "The noise should be a number, of Python or NumPy."


def equally_far(n, d, seed):
    """Rows whose gradients are orthogonal and of one length: any batch of a size is equally far off."""
    rng = generator(seed, n, d)
    w, x = rng.standard_normal(d), apart(n, d, seed)
    length = float(rng.uniform(0.5, 2))
    errors = length / (2 * np.linalg.norm(x, axis=1)) * rng.choice([-1, 1], n)
    return (w, x, x @ w - errors), length


def one_draw(student, rows, size, seed):
    """The noise of one batch, or None: to look for the mistake after a failure."""
    return student.attempt(
        lambda: real(student.gradient_noise(*rows, size, 1, student.rng(seed)), NUMBER)
    )


def from_zero(student, seed):
    """Whether the noise of one batch is how long its gradient is. That of a formula is not."""
    w, x, y = problem(6, 2, seed)
    sets = [list(chosen) for chosen in combinations(range(6), 3)]
    lengths = [np.linalg.norm(gradient_of(w, x[c], y[c])) for c in sets]
    got = one_draw(student, (w, x, y), 3, seed)
    return got is not None and place_of(got, lengths) is not None


@pytest.mark.task("noise", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "Each batch is `size` different rows of the n.",
    "A batch's distance is the Euclidean length of its gradient minus that of all rows.",
    "Returns the square root of the mean of the `draws` squared distances",
)
@given(n=integers(5, 24), part=integers(0, 100), draws=integers(1, 30), seed=seeds)
def test_where_all_batches_are_equally_far(student, n, part, draws, seed):
    """Where all batches of a size are equally far off, the noise is that distance, whatever is drawn."""
    size = 2 + part * (n - 3) // 100
    rows, length = equally_far(n, n + 3, seed)
    right = length * np.sqrt(1 / size - 1 / n)
    mistakes = {
        "over_the_size": length * np.sqrt(1 - 1 / n) / size,
        "root_forgotten": right**2,
        "mean_over_the_weights": right / np.sqrt(n + 3),
        "distance_from_zero": length / np.sqrt(size),
    }
    got = real(student.gradient_noise(*rows, size, draws, student.rng(seed)), NUMBER)
    if np.isclose(got, mistakes["distance_from_zero"]) and not from_zero(student, seed):
        del mistakes["distance_from_zero"]
    message = "All batches are equally far off, so the noise should be that distance."
    close(got, right, message=message, mistakes=mistakes)


@pytest.mark.task("noise", weight=3)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Returns the square root of the mean of the `draws` squared distances",
    "Measure how far the gradient of a batch is from the gradient of all rows.",
)
def test_it_is_near_what_all_rows_promise(student, seed):
    """With many draws, the noise is near the root of variance over size, less what all rows leave."""
    w, x, y = problem(400, 5, seed)
    each = pulls(w, x, y)
    variance = ((each - each.mean(axis=0)) ** 2).sum(axis=1).mean()
    # 60 draws: size 4 1.00 (.03), .92–1.08; 16 1.00 (.02), .95–1.05; 200 1.00 (.015), .96–1.04.
    # Drawn with replacement 1.41 at 200; over the size .5, .25 and .07.
    for size in (4, 16, 200):
        right = np.sqrt(variance / size * (400 - size) / 399)
        got = real(student.gradient_noise(w, x, y, size, 400, student.rng(seed)), NUMBER)
        off = abs(got / right - 1)
        replaced = abs(got / right / np.sqrt(399 / (400 - size)) - 1) < 0.1
        name = ""
        if off >= 0.15 and size == 200 and replaced:
            # A formula fits as well, and gives the same for other draws.
            some = {one_draw(student, (w, x, y), 4, other) for other in (seed, seed + 1)}
            name = "drawn_with_replacement_here" if len(some - {None}) == 2 else ""
        message = (
            f"Batches of {size} of 400 rows: the noise, divided by that which is to be expected."
        )
        holds(off < 0.15, message=message, measured=got / right, misconception=name)


@pytest.mark.task("noise")
@pytest.mark.random
@pytest.mark.tries("Returns the square root of the mean of the `draws` squared distances")
def test_in_one_column_large_distances_count_for_more(student, seed):
    """With a single weight, the noise is a standard deviation, not a mean distance."""
    w, x, y = problem(400, 1, seed)
    each = pulls(w, x, y)[:, 0]
    right = each.std() * np.sqrt(1 / 8 * (400 - 8) / 399)
    got = real(student.gradient_noise(w, x, y, 8, 1600, student.rng(seed)), NUMBER)
    # 60 draws: 1.00 (.022), .95–1.05. The mean of distances: .78 (.023), .71–.83.
    message = "Batches of 8 of 400 rows, one column: the noise, divided by that to be expected."
    between(got / right, 0.88, 1.12, message=message)


def squares(rows, size):
    """The squared distance of each set of `size` rows."""
    w, x, y = rows
    whole = gradient_of(w, x, y)
    sets = combinations(range(len(y)), size)
    each = [gradient_of(w, x[list(chosen)], y[list(chosen)]) for chosen in sets]
    return ((np.array(each) - whole) ** 2).sum(axis=1)


def place_of(value, values):
    """Which of the values it is, or None."""
    found = np.flatnonzero(np.isclose(values, value, rtol=1e-7, atol=0))
    return int(found[0]) if len(found) else None


@pytest.mark.task("noise", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "It is measured on the batches that were drawn, not computed by a formula.",
    "how many batches are drawn, an int.",
    "Returns the square root of the mean of the `draws` squared distances",
)
@given(n=integers(4, 5), draws=integers(1, 3), seed=seeds)
def test_it_fits_batches_that_can_be_drawn(student, n, draws, seed):
    """The noise is that of as many batches as asked for, each of different rows."""
    rows = problem(n, 2, seed)
    size = 2 + seed % (n - 3)
    each = squares(rows, size)
    drawn = np.array(list(combinations_with_replacement(each, draws)))
    got = real(student.gradient_noise(*rows, size, draws, student.rng(seed)), NUMBER)
    fits = place_of(got, np.sqrt(drawn.mean(axis=1))) is not None
    means = place_of(got, np.sqrt(drawn).mean(axis=1)) is not None
    name = "mean_of_distances" if means else ""
    message = (
        f"No {draws} batches of {size} of the {n} rows have this noise: root of the mean square."
    )
    holds(fits, message=message, misconception=name)


@pytest.mark.task("noise", weight=2)
@pytest.mark.random
@pytest.mark.tries(
    "All sets of `size` rows are equally likely, whatever was drawn before",
    "and the next batch may hold the same rows again",
)
def test_each_set_of_rows_is_as_likely(student, seed):
    """Each set of rows comes equally often, and says nothing of the next one."""
    message = "Each set of `size` rows should be drawn equally often, whatever was drawn before."
    # Half of the rows are as far off as the other half: no such size stands here.
    for n, size, draws in ((5, 2, 1), (4, 1, 1), (5, 2, 2), (3, 1, 3), (4, 3, 2), (5, 4, 1)):
        rows = problem(n, 2, seed)
        each = squares(rows, size)
        kinds = list(combinations_with_replacement(range(len(each)), draws))
        values = np.sqrt([each[list(kind)].mean() for kind in kinds])
        found = repeated(student, "gradient_noise", 600, seed, *rows, size, draws)
        places = [place_of(real(value, NUMBER), values) for value in found]
        if None in places:
            raise Mismatch(message, names_mistake=False)
        ways = [
            factorial(draws) / prod(factorial(kind.count(one)) for one in set(kind))
            for kind in kinds
        ]
        chances = np.array(ways) / len(each) ** draws
        equally_likely(np.bincount(places, minlength=len(kinds)), message, chances)


@pytest.mark.task("noise", weight=2)
@pytest.mark.tries("rows in a batch, an int from 1 to n.")
def test_batches_of_all_rows_and_of_one(student, seed):
    """A batch of all rows has no noise; one row, one column, one draw are enough."""
    for n, d in ((1, 1), (1, 3), (6, 1), (6, 3), (3, 6), (50, 4)):
        rows = problem(n, d, seed)
        size_of_pulls = float(np.abs(pulls(*rows)).max())
        message = f"{n} rows, {d} columns."
        for draws in (1, 7):
            with student.succeeds(message=f"{message} It should not raise."):
                got = student.gradient_noise(*rows, n, draws, student.rng(seed))
            none = abs(real(got, NUMBER)) <= 1e-9 * size_of_pulls
            holds(none, message=f"{message} A batch of all rows should have no noise.")
            with student.succeeds(message=f"{message} It should not raise."):
                got = student.gradient_noise(*rows, 1, draws, student.rng(seed))
            float_type(got, f"{message} The noise should be a float.")
            most = np.sqrt(squares(rows, 1).max()) * (1 + 1e-9) + 1e-9
            holds(
                0 <= real(got, NUMBER) <= most, message=f"{message} A row is further off than any."
            )
            positive = n == 1 or real(got, NUMBER) > 0
            holds(positive, message=f"{message} A single row should have noise.")


@pytest.mark.task("noise")
@pytest.mark.tries(DIGITS, "w, x, y: as for `gradient`.")
def test_nine_digits_of_the_noise_are_right(student, seed):
    """Nine digits are right for float32, and small integers do not overflow."""
    rng = generator(seed)
    for dtype in ("float32", *INTEGERS):
        w, y = rng.integers(1, 5, 3), rng.integers(0, 100, 2)
        x = rng.integers(40, 120, (2, 3)) + (0.3 if dtype == "float32" else 0)
        rows = tuple(array.astype(dtype) for array in (w, x, y))
        message = f"Of two rows each is equally far off: {dtype}, nine digits."
        with student.succeeds(message=message):
            got = student.gradient_noise(*rows, 1, 3, student.rng(seed))
        right = float(np.sqrt(squares(rows, 1)[0]))
        atol = NINE_DIGITS * float(np.abs(pulls(*rows)).max())
        close(real(got, NUMBER), right, message=message, rtol=NINE_DIGITS, atol=atol)


WRONG = tuple((f"A size of {size} for six rows", {"size": size}) for size in (0, -1, -6, 7, 12))
NO_DRAWS = tuple((f"{draws} draws", {"draws": draws}) for draws in (0, -1, -5))
LENGTHS = (
    ("A y of length 1 for six rows", {"y": np.ones(1)}),
    ("A y of length 7 for six rows", {"y": np.ones(7)}),
    ("A y of length 5 for six rows", {"y": np.ones(5)}),
    ("A w of length 1 for three columns", {"w": np.ones(1)}),
    ("A w of length 2 for three columns", {"w": np.ones(2)}),
)


@pytest.mark.task("noise", weight=3)
@pytest.mark.supporting
@pytest.mark.tries("rng: numpy.random.Generator.")
@promises(
    DrawsFrom("rng", tries=FROM_RNG),
    LeavesAlone("w", tries=ALONE),
    LeavesAlone("x", tries=ALONE),
    LeavesAlone("y", tries=ALONE),
    TakesAnyLayout("w", tries=NUMBERS),
    TakesAnyLayout("x", tries=NUMBERS),
    TakesAnyLayout("y", tries=NUMBERS),
    Refuses("Another size", WRONG, tries="Any other raises a ValueError."),
    Refuses("No draws", NO_DRAWS, tries="Below 1 it raises a ValueError."),
    Refuses(
        "A wrong length", LENGTHS, tries="lengths that do not fit together raise a `ValueError`"
    ),
)
def test_gradient_noise_keeps_its_promises(student, promise, seed):
    """The general promises of `gradient_noise`."""
    w, x, y = problem(6, 3, seed)
    call = Call("gradient_noise", w=w, x=x, y=y, size=2, draws=20, rng=Generator(4))
    promise.keep(student, call)
