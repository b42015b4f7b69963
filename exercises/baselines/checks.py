"""Visible checks: they run in the notebook, on examples that anyone may see."""

import numpy as np
import pytest

from course.expect import Mismatch, as_array, close, equal, holds
from course.promises import Call, Here, LeavesAlone


def with_gaps(got, expected, message):
    """Expect an array that is NaN where `expected` is, and equal elsewhere."""
    found = as_array(got, shape=np.shape(expected))
    wrong = np.flatnonzero(~((found == expected) | (np.isnan(found) & np.isnan(expected))))
    if len(wrong):
        raise Mismatch(f"{message} p[{wrong[0]}] is not.", expected=expected, got=found)


@pytest.mark.task("myself")
def test_there_are_24_answers(student):
    """There are 24 entries, each 0, 1 or None, and 16 or more are answers."""
    got = list(student.my_answers())
    equal(len(got), 24, message="There should be 24 entries, one for each banana.")
    allowed = all(entry is None or entry in (0, 1) for entry in got)
    holds(allowed, message="Each entry should be 0, 1 or None.")
    given = sum(entry is not None for entry in got)
    holds(given >= 16, message="Answered are, of 24:", measured=given)


@pytest.mark.task("human")
def test_the_worked_call_of_human_baseline(student):
    """Three of four answers are right, and one entry is no answer."""
    share, low, high = student.human_baseline([1, 0, None, 1, 1], [1, 0, 0, 1, 0])
    close(share, 0.75, message="Three of the four answers that were given are right.")
    holds(0 <= low < 0.75 < high <= 1, message="The limits should lie on both sides of .75.")


@pytest.mark.task("human")
def test_24_of_24_is_not_certain(student):
    """24 right answers of 24 leave room below 1."""
    share, low, high = student.human_baseline([1] * 24, [1] * 24)
    close(share, 1.0, message="All answers are right.")
    holds(low < 0.95, message="The lower limit should leave room: below .95.", measured=low)
    close(high, 1.0, message="The upper limit is 1.")


@pytest.mark.task("dumb")
def test_the_worked_call_of_constant_baseline(student):
    """For the mean squared error of 5, 5, 9, 41 it is 15."""
    y = np.array([5.0, 5.0, 9.0, 41.0])
    close(student.constant_baseline(y, "mse"), 15.0, message="For mse no number beats 15.")


@pytest.mark.task("dumb")
def test_the_most_frequent_is_right_most_often(student):
    """Judged by accuracy, of 7, 7, -3 it is 7."""
    got = student.constant_baseline(np.array([7, 7, -3]), "accuracy")
    close(got, 7, message="7 equals two of the three rows.")


@pytest.mark.task("rules")
def test_the_worked_calls_of_the_rules(student):
    """The worked calls: two hours ahead, and three hours ahead with days of two hours."""
    nan = np.nan
    got = student.as_now(np.array([5.0, 6.0, 9.0, 7.0]), 2)
    with_gaps(got, np.array([nan, nan, 5.0, 6.0]), "p[t] should be series[t - 2], else NaN.")
    got = student.as_yesterday(np.array([5.0, 6.0, 9.0, 7.0, 8.0]), 3, 2)
    message = "Three hours ahead with days of two hours, p[t] should be series[t - 4], else NaN."
    with_gaps(got, np.array([nan] * 4 + [5.0]), message)


@pytest.mark.task("rules")
def test_the_series_is_left_alone(student):
    """The series is not changed, and the forecast is a new array."""
    LeavesAlone("series").keep(Here(student), Call("as_now", series=np.arange(9.0), ahead=2))


@pytest.mark.task("simple")
def test_a_forecast_for_each_hour(student):
    """The worked call: a number or NaN for each of 720 hours."""
    days = 10 + np.sin(np.arange(720) / 24 * 2 * np.pi) + np.random.default_rng(0).random(720)
    p = as_array(student.fit_linear(days[:480], 6).predict(days), shape=(720,))
    holds(bool(np.isnan(p[:6]).all()), message="In the first 6 hours nothing is known: NaN.")
    holds(bool(np.isfinite(p[77:]).all()), message="From hour 77 on, each should be a number.")


@pytest.mark.task("simple")
def test_the_last_hours_change_no_earlier_forecast(student):
    """Hours that are not known at t - ahead change no forecast for t."""
    days = 10 + np.random.default_rng(0).standard_normal(600).cumsum() / 5
    model = student.fit_linear(days[:480], 6)
    other = days.copy()
    other[500:] += 9
    before, after = (as_array(model.predict(each), shape=(600,)) for each in (days, other))
    message = (
        "Hours from 500 on were changed, and with them a forecast for an hour before 506. Does a lag "
        "lie in the future, or does `predict` fit again?"
    )
    close(after[80:506], before[80:506], message=message)


@pytest.mark.task("scoreboard")
def test_the_worked_call_of_scoreboard(student):
    """The worked call: the model is first, with a skill of .75."""
    y = np.array([1.0, 2.0, 3.0])
    forecasts = {"as yesterday": y - 2, "model": np.array([np.nan, 2, 4])}
    board = student.scoreboard(forecasts, y)
    names = [row[0] for row in board]
    equal(names, ["model", "as yesterday"], message="The lowest error should come first.")
    message = "mae and skill should be .5 and .75, then 2 and 0."
    close(np.array([row[1:] for row in board]), [[0.5, 0.75], [2, 0]], message=message)


@pytest.mark.task("worth")
def test_the_worked_calls_of_worth_it(student):
    """A gain of a half on each row is worth it; a loss of a half is not."""
    rule = np.arange(1.0, 101)
    message = "On each of 100 rows the model is better by .5: that is no luck."
    holds(bool(student.worth_it(rule - 0.5, rule)), message=message)
    message = "On each of 100 rows the model is worse by .5."
    holds(not student.worth_it(rule + 0.5, rule), message=message)


@pytest.mark.task("machine")
def test_a_probability_for_each_picture(student):
    """Each picture gets a number from 0 to 1, in an array of shape (n, 1)."""
    pictures = np.random.default_rng(0).integers(0, 256, (64, 32, 32, 3), "uint8")
    model = student.beat_the_rule(pictures, np.arange(64) % 2, seed=0)
    got = np.asarray(model.predict(pictures[:5].astype("float32"), verbose=0))
    equal(got.shape, (5, 1), message="Five pictures should give probabilities of shape (5, 1).")
    message = "Each number should be a probability, from 0 to 1."
    holds(bool(((got >= 0) & (got <= 1)).all()), message=message)
