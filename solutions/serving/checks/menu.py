"""The menu, requests and kitchens of our own, and what several tasks ask of plain results."""

import json
import math
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from course.expect import Mismatch, holds
from course.promises import Promise, expect_same

FIELDS = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
LIMITS = {
    "bill_length_mm": (20, 80),
    "bill_depth_mm": (8, 30),
    "flipper_length_mm": (120, 280),
    "body_mass_g": (1500, 9000),
    "body_mass_kg": (1.5, 9.0),
}
SPECIES = ("Adelie", "Gentoo", "Chinstrap")
ALONE = "what is handed in is not changed"
OWNED = "what is returned belongs to the caller: writing into it changes no later result"
FORGETS = "no call changes what a later call gives"


def problem_of(value, limits):
    """The problem of one value, "" if it has none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "not a number"
    if isinstance(value, float) and not math.isfinite(value):
        return "not finite"
    return "" if limits[0] <= value <= limits[1] else "out of range"


def problems_of(request, problem_of=problem_of):
    """All that is wrong with a request."""
    if not isinstance(request, dict):
        return [("", "not an object")]
    kg = "body_mass_kg" in request and "body_mass_g" not in request
    known = [*FIELDS[:3], "body_mass_kg" if kg else "body_mass_g"]
    found = {name: "missing" for name in known if name not in request}
    for name, value in request.items():
        found[name] = problem_of(value, LIMITS[name]) if name in known else "unknown"
    return sorted((name, problem) for name, problem in found.items() if problem)


def answer_of(row, sure):
    """The answer to one row of probabilities, which are floats."""
    ranked = sorted(zip(SPECIES, row, strict=True), key=lambda pair: (-pair[1], pair[0]))
    name, probability = ranked[0]
    named = probability >= sure
    others = [list(pair) for pair in ranked[named:]]
    return {"species": name if named else None, "probability": probability, "others": others}


def all_answers(predict, requests, sure):
    """The answer to each request, in its place; pairs are lists, as JSON has them."""
    wrong = [[list(pair) for pair in problems_of(request)] for request in requests]
    good = [one for one, problems in zip(requests, wrong, strict=True) if not problems]
    answers = iter([answer_of(row, sure) for row in predict(good).tolist()] if good else [])
    return [{"problems": problems} if problems else next(answers) for problems in wrong]


def exactly(one, other):
    """Whether two results are equal, and of the same types inside; keys may have any order."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(exactly(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(exactly, one, other))
    return bool(one == other)


def expect(got, wanted, message, draws=1, **beliefs):
    """Expect exactly this result; name each belief that gives what came instead."""
    if not exactly(got, wanted):
        names = [name for name, value in beliefs.items() if exactly(got, value)]
        raise Mismatch(message, got=got, expected=wanted, misconception=names, draws=draws)
    holds(True, message=message)


def good_request(rng, kg=None):
    """A good request with its keys in some order; numbers have few digits, some are ints."""
    request = {}
    kg = rng.random() < 0.3 if kg is None else kg
    names = [*FIELDS[:3], "body_mass_kg" if kg else "body_mass_g"]
    for name in rng.permutation(names).tolist():
        low, high = LIMITS[name]
        value = float(round(rng.uniform(low, high), int(rng.integers(1, 4))))
        whole = low <= int(value) <= high and rng.random() < 0.3
        request[name] = int(value) if whole else value
    return request


def some_requests(rng, count, bad=0.4):
    """Good requests, and bad ones of many kinds among them."""
    made = []
    for _ in range(count):
        request = good_request(rng)
        if rng.random() < bad:
            name = str(rng.choice(list(request)))
            kind = rng.integers(6)
            if kind == 0:
                del request[name]
            elif kind == 1:
                request = ["hello", None, 3, [], {}][rng.integers(5)]
            else:
                request[name] = ["39", True, None, -1.0, 10**30][rng.integers(5)]
                request |= {"name": "Pingu"} if kind == 2 else {}
        made.append(request)
    return made


