"""Bad input in a batch: each gets a clear message, and nobody else loses anything."""

import json
import unicodedata

import nbformat
import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.author import notebook, sample
from autograder.cli.app import app
from autograder.cli.graded_record import as_record, one_line
from autograder.cli.reasons import reasons
from autograder.errors import InputRefused
from autograder.gradebook import grades as gradebook_grades
from autograder.gradebook import intake
from autograder.gradebook.batch import Batch
from autograder.gradebook.graded import Graded
from autograder.gradebook.publisher import Publisher, write_feedback
from autograder.gradebook.student_name import is_name
from autograder.judge.verdict import Verdict
from autograder.process.untrusted_call import SandboxedCalls
from autograder.report import submission_status

# nbgrader 0.9.6 builds its rows in an order that SQLAlchemy 2.1 remarks on.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
OTHER = nbformat.v4.new_notebook(metadata={"heldout": {"exercise": "even-odd"}})
OLD = {
    "nbformat": 3,
    "nbformat_minor": 0,
    "metadata": {"name": ""},
    "worksheets": [
        {
            "metadata": {},
            "cells": [
                {
                    "cell_type": "code",
                    "collapsed": False,
                    "language": "python",
                    "metadata": {},
                    "outputs": [],
                    "input": "def square(x):\n    return x * x\ndef total(x):\n    return float((x * x).sum())",
                }
            ],
        }
    ],
}

UNREADABLE = {
    "not-json": (b"x = 1\n", "not JSON (line 1)"),
    "cut-short": (b'{"cells": [', "ends in the middle"),
    "web-page": (b"\n<!DOCTYPE html><html><body>Log in", "a web page (a login page, say"),
    "web-page-2": (b"\xef\xbb\xbf<!-- x --><HTML>\xff", "a web page"),
    "pdf": (b"%PDF-1.7\xff", "a PDF"),
    "zip": (b"PK\x03\x04\xff", "a zip archive, no notebook. Unpack it"),
    "word": (b"PK\x03\x04\xffword/document.xml", "a Word document"),
    "utf-16": ("{}".encode("utf-16"), "UTF-16"),
    "lfs": (b"version https://git-lfs.github.com/spec/v1\noid", "a pointer of Git LFS"),
    "script": (b"import numpy as np\nx = 1\n", "a Python script"),
    "merged": (
        b'{"cells": [\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> other\n]}',
        "Git's merge markers in it (line 2)",
    ),
    "json-but-no-notebook": (b'{"a": 1}', "it has no cells"),
    "json-but-a-list": (b"[1, 2]", "it has no cells"),
    "cells-of-nonsense": (b'{"cells": [1, 2], "nbformat": 4, "nbformat_minor": 5}', "format"),
    "cells-is-a-number": (b'{"cells": 7, "nbformat": 4, "nbformat_minor": 5}', "format"),
    "format-of-the-future": (b'{"cells": [], "nbformat": 99, "nbformat_minor": 0}', "format"),
    "nested-too-deep": (b'{"cells": ' + b"[" * 100_000, "nests too deep"),
    "another-exercise": (nbformat.writes(OTHER).encode(), "the notebook of `even-odd`"),
    "latin-1": ('{"cells": "é"}'.encode("latin-1"), "not UTF-8"),
    "empty": (b"", "is empty"),
    # An expression that takes comments apart in every way takes for ever.
    "comments": (b"<!---->" * 60 + b"x", "not JSON"),
    "endless-source": (
        nbformat.writes(
            nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x\n" * (1 << 20))])
        ).encode(),
        "characters of source",
    ),
}


def grades(room):
    """Each student's scores and flags, as the gradebook has them."""
    with Gradebook(f"sqlite:///{room.root / 'gradebook.db'}") as book:
        return {
            submission.student.id: {
                grade.name: (grade.auto_score, grade.needs_manual_grade)
                for each in submission.notebooks
                for grade in each.grades
            }
            for submission in book.find_assignment("squares").submissions
        }


def grade_all(room, mark):
    outcomes, refused = {}, []
    for student in room.students("squares"):
        result = mark(student)
        if isinstance(result, Graded):
            outcomes[student] = result.outcome
        else:
            refused.append(result)
    return outcomes, refused


FULL = {"square-score": (4.0, False), "total-score": (2.0, False)}
FLAGGED = {"square-score": (None, True), "total-score": (None, True)}


