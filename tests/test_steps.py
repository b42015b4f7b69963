"""A course's own settings stay, before or after `plug_in`, or a message says that they do not."""

import sys

import nbformat
import pytest
from commands import in_this_process
from nbformat.v4 import new_markdown_cell
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.preprocessors import Execute, IgnorePattern
from test_ordinary import PLUGGED_IN, course, small_course, written

from autograder.errors import StepError
from autograder.feedback.feedback_page import FILTERS, FeedbackExporter
from autograder.gradebook import plain_steps, steps
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.grading_step import GradeSubmission, grader_of
from autograder.gradebook.safe_csv import SafeCsv
from autograder.gradebook.submission_exporter import SubmissionExporter

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
# A module of a course. Its names are imported by dotted strings, too.
OWN = """
from nbconvert.exporters import HTMLExporter
from nbgrader.plugins import CsvExportPlugin, ExtractorPlugin
from nbgrader.preprocessors import ClearSolutions, Execute, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Integer

class NoStaffCells(NbGraderPreprocessor):
    def preprocess(self, nb, resources):
        nb.cells = [cell for cell in nb.cells if "STAFF" not in cell.source]
        return nb, resources

class OwnExecute(Execute):
    timeout = Integer(7, allow_none=True).tag(config=True)
    def preprocess(self, nb, resources, **how):
        raise RuntimeError("students' code outside our sandbox")

class OwnSaves(SaveAutoGrades): pass
class OwnClears(ClearSolutions): pass
class OwnPage(HTMLExporter): pass
class OwnCsv(CsvExportPlugin): pass
class OwnExtractor(ExtractorPlugin): pass

def a_function(nb, resources):
    nb.metadata["seen"] = True
    return nb, resources
"""


@pytest.fixture
def configured(tmp_path, monkeypatch, capsys):
    """Make a course whose settings stand before or after `plug_in`; gives it, and what was said."""
    (tmp_path / "own_steps.py").write_text(OWN)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "own_steps", raising=False)
    monkeypatch.setattr(steps.notices, "told", set())

    def make(settings, *, after=False):
        root = course(tmp_path / "course", ours=True)
        parts = [settings, PLUGGED_IN][:: -1 if after else 1]
        text = "c = get_config()\nimport own_steps\nfrom nbgrader.converters import *\n"
        (root / "nbgrader_config.py").write_text(text + "\n".join(parts))
        room = CourseFolder(root)
        return room, capsys.readouterr().err

    return make


def names(kinds):
    return [getattr(steps.kind_of(kind), "__name__", kind) for kind in kinds]


EITHER_WAY = pytest.mark.parametrize("after", [False, True])
LISTS = {
    "a list": "c.{} = [{}, *{}.default()]",
    "prepended": "c.{0}.prepend([{1}])",
    "inserted": "c.{0}.insert(0, {1})",
    "dotted": "c.{0} = ['own_steps.' + ({1}).__name__, *{2}.default()]",
}


@EITHER_WAY
@pytest.mark.parametrize("way", LISTS)
def test_a_step_of_the_courses_stays_in_each_list(way, after, configured):
    lines = [
        LISTS[way].format(place, step, place)
        for place, step in (
            ("GenerateAssignment.preprocessors", "own_steps.NoStaffCells"),
            ("Autograde.sanitize_preprocessors", "own_steps.NoStaffCells"),
            ("Autograde.autograde_preprocessors", "own_steps.NoStaffCells"),
            ("GenerateFeedback.preprocessors", "own_steps.NoStaffCells"),
        )
    ]
    room, said = configured("\n".join(lines), after=after)
    made = room.converter(GenerateAssignment, "p")
    assert names(made.preprocessors)[0] == "NoStaffCells"
    assert "KeepStubs" in names(made.preprocessors)
    graded = room.converter(Autograde, "p")
    assert names(graded.sanitize_preprocessors)[0] == "NoStaffCells"
    assert names(graded.autograde_preprocessors)[:2] == ["NoStaffCells", "GradeSubmission"]
    assert names(graded.autograde_preprocessors)[-1] == "HideTests"
    assert "SaveVerdicts" in names(graded.autograde_preprocessors)
    pages = names(room.converter(GenerateFeedback, "p").preprocessors)
    assert pages[:2] == ["HideTests", "NoStaffCells"]
    assert said == ""


