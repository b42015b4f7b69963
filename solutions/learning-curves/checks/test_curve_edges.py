"""The hidden checks of `curve` that try its edges and its promises. All are exact."""

import numpy as np
import pytest

from course.expect import close, equal, holds
from course.promises import (
    Call,
    GivesNewArrays,
    LeavesAlone,
    Probe,
    Seeded,
    TakesAnyCallable,
    TakesAnyLayout,
    promises,
)

from .pupils import ROWS, Bare, Coded, Least, Raised, coded_rows, made
from .test_curve import decoded, losses_of, pair, regression

UNCHANGED = "what is handed in is not changed: no array or list has other values after a call"


@pytest.mark.task("curve")
@pytest.mark.tries("one or more whole numbers from 1 to n, rising, in a list, tuple or array")
def test_sizes_come_in_lists_tuples_and_arrays(student, seed):
    """Sizes may be a list, a tuple or an array of any integers, and any sizes from 1 to n."""
    for chosen in ([1], [ROWS], [2, 4, 8, 16], list(range(1, ROWS + 1)), [1, 16], [13, 14]):
        wanted, losses = decoded(student, chosen, seed)
        kinds = [tuple(chosen), np.array(chosen), np.array(chosen, "int32")]
        for given in [*kinds, np.array(chosen, "uint8")]:
            message = f"Sizes {chosen} in {type(given).__name__} should do as well as in a list."
            with student.succeeds(message=message):
                got, sums = decoded(student, chosen, seed, sizes=given)
            holds(got == wanted, message=message)
            close(sums, losses, message=message, rtol=1e-4)


@pytest.mark.task("curve")
@pytest.mark.tries(
    "float arrays of shape (n, columns) and (n,), the rows to learn from, of 32 or 64 bits.",
    "such arrays of shape (rows, columns) and (rows,), the validation rows, one or more.",
)
def test_few_rows_and_many_will_do(student, seed):
    """One row will do, and one validation row, and many rows of many columns."""
    for n, columns, chosen in ((1, 1, [1]), (2, 1, [1, 2]), (3000, 5, [40, 3000]), (60, 40, [60])):
        rows = regression(seed, n, columns, offset=0)
        exams = 1 if n < 3 else 2500 if n > 1000 else 7
        rows = [*rows[:2], *(np.resize(part, (exams, *part.shape[1:])) for part in rows[2:])]
        rows[3] = rows[3] + np.linspace(0, 9, exams)
        for dtype in ("float32", "float64"):
            cast = [part.astype(dtype) for part in rows]
            message = f"{n} rows of {columns} columns, {dtype}: it should not raise."
            with student.succeeds(message=message):
                got = student.learning_curve(made(student, Least), *cast, chosen, seed)
            found = np.array(pair(got, len(chosen)))[:, -1]
            errors = losses_of(*map(np.float64, cast), np.arange(n))
            wanted = np.array([np.mean(part**2) for part in errors])
            message = f"Least squares on {n} rows of {columns} columns, {dtype}: its two losses."
            close(found, wanted, message=message, rtol=1e-3)


@pytest.mark.task("curve")
@pytest.mark.tries(
    "a function, or anything else that can be called without arguments",
    "Each call gives a new model, an object with `fit(x, y)` and `predict(x)`.",
    "What `fit` returns is left to the model.",
)
def test_a_model_needs_two_methods_alone(student, seed):
    """A model has `fit` and `predict`, and need have nothing else; what `fit` returns is no model."""
    rng = np.random.default_rng([seed, 11])
    x, y = rng.standard_normal((9, 2)), rng.standard_normal(9)
    with student.succeeds(message="A model that is false and has two methods should do."):
        maker = student.probes(Bare).Bare
        got = student.learning_curve(maker, x, y, x[:4], y[:4], [9], seed)
    wanted = np.array([y.var(), np.mean((y[:4] - y.mean()) ** 2)])
    message = "This model says the mean of the answers that it was fitted on."
    close(np.array(pair(got, 1))[:, 0], wanted, message=message, rtol=1e-4)


