"""Series of hours, forecasts with gaps, and the rules as the grader computes them."""

import numpy as np
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, holds

seeds = integers(0, 2**31 - 1)


def weather(days, seed):
    """The notebook's own weather."""
    hours = np.arange(24 * days)
    shocks = 0.55 * np.random.default_rng(seed).standard_normal(len(hours))
    anomaly = np.empty(len(hours))
    now = shocks[0] * 5.8
    for hour, shock in enumerate(shocks):
        now = 0.985 * now + shock
        anomaly[hour] = now
    year, day = -9 * np.cos(2 * np.pi * hours / 8760), -4 * np.cos(2 * np.pi * (hours - 3) / 24)
    return 10 + year + day + anomaly


def shifted(series, by):
    """The values `by` hours before, NaN where there are none."""
    p = np.full(len(series), np.nan)
    p[by:] = series[: max(len(series) - by, 0)]
    return p


def days_back(series, ahead, period):
    """As yesterday: the smallest whole number of days that is not less than `ahead`."""
    return shifted(series, -(-ahead // period) * period)


def forecast(got, n):
    """The forecast of a learner, as a float array of shape (n,)."""
    p = as_array(got, shape=(n,))
    if p.dtype.kind != "f":
        raise Mismatch("The forecast should be an array of floats.", got=got, names_mistake=False)
    return p.astype("float64")


def expect_forecast(got, expected, *, message, mistakes=None):
    """Expect the very numbers of a forecast, and NaN where it has NaN."""
    p = forecast(got, len(expected))
    wrong = np.flatnonzero(~((p == expected) | (np.isnan(p) & np.isnan(expected))))
    if not len(wrong):
        holds(True, message=message)
        return
    names = [
        name for name, value in (mistakes or {}).items() if np.array_equal(value, p, equal_nan=True)
    ]
    if np.isnan(expected[wrong[0]]):
        message += f" p[{wrong[0]}] should be NaN: no such hour is known."
    else:
        message += f" p[{wrong[0]}] is the first that is not."
    raise Mismatch(message, expected=expected, got=got, misconception=names)


def is_left_alone(student, kept, before, what):
    """Expect that data which lies in the worker is what it was."""
    now = student.fetch(kept)
    message = f"{what} has other values after the call."
    if isinstance(before, dict):
        holds(list(now) == list(before), message=message)
        pairs = [(now[name], before[name]) for name in before]
    else:
        pairs = [(now, before)]
    for one, other in pairs:
        if isinstance(other, np.ndarray):
            holds(bool(np.array_equal(one, other, equal_nan=True)), message=message)
        else:
            holds(one == other, message=message)
