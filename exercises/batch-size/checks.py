"""Visible checks: they run in the notebook, on examples that anyone may see."""

import numpy as np
import pytest

from course.expect import as_array, close, equal, holds
from course.promises import Here

ONE_WEIGHT = np.array([1.0]), np.array([[1.0], [3.0]]), np.array([0.0, 1.0])


@pytest.mark.task("steps")
def test_the_worked_call_of_count_steps(student):
    """The worked call: ten rows make three batches of up to four."""
    holds(student.count_steps(10, 4, 1) == 3, message="Two full batches and a short one: 3 steps.")


@pytest.mark.task("steps")
def test_a_size_of_0_is_refused(student):
    """A size of 0 raises a ValueError."""
    with Here(student).raises(ValueError, message="A size of 0 should raise a ValueError."):
        student.count_steps(10, 0, 1)


@pytest.mark.task("batches")
def test_the_worked_call_of_batches(student):
    """The worked call: five rows are dealt into batches of 2, 2 and 1, each row once."""
    dealt = student.batches(5, 2, np.random.default_rng(0))
    holds(isinstance(dealt, list | tuple), message="The batches should stand in a list.")
    parts = [as_array(part, message="Each batch should be an array.") for part in dealt]
    equal([len(part) for part in parts], [2, 2, 1], message="The sizes should be 2, 2 and 1.")
    rows = sorted(np.concatenate(parts).tolist())
    equal(rows, [0, 1, 2, 3, 4], message="Each row should come once.")


@pytest.mark.task("batches")
def test_two_calls_deal_two_orders(student):
    """A second call with the same generator deals another order."""
    rng = np.random.default_rng(1)
    first, second = (np.concatenate([*student.batches(50, 8, rng)]).tolist() for _ in range(2))
    holds(first != second, message="Each call should deal a new order.")
    holds(first != sorted(first), message="The order should be random.")


@pytest.mark.task("gradient")
def test_the_worked_call_of_gradient(student):
    """The worked call: the rows say 2 and 12, and their mean is 7."""
    got = as_array(student.gradient(*ONE_WEIGHT), shape=(1,))
    close(got, [7.0], message="The mean of 2 and 12 is 7.")


@pytest.mark.task("gradient")
def test_a_single_y_is_not_stretched(student):
    """One y for two rows raises a ValueError."""
    w, x, _ = ONE_WEIGHT
    with Here(student).raises(ValueError, message="One y for two rows should be refused."):
        student.gradient(w, x, np.array([0.0]))


@pytest.mark.task("noise")
def test_the_worked_call_of_gradient_noise(student):
    """The worked call: both rows are 5 away from the mean."""
    got = student.gradient_noise(*ONE_WEIGHT, 1, 10, np.random.default_rng(0))
    close(float(got), 5.0, message="The rows say 2 and 12, and all together 7: it is 5 away.")


@pytest.mark.task("noise")
def test_all_rows_have_no_noise(student):
    """A batch of all rows is exactly as they say."""
    got = student.gradient_noise(*ONE_WEIGHT, 2, 10, np.random.default_rng(0))
    close(float(got), 0.0, message="A batch of all rows has no noise.")


@pytest.mark.task("descend")
def test_the_worked_call_of_sgd(student):
    """The worked call: one step with both rows leads from 0 to 0.3."""
    got = student.sgd(*ONE_WEIGHT[1:], 2, 0.1, 1, np.random.default_rng(0))
    close(as_array(got, shape=(2, 1)), [[0.0], [0.3]], message="It should go from 0 to 0.3.")


@pytest.mark.task("descend")
def test_two_epochs_of_three_batches(student):
    """Five rows in batches of two, two epochs: seven places, the first of them zeros."""
    x = np.arange(10.0).reshape(5, 2)
    got = as_array(student.sgd(x, x[:, 0], 2, 0.01, 2, np.random.default_rng(0)), shape=(7, 2))
    equal(got[0].tolist(), [0.0, 0.0], message="The weights begin at 0.")
    holds(len(np.unique(got, axis=0)) == 7, message="Each step should lead to another place.")


@pytest.mark.task("together")
def test_the_worked_call_of_scaled_rate(student):
    """The worked call: with the same size, the rate stays as it is."""
    close(float(student.scaled_rate(0.1, 8, 8)), 0.1, message="Nothing changes, so 0.1 stays.")


@pytest.mark.task("together")
def test_the_worked_call_of_largest_rate(student):
    """The worked call: with rows 1 and 3, steps run away above 0.2."""
    got = float(student.largest_rate(ONE_WEIGHT[1]))
    close(got, 0.2, message="At 0.2 one step leads as far beyond the lowest point.", rtol=1e-3)


@pytest.mark.task("plan")
def test_the_worked_call_of_plan(student):
    """The worked call: the sizes add up to at most six times 256."""
    steps = student.plan(256, 0.4)
    holds(isinstance(steps, list | tuple), message="The steps should stand in a list.")
    holds(all(len(step) == 2 for step in steps), message="Each step should be a pair.")
    total = sum(size for size, _ in steps)
    holds(total <= 6 * 256, message="There are six pots of soup.", measured=total)


@pytest.mark.task("plan")
def test_a_plan_for_ten_rows(student):
    """For ten rows, each size is from 1 to 10, and no rate is below 0."""
    steps = student.plan(10, 0.4)
    holds(all(1 <= size <= 10 for size, _ in steps), message="Sizes go from 1 to n.")
    holds(all(rate >= 0 for _, rate in steps), message="No rate is below 0.")
