"""nbgrader's converters, as `heldout` runs them: for submissions that are graded already, and for pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import nbformat
from nbformat.validator import normalize
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.utils import setenv

from autograder.gradebook import steps
from autograder.gradebook.graded import Graded
from autograder.gradebook.resources import GRADED, GradedNotebook, Resources, origin
from autograder.gradebook.steps import Step
from autograder.gradebook.submission_exporter import SubmissionExporter

# Packages whose steps keep nothing from one notebook to the next.
STATELESS = {"autograder", "nbconvert", "nbgrader"}


class PublishGraded(Autograde):
    """nbgrader's converter for one submission that was graded already: its steps run no cell.

    The steps find the result in `resources`, under `GRADED`. When something fails, nbgrader logs it
    and raises an exception that does not tell what failed: `problem` does.

    nbgrader makes each step anew for each notebook, writes the notebook between its two lists of
    steps, and reads it again. Here that is left out, unless a course has steps of its own.
    """

    problem: Exception | None = None
    _graded: Graded
    _published: Mapping[str, str]

    def publish(self, graded: Graded, published: Mapping[str, str] = MappingProxyType({})) -> None:
        """Write a submission into nbgrader's folders and gradebook.

        `published` has the keys of the outcomes that are there, for tasks that a person marks.
        """
        self.coursedir.student_id = graded.student
        self._graded, self._published, self.problem = graded, published, None
        self.start()

    def init_single_notebook_resources(self, notebook_filename: str) -> Resources:
        resources: Resources = super().init_single_notebook_resources(notebook_filename)
        name = origin(resources)["notebook"]
        resources[GRADED] = GradedNotebook(
            self._graded.notebooks[name], self._graded.outcomes[name], self._published
        )
        return resources

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        with self._remembering():
            super().init_assignment(assignment_id, student_id)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        with self._remembering():
            if self._steps is None:
                super().convert_single_notebook(notebook_filename)
            else:
                self._convert_at_once(notebook_filename, *self._steps)

    @cached_property
    def _steps(self) -> tuple[list[Step], list[Step]] | None:
        """Make the steps of both lists for all notebooks; `None` if some are a course's own."""
        lists = self.sanitize_preprocessors, self.autograde_preprocessors
        kinds = [self.exporter_class, *(steps.kind_of(step) for each in lists for step in each)]
        homes = {kind.__module__.partition(".")[0] if kind else "" for kind in kinds}
        if not (homes <= STATELESS and issubclass(self.exporter_class, SubmissionExporter)):
            return None
        sanitizing, grading = (steps.made(each, self.exporter) for each in lists)
        return sanitizing, grading

    def _convert_at_once(self, path: str, sanitizing: list[Step], grading: list[Step]) -> None:
        resources = self.exporter._init_resources(self.init_single_notebook_resources(path))
        # A copy: a result may be written again later.
        _, nb = normalize(resources[GRADED].notebook)
        resources["metadata"] |= {"name": Path(path).stem, "path": str(Path(path).parent)}
        for step in sanitizing:
            nb, resources = step(nb, resources)
        where = origin(resources)
        folder = self._format_dest(where["assignment"], where["student"])
        Path(folder).mkdir(parents=True, exist_ok=True)
        resources["metadata"]["path"] = folder
        with setenv(NBGRADER_EXECUTION="autograde"):
            for step in grading:
                nb, resources = step(nb, resources)
        nbformat.validate(nb, relax_add_props=True)
        output = nbformat.writes(nb, version=self.exporter.nbformat_version)
        self.write_single_notebook(output.removesuffix("\n") + "\n", resources)

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
