"""The step that runs a notebook's cells in `nbgrader validate`."""

from pathlib import Path

from nbformat import NotebookNode
from traitlets import Unicode

from autograder.author.preload import ALWAYS
from autograder.errors import NotRun
from autograder.gradebook import cell_tests, language, process_services
from autograder.gradebook.grading_step import GradeSubmission
from autograder.gradebook.resources import Resources


class ValidateSafely(GradeSubmission):
    """Takes the place of `Execute` in `nbgrader validate`, which runs any notebook, submitted ones too."""

    root = Unicode(".", help="The course's directory; `plug_in` sets it.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: Resources, **settings: object
    ) -> tuple[NotebookNode, Resources]:
        other = language.other_than_python(nb.metadata)
        if other:
            raise NotRun(f"This notebook is in {other}, which our sandbox does not run.")
        folder = Path.cwd()
        services = process_services.of_course(Path(self.root), isolated=not self.unsafe)
        outcome = self._run(
            nb,
            f"validate/{folder.name}",
            [folder],
            (*self.imports, *ALWAYS),
            services,
            self.limits(folder),
        )
        cell_tests.write_outputs(nb, outcome)
        return nb, resources
