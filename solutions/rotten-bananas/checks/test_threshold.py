"""The hidden checks of `threshold`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers

from course.expect import Mismatch, as_array, holds
from course.promises import Call, LeavesAlone, RemembersNothing, TakesAnyLayout, promises

from .lookalikes import refill
from .pictures import chosen, near, seeds


def skewed(n, seed):
    """Errors as they come: most small, a few far out, none alike."""
    rng = np.random.default_rng([seed, 11])
    return rng.permutation(0.001 + 0.0005 * rng.gamma(2.0, size=n) * rng.uniform(0.5, 3))


def _why_off(errors, rate, got):
    """Which mistake a threshold is, if it is the value that this mistake gives."""
    n, above = len(errors), int((errors > got).sum())
    whole = int(100 * rate) / 100
    if got == errors.max():
        return "largest_good_error"
    if abs((n - above) - rate * n) <= 1:
        return "share_below_not_above"
    # That nothing is above says little of per cents.
    if whole and abs(above - n * whole) <= 1:
        return "whole_per_cents"
    spread = (got - errors.mean()) / errors.std()
    bells = (1, 2, 3, NormalDist().inv_cdf(1 - rate))
    return "as_if_errors_were_bells" if min(abs(spread - z) for z in bells) < 0.01 else ""


def share_is_kept(errors, rate, got, why=lambda *_: ""):
    """Expect that the share above is the rate; `why` names the mistake behind another one."""
    n, above = len(errors), int((errors > got).sum())
    message = (
        f"Of {n} errors, and with the rate {rate:.6g}, {n * rate:.4g} should be above the threshold, to "
        "within one. So many were:"
    )
    good = abs(above - rate * n) <= 1 + 1e-9
    misconception = "" if good else why(errors, rate, got)
    holds(good, message=message, measured=above, misconception=misconception)


@pytest.mark.task("threshold", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Choose the error above which a picture counts as odd.",
    "in any order",
    "Of the errors that were handed in with this call, n times the rate are above it, to within one.",
    "Both neighbours of a fraction will do.",
)
@given(n=integers(100, 2000), rate=floats(0.02, 0.4), seed=seeds)
def test_the_share_above_is_the_rate(student, n, rate, seed):
    """Of the errors handed in, the share asked for is above the threshold, to within one."""
    errors = skewed(n, seed)
    share_is_kept(errors, rate, chosen(student, errors, rate), _why_off)


@pytest.mark.task("threshold")
@pytest.mark.tries("such as 0.005")
def test_rates_need_not_be_whole_per_cents(student, seed):
    """A rate of half a per cent, and one of two and a half, are kept to as well."""
    errors = skewed(2000, seed)
    got = {rate: chosen(student, errors, rate) for rate in (0.005, 0.025, 0.0125)}
    above = {rate: int((errors > line).sum()) for rate, line in got.items()}
    whole = all(abs(above[rate] - 2000 * int(100 * rate) / 100) <= 1 for rate in got)
    for rate, line in got.items():
        share_is_kept(errors, rate, line, lambda *_: "whole_per_cents" if whole else "")


@pytest.mark.task("threshold")
@pytest.mark.tries("a number, 0 < rate < 1")
@pytest.mark.parametrize("kind", ["float32", "float16"])
def test_a_rate_of_numpys_is_a_number_too(student, kind, seed):
    """The rate may be a number of NumPy's, of fewer digits."""
    errors = skewed(400, seed)
    for rate in (0.0625, 0.25):  # each kind has them without rounding
        with student.succeeds(message=f"A rate of {rate} may be NumPy's {kind}."):
            number = student.held(getattr(student.module("numpy"), kind))(rate)
            got = student.choose_threshold(errors, number)
        share_is_kept(errors, rate, float(as_array(got, shape=())))


@pytest.mark.task("threshold")
@pytest.mark.tries("n at least 1", "a number, 0 < rate < 1")
@given(n=integers(1, 60), rate=floats(0.0005, 0.9995), seed=seeds)
def test_few_errors_and_any_rate_will_do(student, n, rate, seed):
    """The share is kept to with few errors, and with rates near 0 and near 1."""
    errors = skewed(n, seed)
    share_is_kept(errors, rate, chosen(student, errors, rate))


