"""Grades for elsewhere: the LMSs' formats byte by byte, who is left out, and nbgrader's way there."""

import csv
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import ExportApp, ZipCollectApp
from nbgrader.coursedir import CourseDirectory
from typer.testing import CliRunner

from autograder.author import sample
from autograder.cli.app import app
from autograder.errors import CourseError
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.lms_filenames import LmsNames
from autograder.gradebook.roster import Roster
from autograder.gradebook.student_name import is_name

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
TOY = Path(__file__).parent / "toy"
FORMULA = "=cmd|' /C calc'!A0"
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,squares (4711),essay\r
    Points Possible,,,,,6,3\r
"Öberg, Änn",101,S-101,aoberg,Lab 1,5,2.5\r
"Łoś, Bob",102,,blos,Lab 1,1.33333,\r
"""
CANVAS_ROSTER = """\
Student,ID,SIS User ID,SIS Login ID,Section,squares (4711),Final Score,student
    Points Possible,,,,,6,(read only),
"Öberg, Änn",101,S-101,aoberg,Lab 1,,,ann
"Łoś, Bob",102,,blos,Lab 1,,,bob
"""
MOODLE = """\
Email address,ID number,squares,essay\r
änn@école.fr,0101,5,2.5\r
bob@example.org,0102,1.33333,-\r
"""
MOODLE_ROSTER = """\
student,Email address,ID number
ann,änn@école.fr,0101
bob,bob@example.org,0102
"""


def put(book, name, student, scores, late=0.0):
    """Enter scores by cell; `None` waits for a person."""
    submission = book.add_submission(name, student)
    for notebook in submission.notebooks:
        notebook.late_submission_penalty, late = late, 0.0
        for grade in notebook.grades:
            grade.auto_score = scores.get(grade.cell.name)
            grade.needs_manual_grade = grade.auto_score is None
    book.db.commit()


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A course that is made once: most of such a test would be nbgrader making a gradebook."""
    made = CourseFolder.init(tmp_path_factory.mktemp("released") / "course", str(TOY))
    made.release("squares")
    return made.root


@pytest.fixture
def room(released, tmp_path):
    with CourseFolder(shutil.copytree(released, tmp_path / "course")) as course:
        yield course


@pytest.fixture
def book(room, monkeypatch):
    """A course where ann was late, bob's second task waits, and cyd has handed in nothing."""
    monkeypatch.chdir(room.root)
    with Gradebook(room.coursedir.db_url, room.coursedir.course_id) as book:
        # Without a due date the order is by name; with one this comes last.
        book.add_assignment("essay", duedate="2030-01-01")
        for notebook in ("one", "two"):
            book.add_notebook(notebook, "essay")
        book.add_grade_cell("text", "one", "essay", max_score=2, cell_type="code")
        book.add_grade_cell("text", "two", "essay", max_score=1, cell_type="code")
        book.add_student("ann", first_name="Änn", last_name="Öberg", email="änn@école.fr")
        book.add_student("bob", first_name=FORMULA, last_name="Łoś", lms_user_id="102")
        book.add_student("cyd")
        put(book, "squares", "ann", {"square-score": 4, "total-score": 2}, late=1)
        put(book, "squares", "bob", {"square-score": 4 / 3})
        put(book, "essay", "ann", {"text": 1.25})
        yield book


def export(*arguments):
    return CliRunner().invoke(app, ["export", "--to", *arguments])


def table(path):
    return list(csv.reader(path.read_text("utf-8-sig").splitlines()))


def test_the_plain_table_has_scores_maxima_penalties_and_tasks(book, room):
    said = export("csv")
    assert said.exit_code == 0, said.output
    assert said.stdout == "Wrote grades-plain.csv: 3 student(s), 2 assignment(s).\n"
    assert "these scores may change: bob." in " ".join(said.stderr.split())
    path = room.root / "grades-plain.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfstudent,last_name,first_name,squares,")
    assert {row["student"]: row for row in as_dicts(path)} == {
        "ann": row("ann", "Öberg", "Änn", "5", "6", "1", "4", "2", "2.5", "3", "0", "1.25", "1.25"),
        "bob": row("bob", "Łoś", "'" + FORMULA, "1.33333", "6", "0", "1.33333", "", "", "3"),
        "cyd": row("cyd", "", "", "", "6", "", "", "", "", "3"),
    }


