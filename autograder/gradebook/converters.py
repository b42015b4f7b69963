"""nbgrader's converters, as `heldout` runs them: for submissions that are graded already, and for pages."""

from collections.abc import Iterator
from contextlib import contextmanager

from nbgrader.converters import Autograde, GenerateFeedback

from autograder.gradebook.resources import GRADED, GradedNotebook, Resources, origin
from autograder.gradebook.submission import Graded


class PublishGraded(Autograde):
    """nbgrader's converter for one submission that was graded already: its steps run no cell.

    The steps find the result in `resources`, under `GRADED`. When something fails, nbgrader logs it
    and raises an exception that does not tell what failed: `problem` does.
    """

    problem: Exception | None = None
    _graded: Graded

    def publish(self, graded: Graded) -> None:
        """Write a submission into nbgrader's folders and gradebook."""
        self.coursedir.student_id = graded.student
        self._graded, self.problem = graded, None
        self.start()

    def init_single_notebook_resources(self, notebook_filename: str) -> Resources:
        resources: Resources = super().init_single_notebook_resources(notebook_filename)
        name = origin(resources)["notebook"]
        resources[GRADED] = GradedNotebook(
            self._graded.notebooks[name], self._graded.outcomes[name]
        )
        return resources

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        with self._remembering():
            super().init_assignment(assignment_id, student_id)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        with self._remembering():
            super().convert_single_notebook(notebook_filename)

    @contextmanager
    def _remembering(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            self.problem = error
            raise


class WriteFeedback(GenerateFeedback):
    """nbgrader's converter for feedback pages; `problems` tells by student why a page failed."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)
        self.problems: dict[str, Exception] = {}

    def convert_single_notebook(self, notebook_filename: str) -> None:
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            where = origin(self.init_single_notebook_resources(notebook_filename))
            self.problems[where["student"]] = error
            raise
