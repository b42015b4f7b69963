"""The hidden checks of `check-order`. All are exact."""

import math

import numpy as np
import pytest
from hypothesis import given

from course.expect import Mismatch
from course.promises import Call, RemembersNothing, SameEachTime, promises

from .menu import (
    FIELDS,
    FORGETS,
    LIMITS,
    OWNED,
    Owned,
    Untouched,
    expect,
    good_request,
    problem_of,
    problems_of,
    strange_requests,
)


def bools_pass(value, limits):
    return problem_of(int(value) if isinstance(value, bool) else value, limits)


def nan_passes(value, limits):
    return "" if isinstance(value, float) and math.isnan(value) else problem_of(value, limits)


def infinity_is_large(value, limits):
    endless = isinstance(value, float) and math.isinf(value)
    return "out of range" if endless else problem_of(value, limits)


def limits_excluded(value, limits):
    found = problem_of(value, limits)
    return "out of range" if not found and value in limits else found


def texts_are_read(value, limits):
    try:
        return problem_of(float(value) if isinstance(value, str) else value, limits)
    except ValueError:
        return "not a number"


BELIEFS = {
    "true_is_a_number": bools_pass,
    "nan_passes_both": nan_passes,
    "infinity_is_out_of_range": infinity_is_large,
    "limits_are_outside": limits_excluded,
    "texts_are_read_as_numbers": texts_are_read,
}


GOOD = {"bill_length_mm": 39, "bill_depth_mm": 18, "flipper_length_mm": 181, "body_mass_g": 3750}
# Each two beliefs differ in one of these.
TELLING = (
    {**GOOD, "bill_depth_mm": True, "flipper_length_mm": math.nan, "bill_length_mm": 80},
    {**GOOD, "flipper_length_mm": "181", "bill_depth_mm": math.inf, "body_mass_g": 1500},
    {"zebra": 1, "flipper_length_mm": None, "bill_length_mm": -1.0},
    {**GOOD, "body_mass_kg": 3.5, "ape": 1},
    {**GOOD, "body_mass_kg": 3.5, "bill_depth_mm": False, "flipper_length_mm": "x"},
    {"body_mass_g": math.inf, "bill_depth_mm": 8},
)


def kilograms_too(request):
    """The problems where grams and kilograms are both looked at."""
    rest = problems_of({name: value for name, value in request.items() if name != "body_mass_kg"})
    if "body_mass_kg" not in request or "body_mass_g" not in request:
        return problems_of(request)
    problem = problem_of(request["body_mass_kg"], LIMITS["body_mass_kg"])
    return sorted([*rest, *([("body_mass_kg", problem)] if problem else [])])


def fits(name, request, got):
    """Whether a belief gives this list."""
    wanted = problems_of(request)
    if name == "first_problem_only":
        return len(got) == min(1, len(wanted)) and all(pair in wanted for pair in got)
    if name == "not_sorted_by_field":
        return sorted(got) == wanted
    if name == "unknown_is_no_problem":
        return got == [pair for pair in wanted if pair[1] != "unknown"]
    if name == "kilograms_beside_grams":
        return got == kilograms_too(request)
    return got == problems_of(request, BELIEFS[name])


def believed(student, request, got):
    """The beliefs that give this list, and those of all the telling requests, too."""
    with student.aside():
        others = "first_problem_only", "not_sorted_by_field", "unknown_is_no_problem"
        names = [
            name
            for name in (*BELIEFS, *others, "kilograms_beside_grams")
            if fits(name, request, got)
        ]
        for telling in TELLING if names else ():
            try:
                given = student.problems(telling)
                names = [name for name in names if fits(name, telling, given)]
            # An error of the student's code, or a result of another type.
            except Exception:
                return []
        return names


def listed(student, request, message, shown=None):
    """Expect all problems of a request."""
    with student.succeeds(message=f"{message} `problems` should not raise."):
        got = student.problems(request)
    wanted = problems_of(request) if shown is None else shown
    pairs = isinstance(got, list) and all(type(pair) is tuple and len(pair) == 2 for pair in got)
    if not pairs:
        message = "The result should be a list of tuples (field, problem)."
        raise Mismatch(message, got=got, names_mistake=False)
    if got != wanted:
        names = believed(student, request, got) if shown is None else []
        seen = len(TELLING)
        raise Mismatch(message, got=got, expected=wanted, misconception=names, draws=seen)
    expect(got, wanted, message)