def as_dicts(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def row(*cells):
    squares = ("", " max", " late penalty", ": square", ": total")
    essay = ("", " max", " late penalty", ": one/text", ": two/text")
    names = ["student", "last_name", "first_name", *(f"squares{each}" for each in squares)]
    names += [f"essay{each}" for each in essay]
    return dict(zip(names, cells + ("",) * (len(names) - len(cells)), strict=True))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize(
    ("to", "roster", "expected"),
    [("canvas", CANVAS_ROSTER, CANVAS), ("moodle", MOODLE_ROSTER, MOODLE)],
)
def test_an_lms_gets_its_own_format(book, room, to, roster, expected, encoding):
    (room.root / "roster.csv").write_text(roster, encoding)
    said = export(to, "--roster", "roster.csv")
    assert said.exit_code == 0, said.output
    assert (room.root / f"grades-{to}.csv").read_bytes() == expected.encode()
    # A roster of Excel's, where the comma is the decimal sign.
    semicolons = "\r\n".join(";".join(cells) for cells in csv.reader(roster.splitlines()))
    (room.root / "roster.csv").write_text(semicolons, encoding, newline="")
    assert export(to, "--roster", "roster.csv", "--output", "again.csv").exit_code == 0
    assert (room.root / "again.csv").read_bytes() == expected.encode()


def test_the_file_that_canvas_has_exported_will_do(book, room):
    own = "\n".join(line.rpartition(",")[0] for line in CANVAS_ROSTER.splitlines())
    (room.root / "roster.csv").write_text(own + "\n", "utf-8")
    said = export("canvas", "--roster", "roster.csv")
    # A student with another login is named, and gets no row.
    assert (said.exit_code, "ann is left out: not in the roster." in said.stderr) == (1, True)
    logins = own.replace("aoberg", "ann").replace("blos", "bob")
    (room.root / "roster.csv").write_text(logins, "utf-8")
    assert export("canvas", "--roster", "roster.csv").exit_code == 0


def test_without_a_roster_people_are_who_nbgrader_says(book, room):
    assert export("canvas", "squares").exit_code == 0
    rows = table(room.root / "grades-canvas.csv")
    assert rows[2:] == [
        ["Öberg, Änn", "", "", "ann", "", "5"],
        [f"Łoś, {FORMULA}", "102", "", "bob", "", "1.33333"],
    ]
    # Not all have an address, and Moodle takes an empty one for the person above.
    assert export("moodle", "squares").exit_code == 0
    assert table(room.root / "grades-moodle.csv") == [
        ["Username", "squares"],
        ["ann", "5"],
        ["bob", "1.33333"],
    ]


@pytest.mark.parametrize("to", ["csv", "canvas", "moodle"])
def test_nbgrader_writes_the_same_bytes(book, room, to):
    name = {"csv": "Plain", "canvas": "Canvas", "moodle": "Moodle"}[to] + "Exporter"
    roster = {"canvas": CANVAS_ROSTER, "moodle": MOODLE_ROSTER}.get(to)
    ours, theirs = ["ours.csv"], []
    if roster:
        (room.root / "roster.csv").write_text(roster, "utf-8")
        ours += ["--roster", "roster.csv"]
        theirs = [f"--{name}.roster=roster.csv"]
    assert export(to, "--output", *ours).exit_code == 0
    nbgrader(f"--exporter=autograder.gradebook.export.{name}", *theirs)
    assert (room.root / "theirs.csv").read_bytes() == (room.root / "ours.csv").read_bytes()


def nbgrader(*arguments):
    """Run `nbgrader export` here: its start takes longer than its work."""
    ExportApp.clear_instance()
    ExportApp.launch_instance(["--to=theirs.csv", *arguments])


@pytest.mark.whole
def test_nbgrader_ends_with_our_words_and_our_status(book, room):
    (room.root / "roster.csv").write_text(MOODLE_ROSTER.replace("bob", "rob"), "utf-8")
    exporter = "autograder.gradebook.export.MoodleExporter"
    options = [f"--exporter={exporter}", "--MoodleExporter.roster=roster.csv", "--to=theirs.csv"]

    def run():
        return subprocess.run(
            [sys.executable, "-m", "nbgrader", "export", *options, "--assignment=['squares']"],
            cwd=room.root,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=False,
        )

    told = run()
    assert told.returncode == 1
    assert "bob is left out: not in the roster." in told.stderr
    assert table(room.root / "theirs.csv")[1:] == [["änn@école.fr", "0101", "5"]]
    told = run()
    assert told.returncode == 2
    assert "`theirs.csv` is there already" in told.stderr
    assert "Traceback" not in told.stderr


def test_the_score_is_what_nbgraders_own_export_takes(book, room):
    nbgrader("--exporter=nbgrader.plugins.CsvExportPlugin")
    theirs = {
        (each["assignment"], each["student_id"]): float(each["score"])
        for each in as_dicts(room.root / "theirs.csv")
        if each["raw_score"] != "0.0"
    }
    export("csv")
    ours = {
        (name, each["student"]): float(each[name])
        for each in as_dicts(room.root / "grades-plain.csv")
        for name in ("squares", "essay")
        if each[name]
    }
    assert ours == pytest.approx(theirs, abs=1e-5)
    assert len(ours) == 3


def test_a_penalty_takes_no_more_than_there_is(book, room):
    put(book, "essay", "bob", {"text": 1}, late=50)
    assert export("csv", "essay").exit_code == 0
    found = {each["student"]: each["essay"] for each in as_dicts(room.root / "grades-plain.csv")}
    assert found == {"ann": "2.5", "bob": "0", "cyd": ""}


@pytest.mark.parametrize("to", ["canvas", "moodle"])
def test_whoever_has_no_id_is_named_and_the_others_are_written(book, room, to):
    roster = {"canvas": CANVAS_ROSTER, "moodle": MOODLE_ROSTER}[to]
    without = "\n".join(line for line in roster.splitlines() if "ann" not in line)
    (room.root / "roster.csv").write_text(without, "utf-8")
    said = export(to, "squares", "--roster", "roster.csv")
    assert said.exit_code == 1
    assert "ann is left out: not in the roster." in said.stderr
    assert "1 student(s)" in said.stdout
    assert table(room.root / f"grades-{to}.csv")[-1][-1] == "1.33333"


def test_a_moodle_row_without_an_id_would_be_the_person_aboves(book, room):
    (room.root / "roster.csv").write_text(MOODLE_ROSTER.replace("0102", ""), "utf-8")
    said = export("moodle", "--roster", "roster.csv")
    assert said.exit_code == 1
    assert "bob is left out: the roster has no `ID number` for them." in said.stderr
    assert table(room.root / "grades-moodle.csv")[1:] == [["änn@école.fr", "0101", "5", "2.5"]]
    # Canvas takes what there is: in its sample bob has no `SIS User ID`.
    without = CANVAS_ROSTER.replace("102,,blos", ",,")
    (room.root / "roster.csv").write_text(without, "utf-8")
    said = export("canvas", "--roster", "roster.csv")
    assert "the roster has no `ID`, `SIS User ID`, `SIS Login ID` for them." in said.stderr


def test_whoever_is_in_the_roster_and_was_not_graded_is_named(book, room):
    # A cell that is empty, or a row of them, may take away what stands in the LMS.
    (room.root / "roster.csv").write_text(MOODLE_ROSTER + "zoë,z@example.org,9\n", "utf-8")
    said = export("moodle", "essay", "--roster", "roster.csv")
    assert said.exit_code == 0
    assert "were not graded and have no row: bob, zoë." in said.stderr
    assert [cells[0] for cells in table(room.root / "grades-moodle.csv")[1:]] == ["änn@école.fr"]


@pytest.mark.parametrize(
    ("to", "content", "words"),
    [
        ("canvas", "student,Student,ID,Section\n", "no column `SIS Login ID`. It has: `student`"),
        ("moodle", MOODLE_ROSTER.replace("student", "who"), "no column `student`"),
        ("canvas", CANVAS_ROSTER.replace("102", "101"), "gives `ann` and `bob` the same `ID`"),
        (
            "moodle",
            "student,name\nann,Ann\n",
            "none of the columns `Username`, `Email address`, `ID number`",
        ),
        ("moodle", MOODLE_ROSTER + "ann,other@example.org,3\n", "line 4: `ann` is there twice"),
        ("moodle", MOODLE_ROSTER.replace("ID number", "Email address"), "two columns `Email"),
        ("moodle", "", "It has: nothing"),
        ("moodle", 'student,Username\nann,"a"b\n', "is no CSV: line 2"),
        ("csv", MOODLE_ROSTER, "a plain table needs none"),
    ],
)
def test_a_roster_that_cannot_be_right_writes_nothing(book, room, to, content, words):
    (room.root / "roster.csv").write_text(content, "utf-8")
    said = export(to, "--roster", "roster.csv")
    assert said.exit_code == 2
    assert words in " ".join(said.stderr.split())
    assert list(room.root.glob("grades-*")) == []


def test_a_roster_that_is_not_there_or_not_utf_8_is_said(book, room):
    assert "cannot be read: No such file" in export("moodle", "--roster", "none.csv").stderr
    (room.root / "roster.csv").write_text(MOODLE_ROSTER, "latin-1")
    assert "not in UTF-8" in export("moodle", "--roster", "roster.csv").stderr


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\uff1d1"])
def test_an_id_that_a_spreadsheet_would_run_is_refused_and_a_name_is_quoted(book, room, start):
    roster = CANVAS_ROSTER.replace(",102,,", f",102,{start},")
    (room.root / "roster.csv").write_text(roster, "utf-8")
    said = export("canvas", "squares", "--roster", "roster.csv")
    if start.strip() == start:
        assert "bob is left out: a spreadsheet would run their `SIS User ID`" in said.stderr
    assert said.exit_code == 1
    assert len(table(room.root / "grades-canvas.csv")) == 3
    (room.root / "roster.csv").write_text(CANVAS_ROSTER.replace("Łoś", start), "utf-8")
    assert export("canvas", "squares", "--roster", "roster.csv").exit_code == 0
    name, *ids = table(room.root / "grades-canvas.csv")[3][:4]
    assert (name, ids) == (f"'{start.strip()}, Bob", ["102", "", "blos"])


@pytest.mark.parametrize("first", [*"=+-@\t\r"])
def test_a_name_that_a_spreadsheet_would_run_is_quoted_in_the_table(book, room, first):
    book.find_student("cyd").last_name = f"{first}1"
    book.db.commit()
    assert export("csv").exit_code == 0
    found = {
        each["student"]: each["last_name"] for each in as_dicts(room.root / "grades-plain.csv")
    }
    assert found["cyd"] == f"'{first}1"


def test_nobody_sets_the_points_by_being_called_so(book, room):
    roster = CANVAS_ROSTER.replace("Łoś, Bob", "Points Possible")
    (room.root / "roster.csv").write_text(roster, "utf-8")
    assert export("canvas", "--roster", "roster.csv").exit_code == 0
    assert (room.root / "grades-canvas.csv").read_text("utf-8").count("Points Possible") == 1


def test_only_a_file_of_its_own_name_is_replaced_and_that_is_said(book, room):
    assert export("canvas").stdout.startswith("Wrote grades-canvas.csv")
    assert export("canvas").stdout.startswith("Replaced grades-canvas.csv")
    before = (room.root / "gradebook.db").read_bytes()
    said = export("canvas", "--output", "gradebook.db")
    assert said.exit_code == 2
    assert "`gradebook.db` is there already" in said.stderr
    assert (room.root / "gradebook.db").read_bytes() == before
    (room.root / "grades-canvas.csv").write_text(CANVAS_ROSTER, "utf-8")
    assert export("canvas", "--roster", "grades-canvas.csv").exit_code == 2
    assert (room.root / "grades-canvas.csv").read_text("utf-8") == CANVAS_ROSTER
    assert "cannot be written: No such" in export("csv", "--output", "no/where.csv").stderr


def test_what_is_not_there_is_said(book, room):
    assert "Did you mean `squares`?" in export("csv", "square").stderr
    book.add_assignment("later")
    assert "Nobody was graded in `later` so far" in export("csv", "later").stderr
    assert export("csv").exit_code == 0
    assert "later" not in table(room.root / "grades-plain.csv")[0]


def test_a_class_that_was_graded_is_exported(room, submit, mark, toy, monkeypatch):
    monkeypatch.chdir(room.root)
    assert "nothing to export" in export("csv").stderr
    submit("ann", sample.reference(toy))
    submit("bob", sample.reference(toy) | {"square": "def square(x):\n    return x + x"})
    for student in ("ann", "bob"):
        mark(student)
    said = export("csv")
    assert said.exit_code == 0, said.output
    assert said.stderr == ""
    ann, bob = as_dicts(room.root / "grades-plain.csv")
    assert (ann["squares"], ann["squares: square"], ann["squares: total"]) == ("6", "4", "2")
    assert float(bob["squares"]) == float(bob["squares: square"]) + 2 < 6


@pytest.mark.parametrize("head", ["sep=;\n", '"sep=;"\r\n', "SEP=;\n"])
def test_excels_line_above_the_header_is_read(head, tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(f"{head}student;a,b,c,d\nann;7\n", newline="")
    assert Roster.read(path, (), ["a,b,c,d"]).people["ann"]["a,b,c,d"] == "7"


def test_a_roster_may_have_tabs_and_columns_twice_that_nobody_asks_for(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("student\tID\tNotes\tNotes\nann\t7\ta\tb\n")
    assert Roster.read(path, (), ["ID"]).people["ann"]["ID"] == "7"
    path.write_text("student\tID\tID\nann\t7\t8\n")
    with pytest.raises(CourseError, match="two columns `ID`"):
        Roster.read(path, (), ["ID"])


def test_an_accent_may_be_written_in_two_ways(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(f"student,ID\n{unicodedata.normalize('NFC', 'Zoë')},7\n", "utf-8")
    person = Roster.read(path, (), ["ID"]).of(unicodedata.normalize("NFD", "Zoë"))
    assert person["ID"] == "7"


def test_a_canvas_column_may_have_another_title_and_two_are_not_guessed(book, room):
    path = room.root / "roster.csv"
    path.write_text(CANVAS_ROSTER.replace("squares (4711)", "SQUARES (4711)"))
    assert export("canvas", "squares", "--roster", "roster.csv").exit_code == 0
    assert "SQUARES (4711)" in table(room.root / "grades-canvas.csv")[0]
    head, *rest = CANVAS_ROSTER.splitlines()
    path.write_text("\n".join([f"{head},Squares (8)", *rest]))
    said = export("canvas", "squares", "--roster", "roster.csv")
    assert said.exit_code == 2
    assert "Which one is `squares`?" in " ".join(said.stderr.split())
    path.write_text(CANVAS_ROSTER.replace("squares (4711)", "Homework 3 (4711)"))
    said = export("canvas", "squares", "--roster", "roster.csv")
    assert "Canvas will make a new assignment `squares`" in " ".join(said.stderr.split())


def test_whoever_has_no_score_is_not_said_to_have_one(book, room):
    put(book, "squares", "cyd", {"square-score": None, "total-score": None})
    said = " ".join(export("csv", "squares").stderr.split())
    assert "these scores may change: bob." in said
    assert "a person must grade first: cyd." in said


NAMES = {
    "submissions/leeann_4711_815_squares.ipynb": ("4711", "squares"),
    "submissions/leeann_LATE_4711_815_squares-1.ipynb": ("4711", "squares"),
    "submissions/leeann_4711_815_squares (2).ipynb": ("4711", "squares"),
    "Ann Lee_31_assignsubmission_file/squares.ipynb": ("Ann-Lee", "squares"),
    "x/Ann Lee_31_assignsubmission_file_/squares.ipynb": ("Ann-Lee", "squares"),
    "x/Zoe\u0308 O'Neil_31_assignsubmission_file_squares.ipynb": ("Zo\u00eb-O-Neil", "squares"),
    "x/Ann Lee_31_assignsubmission_file/other-1.ipynb": ("Ann-Lee", "other-1"),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_names_of_canvas_and_moodle_are_taken_apart(name, room):
    found = collector(room).collect(f"/a/course/downloaded/squares/extracted/{name}")
    assert (found["student_id"], found["file_id"]) == NAMES[name]
    assert is_name(found["student_id"])


def collector(room):
    room.config.CourseDirectory.assignment_id = "squares"
    app = ZipCollectApp(config=room.config)
    app.coursedir = CourseDirectory(parent=app)
    assert room.config.ZipCollectApp.collector_plugin is LmsNames
    return LmsNames(parent=app)


def test_a_name_of_neither_is_said_and_a_courses_own_pattern_counts(room, capsys):
    assert collector(room).collect("/a/squares.ipynb") is None
    assert "is not a name that Canvas or Moodle gives" in capsys.readouterr().err
    room.config.FileNameCollectorPlugin.named_regexp = r".*/(?P<student_id>\w+)-(?P<file_id>\w+)"
    assert collector(room).collect("/a/ann-squares.ipynb")["student_id"] == "ann"
