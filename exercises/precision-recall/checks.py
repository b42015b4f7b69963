"""Visible checks: they run in the notebook, on examples that anyone may see."""

import numpy as np
import pytest

from course.expect import as_array, close, equal, holds

TRUTH = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
ALARM = np.array([1, 1, 0, 0, 0, 1, 0, 0, 0, 0])


def number(got):
    """Take a NumPy number or a tensor as a float; a list is none."""
    return float(as_array(got if isinstance(got, list | tuple) else np.asarray(got), shape=()))


def array(got, **asked):
    """Take a NumPy array or a tensor as an array; a list is none."""
    return as_array(got if isinstance(got, list | tuple) else np.asarray(got), **asked)


@pytest.mark.task("four-boxes")
def test_the_worked_call_of_confusion(student):
    """The worked call: 2 hits, 1 false alarm, 3 misses, 4 quiet bananas."""
    got = [int(one) for one in student.confusion(TRUTH, ALARM)]
    equal(got, [2, 1, 3, 4], message="The order is hits, false alarms, misses, quiet.")


@pytest.mark.task("four-boxes")
def test_floats_and_bools_are_counted(student):
    """Truth in floats and alarms in bools are counted, too."""
    got = [int(one) for one in student.confusion(TRUTH.astype("float32"), ALARM == 1)]
    equal(got, [2, 1, 3, 4], message="The dtypes should make no difference.")


@pytest.mark.task("four-boxes")
def test_five_bananas_and_one_alarm_are_refused(student):
    """Five bananas and one alarm raise a ValueError."""
    try:
        got = student.confusion(np.ones(5, int), np.ones(1, int))
    except ValueError:
        return
    holds(False, message="Different lengths should raise a ValueError.", got=got)


@pytest.mark.task("shares")
def test_the_worked_calls_of_the_three_shares(student):
    """The worked calls: accuracy 6 in 10, precision 2 in 3, recall 2 in 5."""
    close(number(student.accuracy(TRUTH, ALARM)), 0.6, message="6 of 10 are right.")
    close(number(student.precision(TRUTH, ALARM)), 2 / 3, message="2 of 3 alarms are right.")
    close(number(student.recall(TRUTH, ALARM)), 0.4, message="2 of 5 rotten ones are found.")


@pytest.mark.task("shares")
def test_the_box_with_nothing_in_it(student):
    """A machine that never rings: accuracy one half here, recall 0, and no precision."""
    silent = np.zeros(10, int)
    close(number(student.accuracy(TRUTH, silent)), 0.5, message="5 of 10 are right.")
    close(number(student.recall(TRUTH, silent)), 0.0, message="None of 5 is found.")
    none = number(student.precision(TRUTH, silent))
    holds(bool(np.isnan(none)), message="Of no alarm there is no share: NaN.", got=none)


@pytest.mark.task("flattering")
def test_the_worked_call_of_two_alarms(student):
    """The worked call: one of ten is rotten, and silence is more accurate than a useful bell."""
    truth = np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    lazy, useful = (array(one, shape=(10,)) != 0 for one in student.two_alarms(truth))
    holds(not lazy[2], message="`lazy` should not ring at the rotten one.")
    holds(bool(useful[2]), message="`useful` should ring at the only rotten one.")
    rotten = truth != 0
    more = (lazy == rotten).sum() > (useful == rotten).sum()
    holds(bool(more), message="`lazy` should be right more often than `useful`.")
    message = "`useful` should not ring so often that its bell tells nothing."
    holds(useful.sum() < 10, message=message)


@pytest.mark.task("curve")
def test_the_worked_call_of_curve(student):
    """The worked call: three different scores, so three points."""
    got = student.curve(np.array([1, 0, 1, 0]), np.array([0.9, 0.7, 0.4, 0.4]))
    wanted = [0.9, 0.7, 0.4], [1, 0.5, 0.5], [0.5, 0.5, 1]
    for name, one, value in zip(("thresholds", "precision", "recall"), got, wanted, strict=True):
        close(array(one, shape=(3,)), np.array(value), message=f"The three values of `{name}`.")


@pytest.mark.task("threshold")
def test_the_worked_calls_of_choose_threshold(student):
    """The worked calls: the dearer a miss, the lower the threshold."""
    truth, scores = np.array([0, 1, 0, 1]), np.array([0.1, 0.2, 0.3, 0.4])
    low = number(student.choose_threshold(truth, scores, 20, 1))
    holds(0.1 < low <= 0.2, message="With 20 to 1 it should ring from 0.2 on.", got=low)
    high = number(student.choose_threshold(truth, scores, 1, 20))
    holds(0.3 < high <= 0.4, message="With 1 to 20 it should ring at 0.4 alone.", got=high)


@pytest.mark.task("threshold")
def test_silence_may_be_cheapest(student):
    """Where the highest score is a good banana's, and alarms are dear, it never rings."""
    got = number(student.choose_threshold(np.array([1, 0]), np.array([0.2, 0.8]), 1, 5))
    holds(got > 0.8, message="It should ring at neither of the two bananas.", got=got)


@pytest.mark.task("elsewhere")
def test_the_worked_calls_of_precision_elsewhere(student):
    """The worked calls: half of the bananas rotten, none, and all."""
    got = number(student.precision_elsewhere(0.5, 0.25, 0.5))
    close(got, 2 / 3, message="Of 1000 bananas it rings at 250 rotten ones and at 125 good ones.")
    for share in (0, 1):
        got = number(student.precision_elsewhere(0.9, 0.05, share))
        close(got, share, message=f"Where the share is {share}, so is the precision.")


@pytest.mark.task("running")
def test_the_worked_call_of_running(student):
    """The worked call: two batches have 1 hit, 3 false alarms and 2 misses."""
    running = student.Running()
    running.update(np.array([1, 1, 0, 0]), np.array([1, 0, 0, 0]))
    running.update(np.array([1, 0, 0, 0]), np.array([0, 1, 1, 1]))
    found = [number(share) for share in running.result()]
    close(np.array(found), np.array([1 / 4, 1 / 3]), message="Precision 1 in 4, recall 1 in 3.")


@pytest.mark.task("rare")
def test_the_worked_call_of_fit_belt(student):
    """The worked call: a model and a threshold, and a probability for each of five bananas."""
    model, threshold = student.fit_belt(
        *student.belt(8000, seed=0), *student.belt(4000, seed=1), 20, 1, seed=0
    )
    got = array(model.predict(student.belt(5, seed=2)[0], verbose=0), shape=(5, 1))
    holds(bool(((got >= 0) & (got <= 1)).all()), message="Probabilities are from 0 to 1.")
    holds(not np.isnan(number(threshold)), message="The threshold should be a number.")
