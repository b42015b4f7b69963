"""Runs hidden checks with pytest, in this process, against one submission."""

import math
import os
import random
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.errors import ChecksError
from autograder.judge import sandbox_errors, shrinking
from autograder.judge.answer import NO_INPUT, StudentError, in_words
from autograder.judge.child import WorkerKilled, WorkerLost
from autograder.judge.outcome import ENOUGH_DRAWS, CheckRecord
from autograder.judge.runner import Runner
from autograder.judge.student import Student
from autograder.judge.verdict import Verdict
from autograder.worker.prelude import seed_everything
from course import expect, renamed
from course.expect import NO_WORDS, UNSAID, Mismatch, describe, first_line
from course.promises import Promise
from course.stub import is_stub

# A check that takes longer is not run a second time for the sake of a diagnosis.
ANOTHER_DRAW_SECONDS = 5.0
# Fields of a `CheckRecord`, by name.
Facts = dict[str, Any]


class CheckPlugin:
    """A pytest plugin: it gives the `student` fixture, orders the tasks, and records each check.

    `wanted` picks the checks to run; `seed` fixes every draw, whatever else is run. `finished` hears
    each task's name once its last check is recorded.
    """

    def __init__(
        self,
        runner: Runner,
        seed: int,
        record: Callable[[CheckRecord], None],
        wanted: Callable[[pytest.Item], bool],
        finished: Callable[[str], None] = lambda task: None,
    ) -> None:
        self.runner = runner
        self.draws = seed
        self.record = record
        self.wanted = wanted
        self.finished = finished
        self.task = ""
        self.lost: WorkerLost | StudentError | None = None
        self.killed: WorkerKilled | None = None
        self.seconds = 0.0
        self.left = 0.0
        self.figures: dict[str, tuple[float, float]] = {}
        self.collected: list[tuple[str, str]] = []
        self.randomised: set[str] = set()

    def run(self, path: Path) -> None:
        """Run the checks of a file or folder. Raises `ChecksError` if a file itself is at fault.

        Raises `WorkerKilled` where a worker was killed from outside.
        """
        shrinking.use_profile()
        arguments = [
            str(path), "-c", os.devnull, f"--rootdir={path.parent}", f"--confcutdir={path.parent}",
            "--import-mode=importlib", "--disable-plugin-autoload",
            "-p", "_hypothesis_pytestplugin", f"--hypothesis-seed={self.draws}",
            "-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:capture", "-p", "no:logging",
        ]  # fmt: skip
        with expect.recording(self._measured, self.runner.compared):
            status = pytest.main(arguments, plugins=[self])
        if self.killed is not None:
            raise self.killed
        if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            raise ChecksError(f"pytest could not run `{path}` (status {int(status)})")

    def _measured(self, message: str, figure: float) -> None:
        if math.isfinite(figure):
            least, most = self.figures.get(message, (figure, figure))
            self.figures[message] = (min(least, figure), max(most, figure))

    @pytest.fixture(scope="session")
    def student(self) -> Student:
        return Student(self.runner)

    @pytest.fixture(scope="session")
    def seed(self) -> int:
        return self.draws

    def pytest_configure(self, config: pytest.Config) -> None:
        for mark in MARKS:
            config.addinivalue_line("markers", mark)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            raise ChecksError(f"the hidden checks do not load:\n{report.longreprtext}")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if self.wanted(item)]
        tasks = sorted({task_of(item) for item in items})
        random.Random(self.draws).shuffle(tasks)
        # A stable sort, so that the checks of a task keep the order of the file.
        items.sort(key=lambda item: tasks.index(task_of(item)))
        self.collected = [(item.name, task_of(item)) for item in items]
        self.randomised = {item.name for item in items if _is_random(item)}
        for item in items:
            shrinking.watch(item)
        if items:
            # Nobody reads pytest's own account of a failure. For it pytest parses every file again.
            items[0].config.option.tbstyle = "native"

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> Iterator[None]:
        if task_of(item) != self.task:
            self.task, self.lost = task_of(item), None
            seed_everything(self.draws)
            try:
                self.runner.begin(self.task)
            # If a worker says that it cannot begin, a cell has changed it.
            except (WorkerLost, StudentError) as lost:
                self.lost = lost
            except WorkerKilled as killed:
                self._stop(item, killed)
        self.figures = {}
        self.left = self.runner.clock.submission_left
        result = yield
        if self.killed is None and (nextitem is None or task_of(nextitem) != self.task):
            self.finished(self.task)
        return result

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        # Before the fixtures: they may need the worker, too.
        if self.killed is not None:
            raise self.killed
        if self.lost is not None:
            raise self.lost

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: Any
    ) -> Iterator[Any]:
        try:
            return (yield)
        # pytest remembers an `Exception` only. After any other it never sets the fixture up again:
        # every later check that uses it stops at an `assert` of pytest's, in other tasks, too.
        except (WorkerLost, WorkerKilled) as lost:
            fixturedef.cached_result = (None, fixturedef.cache_key(request), (lost, None))
            fixturedef.finish(request)
            raise

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Iterator[Any]:
        # On the student's clock, which a busy machine does not shift. The set-up counts, too: a
        # fixture may train the student's model.
        self.seconds = self.left - self.runner.clock.submission_left
        if call.when == "call" or (call.when == "setup" and call.excinfo is not None):
            error = call.excinfo.value if call.excinfo else None
            if isinstance(error, WorkerKilled):
                self._stop(item, error)
                return (yield)
            seen = self._seen(item, error)
            # The checks of a task share objects. These are lost, so the rest of the task is lost, too.
            if isinstance(error, WorkerLost):
                self.lost = error
            self.record(self._record(item, error, seen))
        return (yield)

    def _seen(self, item: pytest.Item, error: BaseException | None) -> shrinking.Seen:
        """Give the failing draws of a check. If one draw suggests a mistake, make another one."""
        found = getattr(item.obj, "seen", None)  # type: ignore[attr-defined]
        if found is not None:
            return found  # type: ignore[no-any-return]
        seen = shrinking.Seen()
        if isinstance(error, Mismatch):
            seen.add(error)
            if seen.common and seen.draws < ENOUGH_DRAWS and self.seconds < ANOTHER_DRAW_SECONDS:
                self._draw_again(item, seen)
        return seen

    def _draw_again(self, item: pytest.Item, seen: shrinking.Seen) -> None:
        """Run a failed check with another seed, to see whether the same mistake explains that, too."""
        fixtures = item.funcargs  # type: ignore[attr-defined]
        wanted = item._fixtureinfo.argnames  # type: ignore[attr-defined]
        if "seed" not in wanted:
            return
        given = {name: fixtures[name] for name in wanted} | {"seed": self.draws + 1}
        runner = self.runner
        last, called, returned, calls = seen.failure, runner.called, runner.returned, runner.calls
        try:
            item.obj(**given)  # type: ignore[attr-defined]
        except Mismatch as error:
            seen.add(error)
        except WorkerLost as lost:
            self.lost = lost
        # Another draw is for the diagnosis alone. The failure that counts is known.
        except Exception:
            seen.common = ()
        seen.failure, runner.called, runner.returned, runner.calls = last, called, returned, calls

    def _stop(self, item: pytest.Item, killed: WorkerKilled) -> None:
        """End the run. Checks that are not judged by now are judged in the next try."""
        self.killed = killed
        item.session.shouldstop = str(killed)

    def _record(
        self, item: pytest.Item, error: BaseException | None, seen: shrinking.Seen
    ) -> CheckRecord:
        facts: Facts = {}
        verdict = Verdict.PASS
        if error is not None:
            # The last exception may be Hypothesis's own. The failure that it saw counts.
            if not isinstance(error, WorkerLost) and seen.failure is not None:
                error = seen.failure
            verdict, facts = self._judge(item, error)
            if seen.common:
                facts |= {"misconception": seen.common[0], "draws": seen.draws}
        return CheckRecord(
            check=item.name,
            task=task_of(item),
            weight=_weight(item),
            main=item.get_closest_marker("main") is not None,
            promise=_promise(item) is not None,
            supporting=item.get_closest_marker("supporting") is not None,
            verdict=verdict,
            description=_description(item),
            figures=self.figures,
            seconds=self.seconds,
            **facts,
        )

    def _judge(self, item: pytest.Item, error: BaseException) -> tuple[Verdict, Facts]:
        """Give the verdict that an exception means, and the fields of its record."""
        if isinstance(error, shrinking.SimplestFailure):
            error = error.failure
        try:
            return verdict_of_error(error, item.path.parent), self._words(item, error)
        # A value that cannot be described costs the description, and not the verdict.
        except Exception:
            return verdict_of_error(error, item.path.parent), {"message": NO_WORDS}

    def _words(self, item: pytest.Item, error: BaseException) -> Facts:
        values = item.get_closest_marker("reveal") is not None
        facts: Facts = {
            "called": self.runner.called[0 if values else 1],
            "returned": self.runner.last_returned(values=values),
        }
        if isinstance(error, WorkerLost):
            return facts | {"message": error.message}
        if isinstance(error, StudentError):
            line = first_line(error.message)
            message = f"It raised `{error.kind}`" + (f": {line}" if line else "")
            if (error.kind, line) == NO_INPUT:
                message = f"It stopped, since {in_words(error.kind, line)}."
            refused = _refusal(error)
            if refused:
                message = f"{message.rstrip('.')}. {refused.sentence}"
            return facts | {"message": message, "line": error.line}
        if isinstance(error, Mismatch):
            if not self.runner.is_about_last_call(error.got):
                facts |= {"called": "", "returned": ""}
            mistake = _mistake(item) if error.names_mistake else ""
            facts |= {"message": error.message, "misconception": mistake}
            if isinstance(error.__cause__, StudentError):
                facts |= {"line": error.__cause__.line, "found": _in_words(error.__cause__)}
            if error.got is not UNSAID:
                got = describe(error.got, values=values)
                facts["found"] = got if got != facts["returned"] else ""
            if error.measured is not None:
                facts["measured"] = f"{error.measured:.4g}"
            if error.expected is not UNSAID:
                facts["expected"] = describe(error.expected, values=values)
            return facts
        if isinstance(error, AssertionError) and _is_of_checks(error, item.path.parent):
            return facts | {"misconception": _mistake(item)}
        return {"detail": _trace(error, item.path)[-4000:]}


