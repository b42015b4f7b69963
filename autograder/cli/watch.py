"""`heldout watch`: grades a learner's notebook at each save, until Ctrl-C."""

import time
from concurrent.futures import Future, ThreadPoolExecutor, wait

from nbformat import NotebookNode
from rich.console import Console

from autograder.cli import learner
from autograder.errors import Unreadable
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.practice.practice import Practice, changed

# How often it looks whether the file was saved, and whether a stopped check has ended.
LOOK_SECONDS = 0.3
STOP_SECONDS = 0.1
# While an editor replaces the file, it may not exist. After so many looks it is gone.
LOOKS = 3


class Watch:
    """Grades the tasks whose cells have changed, and shows the page anew.

    If a save during a check changes a task, that check ends and another one begins. The answer
    before may be a loop without an end.
    """

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.console = Console()
        self.latest: dict[str, TaskOutcome] = {}
        # The tasks that wait for a check, and those of the last check.
        self.due: list[str] = []
        self.fresh: list[str] = []
        self.seen = -1
        self.missed = 0

    def run(self) -> None:
        """Watch until Ctrl-C."""
        before, now = None, self._next_save()
        while True:
            differing = {*self.due, *changed(before, now)}
            # Without a notebook before, all tasks differ: so they come in the notebook's order.
            self.due = [task for task in changed(None, now) if task in differing]
            newer = self._check(now)
            if newer is None:
                self._show()
                newer = self._next_save()
            before, now = now, newer

    def _check(self, now: NotebookNode) -> NotebookNode | None:
        """Grade the tasks that are due. A newer notebook ends this, and is given back."""
        self.fresh = []
        if not self.due:
            return None
        with (
            self.console.status(f"Checking {', '.join(self.due)}"),
            ThreadPoolExecutor(1) as pool,
        ):
            checking = pool.submit(self.practice.grade, now, self.due)
            try:
                while not wait([checking], LOOK_SECONDS).done:
                    newer = self._saved()
                    if newer is not None and changed(now, newer):
                        return newer
            finally:
                self._stop(checking)
        self.latest |= checking.result().tasks
        self.fresh, self.due = self.due, []
        return None

    def _stop(self, checking: Future[Outcome]) -> None:
        while not checking.done():
            self.practice.stop()
            wait([checking], STOP_SECONDS)

    def _next_save(self) -> NotebookNode:
        while (saved := self._saved()) is None:
            time.sleep(LOOK_SECONDS)
        return saved

    def _saved(self) -> NotebookNode | None:
        """Read the notebook if it was saved since the last look. Say once why it cannot be read."""
        try:
            modified = self.practice.path.stat().st_mtime_ns
            self.missed = 0
            if modified == self.seen:
                return None
            self.seen = modified
            return self.practice.read()
        except Unreadable as error:
            self._tell(f"{error} Waiting for the next save.")
        except OSError:
            # It is read when it is back, even if it is the same file.
            self.seen = -1
            self.missed += 1
            if self.missed == LOOKS:
                self._tell(f"`{self.practice.path}` is gone. Waiting until it is back.")
        return None

    def _tell(self, sentence: str) -> None:
        self.console.print(sentence, style="red", markup=False, highlight=False, soft_wrap=True)

    def _show(self) -> None:
        practice = self.practice
        self.console.clear()
        self.console.print(
            learner.page(
                practice.exercise,
                self.latest,
                self.fresh,
                isolated=practice.isolated,
                problem=practice.problem,
            )
        )
