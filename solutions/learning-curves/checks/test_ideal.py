"""The hidden checks of `ideal`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from dataclasses import dataclass

import numpy as np
import pytest

from course.expect import Mismatch, as_array, at_most, holds
from course.promises import Call, LeavesAlone, Promise, RowByRow, promises, same


class World:
    """A curve of one column with noise of a known variance, in a unit of its own."""

    def __init__(self, rng):
        self.noise = rng.uniform(0.22, 0.38)
        self.unit, self.mean = float(10 ** rng.uniform(-2, 2)), rng.uniform(-3, 3)
        if rng.random() < 0.5:
            weights = np.r_[0, rng.choice([-1, 1], 4) * rng.uniform(0.4, 1, 4)]
            self.raw = lambda x: np.polynomial.chebyshev.chebval(x, weights)
        else:
            speed, start = rng.uniform(3, 4), rng.uniform(0, 6)
            self.raw = lambda x: np.sin(speed * x + start) + 0.3 * x
        grid = self.raw(np.linspace(-1, 1, 2001))
        self.center, self.spread = grid.mean(), grid.std()

    def draw(self, n, rng):
        """Draw n rows: the curve has variance 1 but for the unit, the noise `noise` squared."""
        x = rng.uniform(-1, 1, (n, 1))
        curve = (self.raw(x[:, 0]) - self.center) / self.spread + self.mean
        return x, self.unit * (curve + self.noise * rng.standard_normal(n))

    def loss(self, says, y):
        """The mean squared error, in units of the noise's variance."""
        return float(np.mean((says - y) ** 2) / (self.unit * self.noise) ** 2)


def said(model, x):
    """What a model predicts, as an array of shape (rows,)."""
    got = as_array(model.predict(x))
    if got.shape not in ((len(x),), (len(x), 1)) or not np.isfinite(got).all():
        message = f"`predict` should give an array of finite numbers, of shape ({len(x)},) or ({len(x)}, 1)."
        raise Mismatch(message, got=got, names_mistake=False)
    return np.ravel(got).astype("float64")


def judged(student, seed, sizes):
    """Means of three figures: loss on new rows, its gap to that on learnt ones, and how bent a curve is."""
    rng = np.random.default_rng([seed, 41])
    losses = []
    for place, n in enumerate(sizes):
        world = World(rng)
        (x, y), (new_x, new_y) = world.draw(n, rng), world.draw(3000, rng)
        # The file may be sorted.
        order = np.argsort(x[:, 0]) if place % 2 else np.arange(n)
        with student.succeeds(message=f"On {n} rows it should not raise."):
            model = student.ideal(x[order], y[order], (seed + place) % 2**32)
        # On a straight line, equal steps of x make equal steps of what is said.
        steps = np.diff(said(model, np.linspace(-1, 1, 21)[:, None]))
        bent = np.ptp(steps) / np.abs(steps).max() if np.abs(steps).max() else 1.0
        losses.append([world.loss(said(model, x), y), world.loss(said(model, new_x), new_y), bent])
    train, new, bent = np.mean(losses, axis=0)
    return float(new), float(new - train), float(bent)


