"""Lazy answers: what each kind gives, which checks they pass, and what a supporting check earns."""

import functools
import shutil
from collections import namedtuple
from typing import Protocol

import numpy as np
import pytest

from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Task
from autograder.cli.verify import Options, verify_all
from autograder.feedback import feedback
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.verify import lazy, lazy_answers
from autograder.verify.known_answer import Result, Trial
from autograder.verify.lazy_answers import cheapened

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
X = np.array([1.0, 2.0])
Pair = namedtuple("Pair", "left right")


def made_lazy(kind, right):
    """Replace a right answer by a lazy one, and return the lazy one."""
    names = {"right": right}
    lazy_answers.replace(names, ["right"], kind)
    return names["right"]


# what lazy answers give


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("zeros", [0, 0]),
        ("ones", [1, 1]),
        ("NaN", [np.nan, np.nan]),
        ("infinities", [np.inf, np.inf]),
        ("empty", []),
        ("the argument itself", [1, 2]),
    ],
)
def test_a_lazy_function_gives_its_kind(kind, given):
    got = made_lazy(kind, lambda x: x + 1)(X)
    assert got.dtype == np.float64
    np.testing.assert_array_equal(got, np.array(given, "float64"))


def test_a_lazy_function_may_give_nothing_or_what_it_gave_before():
    assert made_lazy("None", lambda x: x)(1) is None
    constant, previous = (
        made_lazy(kind, lambda x: x) for kind in ("a constant", "the previous answer")
    )
    assert [constant(n) for n in (1, 2, 3)] == [None, 1, 1]
    assert [previous(n) for n in (1, 2, 3)] == [None, 1, 2]


def test_each_kind_is_tried():
    tried = {"a constant", "the argument itself", "the previous answer", "None", "empty"}
    assert set(lazy_answers.KINDS) == tried | {"zeros", "ones", "NaN", "infinities"}


def test_a_lazy_function_refuses_nothing():
    assert made_lazy("zeros", lambda x: x + "1")(1) is None


@pytest.mark.parametrize(
    ("value", "zeros", "empty"),
    [
        (7, 0, None),
        (True, False, None),
        ("word", "", ""),
        ([1.5, (2, "a")], [0.0, (0, "")], []),
        ({"a": 3}, {"a": 0}, {}),
        (Pair(1, 2.5), Pair(0, 0.0), Pair(None, None)),
        (np.array(3), np.array(0), None),
        (np.array(["a", "b"]), np.array(["", ""]), np.array([], "<U1")),
    ],
)
def test_data_keep_their_kind_and_tell_nothing(value, zeros, empty):
    for kind, given in (("zeros", zeros), ("empty", empty)):
        got = cheapened(kind, value)
        assert type(got) is type(given)
        np.testing.assert_equal(got, given)


def test_whole_numbers_become_floats_where_they_must():
    assert np.isnan(cheapened("NaN", 3))
    got = cheapened("infinities", np.array([1, 2]))
    assert got.dtype == np.float64
    assert np.isinf(got).all()


def test_an_iterator_gives_as_many_things_that_tell_nothing():
    assert list(cheapened("ones", iter([3, 4]))) == [1, 1]
    assert list(cheapened("empty", iter([3, 4]))) == []


def test_the_methods_of_a_class_are_lazy_and_its_objects_can_be_made():
    class Adder:
        def __init__(self, more):
            self.more = more

        def __call__(self, x):
            return x + self.more

        def add(self, x):
            return x + self.more

    one = made_lazy("the argument itself", Adder)(5)
    assert one.more == 5
    assert (one(X) is X, one.add(X) is X) == (True, True)


def test_a_protocol_is_anything_or_nothing():
    class Bounces(Protocol):
        def bounce(self): ...

    assert made_lazy("zeros", Bounces) is object
    assert made_lazy("None", Bounces) is None
    assert cheapened("zeros", (Bounces, int)) == (object, object)


class Exponential:
    """An object that can be called."""

    def __call__(self, x):
        return np.exp(x)


CALLABLES = lambda x: x + 1, functools.partial(np.add, 1), np.exp, Exponential()


@pytest.mark.parametrize("made", CALLABLES, ids=["function", "partial", "ufunc", "object"])
def test_a_callable_that_is_given_is_lazy_itself(made):
    got = made_lazy("zeros", lambda: made)()
    np.testing.assert_array_equal(got(X), [0, 0])


def test_a_model_was_never_trained_and_the_right_one_stays_what_it_is():
    import keras

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    weights = [np.full((2, 1), 3.0), np.full(1, 4.0)]
    model.set_weights(weights)
    twin = cheapened("zeros", model)
    assert [float(np.abs(weight).max()) for weight in twin.get_weights()] == [0, 0]
    np.testing.assert_array_equal(model.get_weights()[0], weights[0])
    assert cheapened("empty", model) is None


@pytest.mark.parametrize(("kind", "given"), [("zeros", 0), ("ones", 1), ("NaN", np.nan)])
def test_a_model_without_weights_gives_what_tells_nothing(kind, given):
    import keras

    inputs = {name: keras.Input((2,), name=name) for name in ("x", "y")}
    model = keras.Model(inputs, {"sum": keras.ops.add(inputs["x"], inputs["y"])})
    got = cheapened(kind, model)({"x": X[None], "y": X[None]})
    np.testing.assert_array_equal(keras.ops.convert_to_numpy(got["sum"]), [[given, given]])


