"""Runs hidden checks with pytest, in this process, against one submission."""

import math
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.errors import ChecksError
from autograder.judge import check_failures, shrinking
from autograder.judge.answer import StudentError
from autograder.judge.check_marks import (
    MARKS,
    description_of,
    is_random,
    promise_of,
    task_of,
    weight_of,
)
from autograder.judge.child import WorkerKilled, WorkerLost
from autograder.judge.outcome import ENOUGH_DRAWS, CheckRecord
from autograder.judge.runner import Runner
from autograder.judge.student import Student
from autograder.judge.verdict import Verdict
from autograder.worker.prelude import seed_everything
from course import expect
from course.expect import Mismatch

# A check that takes longer is not run a second time for the sake of a diagnosis.
ANOTHER_DRAW_SECONDS = 5.0


class CheckPlugin:
    """A pytest plugin: it gives the `student` fixture, orders the tasks, and records each check.

    `wanted` picks the checks to run; `seed` fixes every draw, whatever else is run. `finished` hears
    each task's name once its last check is recorded. With `reveal`, records show the inputs and results
    of each check; without it, of those that are marked so.
    """

    def __init__(
        self,
        runner: Runner,
        seed: int,
        record: Callable[[CheckRecord], None],
        wanted: Callable[[pytest.Item], bool],
        finished: Callable[[str], None] = lambda task: None,
        *,
        reveal: bool,
    ) -> None:
        self.runner = runner
        self.draws = seed
        self.record = record
        self.wanted = wanted
        self.finished = finished
        self.reveal = reveal
        self.task = ""
        self.lost: WorkerLost | StudentError | None = None
        self.killed: WorkerKilled | None = None
        self.fault: ChecksError | None = None
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
        with expect.recording(self._measured, self._compared):
            status = pytest.main(arguments, plugins=[self])
        if self.killed is not None:
            raise self.killed
        if self.fault is not None:
            raise self.fault
        if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            raise ChecksError(f"pytest could not run `{path}` (status {int(status)})")

    def _measured(self, message: str, figure: float) -> None:
        if math.isfinite(figure):
            least, most = self.figures.get(message, (figure, figure))
            self.figures[message] = (min(least, figure), max(most, figure))

    def _compared(self) -> None:
        # Each task has another one.
        self.runner.last_call.compared()

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

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Keep what a hook raised: pytest gives no more than a status."""
        error = excinfo.value
        told = f"pytest stopped:\n{excinfo.getrepr(style='native')}"
        self.fault = error if isinstance(error, ChecksError) else ChecksError(told)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if self.wanted(item)]
        tasks = sorted({task_of(item) for item in items})
        random.Random(self.draws).shuffle(tasks)
        # A stable sort, so that the checks of a task keep the order of the file.
        items.sort(key=lambda item: tasks.index(task_of(item)))
        self.collected = [(item.name, task_of(item)) for item in items]
        self.randomised = {item.name for item in items if is_random(item)}
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

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self) -> None:
        # A fixture may have been made for another check. Its last call tells nothing of this one.
        self.runner.last_call.forget()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: Any
    ) -> Iterator[Any]:
        try:
            return (yield)
        # pytest remembers an `Exception` only. After any other it never sets the fixture up again.
        # Every later check that uses it stops at an `assert` of pytest's, in other tasks, too.
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
        seen: shrinking.Seen | None = getattr(item.obj, "seen", None)  # type: ignore[attr-defined]
        if seen is None:
            seen = shrinking.Seen()
            if isinstance(error, Mismatch):
                seen.add(error, {"seed": self.draws})
        if seen.common and seen.draws < ENOUGH_DRAWS and self.seconds < ANOTHER_DRAW_SECONDS:
            self._draw_again(item, seen)
        return seen

    def _draw_again(self, item: pytest.Item, seen: shrinking.Seen) -> None:
        """Run a failed check on other draws, to see whether the same mistake explains these, too."""
        fixtures = item.funcargs  # type: ignore[attr-defined]
        wanted = item._fixtureinfo.argnames  # type: ignore[attr-defined]
        # A fixture that failed is not there.
        if not fixtures.keys() >= set(wanted):
            return
        given = {name: fixtures[name] for name in wanted}
        # A property test draws by itself.
        if not hasattr(item.obj, "hypothesis"):  # type: ignore[attr-defined]
            if "seed" not in given:
                return
            given["seed"] = self.draws + 1
        with self.runner.last_call.aside(), seen.further_draws():
            try:
                item.obj(**given)  # type: ignore[attr-defined]
            except Mismatch as error:
                seen.add(error, given)
            except WorkerLost as lost:
                self.lost = lost
            # Another draw is for the diagnosis alone. The failure that counts is known.
            except Exception:
                seen.common = ()

    def _stop(self, item: pytest.Item, killed: WorkerKilled) -> None:
        """End the run. Checks that are not judged by now are judged in the next try."""
        self.killed = killed
        item.session.shouldstop = str(killed)

    def _record(
        self, item: pytest.Item, error: BaseException | None, seen: shrinking.Seen
    ) -> CheckRecord:
        facts: check_failures.Facts = {}
        verdict = Verdict.PASS
        if error is not None:
            # The last exception may be Hypothesis's own. The failure that it saw counts.
            if not isinstance(error, WorkerLost) and seen.failure is not None:
                error = seen.failure
            values = self.reveal or item.get_closest_marker("reveal") is not None
            verdict, facts = check_failures.judge(item, error, self.runner, values=values)
            if seen.common:
                facts |= {"misconception": seen.common[0], "draws": seen.draws}
        return CheckRecord(
            check=item.name,
            task=task_of(item),
            weight=weight_of(item),
            main=item.get_closest_marker("main") is not None,
            promise=promise_of(item) is not None,
            supporting=item.get_closest_marker("supporting") is not None,
            verdict=verdict,
            description=description_of(item),
            figures=self.figures,
            seconds=self.seconds,
            **facts,
        )