@EITHER_WAY
def test_no_step_runs_students_code_by_a_kernel(after, configured):
    settings = (
        "c.Autograde.autograde_preprocessors = [own_steps.OwnExecute, own_steps.OwnSaves]\n"
        "c.Autograde.sanitize_preprocessors = ['nbconvert.preprocessors.ExecutePreprocessor']\n"
        "c.GenerateFeedback.preprocessors.append('nbgrader.preprocessors.Execute')\n"
        "c.OwnExecute.startup_timeout = 99\n"
    )
    room, said = configured(settings, after=after)
    graded = room.converter(Autograde, "p")
    grader = grader_of(graded)
    assert issubclass(grader, GradeSubmission)
    assert grader(parent=graded).timeout == 7
    assert graded.sanitize_preprocessors == []
    pages = room.converter(GenerateFeedback, "p").preprocessors
    assert not any(steps.runs_cells(step) for step in pages)
    assert "`own_steps.OwnExecute` would run students' code" in said
    assert "`Autograde.sanitize_preprocessors` has the step `ExecutePreprocessor`" in said
    assert "c.OwnExecute.startup_timeout: no effect" in said
    # Once, however often a converter is made.
    assert len(said.splitlines()) == 4


def test_the_step_that_grades_cannot_be_switched_off(configured):
    room, _ = configured("c.Execute.enabled = False\nc.GradeSubmission.enabled = False")
    assert grader(room).enabled


def test_a_list_without_what_grading_needs_gets_it_and_that_is_said(configured):
    room, said = configured("c.Autograde.autograde_preprocessors = ['own_steps.a_function']")
    found = room.converter(Autograde, "p").autograde_preprocessors
    assert names(found)[0] == "GradeSubmission"
    assert names(found)[2:] == ["SaveVerdicts", "HideTests"]
    assert "lacks the step `GradeSubmission`" in said
    assert "lacks the step `SaveVerdicts`" in said


def test_a_courses_own_class_is_ours_too(configured):
    settings = (
        "c.GenerateAssignment.preprocessors = [own_steps.OwnClears]\n"
        "c.Autograde.autograde_preprocessors = [own_steps.OwnSaves]\n"
    )
    room, _ = configured(settings)
    (clears,) = room.converter(GenerateAssignment, "p").preprocessors
    saves = room.converter(Autograde, "p").autograde_preprocessors[1]
    import own_steps

    assert issubclass(clears, plain_steps.KeepStubs)
    assert issubclass(clears, own_steps.OwnClears)
    assert issubclass(saves, plain_steps.SaveVerdicts)
    assert issubclass(saves, own_steps.OwnSaves)


@EITHER_WAY
def test_plugins_exporters_and_filters_stay(after, configured):
    settings = (
        "c.ExportApp.plugin_class = own_steps.OwnCsv\n"
        "c.ZipCollectApp.extractor_plugin = own_steps.OwnExtractor\n"
        "c.GenerateFeedback.exporter_class = own_steps.OwnPage\n"
        "c.HTMLExporter.filters.update({'shout': 'builtins.str', 'clean_html': 'builtins.str'})\n"
    )
    if after:
        settings = settings.replace(".update(", " |= (")
    room, said = configured(settings, after=after)
    import own_steps

    assert room.config.ExportApp.plugin_class is own_steps.OwnCsv
    assert room.config.ZipCollectApp.extractor_plugin is own_steps.OwnExtractor
    made = room.converter(GenerateFeedback, "p")
    assert issubclass(made.exporter_class, FeedbackExporter)
    assert issubclass(made.exporter_class, own_steps.OwnPage)
    assert made.config.HTMLExporter.filters == {"shout": "builtins.str", **FILTERS}
    assert "`clean_html`: pages would run students' HTML" in said


