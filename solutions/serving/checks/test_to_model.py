"""The hidden checks of `to-model`. All are exact, but for rounding of kilograms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import as_array, close, equal, holds
from course.promises import (
    Call,
    GivesNewArrays,
    LeavesAlone,
    RemembersNothing,
    SameEachTime,
    TakesAnyLayout,
    promises,
)

from .menu import ALONE, FIELDS, FORGETS, OWNED, Untouched, good_request

seeds = integers(0, 2**32 - 1)
OTHERS = [good_request(np.random.default_rng(number)) for number in range(5)]


def ruler(rng):
    """Means and standard deviations that penguins might have."""
    return np.array([44.0, 17.0, 201.0, 4200.0]) + rng.normal(0, 3, 4), rng.uniform(0.5, 20, 4)


def grams(request):
    return request["body_mass_g"] if "body_mass_g" in request else 1000 * request["body_mass_kg"]


def numbers_of(requests):
    """The values in the order of FIELDS, in float64."""
    rows = [[*(request[name] for name in FIELDS[:3]), grams(request)] for request in requests]
    return np.array(rows, "float64").reshape(-1, 4)


def rows_of(requests, middle, spread):
    return ((numbers_of(requests) - middle) / spread).astype("float32")


def rows(student, requests, middle, spread):
    """What `to_rows` gave, of the right shape and dtype."""
    message = f"{len(requests)} requests: `to_rows` should not raise."
    with student.succeeds(message=message):
        got = student.to_rows(requests, middle, spread)
    got = as_array(got, shape=(len(requests), 4))
    holds(got.dtype == np.float32, message="The dtype should be float32.", got=got)
    return got


def mistaken(requests, middle, spread):
    """What beliefs give."""
    values = numbers_of(requests)
    raw = np.array([list(request.values()) for request in requests], "float64")
    as_grams = np.array(
        [[request.get(n, request.get("body_mass_kg")) for n in FIELDS] for request in requests]
    )
    own = np.maximum(values.std(axis=0), 1e-12)
    kilograms_last = sorted(range(len(requests)), key=lambda n: "body_mass_g" not in requests[n])
    return {
        "columns_as_they_came": (raw - middle) / spread,
        "measured_with_the_batch": (values - values.mean(axis=0)) / own,
        "kilograms_for_grams": (as_grams - middle) / spread,
        "divided_by_the_variance": (values - middle) / spread**2,
        "centred_only": values - middle,
        "divided_before_centred": values / spread - middle,
        "not_measured": values,
        "kilograms_put_last": ((values - middle) / spread)[kilograms_last],
    }


@pytest.mark.task("to-model", weight=7)
@pytest.mark.main
@pytest.mark.tries(
    "Turn requests into the model's input.",
    "with one row for each request, in their order.",
    "Its columns are in the order of FIELDS, whatever the order of the keys in a dictionary.",
    "A mass in kilograms is first turned into grams.",
    "Each number is (value - middle) / spread",
    "mean and standard deviation of the training rows.",
    "No spread is 0.",
)
@given(count=integers(1, 6), seed=seeds)
def test_each_row_is_measured_with_the_training_ruler(student, count, seed):
    """Each value is measured with the training rows' ruler, in the order of FIELDS, in grams."""
    rng = np.random.default_rng([seed, 1])
    requests, (middle, spread) = [good_request(rng) for _ in range(count)], ruler(rng)
    got = rows(student, requests, middle, spread)
    message = "Each number should be (value - middle) / spread, in the order of FIELDS."
    wanted = rows_of(requests, middle, spread)
    close(got, wanted, message=message, atol=1e-4, mistakes=mistaken(requests, middle, spread))