@pytest.mark.task("ideal", weight=5)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Fit a model that is neither too stiff nor too flexible.",
    "an int from 0 to 2**32 - 1.",
    "It decides what you draw, if you draw anything.",
    "In the mean of five curves, the loss on new rows is at most 1.5 times the variance of the noise.",
    "In the mean it exceeds the loss on the rows of x by at most 0.35 times that variance.",
    "float64 array of shape (n, 1), n from 400 to 1000, spread evenly over -1 to 1.",
    "Rows come in any order, and may be sorted.",
    "a smooth curve of x with one to three bends, plus noise.",
    "The noise has the same variance everywhere; the curve's is 6 to 25 times as large.",
)
def test_the_two_curves_meet_at_the_noise(student, seed):
    """New rows are predicted nearly as well as the noise allows, and learnt rows hardly better."""
    new, gap, bent = judged(student, seed, (400, 401, 400, 500, 450))
    # Loss and gap, 60 draws: the reference answer 1.020 (0.014), worst 1.049, and 0.038 (0.032), worst
    # 0.097; fixed hidden units at worst 1.089 and 0.104; a Keras network of two layers, 4 draws, 1.12 to
    # 1.31. A parabola 6.1, best 3.4; the nearest row 2.0 and 2.0; three neighbours 1.34 and 0.67, of
    # which only the gap tells, best 0.58.
    message = (
        "Loss on new rows, in variances of the noise, in the mean of five curves: at most 1.5."
    )
    stiff = "a_straight_line" if bent < 1e-4 else ""
    at_most(new, 1.5, message=message, misconception=stiff)
    message = (
        "By how much the loss on new rows exceeds that on learnt ones, in variances of the noise."
    )
    at_most(gap, 0.35, message=message)


def by_an_end(x, y, end):
    """The polynomial whose degree a fifth of the file has chosen, the first one or the last one."""
    fifth = len(x) // 5
    out = np.arange(len(x))[:fifth] if end == "first" else np.arange(len(x))[-fifth:]
    rest, fit = np.setdiff1d(np.arange(len(x)), out), np.polynomial.Polynomial.fit
    degrees = range(1, 11)
    return fit(
        x, y, min(degrees, key=lambda d: np.mean((fit(x[rest], y[rest], d)(x[out]) - y[out]) ** 2))
    )


def sorted_file(place, unit, mean, n, rng):
    """A world, a sorted file of it, and new rows. A fifth of the file would choose a wrong model."""
    for _ in range(20):
        world = World(rng)
        world.unit, world.mean = unit, mean
        (x, y), new = world.draw(n, rng), world.draw(3000, rng)
        order = np.argsort((-x[:, 0], x[:, 0])[place % 2])
        x, y = x[order], y[order]
        wrong = by_an_end(x[:, 0], y, "last" if place % 3 else "first")
        if world.loss(wrong(new[0][:, 0]), new[1]) > 2.5:
            break
    return world, x, y, *new


# Units of y and its means, and numbers of rows: the ends of what the contract allows.
EXTREMES = (
    (0.001, 0.0, 400),
    (300.0, 3.0, 1000),
    (1.0, -900.0, 400),
    (0.01, 0.5, 700),
    (50.0, -10.0, 401),
)


@pytest.mark.task("ideal")
@pytest.mark.random
@pytest.mark.tries(
    "n from 400 to 1000",
    "may be sorted",
    "The unit of y",
    "y is of any size from 0.001 to 1000, and its mean need not be near 0.",
    "For no curve is it above 2.5 times that variance.",
)
def test_units_and_many_rows_make_no_difference(student, seed):
    """Sorted files, up to a thousand rows, y in any unit and with any mean: they are fitted as well."""
    rng = np.random.default_rng([seed, 42])
    losses, rows = [], []
    for place, (unit, mean, n) in enumerate(EXTREMES * 2):
        world, x, y, new_x, new_y = sorted_file(place, unit, mean, n, rng)
        says = said(student.ideal(x, y, 0), new_x)
        losses.append(world.loss(says, new_y))
        rows.append(worst_row(x, y, says, new_x, new_y))
    new, worst = float(np.mean(losses)), rows[int(np.argmax(losses))]
    # 60 draws: the reference answer 1.018, worst 1.038, and its worst curve 1.14; the mean of sixteen
    # neighbours 1.08, worst 1.20, and its worst curve 2.45. A degree that a fifth of the file has chosen:
    # 3.2 to 5.2 in the mean, and none of 60 draws within the limits.
    message = (
        "Loss on new rows, in variances of the noise, for y of 0.001 to 1000: mean of ten curves, at "
        "most 1.5."
    )
    at_most(new, 1.5, message=message, got=worst)
    message = (
        "Loss on new rows, in variances of the noise: the worst of ten curves, of sorted files, at "
        "most 2.5."
    )
    at_most(max(losses), 2.5, message=message, got=worst)