def _in_words(error: StudentError) -> str:
    """Give an exception's name and words; empty without words, since the sentence has the name."""
    line = first_line(error.message)
    return f"{error.kind}: {line}" if line else ""


def verdict_of_error(error: BaseException, checks: Path) -> Verdict:
    """Give the verdict of an exception that ended a check. An unknown one is a fault of our own."""
    if isinstance(error, WorkerLost):
        return error.verdict
    if isinstance(error, StudentError):
        return verdict_of(error)
    told = isinstance(error, AssertionError) and _is_of_checks(error, checks)
    return Verdict.WRONG if told else Verdict.BROKEN


def _is_of_checks(error: BaseException, checks: Path) -> bool:
    """Tell whether a check's own code led to an exception. pytest and the engine use `assert`, too."""
    frames = traceback.walk_tb(error.__traceback__)
    return any(Path(frame.f_code.co_filename).is_relative_to(checks) for frame, _ in frames)


def _trace(error: BaseException, checks: Path) -> str:
    """Write a traceback from the check on, without the thirty frames of pytest before it."""
    steps = error.__traceback__
    while steps and steps.tb_frame.f_code.co_filename != str(checks):
        steps = steps.tb_next
    return "".join(traceback.format_exception(type(error), error, steps or error.__traceback__))