@pytest.mark.whole
@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_unreadable_files_are_named_and_flagged_and_cost_nobody_else(room, submit, right, mark):
    submit("aaa-first", right)
    submit("zzz-last", right)
    for student, (content, _) in UNREADABLE.items():
        submit(student, content)
    huge = submit("huge", b"{")
    with huge.open("ab") as file:
        file.truncate(200 << 20)
    target = room.root / "elsewhere.ipynb"
    target.write_bytes(huge.read_bytes()[:1])
    link = submit("link", b"")
    link.unlink()
    link.symlink_to(target)
    dangling = submit("dangling-link", b"")
    dangling.unlink()
    dangling.symlink_to("/nowhere")
    longer = submit("mailed", right)
    longer.rename(longer.with_name("squares.ipynb.txt"))
    deeper = submit("deeper", right)
    (deeper.parent / "week 1").mkdir()
    deeper.rename(deeper.parent / "week 1" / deeper.name)
    submit("none", right).unlink()
    misnamed = submit("misnamed", right)
    misnamed.rename(misnamed.with_name("squares (1).ipynb"))
    words = {student: words for student, (_, words) in UNREADABLE.items()}
    words |= {"huge": "200 MiB", "link": "is a link", "dangling-link": "is a link"}

    outcomes, refused = grade_all(room, mark)

    assert outcomes["aaa-first"].score == outcomes["zzz-last"].score == 6
    for student, expected in words.items():
        for task in outcomes[student].tasks.values():
            assert task.verdict is Verdict.ERROR
            assert task.score is None
            assert expected in task.note, student
    whys = {problem.student: problem.why for problem in refused}
    expected = {
        "mailed": "has added `.txt`",
        "deeper": "in a folder of its own, `week 1`",
        "none": "holds no notebook. Expected: `squares.ipynb`. Ask for it",
        "misnamed": "holds `squares (1).ipynb`. Expected: `squares.ipynb`. Rename it",
    }
    assert whys.keys() == expected.keys()
    assert all(words in whys[student] for student, words in expected.items()), whys
    said = reasons(outcomes["pdf"], room.exercise("squares"), {})
    assert said == ["no score: The file is a PDF, no notebook. Ask for the notebook."]
    unread = Graded("pdf", {}, {"squares": outcomes["pdf"]})
    final = room.ledger("squares").standing["pdf"]
    assert one_line(unread, final, 6).startswith("pdf: no score in ")
    assert as_record("pdf", outcomes["pdf"])["score"] is None
    book = grades(room)
    assert book["aaa-first"] == book["zzz-last"] == FULL
    assert all(book[student] == FLAGGED for student in words)
    pages = {
        page.parts[-3]: page.read_text("utf-8") for page in write_feedback(room, "squares").paths
    }
    assert "could not be read" in pages["not-json"]
    assert "hidden-canary" not in pages["not-json"]


@pytest.fixture
def edited(toy, right):
    """The reference as a notebook whose cells a student has changed by hand."""

    def edit(change):
        book = sample.fill(toy, right)
        cells = {notebook.grade_id(cell): cell for cell in book.cells}
        change(book, cells)
        return json.dumps(book).encode()

    return edit


def drop(*names):
    def change(book, cells):
        book.cells = [cell for cell in book.cells if notebook.grade_id(cell) not in names]

    return change


def forget_all_marks(book, cells):
    for cell in book.cells:
        cell.metadata.pop("nbgrader", None)


def duplicate(book, cells):
    book.cells += [cells["square"], cells["square-score"], cells["square-score"]]


def reorder(book, cells):
    book.cells[3:] = book.cells[:2:-1]


def more_points(book, cells):
    cells["total-score"].metadata.nbgrader["points"] = 1000
    cells["square-score"].metadata.nbgrader["points"] = "many"


def strange_marks(book, cells):
    cells["square"].metadata["nbgrader"] = {"grade_id": "square", "schema_version": 99}
    cells["total"].metadata["nbgrader"] = ["no", "dict"]
    cells["total-score"].metadata["nbgrader"]["grade_id"] = "square"


def own_score_cell(book, cells):
    cells["square-score"].source = "4.0"
    cells["total-score"].source = "get_ipython().ask_exit()"


def score_cell_as_markdown(book, cells):
    cells["square-score"]["cell_type"] = "markdown"
    del cells["square-score"]["outputs"], cells["square-score"]["execution_count"]


