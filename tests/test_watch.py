"""`heldout watch` while an answer runs without an end, and while the file is gone."""

from dataclasses import replace

import learning
import pytest
from conftest import TOY

from autograder.cli.watch import LOOKS, Watch
from autograder.errors import Stopped
from autograder.judge.verdict import Verdict
from autograder.practice.practice import Practice

ENDLESS = "def square(x):\n    while True: pass"


@pytest.fixture
def save(toy, right, tmp_path):
    """Save the notebook with these answers; the others are right."""
    path = tmp_path / "mine.ipynb"

    def write(**answers):
        return learning.save(path, toy, **right | answers)

    return write


@pytest.fixture
def practice(save, tmp_path, monkeypatch):
    """The notebook, where an endless answer would run for hours."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Practice(save(), str(TOY)) as opened:
        hours = dict.fromkeys(("cell_seconds", "task_seconds", "submission_seconds"), 9999.0)
        limits = replace(opened.exercise.limits, **hours)
        opened.exercise = replace(opened.exercise, limits=limits)
        yield opened


def test_a_save_ends_an_endless_answer(practice, save, monkeypatch):
    save(square=ENDLESS)
    watch = Watch(practice)
    now = watch._next_save()
    watch.due = ["square"]
    real = practice.grade

    def repaired_meanwhile(*arguments):
        monkeypatch.setattr(practice, "grade", real)
        save()
        return real(*arguments)

    monkeypatch.setattr(practice, "grade", repaired_meanwhile)
    newer = watch._check(now)
    assert newer is not None
    assert watch.due == ["square"]
    assert watch._check(newer) is None
    assert watch.latest["square"].verdict is Verdict.PASS
    assert watch.due == []


def test_a_check_that_is_stopped_says_so(practice, save, monkeypatch):
    """Also when it is stopped before its session has begun."""
    save(square=ENDLESS)
    supervisor = practice.services.supervisor
    real = supervisor.resources_for

    def stopped_meanwhile(*arguments):
        given = real(*arguments)
        fork = given.graders.fork
        monkeypatch.setattr(
            given.graders, "fork", lambda *how: (practice.stop(), fork(*how))[1], raising=False
        )
        return given

    monkeypatch.setattr(supervisor, "resources_for", stopped_meanwhile)
    with pytest.raises(Stopped):
        practice.grade(practice.read(), ["square"])
    assert not supervisor.sessions


def test_a_save_that_changes_no_task_ends_nothing(practice, save, monkeypatch):
    watch = Watch(practice)
    now = watch._next_save()
    watch.due = ["square"]
    stops = []
    monkeypatch.setattr(practice, "stop", lambda: stops.append(1))
    save()
    assert watch._check(now) is None
    assert not stops


def test_a_file_that_is_gone_is_told_of_once_and_read_when_it_is_back(practice, capsys):
    watch = Watch(practice)
    assert watch._saved() is not None
    assert watch._saved() is None
    away = practice.path.rename(practice.path.with_suffix(".away"))
    assert not any(watch._saved() for _ in range(3 * LOOKS))
    assert " ".join(capsys.readouterr().out.split()).count("is gone. Waiting") == 1
    away.rename(practice.path)
    assert watch._saved() is not None
