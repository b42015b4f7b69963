"""Each promise holds for right answers in unlike styles, and fails for each way to break it."""

import random
from types import SimpleNamespace

import numpy as np
import pytest

from course.expect import Mismatch
from course.promises import (
    Call,
    DrawsFrom,
    Generator,
    GivesNewArrays,
    Here,
    KeepsTheShape,
    LeavesAlone,
    LetsErrorsTravel,
    Probe,
    Refuses,
    RemembersNothing,
    RowByRow,
    SameEachTime,
    Seeded,
    TakesAnyCallable,
    TakesAnyIterable,
    TakesAnyLayout,
    TakesOtherNumbers,
    same,
)

X = np.arange(1.0, 13.0).reshape(4, 3)


def kept(promise, function, /, **arguments):
    """Whether a function keeps a promise on this call."""
    try:
        promise.keep(Here(SimpleNamespace(f=function)), Call("f", **arguments))
    except Mismatch:
        return False
    return True


def doubled_in_place(x):
    x *= 2
    return x


def last_row_forgotten(x):
    y = x * 2
    x[-1] = 0
    return y


def refuses_views(x):
    return np.frombuffer(x.data, x.dtype).reshape(x.shape)


@pytest.mark.parametrize("function", [lambda x: x * 2, lambda x: np.array(x), np.square])
def test_an_array_that_is_left_alone(function):
    assert kept(LeavesAlone("x"), function, x=X)


@pytest.mark.parametrize(
    "function",
    [doubled_in_place, last_row_forgotten, lambda x: x, lambda x: x[::-1], lambda x: x.T, np.ravel],
)
def test_an_array_that_is_not(function):
    assert not kept(LeavesAlone("x"), function, x=X)


def test_the_array_itself_may_come_back():
    assert kept(LeavesAlone("x", may_return_it=True), lambda x: x, x=X)
    assert not kept(LeavesAlone("x", may_return_it=True), doubled_in_place, x=X)


def test_any_layout():
    assert kept(TakesAnyLayout("x"), lambda x: x * 2, x=X)
    assert not kept(TakesAnyLayout("x"), doubled_in_place, x=X)
    assert not kept(TakesAnyLayout("x"), refuses_views, x=X)
    assert not kept(TakesAnyLayout("x"), lambda x: np.ravel(x, order="K"), x=X)


def test_other_numbers():
    promise = TakesOtherNumbers("x", ("float32", "int64", "int8"))
    assert kept(promise, lambda x: x / 2, x=X)
    assert not kept(promise, lambda x: x - x.dtype.type(20) if x.dtype == "int8" else x, x=X)
    assert not kept(promise, lambda x: (x * np.ones_like(x) * 100).astype(x.dtype), x=X)
    assert not kept(promise, lambda x: x / 2 if x.dtype.kind == "f" else x // 2, x=X)


def noisy(seed):
    return np.random.default_rng(seed).random(5)


def noisy_but_for_zero(seed):
    return np.random.default_rng(seed or None).random(5)


def noisy_by_global_state(seed):
    np.random.seed(seed)
    return np.random.random(5)


def noisy_and_tidy(seed):
    before = np.random.get_state()
    np.random.seed(seed)
    drawn = np.random.random(5)
    np.random.set_state(before)
    return drawn


def noisy_by_python(seed):
    random.seed(seed)
    return [random.random() for _ in range(5)]


def noisy_in_few_ways(seed):
    return np.random.default_rng(seed % 1000).random(5)


def noisy_once(seed, _known={}):  # noqa: B006
    return _known.setdefault(seed > 1, np.random.default_rng(seed).random(5))


def shuffled_by_nobody(seed):
    return np.random.default_rng(seed).random(5) + np.random.random()


@pytest.mark.parametrize("function", [noisy, noisy_and_tidy])
def test_a_seed_that_decides(function):
    assert kept(Seeded("seed"), function, seed=3)


@pytest.mark.parametrize(
    "function",
    [
        noisy_but_for_zero,
        noisy_by_global_state,
        noisy_by_python,
        noisy_once,
        shuffled_by_nobody,
        lambda seed: np.zeros(5),
    ],
)
def test_a_seed_that_does_not(function):
    assert not kept(Seeded("seed"), function, seed=3)


def test_seeds_that_are_cut_short():
    assert not kept(Seeded("seed", seeds=(0, 1, 1000)), noisy_in_few_ways, seed=3)


def draws(rng):
    return rng.random(4)


def draws_from_a_twin(rng):
    return np.random.default_rng(7).random(4)


def draws_from_global_state(rng):
    return rng.random(4) + np.random.random()


def draws_and_forgets(rng):
    state = rng.bit_generator.state
    drawn = rng.random(4)
    rng.bit_generator.state = state
    return drawn


def draws_from_pcg_alone(rng):
    return rng.bit_generator.state["state"]["inc"] * 0 + rng.random(4)


def test_a_generator_that_is_used():
    assert kept(DrawsFrom("rng"), draws, rng=Generator(3))


@pytest.mark.parametrize(
    "function",
    [draws_from_a_twin, draws_from_global_state, draws_and_forgets, draws_from_pcg_alone],
)
def test_a_generator_that_is_not(function):
    assert not kept(DrawsFrom("rng"), function, rng=Generator(3))


@pytest.mark.parametrize(
    "function",
    [lambda x: x.sum(axis=1), lambda x: np.array([row.max() for row in x], float), lambda x: x * 2],
)
def test_row_by_row(function):
    assert kept(RowByRow("x"), function, x=X)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x - x.mean(axis=0),
        lambda x: (x[:, 0] > np.median(x[:, 0])).astype(int),
        lambda x: x.sum(axis=1).squeeze(),
        lambda x: x[:, 0] + np.arange(len(x)),
        lambda x: x / x.max(),
        lambda x: np.stack([row.sum() for row in x]),
        lambda x: np.unique(x[:, 0]),
        lambda x: x[:, 0] if len(x) > 1 else x[0, 1],
    ],
)
def test_not_row_by_row(function):
    assert not kept(RowByRow("x"), function, x=X)


