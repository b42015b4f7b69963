"""Visible checks: they run in the notebook, on examples that anyone may see."""

import numpy as np
import pytest

from course.expect import as_array, close, equal, holds


class Mean:
    """A model that says the mean of the answers that it was fitted on."""

    def fit(self, x, y):
        self.mean = y.mean()

    def predict(self, x):
        return np.full(len(x), self.mean)


class Line:
    """A model that finds the best line, with predictions in a column."""

    def fit(self, x, y):
        self.line = np.polyfit(x[:, 0], y, 1)

    def predict(self, x):
        return np.polyval(self.line, x)


def curves(got, k):
    """Expect two arrays of k floats; give them."""
    two = isinstance(got, tuple | list) and len(got) == 2
    holds(two, message="The result should be two arrays, (train_loss, val_loss).", got=got)
    return [as_array(np.asarray(curve), shape=(k,)) for curve in got]


@pytest.mark.task("sizes")
def test_the_worked_call_of_sizes(student):
    """The worked call: three sizes, the last of them 80."""
    got = as_array(np.asarray(student.sizes(80, 3)), shape=(3,))
    equal(int(got[-1]), 80, message="The last size is all rows.")


@pytest.mark.task("sizes")
def test_a_hundred_rows_in_five_sizes(student):
    """Of 100 rows five sizes are taken, each 1.5 to 2.5 times the one before."""
    got = as_array(np.asarray(student.sizes(100, 5)), shape=(5,))
    steps = got[1:] / got[:-1]
    good = bool((steps >= 1.5).all() and (steps <= 2.5).all())
    holds(good, message="Each size should be 1.5 to 2.5 times the one before.", got=got)


@pytest.mark.task("curve")
def test_the_worked_call_of_learning_curve(student):
    """The worked call: without a column of ones the best line here says 0 of each row."""
    x, y = np.array([[-1.0], [0.0], [1.0]]), np.array([2.0, 2.0, 2.0])

    class Zero(Mean):
        def predict(self, x):
            return np.zeros(len(x))

    train, val = curves(student.learning_curve(Zero, x, y, x[2:], y[2:] + 1, [3], 0), 1)
    close(train, [4.0], message="It is off by 2 on each training row.")
    close(val, [9.0], message="It is off by 3 on the validation row.")


@pytest.mark.task("curve")
def test_all_rows_have_one_mean(student):
    """Fitted on all of 1, 2, 3 and 6, the mean is 3, and the losses are 3.5 and 4."""
    x, y = np.arange(4.0)[:, None], np.array([1.0, 2.0, 3.0, 6.0])
    got = student.learning_curve(Mean, x, y, x[:2], np.array([1.0, 5.0]), [4], seed=1)
    train, val = curves(got, 1)
    close(train, [3.5], message="The training loss is the mean of 4, 1, 0 and 9.")
    close(val, [4.0], message="The validation loss is the mean of 4 and 4.")


@pytest.mark.task("curve")
def test_predictions_in_a_column(student):
    """Rows on a line are fitted exactly, also by a model whose predictions have shape (rows, 1)."""
    x = np.arange(12.0)[:, None]
    y = 2 * x[:, 0] + 1
    train, val = curves(student.learning_curve(Line, x, y, x[:5], y[:5], [4, 8, 12], 0), 3)
    close(train, np.zeros(3), message="The rows lie on a line: no loss is left.")
    close(val, np.zeros(3), message="The validation rows lie on it, too.")


@pytest.mark.task("read")
def test_the_worked_calls_of_read_curves(student):
    """The worked calls: bias where the homework is not learnt, fine at the level."""
    equal(student.read_curves([0.0, 4.0], [9.0, 5.0], 1.0), "bias", message="3 is twice 1 or more.")
    equal(student.read_curves([1.0], [1.5], 2), "fine", message="1.5 is at most 2.")


@pytest.mark.task("read")
def test_a_gap_is_variance(student):
    """A learnt homework and a failed exam are variance."""
    got = student.read_curves([0.1, 0.2], [9.0, 3.0], 1.0)
    equal(got, "variance", message="The homework is learnt, the exam is not.")


@pytest.mark.task("forecast")
def test_the_worked_call_of_forecast(student):
    """The worked call: a flat curve stays flat."""
    got = student.forecast([10, 20, 40, 80, 160], [0.3] * 5, 320)
    close(float(got), 0.3, message="A flat curve stays.", rtol=0.08)


@pytest.mark.task("forecast")
def test_a_curve_sinks_towards_its_floor(student):
    """The losses 1 + 10 / m are continued to 1 + 10 / 1280, to within 8 %."""
    rows = np.array([10, 20, 40, 80, 160])
    got = student.forecast(rows, 1 + 10 / rows, 1280)
    close(float(got), 1 + 10 / 1280, message="It sinks towards 1.", rtol=0.08)


@pytest.mark.task("advise")
def test_the_worked_call_of_advise(student):
    """The worked call's kind: a mean for a steep line needs another model."""
    x = np.linspace(-1, 1, 200)[:, None]
    y = 5 * x[:, 0]
    equal(student.advise(Mean, x, y, 0.1, 0), "model", message="A mean cannot follow a line.")


@pytest.mark.task("advise")
def test_a_line_for_a_line_may_stop(student):
    """A line for rows on a line has arrived."""
    x = np.linspace(-1, 1, 200)[:, None]
    equal(student.advise(Line, x, 5 * x[:, 0], 0.1, 0), "stop", message="Its loss is 0.")


@pytest.mark.task("ideal")
def test_a_curve_is_followed(student):
    """A wavy curve with a little noise is followed better than by any line."""
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, (400, 1))
    y = np.sin(4 * x[:, 0]) + 0.25 * rng.standard_normal(400)
    model = student.ideal(x, y, 0)
    grid = np.linspace(-1, 1, 50)[:, None]
    off = np.ravel(np.asarray(model.predict(grid))) - np.sin(4 * grid[:, 0])
    message = "The mean squared distance from the curve should be below 0.01."
    holds(float(np.mean(off**2)) < 0.01, message=message, measured=float(np.mean(off**2)))