def worst_row(x, y, says, new_x, new_y):
    """The new row that is predicted worst, and what its file is like."""
    far = int(np.argmax(np.abs(says - new_y)))
    order = "rising" if x[0] < x[-1] else "falling"
    return {
        "the file": f"{len(x)} rows, x {order}, mean of y {y.mean():.4g}",
        "worst at x": round(float(new_x[far, 0]), 4),
        "predicted": float(f"{says[far]:.5g}"),
        "y there": float(f"{new_y[far]:.5g}"),
    }


def ready(**changed):
    """A call with rows of one world."""
    rng = np.random.default_rng(43)
    x, y = World(rng).draw(400, rng)
    return Call("ideal", **{"x": x, "y": y, "seed": 0, **changed})


# One row, and more than were learnt; from end to end.
GRID = np.concatenate([np.linspace(-1, 1, 24), [0.3, 0.3]])[:, None]


@dataclass(frozen=True)
class SameSeedSameModel(Promise):
    """The same seed gives the same predictions; the global random states may move on."""

    @property
    def claim(self):
        return "The same seed gives the same predictions, whatever the global random states are."

    def keep(self, student, call):
        numpy, python = student.module("numpy").random, student.module("random")
        for seed in (0, 2**32 - 1):
            several = []
            for state in (1, 2):
                numpy.seed(state)
                python.seed(state)
                several.append(call.on(student, seed=seed))
            # Keras adds in another order, now and then.
            message = f"Two calls with seed={seed} should give models that predict the same."
            holds(same(*several, rtol=1e-3), message=message)


@pytest.mark.task("ideal")
@pytest.mark.supporting
@promises(
    RowByRow(
        "x",
        none=False,
        rtol=1e-4,
        tries="in which each row has its own prediction, whatever rows stand beside it",
    ),
    LeavesAlone("x", may_return_it=True, tries="what is handed in is not changed"),
    LeavesAlone("y", may_return_it=True, tries="what is handed in is not changed"),
    SameSeedSameModel(tries="The same seed gives the same predictions."),
)
def test_ideal_keeps_its_promises(student, promise):
    """The general promises of `ideal` and of what it returns."""
    call = ready()
    if isinstance(promise, RowByRow):
        model = call.on(student)
        spread = said(model, GRID)
        # A model that says the same of all rows has learnt nothing.
        holds(np.ptp(spread) > 0, message="Different rows should have different predictions.")
        call = Call(lambda student: lambda x: said(model, x), x=GRID)
    elif isinstance(promise, SameSeedSameModel):
        call = call.then(lambda model: scaled(said(model, GRID)))
    promise.keep(student, call)


def scaled(numbers):
    """Bring numbers to the size of 1, so that rounding is judged alike in all units."""
    return numbers / np.abs(numbers).max()


@pytest.mark.task("ideal")
@pytest.mark.tries(
    "Returns a fitted model, an object with `predict(x)`.",
    "It takes a float64 array of shape (rows, 1), one row or more, of numbers from -1 to 1.",
    "It gives an array of shape (rows,) or (rows, 1)",
)
def test_two_models_stay_apart(student):
    """Each call gives a model of its own, which later calls leave alone."""
    rng = np.random.default_rng(44)
    first, second = World(rng), World(rng)
    model = student.ideal(*first.draw(400, rng), 0)
    before = said(model, GRID)
    other = student.ideal(*second.draw(400, rng), 0)
    apart = np.abs(said(other, GRID) - before).max() > 0
    holds(bool(apart), message="Two different files should give two different models.")
    same = np.allclose(said(model, GRID), before, rtol=1e-6, atol=0)
    message = "After another call the first model predicts something else."
    holds(bool(same), message=message)
    for rows in (1, 2, 5000):
        said(model, np.linspace(-1, 1, rows)[:, None])
