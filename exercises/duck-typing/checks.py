"""Visible checks: they run in the notebook, on examples that anyone may see."""

from types import SimpleNamespace

import keras
import numpy as np
import pytest

from course.expect import as_array, close, equal, holds


class Squash:
    """A ball of another family."""

    def bounce(self):
        return "squash"


class Tripped(AttributeError):
    """What the robot raises when it trips."""


class Robot:
    """It has a `bounce`, with a bug inside."""

    def bounce(self):
        raise Tripped("the robot has no such leg")


@pytest.mark.task("playground")
def test_the_call_in_the_docstring_of_play(student):
    """The call in the docstring gives "boing"."""
    got = student.Playground().play(SimpleNamespace(bounce=lambda: "boing"))
    equal(got, "boing", message='`bounce()` returned "boing".')


@pytest.mark.task("playground")
def test_a_ball_bounces(student):
    """A ball of height 2 jumps 2 metres first."""
    got = as_array(student.Playground().play(student.Ball(2.0)), shape=(8,))
    close(got[0], 2.0, message="`play` should return what `bounce()` returns.")


@pytest.mark.task("playground")
def test_a_stranger_bounces(student):
    """A class that the notebook has never seen plays, too."""
    equal(student.Playground().play(Squash()), "squash", message="Whatever bounces may play.")


@pytest.mark.task("eafp")
def test_the_call_in_the_docstring_of_bounce_all(student):
    """The call in the docstring gives a tuple of two lists."""
    got = student.bounce_all([7, SimpleNamespace(bounce=lambda: "boing"), "stone"])
    equal(got, (["boing"], [7, "stone"]), message="One bounces, two are skipped.")


@pytest.mark.task("eafp")
def test_what_does_not_bounce_is_skipped(student):
    """Of a squash ball and two plain things one bounces."""
    results, skipped = student.bounce_all([7, Squash(), "stone"])
    equal(results, ["squash"], message="One of the three bounces: a list of its answer.")
    equal(skipped, [7, "stone"], message="The other two are skipped: a list, in their order.")


@pytest.mark.task("eafp")
def test_a_bounce_that_cannot_be_called_is_skipped(student):
    """A toy whose `bounce` is the number 3 is skipped."""
    broken = SimpleNamespace(bounce=3)
    results, skipped = student.bounce_all([broken])
    holds(len(results) == 0 and skipped[0] is broken, message="3 cannot be called.", got=skipped)


@pytest.mark.task("eafp")
def test_a_generator_is_sorted_too(student):
    """The items may come from a generator."""
    results, skipped = student.bounce_all(item for item in [7, Squash(), "stone"])
    equal((results, skipped), (["squash"], [7, "stone"]), message="One bounces, two are skipped.")


@pytest.mark.task("eafp")
def test_a_robot_that_trips_is_heard(student):
    """A robot raises an AttributeError in the middle of its jump, and it travels on."""
    on_task = False
    try:
        student.bounce_all([Squash(), Robot()])
    except Tripped:
        on_task = True
    holds(on_task, message="The robot has a `bounce`, so its error is not yours to catch.")


@pytest.mark.task("narrow")
def test_the_calls_in_the_docstring_of_read_number(student):
    """The calls in the docstring give a number and twice the default."""
    got = [student.read_number(row, "age", "?") for row in [{"age": "38"}, {"age": ""}, {}]]
    equal(got, [38.0, "?", "?"], message="One row has a number.")


@pytest.mark.task("narrow")
def test_a_text_becomes_a_number(student):
    """The text "2.5" gives 2.5."""
    equal(student.read_number({"age": "2.5"}, "age", None), 2.5, message="`float` reads texts.")


@pytest.mark.task("narrow")
def test_holes_give_the_default(student):
    """A missing key, None and a text that is no number give the default."""
    for row in ({}, {"age": ""}, {"age": None}, {"age": "about 40"}):
        equal(student.read_number(row, "age", "none"), "none", message=f"In {row} is no number.")


@pytest.mark.task("protocol")
def test_the_calls_in_the_docstring_of_write_protocols(student):
    """The spring fits the first protocol and not the second."""
    bouncy, learner = student.write_protocols()
    got = isinstance(student.spring, bouncy), isinstance(student.spring, learner)
    equal(got, (True, False), message="The spring has `bounce`, and no `fit` and `predict`.")


@pytest.mark.task("protocol")
def test_the_playgrounds_note(student):
    """A ball fits the first protocol, a radio does not."""
    bouncy, _ = student.write_protocols()
    equal(isinstance(student.Ball(1), bouncy), True, message="A ball bounces.")
    equal(isinstance(student.Radio(), bouncy), False, message="A radio does not bounce.")


@pytest.mark.task("protocol")
def test_the_learners_note(student):
    """A Keras model fits the second protocol, a layer does not."""
    _, learner = student.write_protocols()
    layer = keras.layers.Dense(1)
    equal(
        isinstance(keras.Sequential([layer]), learner), True, message="A model fits and predicts."
    )
    equal(isinstance(layer, learner), False, message="A layer has no `fit`.")


@pytest.mark.task("scorer")
def test_the_call_in_the_docstring_of_accuracy(student):
    """The call in the docstring gives 0.75."""
    told = SimpleNamespace(predict=lambda X: [0, 1, 1, 2])
    got = student.accuracy(told, X=None, y=[0, 1, 2, 2])
    close(got, 0.75, message="Three of the four classes are right.")


@pytest.mark.task("scorer")
def test_three_of_four_are_right(student):
    """Classes, one column and two columns that say the same get the same score."""
    answers = [[1, 0, 1, 0], [[0.9], [0.2], [0.7], [0.1]], [[1, 9], [8, 2], [3, 7], [9, 1]]]
    for answer in answers:
        told = SimpleNamespace(predict=lambda X, answer=answer: np.array(answer))
        got = student.accuracy(told, np.zeros((4, 2)), np.array([1, 0, 1, 1]))
        close(
            got, 0.75, message=f"Predictions of shape {np.shape(answer)}: three of four are right."
        )


@pytest.mark.task("callable-layer")
def test_the_call_in_the_docstring_of_apply_all(student):
    """The call in the docstring gives 5."""
    got = student.apply_all([str.upper, len], "boing")
    equal(got, 5, message='"boing" becomes "BOING", and that has 5 letters.')


@pytest.mark.task("callable-layer")
def test_a_function_and_a_layer_take_turns(student):
    """Each step gets what the one before gave."""
    steps = [lambda x: x - 3, keras.layers.ReLU(), np.sqrt]
    got = student.apply_all(steps, np.array([[12.0, 1.0]], "float32"))
    close(np.asarray(got), [[3.0, 0.0]], message="Minus 3, then ReLU, then the root.")


@pytest.mark.task("callable-layer")
def test_without_steps_nothing_happens(student):
    """No steps give back x itself."""
    equal(student.apply_all([], "x"), "x", message="Nobody was called, so x is still x.")
