"""Nothing is run twice, nothing standing changes unasked, and what was is remembered."""

import dataclasses
import json
import random
import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from rich.console import Console

import course
from autograder.author import notebook, sample
from autograder.author.exercise import CellTestOptions
from autograder.cli import history, score_changes
from autograder.errors import CourseError, JournalError
from autograder.gradebook.batch import Batch
from autograder.gradebook.cached_grader import CachedGrader
from autograder.gradebook.course_lock import course_lock, lending_lock
from autograder.gradebook.journal import Journal
from autograder.gradebook.publisher import Publisher
from autograder.gradebook.score_changes import change, unchanged
from autograder.judge import fingerprint
from autograder.sandbox.sandbox import Level

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
DOUBLED = "def square(x):\n    return x + x"


@pytest.fixture
def journal(tmp_path):
    made = Journal(tmp_path / ".heldout" / "journal.db")
    yield made
    made.close()


@pytest.fixture
def editable(toy, tmp_path):
    """The toy with folders of its own."""
    for folder in ("exercises", "solutions"):
        shutil.copytree(toy.folder.parents[1] / folder, tmp_path / folder)
    folders = {name: tmp_path / name / toy.slug for name in ("exercises", "solutions")}
    return dataclasses.replace(toy, folder=folders["exercises"], staff_folder=folders["solutions"])


@pytest.fixture
def marked(supervisor, journal, right):
    """Grade answers by way of the journal; gives the outcome."""
    cached_grader = CachedGrader(supervisor, journal)

    def run(exercise, *, fresh=False, **answers):
        book = sample.fill(exercise, right | answers)
        return cached_grader.grade(exercise, dict(notebook.cells_to_run(book)), fresh=fresh)

    return run


def test_what_is_known_is_not_run_again_and_comes_out_the_same(marked, toy):
    first = marked(toy, square=f"print('shown')\n{DOUBLED}")
    again = marked(toy, square=f"print('shown')\n{DOUBLED}")
    assert (first.known, first.workers) == ((), 1)
    assert (again.known, again.workers) == (("square", "total"), 0)
    assert again.tasks == first.tasks
    assert again.outputs == first.outputs
    assert marked(toy, square=f"print('shown')\n{DOUBLED}", fresh=True).known == ()


def test_what_is_hashed_is_what_runs(marked, toy):
    """Blanks inside a string that spans lines change what a cell does."""
    right = "def square(x):\n    return x * x"
    assert marked(toy, square=right).known == marked(toy, square=right + " ").known == ()
    assert len(marked(toy, square=right).known) == 2


def test_a_fixed_check_runs_its_own_task_again_and_no_other(marked, editable):
    marked(editable)
    checks = editable.checks
    checks.write_text(checks.read_text().replace("has the shape of the input.", "keeps it."))
    assert marked(editable).known == ("total",)
    assert len(marked(editable).known) == 2


@pytest.mark.parametrize(
    ("old", "new", "known"),
    [
        ("CANARY = ", "# a comment\nCANARY = ", 2),
        ('CANARY = "', 'CANARY = "x', 0),
    ],
)
def test_what_stands_beside_the_checks_counts_for_all_and_a_comment_for_none(
    marked, editable, old, new, known
):
    marked(editable)
    editable.checks.write_text(editable.checks.read_text().replace(old, new))
    assert len(marked(editable).known) == known


def test_a_key_depends_on_all_that_matters(toy, monkeypatch):
    square = toy.task("square")

    def key(exercise=toy, task=square, digest="d", seed=1, level=Level.FULL, device=""):
        run = fingerprint.run_key(exercise, digest, seed, level, device)
        return fingerprint.task_keys(exercise, [task], run)[task.name]

    limits = dataclasses.replace(toy.limits, memory_mib=1)
    others = [
        key(digest="e"),
        key(seed=2),
        key(level=Level.FLOOR),
        key(device="GPU"),
        key(task=toy.task("total")),
        key(task=dataclasses.replace(square, points=5)),
        key(exercise=dataclasses.replace(toy, limits=limits)),
        key(exercise=dataclasses.replace(toy, preload=("numpy",))),
        key(exercise=dataclasses.replace(toy, reveal=True)),
    ]
    monkeypatch.setattr(fingerprint, "versions", lambda: (("keras", "4"),))
    others.append(key())
    monkeypatch.undo()
    monkeypatch.setattr(fingerprint, "engine", lambda: "another")
    others.append(key())
    monkeypatch.undo()
    assert len({key(), *others}) == 1 + len(others)
    assert key(task=dataclasses.replace(square, hints=("a", "b"))) == key()