def forged_outputs(book, cells):
    data = {"text/plain": "4.0"}
    cells["square-score"].outputs = [nbformat.v4.new_output("execute_result", data=data)]


EDITS = {
    "score-cells-deleted": drop("square-score", "total-score"),
    "both-cells-of-a-task-deleted": drop("total", "total-score"),
    "all-marks-gone": forget_all_marks,
    "duplicated": duplicate,
    "reordered": reorder,
    "points-edited": more_points,
    "marks-edited": strange_marks,
    "score-cells-rewritten": own_score_cell,
    "score-cell-made-markdown": score_cell_as_markdown,
    "outputs-forged": forged_outputs,
}


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_edited_notebooks_get_the_points_of_their_answers(room, submit, edited, mark):
    for student, change in EDITS.items():
        submit(student, edited(change))
    submit("old-format", json.dumps(OLD).encode())

    outcomes, refused = grade_all(room, mark)

    assert refused == []
    book = grades(room)
    gone = book.pop("both-cells-of-a-task-deleted")
    assert gone == {"square-score": (4.0, False), "total-score": (0.0, False)}
    assert all(scores == FULL for scores in book.values()), book
    assert outcomes["both-cells-of-a-task-deleted"].tasks["total"].verdict is Verdict.ERROR


def test_intake_keeps_nothing_but_sources_and_tags(toy, tmp_path, sandboxed_calls):
    book = sample.fill(toy, {})
    book.cells[0].metadata["evil"] = {"deep": [1]}
    book.cells[1].outputs = [nbformat.v4.new_output("stream", text="forged")]
    book.metadata["heldout"]["unreadable"] = "forged"
    path = tmp_path / "squares.ipynb"
    path.write_text(json.dumps(book))
    clean = intake.read(path, toy, sandboxed_calls)
    assert set(clean.metadata.heldout) == {"exercise"}
    assert all(set(cell.metadata) <= {"tags", "nbgrader"} for cell in clean.cells)
    assert not any(cell.get("outputs") for cell in clean.cells)


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_what_a_link_points_to_is_not_copied(room, submit, right, tmp_path, mark):
    """nbgrader copies the files beside a notebook, and follows links while it does."""
    (tmp_path / "secret").write_text("the instructor's")
    folder = submit("ann", right).parent
    (folder / "data.txt").symlink_to(tmp_path / "secret")
    (folder / "mine.txt").write_text("the student's")
    assert isinstance(mark("ann"), Graded)
    kept = room.root / "autograded" / "ann" / "squares"
    assert (kept / "mine.txt").exists()
    assert not (kept / "data.txt").exists()


@pytest.mark.parametrize("name", ["Zoe\u0308", "हिन्दी", "a.b@c-d_1"])
def test_a_name_may_have_signs_that_mark_its_letters(name):
    assert is_name(name)
    assert is_name(unicodedata.normalize("NFD", name))


def test_a_name_that_is_a_pattern_or_markup_is_refused(room, mark):
    for name in ("[a-z]*", "<img src=x>", "=1+1", "-rf"):
        refused = mark(name)
        assert "no student's name" in refused.why


def test_a_file_that_is_too_much_to_read_is_refused_and_not_ours(sandboxed_calls):
    """The child that parses it has bounds: nothing that a file says costs the supervisor memory."""
    bomb = b'{"cells": [' + b"[]," * (6 << 20) + b"[]]}"
    with pytest.raises(InputRefused, match="."):
        sandboxed_calls.run("autograder.gradebook.intake:parse", bomb)


@pytest.fixture(scope="module")
def sandboxed_calls(supervisor):
    with_intake = SandboxedCalls(
        ["autograder.gradebook.intake"], supervisor.scratch, supervisor.level
    )
    yield with_intake
    with_intake.close()


def test_the_reason_on_a_placeholder_is_no_markup(toy):
    page = intake.placeholder(toy, "This is `<script>alert(1)</script>`")
    assert page.cells[0].source.splitlines()[2].startswith("    ")


def test_who_hands_the_same_in_again_later_is_late(room, submit, right):
    path = submit("ann", right)
    stamp = path.with_name("timestamp.txt")
    stamp.write_text("2026-01-01 10:00:00 UTC")
    assert grade_and_write(room) == (0, ["ann"])
    assert grade_and_write(room) == (1, ["ann"])
    stamp.write_text("2026-02-01 10:00:00 UTC")
    assert grade_and_write(room) == (0, ["ann"])
    with Gradebook(room.coursedir.db_url, room.coursedir.course_id) as book:
        assert book.find_submission("squares", "ann").timestamp.month == 2