@pytest.mark.task("to-model", weight=2)
@pytest.mark.tries(
    "computed in float64, and turned into float32 at the very end.",
    "So the same penguin gives the same bits, alone or among others.",
)
def test_the_bits_are_those_of_training(student, seed):
    """The same penguin gives the same bits as in training, alone and among others."""
    rng = np.random.default_rng([seed, 2])
    requests, (middle, spread) = [good_request(rng, kg=False) for _ in range(60)], ruler(rng)
    # Where value and mean are nearly equal, float32 loses most of the digits.
    requests += [
        {**requests[0], "flipper_length_mm": float(middle[2]) + 1e-5 * n} for n in range(4)
    ]
    wanted = rows_of(requests, middle, spread)
    message = (
        "(value - middle) / spread in float64, and rounded to float32 at the end: each bit should be that. "
        "Nothing is added to `spread`."
    )
    equal(rows(student, requests, middle, spread), wanted, message=message)
    for place in (0, 7, 62):
        message = "Alone, a penguin should give the same bits as among others."
        equal(rows(student, [requests[place]], middle, spread), wanted[[place]], message=message)
    turned = [dict(reversed(request.items())) for request in requests[::-1]]
    message = "In another order, of rows and of keys, the bits should be the same."
    equal(rows(student, turned, middle, spread), wanted[::-1], message=message)


@pytest.mark.task("to-model")
@pytest.mark.supporting
@pytest.mark.tries("It may be empty.", "Returns a NumPy array of dtype float32 and shape (n, 4)")
def test_no_requests_give_no_rows(student, seed):
    """No requests give an array of shape (0, 4)."""
    middle, spread = ruler(np.random.default_rng([seed, 3]))
    rows(student, [], middle, spread)


@pytest.mark.task("to-model")
@pytest.mark.tries(
    "list of dictionaries in which `problems` finds nothing.",
    "(Only a mass in kilograms may differ by rounding.)",
)
def test_many_requests_ints_and_kilograms(student, seed):
    """Thousands of requests, ints alone, kilograms alone, the same dictionary twice."""
    rng = np.random.default_rng([seed, 4])
    middle, spread = ruler(rng)
    whole = {"body_mass_kg": 4, "flipper_length_mm": 200, "bill_length_mm": 40, "bill_depth_mm": 20}
    tidy = {name: good_request(rng, kg=False)[name] for name in FIELDS}
    # The keys of the first stand as in FIELDS, and those of the next do not, and the other way round.
    mixed = [tidy, whole, dict(reversed(tidy.items()))]
    kilograms = 1.5, 9.0, 9, 2, 3.705, 3.7056, 2.00049
    lists = [
        ("All numbers are ints.", [whole]),
        ("The same dictionary stands there three times.", [whole] * 3),
        ("The keys stand in another order in each dictionary.", mixed),
        ("The keys stand in another order in each dictionary.", [mixed[2], tidy, tidy]),
        *(
            (f"A mass of {kg} kg is {round(1000 * kg, 6):g} g.", [{**whole, "body_mass_kg": kg}])
            for kg in kilograms
        ),
        ("There are 3000 requests.", [good_request(rng) for _ in range(3000)]),
    ]
    for words, requests in lists:
        message = f"{words} They are measured like any others."
        got = rows(student, requests, middle, spread)
        wanted = rows_of(requests, middle, spread)
        close(got, wanted, message=message)


@pytest.mark.task("to-model")
@pytest.mark.supporting
@promises(
    Untouched("requests", tries=ALONE),
    LeavesAlone("middle", tries=ALONE),
    LeavesAlone("spread", tries=ALONE),
    TakesAnyLayout("middle", tries="float64 arrays of shape (4,), in the order of FIELDS"),
    TakesAnyLayout("spread", tries="float64 arrays of shape (4,), in the order of FIELDS"),
    GivesNewArrays({"requests": OTHERS}, tries=OWNED),
    RemembersNothing({"spread": np.array([1.0, 2.0, 3.0, 4.0])}, tries=FORGETS),
    RemembersNothing({"middle": np.array([1.0, 2.0, 3.0, 4.0])}, tries=FORGETS),
    RemembersNothing({"requests": OTHERS}, tries=FORGETS),
    SameEachTime(tries=FORGETS),
)
def test_to_rows_keeps_its_promises(student, promise, seed):
    """The general promises of `to_rows`."""
    rng = np.random.default_rng([seed, 5])
    middle, spread = ruler(rng)
    requests = [good_request(rng, kg=place % 2 == 0) for place in range(5)]
    promise.keep(student, Call("to_rows", requests=requests, middle=middle, spread=spread))