def test_a_tensor_tells_nothing():
    import keras

    tensor = cheapened("ones", keras.ops.convert_to_tensor([[2, 3]]))
    np.testing.assert_array_equal(keras.ops.convert_to_numpy(tensor), [[1, 1]])
    whole = keras.ops.convert_to_numpy(cheapened("NaN", keras.ops.convert_to_tensor([2, 3])))
    assert np.isnan(whole).all()
    assert cheapened("empty", keras.ops.convert_to_tensor([2, 3])).shape == (0,)
    assert cheapened("empty", keras.ops.convert_to_tensor(2.0)) is None


def test_a_dataset_has_its_batches_and_tells_nothing():
    tf = pytest.importorskip("tensorflow")
    dataset = tf.data.Dataset.from_tensor_slices(([1.0, 2.0, 3.0], ["a", "b", "c"])).batch(2)
    (first, words), (second, _) = cheapened("zeros", dataset).as_numpy_iterator()
    np.testing.assert_array_equal(first, [0, 0])
    np.testing.assert_array_equal(second, [0])
    assert list(words) == [b"", b""]
    assert list(cheapened("empty", dataset)) == []


def test_an_empty_object_is_none():
    assert cheapened("empty", object()) is None


def test_an_answer_without_a_public_name_cannot_be_lazy():
    assert lazy.lazy_cell("def _own(x):\n    return x\n\n\nx = 1", "zeros") == ""
    assert "'zeros'" in lazy.lazy_cell("def square(x):\n    return x", "zeros")


# what they pass


@pytest.fixture
def tree(toy, tmp_path):
    shutil.copytree(toy.folder.parents[1], tmp_path / "toy")
    (tmp_path / "toy/solutions/squares/lazy.toml").unlink()
    return tmp_path / "toy"


def argue(tree, kinds, check="test_the_shape_is_kept"):
    text = f'[[passes]]\nchecks = ["{check}"]\nanswers = {kinds!r}\nwhy = "a shape is a shape"\n'
    (tree / "solutions/squares/lazy.toml").write_text(text)


def record(check, *, passed, supporting=False):
    verdict = Verdict.PASS if passed else Verdict.WRONG
    return CheckRecord(check, "square", verdict, "a claim", supporting=supporting)


def outcome(*records):
    return TaskOutcome.of(Task("square", 4.0, ("Think.",)), list(records))


def told(tree, kind, *records):
    """List the findings of `heldout verify` on a lazy answer with these records."""
    exercise = Catalogue.at(tree).load("squares")
    trial = Trial(f"lazy: {kind}, square", {}, tasks=("square",))
    results = [Result(trial, 0, Outcome("squares", {"square": outcome(*records)}))]
    return [f"{one.where}: {one.what}" for one in lazy.findings(exercise, results)]


SHAPE = "test_the_shape_is_kept"


def test_a_check_that_a_lazy_answer_passes_is_a_finding(tree):
    (found,) = told(tree, "zeros", record(SHAPE, passed=True), record("test_other", passed=False))
    assert found.startswith(f"square, {SHAPE}: lazy answers pass it: zeros.")


def test_a_supporting_check_is_a_finding_only_where_it_counts(tree):
    kept = record("test_the_input_is_left_alone", passed=True, supporting=True)
    assert told(tree, "zeros", record(SHAPE, passed=False), kept) == []
    assert len(told(tree, "zeros", record(SHAPE, passed=True), kept)) == 2


def test_an_argument_holds_for_the_answers_that_it_names(tree):
    argue(tree, ["zeros"])
    assert told(tree, "zeros", record(SHAPE, passed=True)) == []


def test_an_argument_without_use_is_a_finding(tree):
    argue(tree, ["zeros"])
    passing, useless = told(tree, "ones", record(SHAPE, passed=True))
    assert "pass it: ones" in passing
    assert useless == (
        f"{SHAPE}: `lazy.toml` gives a reason why `zeros` passes it, but it does not: delete the reason"
    )


def test_lazy_answers_are_graded_as_any_other(tree):
    """A check that asks for a shape and no more is planted, and found."""
    checks = tree / "solutions/squares/checks.py"
    planted = (
        '\n\n@pytest.mark.task("square")\ndef test_planted(student):\n    """It has a shape."""\n'
    )
    checks.write_text(
        checks.read_text() + planted + "    as_array(student.square(np.ones(2)), shape=(2,))\n"
    )
    options = Options(no_samples=True, lazy=True, journal=tree.parent / "verify.db")
    found, _ = verify_all([Catalogue.at(tree).load("squares")], str(tree), options, quiet=True)
    (one,) = (one for one in found if one.where == "square, test_planted")
    told = one.what.partition(": ")[2].partition(".")[0].split(", ")
    assert {"zeros", "ones", "NaN", "infinities", "the argument itself"} <= set(told)
    assert not {"None", "empty"} & set(told)


# what a supporting check earns


def test_a_supporting_check_alone_earns_nothing():
    alone = outcome(record("a", passed=False), record("b", passed=True, supporting=True))
    assert (alone.score, alone.verdict, alone.alive) == (0.0, Verdict.WRONG, False)
    assert [waiting.check for waiting in alone.waiting] == ["b"]


def test_a_supporting_check_counts_beside_another_one():
    beside = outcome(
        record("a", passed=True),
        record("b", passed=True, supporting=True),
        record("c", passed=False),
        record("d", passed=False, supporting=True),
    )
    assert (beside.score, beside.alive, beside.waiting) == (2.0, True, [])


def test_feedback_says_that_a_supporting_check_waits(toy):
    waits = feedback.WAITING.format(1)
    passing = record("b", passed=True, supporting=True)
    alone = outcome(record("a", passed=False), passing)
    assert ("", waits) in feedback.lines(alone, toy)
    beside = outcome(record("a", passed=True), passing, record("c", passed=False))
    assert waits not in [text for _, text in feedback.lines(beside, toy)]
