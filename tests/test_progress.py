"""A learner's progress: what is noted, what stays, and how it is shown."""

import json

import pytest
from learning import heldout

from course import progress_file
from course.card import Card
from course.exercise import Exercise
from course.progress_file import NOT_STARTED, NOT_YET, PASSED
from course.progress_table import SLIPPED, Progress


def shown(toy, notice=""):
    return Progress([toy.folder], progress_file.read(), notice)


@pytest.mark.parametrize("after", [NOT_YET, NOT_STARTED])
def test_passed_stays_passed(toy, after):
    progress_file.write("squares", "square", outcome=PASSED)
    progress_file.write("squares", "square", outcome=after)
    told = shown(toy)
    assert f"✓ square ({SLIPPED})" in repr(told)
    assert f"✓ square ({SLIPPED})" in told._repr_html_()
    assert told.next.endswith("task total.")
    progress_file.write("squares", "square", outcome=PASSED)
    assert SLIPPED not in repr(shown(toy))


def test_a_file_from_before_is_read_as_before(toy, own_notes):
    own_notes.parent.mkdir()
    own_notes.write_text(json.dumps({"squares": {"square": {"outcome": PASSED, "hints": 1}}}))
    assert "✓ square (1 hint)" in repr(shown(toy))
    progress_file.write("squares", "square", outcome=NOT_YET)
    assert f"✓ square (1 hint, {SLIPPED})" in repr(shown(toy))


def test_the_total_comes_first_and_what_is_done_takes_a_line(toy, models):
    for task in ("square", "total"):
        progress_file.write("squares", task, outcome=PASSED)
    told = repr(Progress([toy.folder, models.folder], progress_file.read()))
    assert told.splitlines() == [
        "2 of 4 tasks passed",
        "✓ Squares: 2 of 2",
        "○ A line: 0 of 2",
        "    ○ line",
        "    ○ saved",
        "Next: A line (line), task line.",
    ]


@pytest.fixture
def no_place(tmp_path, monkeypatch):
    """A file for notes that cannot be made."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("HELDOUT_PROGRESS", str(tmp_path / "file" / "progress.json"))
    monkeypatch.setattr(progress_file, "_unwritten", {})


@pytest.mark.usefixtures("no_place")
def test_hints_go_on_where_no_note_can_be_written(toy, monkeypatch):
    cards = []
    monkeypatch.setattr(Card, "show", lambda card: cards.append(str(card)))
    for _ in range(2):
        Exercise(toy.folder).hint("square")
    assert "Hint 2 of 2" in cards[1]


def test_what_could_not_be_written_is_written_later(own_notes, monkeypatch):
    monkeypatch.setattr(progress_file, "_unwritten", {})
    own_notes.parent.write_text("in the way")
    progress_file.write("squares", "square", hints=2)
    own_notes.parent.unlink()
    progress_file.write("squares", "total", outcome=PASSED)
    assert json.loads(own_notes.read_text())["squares"]["square"] == {"hints": 2}
    assert progress_file._unwritten == {}


@pytest.mark.parametrize("content", ["{ not JSON", "[1]", '{"squares": 3}', "[" * 100_000])
def test_a_damaged_file_is_told_of_once(own_notes, content):
    own_notes.parent.mkdir()
    own_notes.write_text(content)
    first, second = (heldout("progress").output for _ in range(2))
    kept = own_notes.with_suffix(".damaged.1.json")
    assert str(kept) in first.splitlines()[0]
    assert kept.read_text() == content
    assert "could not be read" not in second


def test_a_file_that_a_check_found_damaged_is_told_of_later(own_notes):
    own_notes.parent.mkdir()
    for content in ("{ first", "{ second"):
        own_notes.write_text(content)
        progress_file.write("squares", "square", outcome=PASSED)
    assert ".damaged.2.json" in progress_file.damage()
    assert progress_file.damage() == ""
    kept = [own_notes.with_suffix(f".damaged.{n}.json").read_text() for n in (1, 2)]
    assert kept == ["{ first", "{ second"]


def test_a_notice_stands_above_the_table(toy):
    told = shown(toy, "See <here>.")
    assert repr(told).startswith("See <here>.\n0 of 2")
    assert "See &lt;here&gt;." in told._repr_html_()