def values_of(name):
    """Values of a field, good and bad: edges of its limits, no numbers, and numbers without an end."""
    low, high = LIMITS[name]
    edges = [low, high, math.nextafter(low, -math.inf), math.nextafter(high, math.inf)]
    floats = st.sampled_from([math.nan, math.inf, -math.inf, 1e308, 0.0, -0.0, 1.0])
    ints = st.sampled_from([0, 1, -1, low, high, math.floor(low) - 1, 10**400, -(10**400)])
    others = st.sampled_from([True, False, None, "", "39.1", "NaN", [39.1], {"value": 39.1}, b"39"])
    within = st.floats(low, high)
    return st.one_of(within, within, st.sampled_from(edges), floats, ints, others)


unknown_names = st.one_of(
    st.sampled_from(["body_mass", "Bill_Length_mm", "body_mass_g ", "species", "", "zebra"]),
    st.text(max_size=4),
)
strange_requests = st.builds(
    lambda known, unknown, order: dict(
        order.sample([*{**unknown, **known}.items()], k=len({**unknown, **known}))
    ),
    st.fixed_dictionaries({}, optional={name: values_of(name) for name in LIMITS}),
    st.dictionaries(unknown_names, st.sampled_from([1, None, "x", math.nan]), max_size=2),
    st.randoms(use_true_random=False),
)


class Kitchen:
    """Gives each request probabilities of its own. It wants a list of good requests."""

    def __init__(self, shift=0.0):
        self.shift = shift

    def __call__(self, good):
        import numpy as np

        if not isinstance(good, list) or len(good) == 0:
            raise TypeError("the kitchen takes a list of one request or more")
        rows = []
        for request in good:
            numbers = [request[n] for n in ("bill_length_mm", "bill_depth_mm", "flipper_length_mm")]
            row = [(self.shift + 7.3 * one) % 5 + 0.1 for one in numbers]
            rows.append([one / sum(row) for one in row])
        return np.array(rows)


class Counting:
    """Gives probabilities that tell which call this is, how many requests it has, and their places."""

    def __init__(self, calls=0):
        self.calls = calls

    def __call__(self, good):
        import numpy as np

        self.calls += 1
        places = np.arange(len(good)) / 8192
        calls, size = np.full(len(good), self.calls / 64), np.full(len(good), len(good) / 8192)
        return np.stack([calls, size, places], axis=1)


def put_together(problems, to_answers, predict, requests, sure):
    """Answer requests by somebody's own `problems` and `to_answers`, put together rightly."""
    wrong = [problems(request) for request in requests]
    good = [request for request, found in zip(requests, wrong, strict=True) if not found]
    answers = iter(to_answers(predict(good), sure) if good else [])
    return [{"problems": found} if found else next(answers) for found in wrong]


def as_json(got):
    """A result as JSON has it: pairs are lists. None if it is no such thing."""
    try:
        return json.loads(json.dumps(got))
    except (TypeError, ValueError):
        return None


class Closed:
    """A kitchen that nobody may ask."""

    def __call__(self, good):
        raise AssertionError("nobody should have asked the kitchen")


@dataclass(frozen=True)
class Untouched(Promise):
    """The data `argument`, with dictionaries and lists inside, is not changed."""

    argument: str

    @property
    def claim(self) -> str:
        return f"`{self.argument}` is not changed."

    def keep(self, student: Any, call: Any) -> None:
        before = call.arguments[self.argument]
        kept = student.keep(before)
        call.held(student, **{self.argument: kept})
        message = f"`{self.argument}` should hold the same after the call as before it."
        expect_same(student.fetch(kept), before, message=message)


@dataclass(frozen=True, eq=False)
class Owned(Promise):
    """A result is its caller's: later calls do not change it, and what is written into it is not seen."""

    other: dict[str, Any] = field(default_factory=dict)

    @property
    def claim(self) -> str:
        return "A result belongs to its caller alone."

    def keep(self, student: Any, call: Any) -> None:
        result = call.held(student)
        first = student.fetch(result)
        call.on(student, **self.other)
        message = "A later call changed the result of an earlier one."
        expect_same(student.fetch(result), first, message=message)
        student.probes(scribble).scribble(result)
        message = "Somebody wrote into an earlier result, and now the same call gives another."
        expect_same(call.on(student), call.read(first), message=message)


def scribble(thing):
    """Spoil a result, and all that is in it."""
    if isinstance(thing, dict):
        for name in list(thing):
            scribble(thing[name])
            thing[name] = "spoilt"
    elif isinstance(thing, list):
        for part in thing:
            scribble(part)
        thing.append("spoilt")
    elif isinstance(thing, tuple):
        for part in thing:
            scribble(part)