def test_the_shape():
    assert kept(KeepsTheShape("x"), lambda x: x * 2, x=X)
    assert kept(KeepsTheShape("x"), np.sqrt, x=X)
    for function in (
        np.squeeze,
        np.atleast_1d,
        lambda x: np.array([row * 2 for row in x]),
        lambda x: np.ravel(x),
        lambda x: np.vectorize(abs)(x),
        lambda x: x / x[0],
    ):
        assert not kept(KeepsTheShape("x"), function, x=X)


def counts(items):
    found = {}
    for item in items:
        found[item] = found.get(item, 0) + 1
    return found


def test_any_iterable():
    promise = TakesAnyIterable("items")
    assert kept(promise, counts, items=[1, 2, 2])
    assert kept(promise, lambda items: sorted(items), items=[3, 1])
    for function in (
        lambda items: [items[0], *items],
        lambda items: len(items),
        lambda items: [*items, *items],
        lambda items: list(items) if items else [],
        lambda items: list(items.__iter__()),
        lambda items: list(items) if isinstance(items, list) else [],
    ):
        assert not kept(promise, function, items=[1, 2, 2])


def increased(x):
    return x + 1


def test_any_callable():
    promise = TakesAnyCallable("function")
    arguments = {"function": Probe(increased), "x": 3}
    assert kept(promise, lambda function, x: function(x), **arguments)
    for refused in (
        lambda function, x: function(x) if function else None,
        lambda function, x: (function.__name__, function(x)),
        lambda function, x: (function.__code__.co_argcount, function(x)),
        lambda function, x: function(x) if type(function).__name__ == "function" else x,
    ):
        assert not kept(promise, refused, **arguments)


def quiet(kinds):
    def function(f):
        try:
            return f()
        except kinds:
            return None

    return function


def renames(f):
    try:
        return f()
    except Exception as error:
        raise RuntimeError("it failed") from error


def by_map(f):
    return list(map(lambda _: f(), [1]))  # noqa: C417


def by_generator(f):
    return list(f() for _ in [1])  # noqa: C400


def test_errors_travel():
    assert kept(LetsErrorsTravel("f"), lambda f: f(), f=None)


@pytest.mark.parametrize(
    "function",
    [
        quiet(ValueError), quiet(OverflowError), quiet(RecursionError), quiet(AttributeError),
        quiet(Exception), quiet(BaseException), quiet(KeyboardInterrupt), renames, by_map, by_generator,
    ],
)  # fmt: skip
def test_errors_do_not_travel(function):
    assert not kept(LetsErrorsTravel("f"), function, f=None)


def test_the_same_each_time():
    assert kept(SameEachTime(), lambda x: x.sum(), x=X)
    for function in (
        lambda x: x.sum() + np.random.random(),
        lambda x: random.choice([1, 2, 3, 4, 5, 6, 7, 8, 9]),
        lambda x: id(object()) + random.random(),
    ):
        assert not kept(SameEachTime(), function, x=X)


def test_nothing_is_remembered():
    most = []

    def remembers(x):
        most.append(x.max())
        return max(most)

    promise = RemembersNothing({"x": X * 10})
    assert kept(promise, lambda x: x.max(), x=X)
    assert not kept(promise, remembers, x=X)


def test_what_is_the_same():
    assert same(np.float64(1.0), 1.0)
    assert same({"a": [np.nan]}, {"a": [float("nan")]})
    assert not same({"a": 1, "b": 2}, {"b": 2, "a": 1})
    assert not same([1], [1, 1])
    assert not same(np.zeros(2), np.zeros((2, 1)))
    assert same(np.array([1.0]), np.array([1.0 + 1e-7]), rtol=1e-5)
    assert not same(True, 1)


KEPT = np.zeros(3)


def by_seed(seed):
    return np.arange(3.0) + seed, [seed]


def in_one_array(seed):
    KEPT[:] = by_seed(seed)[0]
    return KEPT, [seed]


def known_by_heart(seed, known={}):  # noqa: B006
    return known.setdefault(seed, by_seed(seed))


def test_new_arrays():
    assert kept(GivesNewArrays({"seed": 8}), by_seed, seed=7)
    assert kept(GivesNewArrays(), lambda x: np.maximum(x, 0), x=X)
    assert not kept(GivesNewArrays({"seed": 8}), in_one_array, seed=7)
    assert not kept(GivesNewArrays(), known_by_heart, seed=7)


def below_one(rate):
    if rate >= 1:
        raise ValueError("too much")
    return rate


def clipped(rate):
    return min(rate, 1.0)


def asserted(rate):
    assert rate < 1
    return rate


def test_refuses():
    promise = Refuses("A rate of 1 or more", (("A rate of 1", {"rate": 1.0}), ("2", {"rate": 2.0})))
    assert kept(promise, below_one, rate=0.5)
    assert not kept(promise, clipped, rate=0.5)
    # Another error is no refusal.
    assert not kept(promise, asserted, rate=0.5)
    assert promise.label == "Refuses-A rate of 1 or more"