@pytest.mark.task("check-order", weight=8)
@pytest.mark.main
@pytest.mark.tries(
    "List all that is wrong with a request.",
    "Returns a list of tuples (field, problem), sorted by field.",
    "It has one tuple for each field with a problem, and is empty if nothing is wrong.",
    "The problems are these texts:",
    '"missing": a field of FIELDS is not there.',
    '"unknown": a field is there that is not in LIMITS, whatever its value.',
    '"not a number": the value is neither an int nor a float.',
    '"out of range": the value is below the lower limit of its field or above the upper one.',
    "If it is a dictionary, its keys are texts and its values are any objects.",
)
@given(request=strange_requests)
def test_all_problems_are_listed(student, request):
    """All that is wrong is listed, sorted by field, and nothing else."""
    listed(student, request, "All problems should be listed, sorted by field.")


@pytest.mark.task("check-order", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    '"not a number": the value is neither an int nor a float.',
    "True and False are no numbers here.",
    '"not finite": the value is NaN, or infinite.',
    "The limits themselves are allowed.",
)
def test_each_kind_of_value_in_each_field(student, seed):
    """Each kind of value is judged rightly, in each field."""
    rng = np.random.default_rng([seed, 1])
    for name in LIMITS:
        low, high = LIMITS[name]
        good = good_request(rng, kg=name == "body_mass_kg")
        values = [True, False, math.nan, math.inf, -math.inf, low, high, float(low), float(high)]
        values += [math.nextafter(low, 0), math.nextafter(high, 1e9), None, "39.1", [30], {}, 0, 1]
        values += [
            1.0,
            -low,
            "",
            "nan",
            (30,),
            b"30",
            1e300,
            math.floor(low) - 1,
            math.ceil(high) + 1,
        ]
        for value in values:
            listed(student, {**good, name: value}, f"`{name}` is {value!r}, and the rest is good.")


@pytest.mark.task("check-order")
@pytest.mark.tries(
    "An int of hundreds of digits is a number like any other.",
    "It never raises.",
)
def test_long_ints_are_numbers(student, seed):
    """An int that no float can hold is out of range."""
    good = good_request(np.random.default_rng([seed, 2]), kg=False)
    for value in (2**53 + 1, 10**308, 10**309, 10**400, -(10**400), 2**13_000):
        words = f"an int of {len(str(abs(value)))} digits"
        for name in FIELDS:
            listed(student, {**good, name: value}, f"`{name}` is {words}: it is out of range.")


@pytest.mark.task("check-order", weight=3)
@pytest.mark.tries(
    "A request may give `body_mass_kg` in place of `body_mass_g`, which is then not missing.",
    'If both are there, `body_mass_kg` is "unknown".',
)
def test_grams_or_kilograms(student, seed):
    """The mass is in grams or in kilograms; with both, kilograms are unknown."""
    rng = np.random.default_rng([seed, 3])
    rest = {name: value for name, value in good_request(rng).items() if "mass" not in name}
    grams, kilos = float(round(rng.uniform(2000, 8000))), float(round(rng.uniform(2, 8), 2))
    masses = [{}, {"body_mass_g": grams}, {"body_mass_kg": kilos}]
    masses += [{"body_mass_g": grams, "body_mass_kg": kilos}]
    masses += [{"body_mass_kg": kilos, "body_mass_g": grams}, {"body_mass_kg": grams}]
    masses += [
        {"body_mass_g": kilos},
        {"body_mass_kg": None},
        {"body_mass_g": grams, "body_mass_kg": None},
    ]
    masses += [{"body_mass_g": None, "body_mass_kg": kilos}, {"body_mass_kg": 1500}]
    for mass in masses:
        listed(student, {**rest, **mass}, f"The mass is given as {mass}, and the rest is good.")
        listed(student, mass, f"Only the mass is given, as {mass}.")


class Prickly:
    """Raises whatever it is asked."""

    def __eq__(self, other):
        raise RuntimeError("prickly")

    __hash__ = None

    def __float__(self):
        raise RuntimeError("prickly")

    __int__ = __bool__ = __len__ = __iter__ = __index__ = __repr__ = __float__

    def __lt__(self, other):
        raise RuntimeError("prickly")

    __le__ = __gt__ = __ge__ = __contains__ = __getitem__ = __lt__


