"""nbgrader's CSV export, without formulas that a spreadsheet would run."""

import csv

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import CsvExportPlugin

from autograder.feedback.sanitize import for_cell

COLUMNS = (
    "assignment duedate timestamp student_id last_name first_name email raw_score "
    "late_submission_penalty score max_score"
)


class SafeCsv(CsvExportPlugin):
    """nbgrader's export with its columns. Texts that begin like formulas are quoted."""

    def export(self, gradebook: Gradebook) -> None:
        students = {str(name) for name in self.student}
        assignments = {str(name) for name in self.assignment}
        with open(self.to or "grades.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS.split())
            for assignment in gradebook.assignments:
                if assignments and assignment.name not in assignments:
                    continue
                for student in gradebook.students:
                    if not students or student.id in students:
                        row = _row(gradebook, assignment, student)
                        writer.writerow([for_cell(value) for value in row])


def _row(gradebook: Gradebook, assignment: Assignment, student: Student) -> list[object]:
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
        score, late = submission.score, submission.late_submission_penalty
        when, scores = submission.timestamp, [score, late, max(0.0, score - late)]
    except MissingEntry:
        when, scores = "", [0.0, 0.0, 0.0]
    person = [student.id, student.last_name, student.first_name, student.email]
    return [assignment.name, assignment.duedate, when, *person, *scores, assignment.max_score]
