"""A card that changes in place while checks run in a notebook."""

import threading

import IPython.display
import pytest

from autograder.author.exercise import Limits
from course import exercise, live_card
from course.card import QUIET, Card
from course.live_card import LiveCard


class Place:
    """Stands for the place in a notebook: all that it has shown."""

    def __init__(self):
        self.shown = []
        self.changed = threading.Event()

    def update(self, card):
        self.shown.append(str(card))
        self.changed.set()


@pytest.fixture
def place(monkeypatch):
    made = Place()
    monkeypatch.setattr(live_card, "_in_notebook", lambda: True)
    monkeypatch.setattr(
        IPython.display, "display", lambda card, display_id: made.update(card) or made
    )
    return made


def card(words):
    return Card(QUIET, words, [])


def test_each_card_takes_the_place_of_the_one_before(place):
    live = LiveCard()
    live.show(card("one"), card("late"), 9)
    live.show(card("two"), card("late"), 9)
    live.end(card("three"))
    assert place.shown == ["one", "two", "three"]


def test_after_its_seconds_a_card_says_that_it_still_runs(place):
    live = LiveCard()
    live.show(card("one"), card("late"), 0.01)
    place.changed.clear()
    assert place.changed.wait(5)
    live.end(card("two"))
    assert place.shown == ["one", "late", "two"]


def test_a_reminder_that_comes_too_late_shows_nothing(place):
    live = LiveCard()
    live.show(card("one"), card("late"), 9)
    reminder = live._reminder
    live.end(card("two"))
    live._remind(reminder, card("late"))
    assert place.shown == ["one", "two"]


def test_outside_a_notebook_only_the_end_is_shown(capsys):
    live = LiveCard()
    live.show(card("one"), card("late"), 9)
    live.end(card("two"))
    assert capsys.readouterr().out == "two\n"


def test_the_visible_result_is_shown_while_the_hidden_checks_run(place, toy, monkeypatch):
    asked = []

    def hidden(self, task, names):
        asked.append(place.shown[-1])
        return card("the end")

    monkeypatch.setattr(exercise.Exercise, "_hidden", hidden)
    names = {"check": exercise.Exercise(toy.folder).check}
    exec("def square(x): return x * x\ncheck('square')", names)
    assert place.shown[0] == "… square: the visible checks are running."
    assert "The hidden checks are running." in asked[0]
    assert "✓ 3 squared is 9." in asked[0]
    assert place.shown[-1] == "the end"


def test_a_card_does_not_say_for_ever_that_checks_run(place, toy, monkeypatch):
    def broken(self, task, names):
        raise RuntimeError("a fault of our own")

    monkeypatch.setattr(exercise.Exercise, "_hidden", broken)
    names = {"check": exercise.Exercise(toy.folder).check}
    with pytest.raises(RuntimeError, match="a fault"):
        exec("def square(x): return x * x\ncheck('square')", names)
    assert place.shown[-1] == "? square: the checks could not run."


def test_an_exercise_without_a_limit_has_the_graders_limit():
    assert Limits().task_seconds == exercise.TASK_SECONDS