def grade_and_write(room):
    """Grade as the command does; gives how many were left as they stand, and whose are written."""
    batch = Batch(room, "squares", room.students("squares"), 1)
    list(batch.run())
    return batch.unchanged, sorted(Publisher(room, "squares").published_students())


def test_feedback_is_for_whoever_was_graded(room, submit, mark, right):
    assert write_feedback(room, "squares").paths == []
    submit("ann", right)
    mark("ann")
    assert [path.name for path in write_feedback(room, "squares").paths] == ["squares.html"]
    assert write_feedback(room, "squares", "bob").paths == []


def test_a_file_that_nobody_could_read_has_no_row_in_an_export(room, submit, mark, right):
    submit("ann", right)
    submit("bob", b"no notebook")
    mark("ann")
    mark("bob")
    with Gradebook(room.coursedir.db_url, room.coursedir.course_id) as book:
        found = gradebook_grades.read(book, ["squares"])
    assert list(found.sheets[0].finals) == ["ann"]
    assert found.waiting == ["bob"]
    assert submission_status.read(
        room, "squares", ["ann"], room.ledger("squares").standing
    ).by_hand == ("bob",)


@pytest.mark.parametrize("solved", [False, True])
def test_a_copy_beside_the_graded_notebook_is_told(solved, room, submit, right, mark):
    folder = submit("ann", right if solved else {}).parent
    submit("bob", {})
    (folder / "squares (1).ipynb").write_bytes(b"a copy")
    outcome, alone = mark("ann").outcome, mark("bob").outcome
    assert alone.remarks == ()
    assert "Another notebook lies beside it: `squares (1).ipynb`" in outcome.remarks[0]
    assert ("is untouched" in outcome.remarks[0]) is not solved
    pages = {
        page.parts[-3]: page.read_text("utf-8") for page in write_feedback(room, "squares").paths
    }
    assert ("squares (1).ipynb" in pages["ann"]) is not solved
    assert "lies beside" not in pages["bob"]
    assert outcome.remarks[0] in reasons(outcome, room.exercise("squares"), {})


def test_a_module_of_ones_own_is_said_to_be_unread(room, submit, right, mark):
    square = "from myhelper import f\ndef square(x):\n    return f(x)"
    folder = submit("ann", right | {"square": square}).parent
    submit("bob", right | {"square": square})
    (folder / "myhelper.py").write_text("def f(x): return x * x")
    ann, bob = mark("ann").outcome, mark("bob").outcome
    assert "`myhelper.py` lies beside the notebook" in ann.tasks["square"].note
    assert ann.remarks == (ann.tasks["square"].note,)
    assert "No module named" in bob.tasks["square"].note
    assert bob.remarks == ()


def test_what_was_never_released_costs_no_other_assignment(room, submit, right, monkeypatch):
    submit("ann", right)
    for place in ("source/mine", "submitted/ann/mine"):
        (room.root / place).mkdir(parents=True)
        path = room.root / place / "mine.ipynb"
        path.write_text(nbformat.writes(nbformat.v4.new_notebook()))
    monkeypatch.chdir(room.root)
    done = CliRunner().invoke(app, ["grade"])
    assert done.exit_code == 1
    assert "ann: 6/6" in done.stdout
    assert "`mine` has submissions and was never released: it is left out" in done.stderr
    assert "nbgrader generate_assignment mine" in done.stderr
    named = CliRunner().invoke(app, ["grade", "mine"])
    assert named.exit_code == 2
    assert "`nbgrader generate_assignment mine`" in " ".join(named.stderr.split())


def test_a_notebook_as_it_was_released_is_told_without_running_it(
    room, submit, right, mark, monkeypatch
):
    submit("ann", {})
    with monkeypatch.context() as nothing_runs:
        nothing_runs.setattr(room.services.supervisor, "run", lambda *_: pytest.fail("it runs"))
        graded = mark("ann")
    assert {task.verdict for task in graded.outcome.tasks.values()} == {Verdict.BLANK}
    assert graded.outcome.score == 0
    submit("bob", {"square": right["square"]})
    assert mark("bob").outcome.results["square"] == (Verdict.PASS, 4)