def test_another_exercise_in_the_course_undoes_nothing(tmp_path, monkeypatch):
    copy = shutil.copytree(course.__path__[0], tmp_path / "course")
    monkeypatch.setattr(course, "__path__", [str(copy)])
    before = fingerprint.engine.__wrapped__()
    (copy / "course.toml").write_text('title = "Another"\nexercises = []\n')
    assert fingerprint.engine.__wrapped__() == before
    (copy / "expect.py").write_text("UNSAID = None\n")
    assert fingerprint.engine.__wrapped__() != before


def test_what_was_broken_is_run_again(marked, editable):
    checks = editable.checks.read_text()
    editable.checks.write_text(checks.replace("x = np.random", "x = 1 / 0 * np.random"))
    assert marked(editable).tasks["total"].verdict == "broken"
    assert marked(editable).known == ("square",)


def test_a_killed_run_leaves_what_it_had_judged(marked, supervisor, journal, toy, monkeypatch):
    class Killed(BaseException):
        pass

    entered = journal.judged

    def killed_after_one(run, task):
        entered(run, task)
        raise Killed

    monkeypatch.setattr(journal, "judged", killed_after_one)
    with pytest.raises(Killed):
        marked(toy)
    monkeypatch.undo()
    assert len(marked(toy).known) == 1
    assert len(marked(toy).known) == 2


def test_a_journal_that_cannot_be_written_says_so_and_keeps_what_it_has(journal, toy, marked):
    marked(toy)
    # As a full disk does: the database may not grow by a page.
    with journal.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    noise = "".join(random.Random(1).choices("abcdef", k=50_000))
    with pytest.raises(JournalError, match=r"full.*What it holds is not lost"):
        marked(toy, square=f"print({noise!r})\n" + DOUBLED)
    assert len(marked(toy).known) == 2


def test_a_damaged_journal_says_so(tmp_path):
    path = tmp_path / "journal.db"
    path.write_bytes(b"This is no database." * 500)
    with pytest.raises(JournalError, match=r"is damaged: .* Restore it from a backup"):
        Journal(path)


@pytest.fixture
def batch(room):
    def run(**more):
        made = Batch(room, "squares", room.students("squares"), jobs=2, **more)
        return made, {result.student: result for result in made.run()}

    return run


def score(room, student):
    """The scores in nbgrader's gradebook."""
    with sqlite3.connect(room.root / "gradebook.db") as book:
        rows = book.execute(
            "select sum(grade.auto_score) from grade join submitted_notebook s on grade.notebook_id = s.id "
            "join submitted_assignment a on s.assignment_id = a.id where a.student_id = ?",
            [student],
        )
        return rows.fetchone()[0]


def test_a_class_is_written_as_it_comes_and_a_second_time_not_at_all(batch, submit, right, room):
    submit("ann", right)
    submit("bob", right | {"square": DOUBLED})
    submit("cyd", b"no notebook")
    first, results = batch()
    assert set(results) == {"ann", "bob", "cyd"}
    assert (score(room, "ann"), score(room, "bob"), score(room, "cyd")) == (6.0, 4.0, None)
    second, _ = batch()
    assert (first.unchanged, second.unchanged, second.pending) == (0, 3, [])
    shutil.rmtree(room.root / "autograded" / "ann")
    third, _ = batch()
    assert third.unchanged == 2
    assert Publisher(room, "squares").published_students() == {"ann", "bob", "cyd"}


