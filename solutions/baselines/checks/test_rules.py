"""The hidden checks of `rules`. All are exact: a forecast holds the very numbers of the series."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, sampled_from

from course.expect import holds
from course.promises import (
    Call,
    GivesNewArrays,
    LeavesAlone,
    SameEachTime,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)

from .series import days_back, expect_forecast, forecast, seeds, shifted


def drawn(n, seed):
    """A series of n values that all differ."""
    return np.random.default_rng([seed, n]).standard_normal(n) * 10


def mistakes_of(series, by):
    """The forecasts of known mistakes, where the value `by` hours before is right."""
    n = len(series)
    right = shifted(series, by)
    nothing = np.isnan(right)
    first = series[0] if n else 0.0
    return {
        "an_hour_into_the_future": shifted(series, max(by - 1, 0)),
        "an_hour_too_old": shifted(series, by + 1),
        "the_end_comes_round": np.roll(series, by),
        "zero_for_nothing": np.where(nothing, 0, right),
        "the_first_for_nothing": np.where(nothing, first, right),
        "the_hour_itself": np.array(series, "float64"),
    }


@pytest.mark.task("rules", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Forecast that nothing changes until then.",
    "Returns p, a float array of shape (n,). p[t] is the forecast for hour t that is made at hour t - ahead. It is exactly series[t - ahead], the last value that is known then.",
    "Where there is no such hour, p[t] is NaN.",
)
@given(n=integers(20, 60), ahead=integers(2, 12), seed=seeds)
def test_as_now_is_the_last_known_value(student, n, ahead, seed):
    """As now: the forecast for t is the value at t - ahead, and NaN where there is none."""
    series = drawn(n, seed)
    message = f"{ahead} hours ahead, p[t] should be series[t - {ahead}], or NaN before."
    known = mistakes_of(series, ahead)
    expect_forecast(
        student.as_now(series, ahead), shifted(series, ahead), message=message, mistakes=known
    )


@pytest.mark.task("rules", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Forecast each hour by the same hour of the latest day that is known.",
    "p[t] is the forecast for hour t that is made at hour t - ahead: exactly series[t - k * period].",
    "how many hours a day has, an int.",
)
@given(period=integers(3, 24), part=integers(1, 23), seed=seeds)
def test_as_yesterday_up_to_a_day_ahead(student, period, part, seed):
    """As yesterday, up to a period ahead: the forecast is the value one period before."""
    ahead = 1 + part % period
    series = drawn(3 * period + 5, seed)
    known = mistakes_of(series, period) | {
        "as_now": shifted(series, ahead),
        "a_day_too_many": shifted(series, (ahead // period + 1) * period),
    }
    message = (
        f"{ahead} hours ahead, with days of {period} hours, p[t] should be series[t - {period}]."
    )
    expect_forecast(
        student.as_yesterday(series, ahead, period),
        days_back(series, ahead, period),
        message=message,
        mistakes=known,
    )


@pytest.mark.task("rules")
@pytest.mark.tries(
    "So with a period of 24, k is 1 up to 24 hours ahead, and 2 from 25 to 48.",
)
@given(ahead=integers(25, 48), seed=seeds)
def test_25_to_48_hours_ahead_it_goes_two_days_back(student, ahead, seed):
    """As yesterday, 25 to 48 hours ahead with days of 24 hours: it goes two days back."""
    series = drawn(100, seed)
    message = f"{ahead} hours ahead, with days of 24 hours, p[t] should be series[t - 48]."
    expect_forecast(student.as_yesterday(series, ahead, 24), shifted(series, 48), message=message)


@pytest.mark.task("rules", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Here k is the smallest whole number, at least 1, for which that hour is not later than t - ahead.",
)
# From two days on: "one day always" and "one day too few" are the same before.
@given(period=integers(3, 24), days=integers(2, 3), part=integers(1, 23), seed=seeds)
def test_further_ahead_it_goes_further_back(student, period, days, part, seed):
    """As yesterday, more than a period ahead: it goes back to the latest day that is known."""
    ahead = days * period + 1 + part % (period - 1)
    series = drawn(6 * period, seed)
    by = (days + 1) * period
    known = mistakes_of(series, by) | {
        "one_day_back_always": shifted(series, period),
        "one_day_beyond_ahead": shifted(series, ahead + period),
        "a_day_too_few": shifted(series, days * period),
    }
    message = f"{ahead} hours ahead, with days of {period} hours, p[t] should be series[t - {by}]."
    expect_forecast(
        student.as_yesterday(series, ahead, period),
        shifted(series, by),
        message=message,
        mistakes=known,
    )


@pytest.mark.task("rules")
@pytest.mark.tries("is not later than t - ahead")
def test_whole_days_ahead(student, seed):
    """A whole number of periods ahead, the value of that very hour is known, and is taken."""
    for period, days in ((24, 1), (24, 2), (7, 3), (1, 1), (1, 5), (2, 4)):
        series = drawn(5 * period + 9, seed)
        ahead = period * days
        known = {"a_day_too_many": shifted(series, ahead + period)}
        message = (
            f"{ahead} hours ahead, with days of {period} hours, p[t] should be series[t - {ahead}]."
        )
        got = student.as_yesterday(series, ahead, period)
        expect_forecast(got, shifted(series, ahead), message=message, mistakes=known)


@pytest.mark.task("rules")
@pytest.mark.tries(
    "It may be larger than n.",
    "how many hours ahead, an int up to a million.",
    "array of shape (n,), n at least 1, ints or floats: one value for each hour.",
    "Where there is no such hour in the series, p[t] is NaN.",
)
def test_short_series_have_no_forecast(student):
    """Where the series is shorter than what is asked for, all is NaN."""
    for n, ahead in ((1, 1), (1, 30), (4, 4), (4, 5), (4, 9), (10, 1000), (3, 2), (5, 10**6)):
        series = np.arange(1.0, n + 1)
        message = f"A series of {n} hours, {ahead} ahead: NaN where no such hour is in it."
        with student.succeeds(message=message):
            now = student.as_now(series, ahead)
            long_day = student.as_yesterday(series, ahead, 24)
            short_day = student.as_yesterday(series, ahead, 1)
        expect_forecast(now, shifted(series, ahead), message=message)
        expect_forecast(long_day, days_back(series, ahead, 24), message=message)
        expect_forecast(short_day, shifted(series, ahead), message=message)


@pytest.mark.task("rules")
@pytest.mark.tries("NaN is a value that is missing, and it is forecast like any other.")
@given(ahead=sampled_from([1, 2, 5, 7]), seed=seeds)
def test_missing_values_stay_missing(student, ahead, seed):
    """NaN in the series is forecast as NaN, and no other value takes its place."""
    # Zeros are no gaps.
    rng = np.random.default_rng([seed, 5])
    series = rng.integers(-2, 3, 24).astype("float64")
    series[rng.random(24) < 0.3] = np.nan
    message = "Some values are missing. Their forecasts should be NaN, and the others as usual."
    expect_forecast(student.as_now(series, ahead), shifted(series, ahead), message=message)
    got = student.as_yesterday(series, ahead, 6)
    expect_forecast(got, days_back(series, ahead, 6), message=message)


@pytest.mark.task("rules", weight=2)
@pytest.mark.supporting
@pytest.mark.tries("the last value that is known then", "for hour t that is made at hour t - ahead")
@given(ahead=integers(1, 30), period=sampled_from([1, 5, 24]), now=integers(10, 50), seed=seeds)
def test_the_future_changes_no_forecast(student, ahead, period, now, seed):
    """Hours after t - ahead change no forecast for t, not by a bit."""
    series, other = drawn(70, seed), drawn(70, seed)
    other[now + 1 :] = np.random.default_rng([seed, 3]).choice(
        [np.nan, np.inf, -1e9, 3.0], 69 - now
    )
    for name, more in (("as_now", ()), ("as_yesterday", (period,))):
        before, after = (
            forecast(getattr(student, name)(each, ahead, *more), 70)[: now + ahead + 1]
            for each in (series, other)
        )
        message = f"`{name}`: hours after {now} were changed, and with them a forecast made at {now} or before."
        holds(bool(np.array_equal(before, after, equal_nan=True)), message=message)


@pytest.mark.task("rules")
@pytest.mark.tries(
    "ahead:  how many hours ahead, an int. Below 1 it raises a ValueError.",
    "how many hours a day has, an int. Below 1 it raises a ValueError.",
)
def test_below_one_is_refused(student):
    """Hours ahead or a period below 1 raise a ValueError."""
    series = np.arange(40.0)
    for ahead in (0, -1, -24):
        message = f"{ahead} hours ahead should raise a `ValueError`."
        with student.raises(ValueError, message=message):
            student.as_now(series, ahead)
        with student.raises(ValueError, message=message):
            student.as_yesterday(series, ahead, 24)
    for period in (0, -1, -24):
        message = f"A period of {period} hours should raise a `ValueError`."
        with student.raises(ValueError, message=message):
            student.as_yesterday(series, 6, period)


# Beyond the call's own 12 hours, so that a result that is kept and given again is seen.
OTHER = {"series": np.arange(12) * 3 - 50}


def kept():
    return promises(
        LeavesAlone("series", tries="what is handed in is not changed"),
        TakesAnyLayout("series"),
        TakesOtherNumbers("series", ("int32", "int64", "float32", "float64")),
        SameEachTime(tries="the same arguments give the same result, whatever was called before"),
        GivesNewArrays(OTHER, tries="writing into either changes no other result"),
    )


@pytest.mark.task("rules")
@pytest.mark.supporting
@pytest.mark.tries(
    "what is handed in is not changed", "writing into either changes no other result"
)
@kept()
def test_as_now_keeps_its_promises(student, promise):
    """The general promises of `as_now`."""
    series = np.array([5, -2, 7, 0, 11, 3, 8, -9, 4, 6, 1, 2])
    for ahead in (1, 3):
        call = Call("as_now", series=series, ahead=ahead)
        promise.keep(student, call.then(lambda got: forecast(got, 12)))


@pytest.mark.task("rules")
@pytest.mark.supporting
@pytest.mark.tries(
    "series, ahead: as for `as_now`.",
    "what is handed in is not changed",
    "writing into either changes no other result",
)
@kept()
def test_as_yesterday_keeps_its_promises(student, promise):
    """The general promises of `as_yesterday`."""
    series = np.array([5, -2, 7, 0, 11, 3, 8, -9, 4, 6, 1, 2])
    for ahead, period in ((1, 4), (5, 4), (3, 1)):
        call = Call("as_yesterday", series=series, ahead=ahead, period=period)
        promise.keep(student, call.then(lambda got: forecast(got, 12)))