MARKS = (
    "task(name, weight=1): the task that a check belongs to, and its weight in partial credit",
    "reveal: feedback may show the inputs and results of this check",
    "random: the check draws at random; a failure is confirmed on our own answer",
    *(f"{old}: the name of `{new}` before 0.2.0" for old, new in renamed.MARKS.items()),
    "supporting: the check is about how an answer comes about; it counts once another one passes",
    "main: what the task is about; without it at most half of the points count",
    "tries(words, ...): words of the contract that the check tries",
    "mistake(name): a known mistake that fails this check; named if another check agrees",
)


def task_of(item: pytest.Item) -> str:
    """Give the task that a check is marked with. Raises `ChecksError` if there is none."""
    mark = item.get_closest_marker("task")
    if mark is None:
        raise ChecksError(f'`{item.nodeid}` has no `@pytest.mark.task("…")`.')
    return str(mark.args[0])


def _description(item: pytest.Item) -> str:
    """Give the sentence that says what a check asks: its promise's, or its docstring's first line."""
    promise = _promise(item)
    if promise is not None:
        return promise.claim
    lines = (item.obj.__doc__ or "").strip().splitlines()  # type: ignore[attr-defined]
    return lines[0] if lines else ""


def _promise(item: pytest.Item) -> Promise | None:
    call = getattr(item, "callspec", None)
    promise = call.params.get("promise") if call else None
    return promise if isinstance(promise, Promise) else None


def _is_random(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("random", *renamed.MARKS))


def _weight(item: pytest.Item) -> float:
    """Give a check's share in its task's points. The promises of one check share its weight."""
    mark = item.get_closest_marker("task")
    weight = mark.kwargs.get("weight", 1) if mark else 1
    if type(weight) is not int or weight < 1:
        raise ChecksError(f"`{item.nodeid}`: expected a weight of 1 or more. Received: {weight!r}.")
    call = getattr(item, "callspec", None)
    if call is None or _promise(item) is None:
        return float(weight)
    declared = next(m for m in item.iter_markers("parametrize") if m.args[0] == "promise")
    return float(weight / len(declared.args[1]))


def verdict_of(error: StudentError) -> Verdict:
    """Give the verdict of an exception in student code, by the names of its classes."""
    # TensorFlow raises errors of that name, too.
    if error.kind == "NotImplementedError" and is_stub(error.line):
        return Verdict.BLANK
    refused = _refusal(error)
    return refused.verdict if refused else Verdict.ERROR


def _refusal(error: StudentError) -> sandbox_errors.Refusal | None:
    return sandbox_errors.refusal(error.bases, error.message, f"{error.line}\n{error.trail}")


def _mistake(item: pytest.Item) -> str:
    mark = item.get_closest_marker("mistake")
    return str(mark.args[0]) if mark else ""
