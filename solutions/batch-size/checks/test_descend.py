"""The hidden checks of `descend`. All but those of chance are exact."""

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, close, holds
from course.promises import (
    Call,
    DrawsFrom,
    Generator,
    GivesNewArrays,
    LeavesAlone,
    Refuses,
    TakesAnyLayout,
    promises,
)

from .paths import batches_of, told_apart
from .rows import (
    ALONE,
    DIGITS,
    FROM_RNG,
    INTEGERS,
    NINE_DIGITS,
    NUMBERS,
    OWNED,
    equally_likely,
    generator,
    gradient_of,
    problem,
    repeated,
    seeds,
    sizes_of_batches,
)


def descent(x, y, rate, steps):
    """Plain steps with all rows."""
    path = [np.zeros(x.shape[1])]
    for _ in range(steps):
        path.append(path[-1] - rate * gradient_of(path[-1], x, y))
    return np.array(path)


def taken(student, x, y, size, rate, epochs, seed):
    """A path of the student's: of the right shape, with the zeros first."""
    words = f"{len(x)} rows, batches of {size}, {epochs} epochs"
    with student.succeeds(message=f"{words}: it should not raise."):
        got = student.sgd(x, y, size, rate, epochs, student.rng(seed))
    steps = len(sizes_of_batches(len(x), size)) * epochs
    message = f"{words}: the result should be an array of shape {(steps + 1, x.shape[1])}."
    return as_array(got, shape=(steps + 1, x.shape[1]), message=message)


@pytest.mark.task("descend", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "All weights begin at 0.",
    "Fit weights by steps against the gradient of a batch, and keep each place on the way.",
    "Each batch makes one step: rate times its gradient is taken away from the weights.",
)
@given(n=integers(2, 20), d=integers(1, 5), more=integers(0, 9), epochs=integers(2, 6), seed=seeds)
def test_with_all_rows_it_is_plain_descent(student, n, d, more, epochs, seed):
    """With batches of all rows it is plain descent, whatever the generator draws."""
    _, x, y = problem(n, d, seed)
    right = descent(x, y, 0.05, epochs)
    path = taken(student, x, y, n + more, 0.05, epochs, seed)
    mistakes = {
        "one_array_many_times": np.tile(right[-1], (epochs + 1, 1)),
        "summed_over_the_batch": descent(x, y, 0.05 * n, epochs),
        "uphill": descent(x, y, -0.05, epochs),
    }
    message = "With all rows in one batch, it should be plain descent from zeros."
    close(path, right, message=message, rtol=1e-7, atol=1e-9, mistakes=mistakes)


@pytest.mark.task("descend", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "Each epoch deals its rows anew, as `batches` does.",
    "Its gradient is that of `gradient` for the rows of this batch, at the weights before this step.",
    "the zeros, then the weights after each step",
)
@given(n=integers(6, 24), size=integers(1, 9), epochs=integers(2, 4), seed=seeds)
def test_each_row_has_its_turn_in_each_epoch(student, n, size, epochs, seed):
    """Each step is that of its batch, and in each epoch each row has its turn once."""
    x, y = told_apart(n, seed)
    path = taken(student, x, y, size, 0.1, epochs, seed)
    rows = batches_of(path, x, y, 0.1, size)
    sizes = sizes_of_batches(n, size)
    message = "Each batch should have the size asked for, and the last of an epoch what is left."
    holds([len(batch) for batch in rows] == sizes * epochs, message=message)
    for epoch in range(epochs):
        asked = np.concatenate(rows[epoch * len(sizes) : (epoch + 1) * len(sizes)])
        once = len(np.unique(asked)) == n
        left_out = n - len(np.unique(asked))
        name = "rows_drawn_for_each_step" if size == 1 and left_out >= 2 else ""
        holds(once, message="In each epoch each row should have its turn once.", misconception=name)


