"""Series of hours, forecasts with gaps, and the rules as the grader computes them."""

import numpy as np
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, close, holds

seeds = integers(0, 2**31 - 1)
# Stands for NaN while two forecasts are compared: no series drawn here has this value.
GAP = -98765.4321


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


def filled(p):
    """NaN as a number, so that it can be compared."""
    return np.where(np.isnan(p), GAP, p)


def expect_forecast(got, expected, *, message, mistakes=None):
    """Expect the very numbers of a forecast, and NaN where it has NaN."""
    p = forecast(got, len(expected))
    known = {name: filled(value) for name, value in (mistakes or {}).items()}
    # A mistake that gives the right forecast on this draw is no mistake here.
    known = {
        name: value for name, value in known.items() if not np.array_equal(value, filled(expected))
    }
    close(filled(p), filled(expected), message=message, mistakes=known, rtol=0, atol=0)


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