REFUSED = {
    "x is longer than y": (ROWS - 1, 3, 3, [4]),
    "y is longer than x": (ROWS + 1, 3, 3, [4]),
    "x_val is longer than y_val": (ROWS, 3, 2, [4]),
    "y_val is longer than x_val": (ROWS, 2, 3, [4]),
    "there is no y": (0, 3, 3, [4]),
    "there is one y": (1, 3, 3, [4]),
    "there is one y, and one row is fitted": (1, 3, 3, [1]),
    "there are three rows in x_val and one answer": (ROWS, 3, 1, [4]),
    "there is one row in x_val and three answers": (ROWS, 1, 3, [4]),
    "a size is 0": (ROWS, 3, 3, [0, 4]),
    "the only size is 0": (ROWS, 3, 3, [0]),
    "a size is below 0": (ROWS, 3, 3, [-3, 4]),
    "a size is above n": (ROWS, 3, 3, [4, ROWS + 1]),
    "the only size is above n": (ROWS, 3, 3, [ROWS + 1]),
    "a size is far above n": (ROWS, 3, 3, np.array([1, 1000])),
}


@pytest.mark.task("curve", weight=2)
@pytest.mark.tries(
    "x and y of different lengths raise a ValueError, x_val and y_val too, and so does a size below 1 "
    "or above n."
)
def test_what_does_not_fit_is_refused(student):
    """Different lengths raise a ValueError, and so do sizes below 1 or above n."""
    x, y, x_val, y_val = coded_rows()
    maker = made(student, Coded)
    for words, (answers, questions, exams, chosen) in REFUSED.items():
        given = x, np.resize(y, answers), x_val[:questions], y_val[:exams]
        with student.raises(ValueError, message=f"Where {words}, it should raise a ValueError."):
            student.learning_curve(maker, *given, chosen, 0)


def ready(student, **changed):
    """A call with real numbers, as the contract allows."""
    x, y, x_val, y_val = regression(1, 60, 3, offset=1)
    rows = {"x": x, "y": y, "x_val": x_val, "y_val": y_val, "sizes": [8, 15, 30], **changed}
    return Call("learning_curve", make_model=Probe(Raised), **rows, seed=0)


@pytest.mark.task("curve", weight=2)
@pytest.mark.supporting
@promises(
    Seeded(
        elsewhere=True,
        rtol=1e-6,
        tries="The same seed draws the same rows, in another Python process, too. Two seeds draw "
        "different rows, unless there are very few. The global random states of NumPy and Python "
        "stay as they are.",
    ),
    TakesAnyCallable("make_model", rtol=1e-6, tries="anything else that can be called"),
    GivesNewArrays({"seed": 8}, tries="writing into it changes no later result"),
    LeavesAlone("x", tries=UNCHANGED),
    LeavesAlone("y", tries=UNCHANGED),
    LeavesAlone("x_val", tries=UNCHANGED),
    LeavesAlone("y_val", tries=UNCHANGED),
    TakesAnyLayout("x", tries="float arrays of shape (n, columns)"),
    TakesAnyLayout("y_val", tries="such arrays of shape (rows, columns) and (rows,)"),
)
def test_learning_curve_keeps_its_promises(student, promise):
    """The general promises of `learning_curve`."""
    promise.keep(student, ready(student))


@pytest.mark.task("curve")
@pytest.mark.supporting
@pytest.mark.tries(
    "what is handed in is not changed: no array or list has other values after a call"
)
def test_the_sizes_are_left_alone(student):
    """The list or array of sizes holds the same numbers after the call."""
    x, y, x_val, y_val = coded_rows()
    for given in ([2, 4, 8, 16], np.array([2, 4, 8, 16])):
        kept = student.keep(given)
        student.learning_curve(made(student, Coded), x, y, x_val, y_val, kept, 3)
        message = "The sizes that are handed in should not be changed."
        equal(list(student.fetch(kept)), list(given), message=message)