@pytest.mark.task("descend", weight=2)
@pytest.mark.tries("Its gradient is that of `gradient` for the rows of this batch")
@given(n=integers(5, 7), size=integers(1, 4), seed=seeds)
def test_rows_that_are_alike(student, n, size, seed):
    """Where there are more rows than columns, too, each step is that of a batch."""
    _, x, y = problem(n, 2, seed, "float32")
    path = taken(student, x, y, size, 0.05, 2, seed)
    for place, length in enumerate(sizes_of_batches(n, size) * 2):
        sets = [list(chosen) for chosen in combinations(range(n), length)]
        steps = [path[place] - 0.05 * gradient_of(path[place], x[c], y[c]) for c in sets]
        near = np.allclose(steps, path[place + 1], rtol=0, atol=1e-8)
        near = near or (np.abs(np.array(steps) - path[place + 1]).max(axis=1) < 1e-8).any()
        holds(bool(near), message=f"Step {place + 1} should be that of {length} of the {n} rows.")


EPOCHS = 4


def dealt_orders(student, n, size, times, seed):
    """For many calls with several epochs: which of the possible deals each epoch was."""
    x, y = told_apart(n, seed)
    per_epoch = len(sizes_of_batches(n, size))
    number = {}
    for order in permutations(range(n)):
        cut = [tuple(sorted(order[at : at + size])) for at in range(0, n, size)]
        number.setdefault(tuple(cut), len(number))
    found = []
    for path in repeated(student, "sgd", times, seed, x, y, size, 0.1, EPOCHS):
        path = as_array(path, shape=(EPOCHS * per_epoch + 1, x.shape[1]))
        rows = [tuple(batch.tolist()) for batch in batches_of(path, x, y, 0.1, size)]
        deals = [tuple(rows[at : at + per_epoch]) for at in range(0, len(rows), per_epoch)]
        if not all(deal in number for deal in deals):
            message = "In each epoch each row should have its turn once."
            raise Mismatch(message, names_mistake=False)
        found.append([number[deal] for deal in deals])
    return np.array(found), len(number)


@pytest.mark.task("descend", weight=4)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries("Each epoch deals its rows anew, as `batches` does.")
def test_each_epoch_has_an_order_of_its_own(student, seed):
    """The rows of an epoch are in a random order, which says nothing of the next epoch's."""
    for n, size, times in ((3, 1, 500), (4, 2, 300), (5, 2, 300), (3, 2, 200)):
        found, kinds = dealt_orders(student, n, size, times, seed)
        name = ""
        if (found == 0).all():
            name = "never_shuffled_here"
        elif (found == found[:, :1]).all():
            name = "same_order_each_epoch"
        message = f"{n} rows in batches of {size}: the next epoch's order should be another one."
        changes = bool((found != found[:, :1]).any())
        holds(changes, message=message, misconception=name, draws=2)
        message = f"{n} rows in batches of {size}: each order should be equally likely"
        for epoch in range(EPOCHS):
            counts = np.bincount(found[:, epoch], minlength=kinds)
            equally_likely(counts, f"{message} in each epoch.")
        for one, other in combinations(range(EPOCHS), 2) if kinds <= 6 else ():
            pairs = kinds * found[:, one] + found[:, other]
            words = f"{message}, whatever that of an epoch before."
            equally_likely(np.bincount(pairs, minlength=kinds**2), words)


@pytest.mark.task("descend")
@pytest.mark.tries("Each epoch deals its rows anew")
def test_no_order_comes_back_in_a_later_epoch(student, seed):
    """In many epochs, no order of the rows comes twice."""
    # At this rate thirty epochs leave enough of the errors to see which rows a step was made of.
    x, y = told_apart(15, seed)
    path = taken(student, x, y, 1, 0.005, 30, seed)
    order = np.concatenate(batches_of(path, x, y, 0.005, 1)).reshape(30, 15)
    several = len({tuple(epoch) for epoch in order.tolist()})
    # By chance it would happen once in 1e9 gradings.
    holds(several == 30, message="Different orders in 30 epochs.", measured=several)