def far_out(errors):
    """Errors of which some are a million times larger than the rest."""
    return np.where(np.arange(len(errors)) % 4 == 1, errors * 1e6, errors)


def tiny(errors):
    return errors * 1e-9


def large(errors):
    return errors * 1e7


@pytest.mark.task("threshold")
@pytest.mark.tries("No two are equal, but two may be very near.", "float array of shape (n,)")
@pytest.mark.parametrize("kind", [near, far_out, tiny, large])
def test_errors_of_any_size_will_do(student, kind, seed):
    """Errors may be tiny, large, very near to each other, or far apart."""
    errors = kind(skewed(400, seed))
    for rate in (0.05, 0.3):
        share_is_kept(errors, rate, chosen(student, errors, rate))


@pytest.mark.task("threshold")
@pytest.mark.supporting
@promises(
    LeavesAlone("errors_on_good", may_return_it=True, tries="They are not changed."),
    TakesAnyLayout("errors_on_good", tries="however they lie in memory"),
    RemembersNothing(
        {"errors_on_good": 2 + skewed(300, 4)},
        tries="Of the errors that were handed in with this call",
    ),
)
def test_the_threshold_keeps_its_promises(student, promise, seed):
    """What `choose_threshold` promises in general."""
    promise.keep(student, Call("choose_threshold", errors_on_good=skewed(200, seed), rate=0.05))


def evened(errors):
    """Other errors with the number, the sum, the first and the last of these."""
    inner = errors[1:-1].mean() * np.linspace(0.2, 1.8, len(errors) - 2)
    return np.concatenate([errors[:1], inner, errors[-1:]])


@pytest.mark.task("threshold")
@pytest.mark.supporting
@pytest.mark.tries("Of the errors that were handed in with this call")
def test_other_errors_have_a_threshold_of_their_own(student, seed):
    """The threshold is that of these errors, though their sum or their array is that of an earlier call."""
    errors = skewed(200, seed)
    others = evened(errors)
    kept = student.keep(errors)
    share_is_kept(errors, 0.05, chosen(student, kept, 0.05))
    share_is_kept(others, 0.05, chosen(student, others, 0.05))
    student.probes(refill).refill(kept, others)
    share_is_kept(others, 0.05, chosen(student, kept, 0.05))


@pytest.mark.task("threshold")
@pytest.mark.supporting
@pytest.mark.tries("They are not changed.", "Returns the threshold, a float.")
def test_the_threshold_is_a_plain_number(student, seed):
    """The threshold is one float, and the errors are left alone, in any order."""
    data = skewed(200, seed)
    errors = student.keep(data)
    got = as_array(
        student.choose_threshold(errors, 0.05),
        shape=(),
        message="The threshold should be one number.",
    )
    holds(got.dtype.kind == "f", message="The threshold should be a float.", got=got)
    after = as_array(student.fetch(errors), shape=data.shape)
    ordered = np.array_equal(after, np.sort(data))
    message = "The errors that were handed in are others now."
    name = "errors_sorted_in_place" if ordered else ""
    holds(np.array_equal(after, data), message=message, misconception=name)


@pytest.mark.task("threshold")
@pytest.mark.reveal
@pytest.mark.tries("Any other number raises a ValueError, and so does NaN.")
def test_impossible_rates_are_refused(student):
    """A rate that does not lie between 0 and 1 raises a ValueError."""
    errors = skewed(50, 0)
    wrong = []
    for rate in (0.0, 1.0, -0.1, 5, float("inf"), -float("inf"), float("nan")):
        try:
            with student.raises(
                ValueError,
                message=f"choose_threshold(errors, {rate}) should raise a `ValueError`.",
            ):
                student.choose_threshold(errors, rate)
        except Mismatch as failure:
            wrong.append(failure)
    # Who refuses some rates, or raises another error, has thought of it.
    accepted = [failure for failure in wrong if failure.names_mistake]
    name = "any_rate_accepted" if len(accepted) == 7 else ""
    holds(
        not wrong,
        message=wrong[0].message if wrong else "",
        misconception=name,
        draws=2,
    )
