"""Small steps that replace nbgrader's, or go with them: stubs, scores, hidden tests, marks by hand."""

import json
from pathlib import Path
from typing import ClassVar

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Grade
from nbgrader.nbgraderformat import MetadataValidator, ValidationError
from nbgrader.nbgraderformat.common import BaseMetadataValidator
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearOutput,
    ClearSolutions,
    GetGrades,
    SaveAutoGrades,
)
from nbgrader.preprocessors.base import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked, is_solution
from traitlets import Bool

from autograder.author import notebook
from autograder.author.exercise import SCORE
from autograder.feedback import feedback, feedback_page, markdown
from autograder.gradebook import by_hand, process_services
from autograder.gradebook.journal import Journal
from autograder.gradebook.resources import OUTCOME, Resources, graded, origin
from autograder.judge.outcome import Outcome, TaskOutcome

# Marks of so many kinds are remembered.
MOST_MARKS = 10_000
# A step gives back the notebook or cell, and the resources.
Processed = tuple[NotebookNode, Resources]


class _LeaveOurs(NbGraderPreprocessor):
    """Leaves our own notebooks as they are; the class after it clears all others."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> Processed:
        if "heldout" in nb.metadata:
            return nb, resources
        nb, resources = super().preprocess(nb, resources)
        return nb, resources


class KeepStubs(_LeaveOurs, ClearSolutions):
    """nbgrader's step; our own notebooks hold stubs and no solution."""


class KeepOutputs(_LeaveOurs, ClearOutput):
    """nbgrader's step; our own notebooks show the outputs of experiments, made with our answers."""


class _KnownMarks(BaseMetadataValidator):
    """Remembers marks that are valid: a class's notebooks all have those of one release."""

    valid: ClassVar[set[str]] = set()

    def validate_cell(self, cell: NotebookNode) -> None:
        marks = json.dumps(cell.metadata.get("nbgrader"), sort_keys=True)
        if marks in self.valid:
            return
        super().validate_cell(cell)
        if len(self.valid) < MOST_MARKS:
            self.valid.add(marks)


class _Validator(MetadataValidator, _KnownMarks):
    """nbgrader's validator. It compiles its schema for each cell; this one does for new marks only."""


_VALIDATOR = _Validator()


class CheckMarks(CheckCellMetadata):
    """nbgrader's step, which checks the same marks once."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> Processed:
        try:
            _VALIDATOR.validate_nb(nb)
        # nbgrader's own step tells what is wrong.
        except ValidationError:
            super().preprocess(nb, resources)
        return nb, resources


class SaveVerdicts(SaveAutoGrades):
    """nbgrader's step, which also saves a task without a score. nbgrader knows only points or 0."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> Processed:
        self.outcome: Outcome | None = resources.get(OUTCOME)
        known, student = graded(resources), origin(resources)["student"]
        # A `Publisher` enters its own outcome, once nbgrader has written all of a submission.
        if self.outcome is None or known is not None:
            self.published = known.published if known is not None else {}
            nb, resources = super().preprocess(nb, resources)
            return nb, resources
        journal = self._journal()
        self.published = journal.published_keys(student, self.outcome.exercise)
        nb, resources = super().preprocess(nb, resources)
        journal.publish(student, self.outcome)
        return nb, resources

    def _journal(self) -> Journal:
        course = Path(self.parent.parent.coursedir.root)
        # The journal is the same one with and without isolation.
        return process_services.of_course(course, isolated=True).journal

    def _add_comment(self, cell: NotebookNode, resources: Resources) -> None:
        # With its score, the comment was entered, too.
        if self.outcome is None or not is_grade(cell):
            super()._add_comment(cell, resources)

    def _add_by_hand(self, name: str, task: TaskOutcome) -> None:
        where = (name, self.notebook_id, self.assignment_id, self.student_id)
        grade, comment = self.gradebook.find_grade(*where), self.gradebook.find_comment(*where)
        by_hand.enter(grade, comment, task, self.published)
        self.gradebook.db.commit()

    def _add_score(self, cell: NotebookNode, resources: Resources) -> None:
        name = notebook.grade_id(cell)
        task = name.removesuffix(SCORE)
        if self.outcome is not None and is_solution(cell):
            self._add_by_hand(name, self.outcome.tasks[name])
            return
        try:
            super()._add_score(cell, resources)
            has_score = self.outcome is None or self.outcome.tasks[task].score is not None
        # A test returned too many points: it is forged, or the instructor made a slip.
        except ValueError as error:
            self.log.error("%s, cell %s: %s", self.student_id, name, error)
            has_score = False
        if not has_score:
            grade = self.gradebook.find_grade(
                name, self.notebook_id, self.assignment_id, self.student_id
            )
            grade.auto_score = None
            grade.needs_manual_grade = True
            self.gradebook.db.commit()


