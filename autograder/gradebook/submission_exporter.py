"""Reads a submitted notebook for nbgrader: through our intake, in a sandboxed child."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode

from autograder.gradebook import process_services, submission
from autograder.gradebook.grading_step import GradeSubmission
from autograder.gradebook.resources import Resources, graded


class SubmissionExporter(NotebookExporter):
    """nbconvert's exporter of notebooks; it never parses a submitted file in this process."""

    def from_filename(self, filename: str, resources: Any = None, **settings: Any) -> Any:
        # The second time, nbgrader reads the notebook that it has written itself.
        if not self.parent._sanitizing:
            return super().from_filename(filename, resources, **settings)
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(self._read(path, resources), resources, **settings)

    def _read(self, path: Path, resources: Resources) -> NotebookNode:
        known = graded(resources)
        if known is not None:
            return known.notebook
        step = GradeSubmission(parent=self)
        course = Path(self.parent.coursedir.root)
        sandboxed_calls = process_services.of_course(
            course, isolated=not step.unsafe
        ).sandboxed_calls
        exercise = step.exercise_of(resources)
        if exercise:
            return submission.take_in(path, exercise, sandboxed_calls)
        nb, remarks = step.take_in(path, resources, sandboxed_calls)
        for remark in remarks:
            self.log.warning("%s", remark)
        return nb