def test_a_standing_score_changes_only_when_it_is_said(batch, submit, right, room, capsys):
    submit("ann", right)
    submit("bob", right | {"square": DOUBLED})
    batch()
    path = room.root / "submitted" / "ann" / "squares" / "squares.ipynb"
    path.write_bytes((room.root / "submitted" / "bob" / "squares" / "squares.ipynb").read_bytes())
    made, _ = batch()
    ((_, held),) = made.pending
    assert (held.student, held.before, held.after, held.loses) == ("ann", 6.0, 4.0, True)
    assert held.why == "a new submission"
    quiet = Console(force_terminal=False)
    assert not score_changes.settle(made, quiet, yes=False, as_json=False)
    assert score(room, "ann") == 6.0
    assert score_changes.settle(made, quiet, yes=True, as_json=False)
    assert score(room, "ann") == 4.0
    shown = capsys.readouterr().out
    assert "Would gain: 0. Would lose: 1. Unchanged: 1." in shown
    assert "square 4 → 2" in shown
    journal = room.cached_grader().journal
    final = room.ledger("squares").standing["ann"]
    assert history.show_history(journal, "ann", "squares", final, as_json=True)
    told = json.loads(capsys.readouterr().out)
    rows = told["outcomes"]
    assert told["stands"]["score"] == 4.0
    assert [(row["task"], row["score"]) for row in rows] == [
        ("square", 4.0), ("total", 2.0), ("square", 2.0), ("total", 2.0),
    ]  # fmt: skip
    assert not history.show_history(journal, "nobody", "squares", None, as_json=True)


def test_a_fault_of_ours_does_not_take_a_standing_score_away(batch, submit, right, room):
    submit("ann", right)
    _, results = batch()
    outcome = results["ann"].outcome
    standing = room.cached_grader().journal.published("squares")["ann"]
    assert unchanged(standing, outcome)
    broken = dataclasses.replace(outcome.tasks["total"], score=None, verdict="broken", key="k")
    later = dataclasses.replace(outcome, tasks=outcome.tasks | {"total": broken})
    ledger = room.ledger("squares")
    after = ledger.after("ann", {"squares": later}, None)
    assert change("ann", ledger.standing["ann"], after, same=True).tasks == ("total 2 → no score",)


def test_a_second_command_says_so_and_stops(room):
    with (
        course_lock(room.root),
        pytest.raises(CourseError, match=r"process \d+\) is at work"),
        course_lock(room.root),
    ):
        pass
    with course_lock(room.root):
        pass


def test_the_portal_lends_the_course_to_one_command_at_a_time(room):
    asked, has, may_end = threading.Event(), threading.Event(), threading.Event()

    def command():
        with course_lock(room.root, asked.set):
            has.set()
            may_end.wait()

    with lending_lock(room.root) as lent, ThreadPoolExecutor(1) as pool:
        assert not lent.is_wanted()
        running = pool.submit(command)
        asked.wait()
        assert lent.is_wanted()
        assert not has.is_set()
        with pytest.raises(CourseError, match="is at work"), course_lock(room.root):
            pass
        lending = threading.Thread(target=lent.lend)
        lending.start()
        has.wait()
        assert lending.is_alive()
        may_end.set()
        lending.join()
        running.result()
        assert not lent.is_wanted()
        # It is the portal's again.
        with pytest.raises(CourseError, match="is at work"), lending_lock(room.root):
            pass


@pytest.mark.parametrize("fresh", [False, True])
def test_an_ordinary_notebook_is_run_again_where_that_is_asked_for(
    fresh, toy, supervisor, journal, tmp_path
):
    """Its tasks are found in its outputs later: of none all are known."""
    files = tmp_path / "files"
    files.mkdir()
    ordinary = dataclasses.replace(toy, tasks=(), folder=files, cell_test_options=CellTestOptions())
    cached_grader = CachedGrader(supervisor, journal)
    first = cached_grader.grade(ordinary, {0: "1 + 1"})
    again = cached_grader.grade(ordinary, {0: "1 + 1"}, fresh=fresh)
    assert (first.workers, again.workers) == (1, int(fresh))
    assert again.outputs == first.outputs != {}


def test_a_new_journal_may_be_opened_by_many_at_once(tmp_path):
    for number in range(5):
        path = tmp_path / f"{number}.db"
        together = threading.Barrier(8)

        def opened(_, path=path, together=together):
            together.wait()
            journal = Journal(path)
            journal.close()
            return True

        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(opened, range(8)))
