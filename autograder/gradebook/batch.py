"""A class, graded on all cores and written down as it comes."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from autograder.errors import CourseError
from autograder.gradebook.course_folder import CourseFolder, NotGraded
from autograder.gradebook.final_score import Final
from autograder.gradebook.journal import PublishedOutcome
from autograder.gradebook.ledger import Ledger
from autograder.gradebook.score_changes import Change, change, unchanged
from autograder.gradebook.submission import Graded

Write = Callable[[Graded], NotGraded | None]
# More are never graded at once, however many nodes there are.
MOST_PLACES = 4096


@dataclass
class Batch:
    """Grades `students` of one exercise, `jobs` at once or as many as fit if 0; keep one for a run.

    What changes a score that stands is kept in `pending` until `write_pending`; `refused` could not be
    graded or written at all, `unchanged` stands already. `expected` is what the gradebook says of each
    student once all is written.
    """

    room: CourseFolder
    slug: str
    students: Sequence[str]
    jobs: int
    fresh: bool = False
    refused: list[NotGraded] = field(default_factory=list)
    pending: list[tuple[Graded, Change]] = field(default_factory=list)
    unchanged: int = 0
    expected: dict[str, Final] = field(default_factory=dict)

    @cached_property
    def ledger(self) -> Ledger:
        """What the gradebook said before this run."""
        return self.room.ledger(self.slug)

    def run(self) -> Iterator[Graded | NotGraded]:
        """Grade all, and write what changes nobody's standing score; gives each as it comes."""
        write = self.room.writer(self.slug)
        # Made here, once: threads that ask for it first would each make their own.
        self.room.sandboxed_calls()
        standing = self.room.cached_grader().journal.published(self.slug)
        written = self.room.published_students(self.slug)
        for graded in self._graded():
            result = self._expect(graded) if isinstance(graded, Graded) else graded
            if isinstance(result, Graded):
                rows = standing.get(result.student, {})
                self._publish_or_hold(result, rows, result.student in written, write)
            else:
                self.refused.append(result)
                if result.flag is not None and result.student not in self.ledger.standing:
                    write(result.flag)
            yield result

    def _expect(self, graded: Graded) -> Graded | NotGraded:
        """Work out what the gradebook will say; a course's own plugin for lateness may raise."""
        student = graded.student
        try:
            handed_in = self.room.handed_in(self.slug, student)
            self.expected[student] = self.ledger.after(student, graded.outcomes, handed_in)
        except Exception as error:
            return self.room.fault(student, "settled", error)
        return graded

    def holds(self, graded: Graded) -> bool:
        """Tell whether the outcome that came last waits to be written."""
        return bool(self.pending) and self.pending[-1][0] is graded

    def write_pending(self) -> None:
        """Write what is pending."""
        write = self.room.writer(self.slug)
        for graded, _ in self.pending:
            self._write(graded, write)

    def _publish_or_hold(
        self, graded: Graded, standing: Mapping[str, PublishedOutcome], written: bool, write: Write
    ) -> None:
        student = graded.student
        same = all(row.digest == graded.outcome.digest for row in standing.values())
        before = self.ledger.standing.get(student)
        changed = change(student, before, self.expected[student], same=same)
        if changed:
            self.pending.append((graded, changed))
        elif written and unchanged(standing, graded.outcome):
            self.unchanged += 1
        else:
            self._write(graded, write)

    def _write(self, graded: Graded, write: Write) -> None:
        problem = write(graded)
        if problem is not None:
            self.refused.append(problem)

    def _graded(self) -> Iterator[Graded | NotGraded]:
        """Grade in threads: they wait for other processes most of the time."""
        executor = self.room.cached_grader().executor
        executor.limit(self.jobs, self.room.limits(self.slug))
        left = list(reversed(self.students))
        running: set[Future[Graded | NotGraded]] = set()
        with ThreadPoolExecutor(MOST_PLACES, thread_name_prefix="grading") as pool:
            try:
                while left or running:
                    # Those that may run, and two that are taken in meanwhile: they wait in memory.
                    while left and len(running) < executor.capacity + 2:
                        student = left.pop()
                        running.add(
                            pool.submit(self.room.grade, self.slug, student, fresh=self.fresh)
                        )
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield future.result()
            except BaseException:
                # Whoever still grades is told that nobody waits for it any more.
                executor.close()
                raise


@contextmanager
def course_lock(course: Path) -> Iterator[None]:
    """Keep a second command out of a course while this one writes."""
    import fcntl

    path = course / ".heldout" / "lock"
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CourseError(
                f"Another `heldout grade` (process {file.read() or 'unknown'}) is at work in "
                f"`{course}`. Wait for it, or stop it with Ctrl-C: what it has graded is kept."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