def a_set(*items):
    """Give a set, which is no data."""
    return set(items)


@pytest.mark.task("check-order", weight=2)
@pytest.mark.tries(
    "request: any object at all.",
    '"not an object": the request is no dictionary.',
    'The field is then "", and there is no other problem.',
    "It never raises.",
)
def test_any_object_is_answered(student, seed):
    """Anything that is no dictionary is "not an object"; nothing raises."""
    made = student.probes(Prickly, a_set)
    alone = [("", "not an object")]
    things = [
        None,
        True,
        0,
        3.5,
        math.nan,
        "",
        "hello",
        "body_mass_g",
        [],
        [1, 2],
        (),
        b"",
        10**400,
    ]
    pairs = [[name, 30.0] for name in FIELDS]
    things += [list(FIELDS), pairs, [dict(pairs)], np.zeros(4), made.Prickly(), made.a_set(*FIELDS)]
    for thing in things:
        listed(student, thing, "A request that is no dictionary is not an object.", alone)
    good = good_request(np.random.default_rng([seed, 4]), kg=False)
    for name in FIELDS:
        for value in (made.Prickly(), made.a_set(1), made.Prickly):
            message = f"`{name}` is an object that is no number."
            listed(student, {**good, name: value}, message, [(name, "not a number")])
    message = "A field that is not on the menu is unknown, whatever its value."
    listed(student, {**good, "x": made.Prickly()}, message, [("x", "unknown")])
    listed(student, {}, "An empty dictionary: all four fields are missing.")


def with_a_default(items):
    """A dictionary that makes up a value for each field that it is asked for; runs in the worker."""
    from collections import defaultdict

    return defaultdict(float, items)


def fields_of(request):
    """The fields of a request that lies in the worker."""
    return sorted(request)


@pytest.mark.task("check-order")
@pytest.mark.tries(
    "The dictionary may be of a class of its own, such as `defaultdict`.",
    "what is handed in is not changed",
)
def test_a_dictionary_may_have_a_default(student, seed):
    """A `defaultdict` gives a value for each field. A field that is not in it is missing all the same."""
    made = student.probes(with_a_default, fields_of)
    good = good_request(np.random.default_rng([seed, 7]), kg=False)
    for name in FIELDS:
        fields = {other: value for other, value in good.items() if other != name}
        request = student.held(made.with_a_default)(fields)
        message = f"A `defaultdict` without `{name}`: the field is missing."
        listed(student, request, message, [(name, "missing")])
        now = made.fields_of(request)
        message = "The dictionary that was handed in has other fields now."
        expect(now, sorted(fields), message)


def put(request, name, value):
    """Change a request that lies in the worker."""
    request[name] = value


@pytest.mark.task("check-order")
@pytest.mark.tries("List all that is wrong with a request.")
def test_a_changed_request_is_looked_at_again(student, seed):
    """A request that was changed since is judged anew."""
    good = good_request(np.random.default_rng([seed, 5]), kg=False)
    kept = student.keep(good)
    listed(student, kept, "Nothing is wrong with this request.", [])
    for name in FIELDS:
        student.probes(put).put(kept, name, -1.0)
        good[name] = -1.0
        message = "The same dictionary was changed since: its problems are others now."
        listed(student, kept, message, problems_of(good))


@pytest.mark.task("check-order")
@pytest.mark.supporting
@promises(
    Untouched("request", tries="request: any object at all."),
    Owned({"request": {"a": 1}}, tries=OWNED),
    RemembersNothing(
        {"request": {"bill_length_mm": 30.0, "zebra": 1, "body_mass_g": 1}}, tries=FORGETS
    ),
    SameEachTime(tries=FORGETS),
)
def test_problems_keeps_its_promises(student, promise, seed):
    """The general promises of `problems`."""
    good = good_request(np.random.default_rng([seed, 6]))
    for request in (
        good,
        {**good, "bill_depth_mm": "18", "zebra": [1]},
        {"body_mass_kg": 3},
        "hello",
        {},
    ):
        promise.keep(student, Call("problems", request=request))
