"""The `student` fixture: a check calls a submission's functions as if they were in its own process."""

import ast
import functools
import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np

from autograder.judge.answer import StudentError
from autograder.judge.proxy import Probes, Proxy, unwrap
from autograder.judge.rebuilt_model import RebuiltModel
from autograder.judge.runner import Runner
from autograder.process.wire import Handle
from course.descriptions import describe
from course.expect import Mismatch
from course.renamed import takes_old_arguments
from course.stub import UNWRITTEN

# So similar must another name be for a hint that it is probably meant.
NEAR = 0.7
DEFINED = re.compile(r"^(?:(?:async )?(?:def|class) +(\w+)|(\w+) *=(?!=))", re.MULTILINE)


class Student:
    """The names of one submission. Each call runs in the submission's worker.

    Arguments and results are copied: NumPy arrays, numbers, strings, bytes, None, and lists, tuples
    and dicts of these. A tensor comes back as an array of the same shape and dtype. Any other object
    stays in the worker, and a `Proxy` stands for it. If the student's code raises, the call raises
    `StudentError`; a name that the notebook does not define is one, of the kind `NameError`.

        def test_each_number_is_doubled(student):
            x = np.arange(3.0)
            close(student.scale(x, 2.0), 2 * x, message="Each number is doubled.")
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        # The modules that the check has imported, but for those that ask things of the student's objects.
        self._modules: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        # pytest and Hypothesis look for hooks of their own in a fixture.
        if name.startswith(("_", "pytest", "hypothesis")) or name.endswith("_example"):
            raise AttributeError(name)
        try:
            return self._wrap(self._runner.ask("name", name=name), name)
        except StudentError as error:
            near = get_close_matches(name, self._written(), 1, NEAR)
            if error.kind != "NameError" or not near:
                raise
            message = f"{error.message}; your notebook defines `{near[0]}`, is that it?"
            raise StudentError(error.kind, error.bases, message, error.line) from None

    def _defined(self) -> list[str]:
        return [name for name in self._runner.ask("names") if type(name) is str]

    def _written(self) -> list[str]:
        """List the names that the submission's own cells define, without those that they import."""
        text = "\n".join(self._runner.cells.values())
        own = {defined or assigned for defined, assigned in DEFINED.findall(text)}
        return [name for name in self._defined() if name in own]

    def rng(self, seed: int) -> Proxy:
        """Make `np.random.default_rng(seed)` in the worker, to hand it to the student's code.

        student.split(x, rng=student.rng(7))
        """
        return self._made("rng", seed, f"rng({seed})")

    def module(self, name: str) -> Proxy:
        """Import a module in the worker, to build there what the student's code is handed.

        keras = student.module("keras")
        student.freeze(keras.layers.Dense(3))
        """
        if name not in ("builtins", "operator"):
            self._modules.add(name.partition(".")[0])
        return self._made("module", name, name)

    def probes(self, *things: Callable[..., Any]) -> Probes:
        """Define classes and functions of a check's file again in the worker, from their source.

        They stand at the top level of the file and have no decorators. They may use builtins, each
        other, and what they import inside. The student's code can read and change them there. So
        judge what the student's code returns, and never a count that a probe keeps.

            class Duck:
                def bounce(self):
                    return "boing"

            def test_a_duck_will_do(student):
                made = student.probes(Duck)
                equal(student.bounce_all([made.Duck()]), ["boing"], message="A duck bounces.")
        """
        parts = [_definitions(inspect.getfile(thing))[thing.__name__] for thing in things]
        handle = self._runner.ask("make", name="probes", argument="\n\n".join(parts))
        return Probes(self, handle, [thing.__name__ for thing in things])

    def keep(self, value: Any) -> Proxy:
        """Send data to the worker once, and keep it there to see later whether it was changed.

        kept = student.keep(x)
        student.scale(kept, 2.0)
        equal(student.fetch(kept), x, message="The input is not changed.")
        """
        handle = self._runner.ask("keep", value=value)
        return Proxy(self, handle, describe(value, values=False), kept=True)

    def laid_out(self, array: np.ndarray, layout: str) -> Proxy:
        """Keep an array in the worker that lies in memory in another way; its numbers are the same.

        `layout` is `read-only`, `reversed` (a view that runs backwards), `strided` (every second entry
        of another array), or `fortran`.

            close(student.scale(student.laid_out(x, "strided"), 2.0), 2 * x, message="Views will do.")
        """
        return self._made("laid_out", [array, layout], f"x, {layout}")

    def overwrite(self, kept: Proxy, value: float) -> None:
        """Set every number of an array in the worker to `value`, as its owner may do at any time."""
        self._made("overwrite", [kept._handle, value], "overwrite")

    def held(self, function: Proxy) -> Callable[..., Any]:
        """Give a function whose result stays in the worker, even if it is data.

        kept = student.held(student.scale)(x, 2.0)
        student.overwrite(kept, 0.0)
        """
        return functools.partial(function._called, whole=True)

    @contextmanager
    def elsewhere(self) -> Iterator["Student"]:
        """Run the submission's cells in another process, in which texts have other hashes.

        Its time is the student's time. It has no GPU.

            here = student.split(names, seed=1)
            with student.elsewhere() as other:
                equal(other.split(names, seed=1), here, message="Another process splits alike.")
        """
        # A learner's own kernel has its names and no cells, so there is nothing to run again.
        if not self._runner.cells:
            yield self
            return
        twin = self._runner.elsewhere()
        try:
            yield Student(twin)
        finally:
            self._runner.last_call.join(twin.last_call)

    def fetch(self, proxy: Proxy) -> Any:
        """Copy the value that a proxy stands for. An object that is no data stays a `Proxy`.

        history = student.train(x, y)          # an object of the student's: a proxy
        losses = student.fetch(history.losses)
        """
        return self._wrap(self._runner.ask("fetch", value=proxy._handle), proxy._label)

    def rebuild(self, model: Any) -> "RebuiltModel":
        """Rebuild a student's Keras model from its config and weights, by the grader's own code.

        `model` is a proxy, or the path of a `.keras` file in the worker's folder. The result predicts
        in a process that runs none of the student's code, so its predictions are facts. Raises
        `Mismatch` for a model that cannot be rebuilt, such as one with the student's own layers.

            model = student.rebuild(student.train(x, y))
            close(model.predict(fresh), truth, message="New rows are told apart.", atol=0.1)
        """
        label = (
            model._label
            if isinstance(model, Proxy)
            else describe(model, values=isinstance(model, str))
        )
        description = self._runner.ask("describe", target=unwrap(model))
        return RebuiltModel(self._runner.models, description, label)

    @takes_old_arguments
    @contextmanager
    def raises(self, kind: type[BaseException], *, message: str) -> Iterator[None]:
        """Expect that the student's code raises `kind`, or a subclass of it.

        `message` is what the learner reads if it raises nothing, or something else. A stub's
        `NotImplementedError` and a `NameError` are no answer: they pass through.

            with student.raises(ValueError, message="A rate above 1 is refused."):
                student.drop(x, rate=1.5)
        """
        try:
            yield
        except StudentError as error:
            if kind.__name__ in error.bases:
                return
            if UNWRITTEN & set(error.bases):
                raise
            raised = f"Instead it raised `{error.kind}`."
            raise Mismatch(f"{message} {raised}", names_mistake=False) from error
        raise Mismatch(message)

    @takes_old_arguments
    @contextmanager
    def succeeds(
        self, kind: type[BaseException] = BaseException, *, message: str, misconception: str = ""
    ) -> Iterator[None]:
        """Expect that the student's code does not raise `kind` here.

        Without it, an exception gives the verdict `error`; with it, `wrong` and the sentence.
        `misconception` is the name of the known mistake that raises it.

            with student.succeeds(TypeError, message="Any iterable will do.", misconception="indexed"):
                student.total(iter([1, 2]))
        """
        try:
            yield
        except StudentError as error:
            if kind.__name__ not in error.bases or UNWRITTEN & set(error.bases):
                raise
            raise Mismatch(
                f"{message} It raised `{error.kind}`.", misconception=misconception
            ) from error

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Call the student's code without telling: feedback shows the calls before this block.

        A check that has failed may call again, to see which known mistake explains the answer.

            if got != expected:
                with student.aside():
                    others = [student.total(x) for x in (a, b)]
        """
        with self._runner.last_call.aside():
            yield

    def attempt(self, call: Callable[..., Any], *given: Any) -> Any:
        """Make a call aside that looks for a known mistake after a failure: None if it raises.

        An odd answer may stop the check's own code, too. Then no mistake is named.

            sure = student.attempt(lambda: student.total([1]) == 1)
        """
        with self.aside():
            try:
                return call(*given)
            except Exception:
                return None

    def _made(self, function: str, argument: Any, label: str) -> Proxy:
        """Make an object by a function of the prelude. Feedback does not show this call."""
        return Proxy(self, self._runner.ask("make", name=function, argument=argument), label)

    def _wrap(self, value: Any, label: str, told: str = "") -> Any:
        """Turn handles into proxies, inside containers too."""
        kind = type(value)
        if kind is Handle:
            return Proxy(self, value, label, told=told)
        if kind in (list, tuple):
            return kind(self._wrap(item, label) for item in value)
        if kind is dict:
            return {key: self._wrap(item, label) for key, item in value.items()}
        return value


# `inspect.getsource` parses the whole file again for each class.
@functools.cache
def _definitions(path: str) -> dict[str, str]:
    """Give the source of each class and function at the top of a file, by name."""
    text = Path(path).read_text("utf-8")
    lines = text.splitlines()
    return {
        node.name: "\n".join(lines[node.lineno - 1 : node.end_lineno])
        for node in ast.parse(text).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
    }