@pytest.mark.task("descend", weight=2)
@pytest.mark.tries(
    "rows in a batch, an int;",
    "it may be larger than n.",
    "a number, at least 0.",
    "x, y: arrays of shapes (n, d), (n,).",
    "how often the model goes through all rows, an int, at least 0.",
    "Returns an array of shape (number of steps + 1, d), float64",
)
def test_short_walks_and_walks_that_run_away(student, seed):
    """No epochs, no rate, one row, one column, huge batches; and steps that run away."""
    for n, d, size, epochs in (
        (5, 2, 2, 0),
        (1, 1, 1, 3),
        (1, 3, 9, 2),
        (6, 1, 4, 2),
        (3, 8, 2, 1),
    ):
        for dtype in ("float64", "float32", "int32", "uint8"):
            x, y = (np.abs(5 * array).astype(dtype) for array in problem(n, d, seed)[1:])
            path = taken(student, x, y, size, 0.01, epochs, seed)
            holds(path.dtype == np.float64, message="The path should be float64.", got=path)
            holds(not path[0].any(), message="The first weights should be zeros.")
    _, x, y = problem(8, 3, seed)
    still = taken(student, x, y, 3, 0, 2, seed)
    holds(not still.any(), message="At a rate of 0 the weights should stay at 0.")
    right = descent(x, y, 4.0, 40)
    path = taken(student, x, y, 8, 4, 40, seed)
    message = "At a rate that is too large the weights should run away."
    close(path, right, message=message, rtol=1e-6, atol=1e-9)


@pytest.mark.task("descend")
@pytest.mark.tries(DIGITS, "Turn them into float64 first")
def test_nine_digits_of_a_path_are_right(student, seed):
    """Nine digits of a path are right for float32, and small integers do not overflow."""
    rng = generator(seed)
    for dtype in ("float32", *INTEGERS):
        x = rng.integers(40, 120, (9, 3)) + (0.3 if dtype == "float32" else 0)
        x, y = x.astype(dtype), rng.integers(0, 100, 9).astype(dtype)
        path = taken(student, x, y, 9, 1e-5, 12, seed)
        right = descent(x.astype("float64"), y.astype("float64"), 1e-5, 12)
        message = f"Nine digits should be right, with numbers of dtype {dtype}."
        close(
            path, right, message=message, rtol=NINE_DIGITS, atol=NINE_DIGITS * np.abs(right).max()
        )


# Without an epoch no batch is dealt, and what is wrong is wrong all the same.
SIZES = tuple(
    (f"A size of {size}, with epochs={epochs},", {"size": size, "epochs": epochs})
    for size in (0, -1, -8)
    for epochs in (2, 0)
)
LENGTHS = (
    *((f"A y of length {some} for eight rows", {"y": np.ones(some)}) for some in (1, 4, 7, 9, 16)),
    ("One row, and a y of length 8", {"x": np.ones((1, 3))}),
    ("A y of length 7 for eight rows, with epochs=0,", {"y": np.ones(7), "epochs": 0}),
)


@pytest.mark.task("descend", weight=3)
@pytest.mark.supporting
@pytest.mark.tries("rng: numpy.random.Generator.")
@promises(
    DrawsFrom("rng", tries=FROM_RNG),
    LeavesAlone("x", tries=ALONE),
    LeavesAlone("y", tries=ALONE),
    TakesAnyLayout("x", tries=NUMBERS),
    TakesAnyLayout("y", tries=NUMBERS),
    GivesNewArrays({"rng": Generator(9)}, tries=OWNED),
    Refuses("A size below 1", SIZES, tries="Below 1 it raises a ValueError."),
    Refuses(
        "A wrong length",
        LENGTHS,
        tries="Other lengths raise a ValueError, a y of length 1 for several rows, too.",
    ),
)
def test_sgd_keeps_its_promises(student, promise, seed):
    """The general promises of `sgd`."""
    _, x, y = problem(8, 3, seed)
    call = Call("sgd", x=x, y=y, size=3, rate=0.05, epochs=2, rng=Generator(4))
    promise.keep(student, call)