class HideTests(ClearHiddenTests):
    """Removes hidden tests in cells from feedback pages and autograded notebooks.

    Only if a course asks for it. The scores are in the gradebook by then. A failed test's traceback
    would quote the test, so only the error's own line stays.
    """

    enabled = Bool(False, help="Remove hidden tests from feedback and autograded notebooks.").tag(
        config=True
    )

    def preprocess_cell(
        self, cell: NotebookNode, resources: Resources, cell_index: int
    ) -> Processed:
        # Any other cell is the student's, and a student may write the delimiters.
        if is_grade(cell) and is_locked(cell) and self._remove_hidden_test_region(cell):
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    output.traceback = [f"{output.ename}: {output.evalue}"]
        return cell, resources


class ShowMarks(GetGrades):
    """nbgrader's step, which also shows at a task's feedback that a person has marked it."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> Processed:
        # An instructor's own notebook may have such cells, too. They are shown as nbgrader does.
        answers = nb.cells if "heldout" in nb.metadata else ()
        self.by_hand = [notebook.grade_id(cell) for cell in answers if notebook.is_by_hand(cell)]
        resources[feedback_page.BY_HAND] = self.by_hand
        nb, resources = super().preprocess(nb, resources)
        return nb, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: Resources, cell_index: int
    ) -> Processed:
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        name, task = notebook.grade_id(cell), notebook.checked_task(cell)
        if name in self.by_hand and cell.metadata.nbgrader.comment == by_hand.OUTDATED:
            # The card below tells it, and only as long as it is true.
            cell.metadata.nbgrader.comment = None
        told = cell.metadata.get("nbgrader", {}).get("comment")
        if told:
            cell.metadata.nbgrader.comment = markdown.without_html(told)
        if task in self.by_hand:
            self._show_mark(cell, task)
        elif name in self.by_hand or (is_grade(cell) and name.endswith(SCORE)):
            self._show_score(cell, resources)
        return cell, resources

    def _grade(self, name: str) -> Grade:
        where = (name, self.notebook_id, self.assignment_id, self.student_id)
        return self.gradebook.find_grade(*where)

    def _show_score(self, cell: NotebookNode, resources: Resources) -> None:
        name = notebook.grade_id(cell)
        grade = self._grade(name)
        if grade.manual_score is None and grade.auto_score is None:
            resources.setdefault(feedback_page.UNSCORED, []).append(name)
        if grade.manual_score is not None and name not in self.by_hand:
            data = feedback.by_hand(grade.manual_score, grade.auto_score, grade.max_score)
            cell.outputs.insert(0, nbformat.v4.new_output("display_data", data=data))

    def _show_mark(self, cell: NotebookNode, task: str) -> None:
        """Show a person's mark in place of the card that says that the answer waits for one."""
        grade = self._grade(task)
        if grade.manual_score is None:
            return
        where = (task, self.notebook_id, self.assignment_id, self.student_id)
        note = (
            by_hand.OUTDATED
            if by_hand.needs_look(grade, self.gradebook.find_comment(*where))
            else ""
        )
        data = feedback.by_person(task, grade.manual_score, grade.max_score, note)
        cell.outputs = [nbformat.v4.new_output("display_data", data=data)]