def test_without_settings_ours_are_there_and_nothing_is_said(configured):
    room, said = configured("c.Execute.timeout = 5\nc.IgnorePattern.enabled = True")
    graded = room.converter(Autograde, "p")
    assert issubclass(graded.exporter_class, SubmissionExporter)
    stock = Autograde.autograde_preprocessors.default()
    assert len(graded.autograde_preprocessors) == len(stock) + 1
    assert IgnorePattern in graded.autograde_preprocessors
    assert Execute not in graded.autograde_preprocessors
    assert room.config.ExportApp.plugin_class is SafeCsv
    assert said == ""


def test_a_step_that_is_nowhere_is_named(configured):
    with pytest.raises(StepError, match="`no_such_module.Step`, which cannot be imported"):
        configured("c.Autograde.autograde_preprocessors.append('no_such_module.Step')")


@EITHER_WAY
def test_what_is_for_staff_alone_is_in_no_release(after, configured, tmp_path):
    settings = (
        "c.GenerateAssignment.preprocessors = "
        "[own_steps.NoStaffCells, *GenerateAssignment.preprocessors.default()]"
    )
    room, _ = configured(settings, after=after)
    nb = written("p1", [], ["1.0"])
    nb.cells.append(new_markdown_cell("STAFF: the answer is 42"))
    (room.root / "source" / "p").mkdir(parents=True)
    nbformat.write(nb, room.root / "source" / "p" / "p1.ipynb")
    room.register_assignment("p")
    assert "the answer is 42" not in (room.root / "release" / "p" / "p1.ipynb").read_text()


def test_nbgraders_own_command_runs_nothing_by_a_kernel_whatever_is_set_last(tmp_path):
    settings = "c.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default()\n"
    root = small_course(tmp_path / "course", {"p1": ([], ["open('/etc/hostname')", "1.5"])})
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text() + "from nbgrader.converters import Autograde\n" + settings)
    CourseFolder(root).register_assignment("p")
    done = in_this_process(root, "nbgrader", "autograde", "p")
    assert done.returncode == 0, done.stderr
    shown = nbformat.read(root / "autograded" / "ann" / "p" / "p1.ipynb", 4).cells[1].outputs
    # A kernel on this machine would have opened it.
    assert shown[0].ename in ("FileNotFoundError", "PermissionError")


@pytest.mark.parametrize("timeout", ["-1", "None", "0"])
def test_no_timeout_means_the_whole_notebooks_alone(timeout, configured):
    room, _ = configured(f"c.ExecutePreprocessor.timeout = {timeout}")
    limits = grader(room).limits(room.root)
    assert limits.cell_seconds == limits.submission_seconds == 600


def grader(room):
    return GradeSubmission(parent=room.converter(Autograde, "p"))


def test_a_courses_timeout_is_not_capped_by_a_sum_that_nobody_set(configured):
    room, said = configured("c.Execute.timeout = 3600")
    path = room.root / "source.ipynb"
    nbformat.write(written("p1", ["x = 1"], ["1.0"]), path)
    limits = grader(room).limits(path)
    assert limits.cell_seconds == 3600
    assert limits.submission_seconds == 3 * 3600
    assert said == ""


def test_a_sum_below_a_timeout_is_said(configured, capsys):
    room, _ = configured("c.Execute.timeout = 60\nc.GradeSubmission.notebook_seconds = 30")
    limits = grader(room).limits(room.root)
    assert (limits.cell_seconds, limits.submission_seconds) == (60, 30)
    assert "The lower limit ends a cell" in capsys.readouterr().err


def test_the_stock_timeout_stays_with_the_stock_sum(configured):
    room, _ = configured("")
    limits = grader(room).limits(room.root)
    assert (limits.cell_seconds, limits.submission_seconds) == (30, 600)
