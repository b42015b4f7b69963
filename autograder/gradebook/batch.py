"""Grades a class on all cores, and publishes each result as it comes."""

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cached_property

from autograder.gradebook import faults, submission_grader
from autograder.gradebook.comparison import Comparison
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.final_score import Final
from autograder.gradebook.graded import Graded, NotGraded
from autograder.gradebook.ledger import Ledger
from autograder.gradebook.publisher import Publisher
from autograder.gradebook.score_changes import Change

# So many submissions at most are graded at once, however many nodes there are.
MOST_AT_ONCE = 4096


@dataclass
class Batch:
    """Grades `students` of one assignment; one object serves one run.

    `jobs` submissions are graded at once; 0 means as many as fit. `fresh` ignores cached results.
    `pending` holds what would change an existing score, until `write_pending`.
    `refused` holds what could not be graded or written. `unchanged` counts what was published
    before. `expected` is what the gradebook will say of each student once all is written.
    """

    course: CourseFolder
    slug: str
    students: Sequence[str]
    jobs: int
    fresh: bool = False
    refused: list[NotGraded] = field(default_factory=list)
    pending: list[tuple[Graded, Change]] = field(default_factory=list)
    unchanged: int = 0
    expected: dict[str, Final] = field(default_factory=dict)

    @cached_property
    def _before(self) -> Comparison:
        return Comparison(self.course, self.slug)

    @property
    def ledger(self) -> Ledger:
        """The final scores before this run."""
        return self._before.ledger

    @cached_property
    def _publisher(self) -> Publisher:
        return Publisher(self.course, self.slug)

    def run(self) -> Iterator[Graded | NotGraded]:
        """Grade all students, and publish what changes no existing score; gives each result."""
        published = self._publisher.published_students()
        for graded in self._graded():
            result = self._expect(graded) if isinstance(graded, Graded) else graded
            if isinstance(result, Graded):
                self._publish_or_hold(result, is_there=result.student in published)
            else:
                self.refused.append(result)
                if result.flag is not None and result.student not in self.ledger.standing:
                    self._publisher.publish(result.flag)
            yield result

    def _expect(self, graded: Graded) -> Graded | NotGraded:
        """Work out what the gradebook will say; a course's own plugin for lateness may raise."""
        student = graded.student
        try:
            self.expected[student] = self._before.expected(graded)
        except Exception as error:
            return faults.fault(self.course.root, student, "settled", error)
        return graded

    def holds(self, graded: Graded) -> bool:
        """Tell whether this result, the latest one, is held back until `write_pending`."""
        return bool(self.pending) and self.pending[-1][0] is graded

    def write_pending(self) -> None:
        """Publish what was held back."""
        for graded, _ in self.pending:
            self._publish(graded)

    def _publish_or_hold(self, graded: Graded, *, is_there: bool) -> None:
        changed = self._before.change(graded, self.expected[graded.student])
        if changed:
            self.pending.append((graded, changed))
        elif is_there and self._before.is_published(graded):
            self.unchanged += 1
        else:
            self._publish(graded)

    def _publish(self, graded: Graded) -> None:
        problem = self._publisher.publish(graded)
        if problem is not None:
            self.refused.append(problem)

    def _graded(self) -> Iterator[Graded | NotGraded]:
        """Grade in threads: most of the time they wait for other processes."""
        executor = self.course.services.executor
        executor.limit(self.jobs, self.course.limits(self.slug))
        left = list(reversed(self.students))
        running: set[Future[Graded | NotGraded]] = set()
        with ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="grading") as pool:
            try:
                while left or running:
                    # Two more are read meanwhile, and wait in memory for their turn.
                    while left and len(running) < executor.capacity + 2:
                        running.add(pool.submit(self._grade, left.pop()))
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield future.result()
            except BaseException:
                # Ends the gradings that still run: nobody waits for them any more.
                executor.close()
                raise

    def _grade(self, student: str) -> Graded | NotGraded:
        return submission_grader.grade(self.course, self.slug, student, fresh=self.fresh)
