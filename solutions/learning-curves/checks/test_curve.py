"""The hidden checks of `curve`: which rows were fitted, and on which rows each loss was measured. All but chance is exact."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, above, as_array, as_parts, at_least, below, close, holds

from .pupils import (
    AGAIN,
    ROWS,
    TROUBLES,
    Coded,
    Least,
    LeastInColumn,
    Off,
    Serial,
    bits,
    coded_rows,
    made,
)

seeds = integers(0, 2**31)
SEVERAL = ([16], [1], [2, 4, 8, 16], [3, 5, 11], [1, 2, 7, 15], [5, 6, 7, 8, 9, 10], [15, 16])


def pair(got, k):
    """The two curves that `learning_curve` returned, as arrays of k floats."""
    message = "The result should be two arrays, (train_loss, val_loss)."
    curves = [as_array(curve, shape=(k,)) for curve in as_parts(got, 2, message=message)]
    if any(curve.dtype.kind != "f" or curve.dtype.itemsize < 4 for curve in curves):
        message = "Both curves should be arrays of floats, float32 or float64."
        raise Mismatch(message, got=got, names_mistake=False)
    return [curve.astype("float64") for curve in curves]


def decoded(student, chosen, seed, *, rows=None, column=False, sizes=None):
    """For each size, the set of fitted rows and the losses on the rows that were learnt, times their number."""
    x, y, x_val, y_val = coded_rows(rows)
    maker = made(student, Coded, column=column)
    given_sizes = list(chosen) if sizes is None else sizes
    train, val = pair(
        student.learning_curve(maker, x, y, x_val, y_val, given_sizes, seed), len(chosen)
    )
    codes = [code_of(loss) for loss in val]
    again = [bool(code & AGAIN) for code in codes]
    taught_on = len(codes) > 1 and not again[0] and all(again[1:])
    for code, size in zip(codes, chosen, strict=True):
        for trouble, message in TROUBLES.items():
            name = "same_model_taught_on" if trouble == AGAIN and taught_on else ""
            holds(not code & trouble, message=message, misconception=name)
        message = f"Of {ROWS} rows, exactly {size} different ones should be fitted."
        holds(len(bits(code)) == size, message=message)
    return [bits(code) for code in codes], train * np.array(chosen)


def code_of(loss):
    """The code that a validation loss is the square of."""
    code = round(float(np.sqrt(loss))) if np.isfinite(loss) and loss >= 0 else -1
    if code < 0 or abs(np.sqrt(loss) - code) > 0.1 + 1e-6 * code:
        message = "The validation loss should be the mean squared error on all validation rows."
        raise Mismatch(message, names_mistake=False)
    return code


@pytest.mark.task("curve", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "A model that is fitted again goes on from what it has learnt before, so none may be fitted twice.",
    "The new model is fitted once, on exactly so many different rows of x and their own y, of shapes "
    "(size, columns) and (size,).",
    "No validation row is fitted.",
)
@given(which=integers(0, len(SEVERAL) - 1), seed=seeds)
def test_each_size_has_a_new_model_and_so_many_rows(student, which, seed):
    """For each size a new model is fitted once, on so many different rows and their own answers."""
    decoded(student, SEVERAL[which], seed, column=bool(seed % 2))


@pytest.mark.task("curve", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "The first holds each model's loss on the rows that it was fitted on, and on no others."
)
@given(which=integers(0, len(SEVERAL) - 1), seed=seeds)
def test_the_training_loss_is_on_the_rows_just_learnt(student, which, seed):
    """The training loss is measured on the rows that the model was fitted on, and on no others."""
    chosen = SEVERAL[which]
    fitted, sums = decoded(student, chosen, seed)
    wanted = np.array([sum(2.0**row for row in rows) for rows in fitted])
    everything = np.array(chosen) * (2.0**ROWS - 1) / ROWS
    message = "The training loss should be the mean squared error on the rows just fitted."
    mistakes = {"loss_on_all_rows": everything} if chosen != [ROWS] else {}
    close(sums, wanted, message=message, rtol=1e-4, mistakes=mistakes)


@pytest.mark.task("curve", weight=2)
@pytest.mark.tries("The second holds each model's loss on all validation rows.")
@given(rows=integers(1, 12), seed=seeds)
def test_the_validation_loss_is_on_all_validation_rows(student, rows, seed):
    """The validation loss is measured on all validation rows, at each size."""
    x, y, _, _ = coded_rows()
    x_val = np.stack([-1.0 - np.arange(rows), np.full(rows, 7.0)], axis=1)
    chosen = SEVERAL[seed % len(SEVERAL)]
    maker = made(student, Coded, exam=True)
    # With 16 validation rows a subset of 16 learning rows would go unseen.
    got = student.learning_curve(maker, x, y, x_val, np.zeros(rows), chosen, seed)
    wanted = np.full(len(chosen), (2.0**rows - 1) / rows)
    message = f"There are {rows} validation rows, and each counts as much as any other."
    close(pair(got, len(chosen))[1], wanted, message=message, rtol=1e-4)


@pytest.mark.task("curve", weight=2)
@pytest.mark.tries("Rows of a smaller size are among those of each larger size.")
@given(which=integers(2, len(SEVERAL) - 1), seed=seeds)
def test_smaller_sets_lie_inside_larger_ones(student, which, seed):
    """The rows of a smaller size are among those of each larger one."""
    fitted, _ = decoded(student, SEVERAL[which], seed)
    for place, larger in enumerate(fitted[1:]):
        missing = len(fitted[place] - larger)
        message = "Rows of a smaller size that a larger size leaves out."
        # Rows drawn anew for each size are the likely reason, but not the only one.
        sizes = SEVERAL[which][place : place + 2]
        rows = zip(sizes, (fitted[place], larger), strict=True)
        learnt = {f"rows learnt at size {size}": sorted(of_size) for size, of_size in rows}
        holds(missing == 0, message=message, got=learnt, measured=missing)


TRIALS = 200


@pytest.mark.task("curve", weight=3)
@pytest.mark.main
@pytest.mark.supporting
@pytest.mark.random
@pytest.mark.tries(
    "The rows are drawn at random from all n, and each is as likely as any other.",
    "The file may be sorted.",
    "an int from 0 to 2**32 - 1.",
    "Two seeds draw different rows, unless there are very few.",
)
def test_rows_are_drawn_from_all(student, seed):
    """At each size the rows come from the whole file, each as often as any other."""
    chosen = [4, 9, 13]
    counts, together, drawn = np.zeros((4, ROWS)), np.zeros(ROWS), set()
    for trial in range(TRIALS):
        fitted, _ = decoded(student, chosen, seed + trial)
        steps = [fitted[0], *(b - a for a, b in pairwise(fitted))]
        for place, rows in enumerate([*steps, set(range(ROWS)) - fitted[2]]):
            counts[place, list(rows)] += 1
        for row in fitted[0]:
            for other in fitted[0]:
                together[(row - other) % ROWS] += 1
        drawn.add(tuple(sorted(fitted[0])))
        if trial == 3 and len(drawn) == 1:
            first = drawn == {(0, 1, 2, 3)}
            same_rows = "first_rows_of_the_file" if first else "always_the_same_rows"
            message = "Four seeds should draw different rows."
            holds(False, message=message, misconception=same_rows, draws=4)
    # A row is drawn so often, give or take 6 standard deviations: 2e-9 for one. The most
    # of 64 such shares, 60 seeds: 2.6 (0.4), worst 3.4.
    shares = np.array([4, 5, 4, 3])[:, None] / ROWS
    off = np.abs(counts / TRIALS - shares) / np.sqrt(shares * (1 - shares) / TRIALS)
    message = "In 200 draws some rows came far more often than others, by standard deviations."
    holds(off.max() < 6, message=message, measured=float(off.max()))
    # Pairs of the four rows, a given number of places apart in a ring: 0.8 a draw. The most of seven
    # distances, 60 seeds: 0.87 (0.03), worst 0.97. Blocks of neighbours give 3.
    nearest = float(together[1 : ROWS // 2].max() / TRIALS)
    message = "Rows that stand a certain number of places apart in the file are drawn together."
    below(nearest, 1.4, message=message)
    # Of 1820 sets, 200 draws give 190 (3), at least 182 in 60 seeds.
    message = "200 seeds should draw many different sets of four rows."
    above(len(drawn), 120, message=message)


@pytest.mark.task("curve")
@pytest.mark.supporting
@pytest.mark.random
@pytest.mark.tries("each is as likely as any other", "Rows of a smaller size are among those")
def test_of_three_rows_each_order_is_as_likely(student, seed):
    """Of three rows, each one comes first, and each one second, as often as any other."""
    x, y, x_val, y_val = coded_rows()
    counts, maker = np.zeros((3, 3)), made(student, Coded)
    for trial in range(TRIALS):
        got = student.learning_curve(maker, x[:3], y[:3], x_val, y_val, [1, 2], seed + trial)
        one, two = (bits(code_of(loss)) for loss in pair(got, 2)[1])
        for first in one:
            for second in two - one:
                counts[first, second] += 1
    # Six orders, each 33 times (5.3) by chance: 8 is nearly five standard deviations below.
    least = int(counts[~np.eye(3, dtype=bool)].min())
    message = "In 200 draws of one of three rows, and then another one, some order came so seldom."
    at_least(least, 8, message=message)


@pytest.mark.task("curve")
@pytest.mark.supporting
@pytest.mark.tries("an int from 0 to 2**32 - 1.", "Two seeds draw different rows")
def test_every_bit_of_the_seed_counts(student, seed):
    """Seeds that differ in one bit draw different rows."""
    low = seed % 1000
    seeds_tried = [low, *(low ^ 2**bit for bit in (0, 4, 8, 15, 16, 24, 30, 31)), 2**32 - 1 - low]
    drawn = {str(decoded(student, [2, 5, 8], each)[0]) for each in seeds_tried}
    # Of seven million such nests, two of ten are alike by chance in one of 160 000 gradings.
    message = f"{len(seeds_tried)} seeds should draw as many different sets of rows."
    holds(len(drawn) == len(seeds_tried), message=message, measured=len(drawn))


@pytest.mark.task("curve")
@pytest.mark.supporting
@pytest.mark.tries("The rows are drawn at random from all n", "The file may be sorted.")
def test_the_first_rows_of_the_file_are_not_enough(student, seed):
    """A size takes rows of the whole file, and not its first or last ones."""
    # By chance half of 16 rows are the first eight 1 time in 12 870, in three seeds 1 in 2e12.
    sets = [decoded(student, [8], (seed + number) % 2**32)[0][0] for number in range(3)]
    for first in (0, 8):
        same_end = all(rows == set(range(first, first + 8)) for rows in sets)
        message = "In a sorted file the rows of one end are all of one kind."
        holds(not same_end, message=message)


@pytest.mark.task("curve", weight=2)
@pytest.mark.tries(
    "Which rows are drawn depends on n, the sizes and the seed alone.",
    "In which order `fit` gets them is left open.",
)
@given(seed=seeds)
def test_the_rows_do_not_depend_on_what_they_hold(student, seed):
    """With the same n, sizes and seed the same places of the file are drawn, whatever stands there."""
    order = np.random.default_rng([seed, 3]).permutation(ROWS)
    chosen = [3, 6, 12]
    plain, _ = decoded(student, chosen, seed)
    mixed, _ = decoded(student, chosen, seed, rows=order, column=True)
    places = [{int(np.flatnonzero(order == row)[0]) for row in rows} for rows in mixed]
    message = "With the same n, sizes and seed, other places of the file were drawn."
    holds(places == plain, message=message)


def regression(seed, n, columns, offset):
    """Rows for least squares: x, y, x_val, y_val."""
    rng = np.random.default_rng([seed, n, columns])
    x, x_val = rng.standard_normal((n, columns)), rng.standard_normal((7, columns))
    weights = rng.standard_normal(columns)
    y, y_val = (part @ weights + offset + rng.standard_normal(len(part)) for part in (x, x_val))
    return x, y, x_val, y_val


def losses_of(x, y, x_val, y_val, rows):
    """Errors of least squares on these rows, and on validation rows."""
    model = Least()
    model.fit(x[rows], y[rows])
    return model.predict(x[rows]) - y[rows], model.predict(x_val) - y_val


def averages(errors, add_up, power):
    """Both curves, where errors of each size are added up like this."""
    return np.array([[add_up(power(part)) for part in both] for both in errors]).T


def other_losses(errors):
    """The curves that known mistakes give."""
    wanted = averages(errors, np.mean, np.square)
    return {
        "losses_swapped": wanted[::-1],
        "root_of_the_mean": np.sqrt(wanted),
        "absolute_errors": averages(errors, np.mean, np.abs),
        "summed": averages(errors, np.sum, np.square),
    }


def other_loss(student, rows, seed):
    """The mistake that explains the losses of a model that has learnt all rows."""
    got = student.attempt(
        lambda: pair(student.learning_curve(made(student, Least), *rows, [ROWS], seed), 1)
    )
    if got is None:
        return ""
    known = other_losses([losses_of(*rows, range(ROWS))])
    names = [name for name, curves in known.items() if np.allclose(got, curves, rtol=1e-4)]
    return names[0] if len(names) == 1 else ""


@pytest.mark.task("curve", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "`predict` gives one number for each row, in an array of shape (rows,) or (rows, 1).",
    "Returns (train_loss, val_loss) in a tuple or list, two float arrays of shape (len(sizes),).",
    "Measure both losses of models that learn from more and more rows.",
    "A *loss* is always a mean squared error.",
)
@given(columns=integers(1, 3), size=integers(4, 12), seed=seeds)
def test_losses_are_mean_squared_errors(student, columns, size, seed):
    """Both losses are mean squared errors, whether predictions have shape (rows,) or (rows, 1)."""
    rows = regression(seed, ROWS, columns, offset=2)
    chosen = [size, ROWS]
    try:
        fitted, _ = decoded(student, chosen, seed)
    except Mismatch as mismatch:
        name = "" if mismatch.misconception else other_loss(student, rows, seed)
        if not name:
            raise
        raise Mismatch(mismatch.message, misconception=name) from None
    errors = [losses_of(*rows, sorted(learnt)) for learnt in fitted]
    wanted = averages(errors, np.mean, np.square)
    for kind, shape in ((Least, "(rows,)"), (LeastInColumn, "(rows, 1)")):
        got = pair(student.learning_curve(made(student, kind), *rows, chosen, seed), 2)
        known = other_losses(errors)
        if kind is LeastInColumn:
            known["square_table_of_errors"] = table(rows, fitted)
        message = f"Both losses should be mean squared errors. Predictions have shape {shape}."
        close(np.array(got), wanted, message=message, rtol=1e-4, mistakes=known)


def table(rows, fitted):
    """The losses of a model whose predictions of shape (rows, 1) meet answers of shape (rows,)."""
    x, y, x_val, y_val = rows
    both = []
    for learnt in map(sorted, fitted):
        model = Least()
        model.fit(x[learnt], y[learnt])
        says = [(model.predict(x[learnt]), y[learnt]), (model.predict(x_val), y_val)]
        both.append([np.mean((said[:, None] - true) ** 2) for said, true in says])
    return np.array(both).T


@pytest.mark.task("curve")
@pytest.mark.tries("For each size `make_model` is called once.")
def test_a_model_is_made_for_each_size(student):
    """`make_model` is called as often as there are sizes, and each model is measured."""
    x = np.arange(30.0)[:, None]
    for k in (1, 2, 5):
        workshop = student.probes(Serial, Off).Serial()
        rows = [2, 3, 9, 12, 30][:k]
        got = student.learning_curve(workshop, x, x[:, 0], x[:4], x[:4, 0], rows, 0)
        train, val = pair(got, k)
        wanted = np.arange(1.0, k + 1) ** 2
        message = "The i-th model that `make_model` gives should be measured once, and there are k."
        close(np.sort(train), wanted, message=message)
        close(val, train, message="Both losses of a size should be those of the same model.")
        close(workshop.made, k, message="`make_model` should be called once for each size.")
