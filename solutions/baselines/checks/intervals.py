"""Intervals for a share, and how often they hold the truth."""

from math import lgamma

import numpy as np

from course.expect import as_array, as_parts

SHARES = np.arange(5, 96) / 100


def binomial(m, share):
    """The probability of each number of right answers among m."""
    k = np.arange(m + 1)
    ways = np.array([lgamma(m + 1) - lgamma(j + 1) - lgamma(m - j + 1) for j in k])
    return np.exp(ways + k * np.log(share) + (m - k) * np.log1p(-share))


def coverage(limits):
    """For each of `SHARES`: how probable is an interval that holds it? One row of limits for each k."""
    low, high = limits.T
    # Touching counts as holding; 1e-9 is for rounding.
    held = [(low <= share + 1e-9) & (share - 1e-9 <= high) for share in SHARES]
    return np.array(
        [
            binomial(len(low) - 1, share)[inside].sum()
            for share, inside in zip(SHARES, held, strict=True)
        ]
    )


def two_errors(k, m, z=1.96):
    """The share, give or take z standard errors."""
    share = k / m
    error = z * np.sqrt(share * (1 - share) / m)
    return share - error, share + error


def wilson(k, m, z=1.96):
    share = k / m
    middle = (share + z**2 / (2 * m)) / (1 + z**2 / m)
    reach = z / (1 + z**2 / m) * np.sqrt(share * (1 - share) / m + z**2 / (4 * m**2))
    return middle - reach, middle + reach


def looks_like(limits):
    """Which well-known mistake gives exactly these limits, clipped or not; empty if none does."""
    m = len(limits) - 1
    known = {
        "two_errors_either_side": [two_errors(k, m, z) for z in (1.96, 2.0) for k in range(m + 1)],
        "one_error_either_side": [two_errors(k, m, 1.0) for k in range(m + 1)],
        "ninety_percent": [wilson(k, m, 1.645) for k in range(m + 1)],
    }
    for name, pairs in known.items():
        for some in np.array(pairs).reshape(-1, m + 1, 2):
            if np.allclose(np.clip(some, 0, 1), np.clip(limits, 0, 1), atol=2e-3):
                return name
    return ""


def answered(k, m, *, skipped=0, seed=0):
    """Answers and truth as lists: k of m are right, and some more are None, in mixed order."""
    rng = np.random.default_rng([k, m, skipped, seed])
    truth = rng.integers(0, 2, m + skipped)
    answers = np.where(np.arange(m + skipped) < k, truth, 1 - truth).tolist()
    answers[m:] = [None] * skipped
    order = rng.permutation(m + skipped)
    return [answers[place] for place in order], truth[order].tolist()


def triple(got):
    """The result of `human_baseline`, as three floats."""
    message = "The result should be three floats, (share, low, high)."
    return tuple(float(as_array(part, shape=())) for part in as_parts(got, 3, message=message))
