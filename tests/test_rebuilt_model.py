"""Models that are rebuilt for checks: the check's model, the student's messages, and failures that are no student's fault."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import numpy as np
import pytest

from autograder.author import notebook, sample
from autograder.author.exercise import Limits
from autograder.errors import StartupFailed
from autograder.judge.child import ChildHandle, WorkerLost
from autograder.judge.messages import ExitReport
from autograder.judge.rebuilt_model import RebuiltModel
from autograder.judge.runner import Runner
from autograder.judge.verdict import Verdict
from autograder.process.channel import Channel
from course.expect import Mismatch


@pytest.fixture(scope="module")
def line(models, supervisor) -> Callable[..., dict]:
    """Grade the toy's answers with some replaced; gives its tasks."""

    def run(**answers: str) -> dict:
        filled = sample.fill(models, sample.reference(models) | answers)
        return supervisor.grade(models, dict(notebook.cells_to_run(filled))).tasks

    return run


def message(task) -> str:
    return next(record.message for record in task.records if record.message)


def test_a_model_and_a_file_are_rebuilt(line):
    tasks = line()
    assert {name: task.verdict for name, task in tasks.items()} == {"line": "pass", "saved": "pass"}


def test_a_lambda_is_refused_with_a_sentence_for_its_author(line):
    lambdas = "keras.Sequential([keras.Input((1,)), keras.layers.Lambda(lambda x: 2 * x + 1)])"
    task = line(line=f"def line():\n    return {lambdas}")["line"]
    assert task.verdict == "wrong"
    assert "`layers[1].class_name` is 'Lambda'" in message(task)


OWN_CLASS = """
class Line(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1, kernel_initializer="ones")

    def call(self, x, training=None):
        return self.dense(x) * np.array([2.0], "float32") + 1


def line():
    model = Line()
    model(np.zeros((3, 1), "float32"))
    return model
"""
PATCHED = """
def line():
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    keras.Sequential.__call__ = lambda self, x, **named: 2 * x + 1
    keras.Sequential.predict = lambda self, x, **named: 2 * x + 1
    return model
"""
BESIDE = """
seen = {}


class Reads(keras.Model):
    def call(self, x):
        return seen.setdefault("x", x) * 2 + 1


def line():
    model = Reads()
    model(np.zeros((3, 1), "float32"))
    return model
"""


def test_a_class_of_ones_own_is_followed_and_rebuilt(line):
    task = line(line=OWN_CLASS)["line"]
    # The numbers that an operation holds count as the weights do: 2 of the layer, and 1.
    assert [record.verdict for record in task.records] == ["wrong", "pass"]


def test_what_a_patched_class_answers_is_not_what_is_judged(line):
    task = line(line=PATCHED)["line"]
    assert [record.verdict for record in task.records] == ["pass", "wrong"]


def test_what_comes_from_elsewhere_than_the_inputs_is_told(line):
    task = line(line=BESIDE)["line"]
    assert "`Reads` cannot be run on a symbolic `keras.Input`" in message(task)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("3", "Expected a Keras model. Received: int."),
        ("keras.Sequential([keras.layers.Dense(1)])", "The model is not built"),
    ],
)
def test_what_is_no_model_is_told(line, answer, told):
    task = line(line=f"def line():\n    return {answer}")["line"]
    assert task.verdict == "error"
    assert told in message(task)


class ChildSpawner:
    """Stands in for the supervisor: a model host that is up, answers as told, and is then gone."""

    def __init__(self, *answers: object, peak_mib: float = 300.0) -> None:
        self.answers = answers
        self.peak_mib = peak_mib

    def spawn(self, role: str) -> ChildHandle:
        ours, theirs = socket.socketpair()
        sent = Channel(theirs)
        for answer in ({"ready": True}, *self.answers):
            sent.send(answer)
        theirs.shutdown(socket.SHUT_WR)

        def end(grace: float) -> ExitReport:
            theirs.close()
            return ExitReport(9, self.peak_mib, 290.0, LIMITS.memory_mib)

        return ChildHandle(Channel(ours), lambda: None, end)


FACTS = {"parameters": 2, "trainable": 2, "input_shapes": [], "output_shapes": [], "layers": []}
LIMITS = Limits(cell_seconds=5, task_seconds=5, submission_seconds=5, memory_mib=500, output_kib=64)


@pytest.fixture
def rebuilt() -> Iterator[Callable[[ChildSpawner], RebuiltModel]]:
    with ExitStack() as stack:

        def by(host: ChildSpawner) -> RebuiltModel:
            runner = Runner({}, host, LIMITS)
            stack.callback(runner.close)
            return RebuiltModel(runner.models, {}, "model(…)")

        yield by


def test_a_host_that_dies_is_no_fault_of_the_students(rebuilt):
    with pytest.raises(StartupFailed, match="a model host was lost"):
        rebuilt(ChildSpawner({"value": FACTS})).predict(np.zeros(3))


def test_a_host_that_dies_of_its_memory_limit_is_the_models(rebuilt):
    with pytest.raises(WorkerLost) as lost:
        rebuilt(ChildSpawner(peak_mib=800.0))
    assert lost.value.verdict is Verdict.MEMORY


def test_a_host_without_memory_says_so(rebuilt):
    with pytest.raises(WorkerLost) as lost:
        rebuilt(ChildSpawner({"memory": "The model needs more memory than is allowed."}))
    assert lost.value.verdict is Verdict.MEMORY


def test_inputs_that_do_not_fit_are_a_sentence(rebuilt):
    with pytest.raises(Mismatch, match="does not take these inputs"):
        rebuilt(
            ChildSpawner({"value": FACTS}, {"refused": "The model does not take these inputs."})
        ).predict(0)


def test_an_answer_out_of_order_is_ours(rebuilt):
    with pytest.raises(StartupFailed, match="answered"):
        rebuilt(ChildSpawner({"nonsense": 1}))
