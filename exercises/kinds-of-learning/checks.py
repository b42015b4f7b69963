"""Visible checks: they run in the notebook, on examples that anyone may see."""

import numpy as np
import pytest

from course.expect import as_array, close, equal, holds
from course.promises import Here


@pytest.mark.task("learns")
def test_the_worked_calls_of_learns(student):
    """The worked calls: three repeats that rise, and a perfect machine that does not."""
    scores = np.array([[0.5, 0.6, 0.7], [0.4, 0.6, 0.7], [0.5, 0.4, 0.8]])
    holds(bool(student.learns(scores)), message="These scores rise by 0.2, 0.3 and 0.3.")
    perfect = bool(student.learns(np.ones((2, 2))))
    holds(not perfect, message="It was perfect from the beginning: it has learnt nothing.")


@pytest.mark.task("learns")
def test_one_repeat_is_refused(student):
    """One repeat raises a ValueError."""
    with Here(student).raises(ValueError, message="One repeat should be refused."):
        student.learns(np.array([[0.1, 0.5]]))


@pytest.mark.task("head")
def test_the_worked_call_of_build(student):
    """The worked call: five rows give three probabilities each."""
    model = student.build("one-of", 4, 3)
    as_array(model.predict(np.zeros((5, 4), "float32"), verbose=0), shape=(5, 3))


@pytest.mark.task("head")
def test_another_kind_is_refused(student):
    """A kind that is not in the table raises a ValueError."""
    with Here(student).raises(ValueError, message='"regression" is no kind of the table.'):
        student.build("regression", 4, 3)


@pytest.mark.task("groups")
def test_the_worked_call_of_find_groups(student):
    """The worked call: 0 and 1 are a group, and 9 is another."""
    x = np.array([[0.0], [9.0], [1.0]])
    centres, labels = student.find_groups(x, 2, np.random.default_rng(0))
    message = "The centres should be 0.5 and 9."
    close(np.sort(as_array(centres, shape=(2, 1))[:, 0]), [0.5, 9.0], message=message)
    labels = as_array(labels, shape=(3,))
    apart = bool(labels[0] == labels[2] and labels[0] != labels[1])
    holds(apart, message="The first row and the last one are a group.", got=labels)


@pytest.mark.task("groups")
def test_no_group_is_refused(student):
    """Zero groups raise a ValueError."""
    rng = np.random.default_rng(0)
    with Here(student).raises(ValueError, message="0 groups should be refused."):
        student.find_groups(np.ones((3, 1)), 0, rng)


@pytest.mark.task("names")
def test_the_worked_call_of_agreement(student):
    """The worked call: three of four rows are right."""
    got = student.agreement(np.array([5, 5, 0, 0]), np.array(["b", "b", "a", "b"]))
    close(float(got), 0.75, message="If 5 is b and 0 is a, three of four rows are right.")


@pytest.mark.task("names")
def test_other_lengths_are_refused(student):
    """One class for two rows raises a ValueError."""
    one, two = np.array([1]), np.array([0, 1])
    with Here(student).raises(ValueError, message="One class for two rows should be refused."):
        student.agreement(two, one)


@pytest.mark.task("three-questions")
def test_the_worked_call_of_ask_three(student):
    """The worked call: three questions name thirty rows."""
    x = np.repeat([[0.0, 0.0], [9.0, 0.0], [9.0, 9.0]], 10, axis=0)
    truth = np.repeat(["Adelie", "Chinstrap", "Gentoo"], 10)
    asked = []

    def ask(row):
        asked.append(row)
        return str(truth[row])

    names = student.ask_three(x, ask, np.random.default_rng(0))
    holds(len(asked) <= 3, message="At most three questions may be asked.", got=len(asked))
    equal([str(name) for name in names], truth.tolist(), message="All thirty rows should be named.")


@pytest.mark.task("reward")
def test_the_worked_call_of_play(student):
    """The worked call: five pulls at three levers."""
    pulled = []

    def pull(arm):
        pulled.append(int(arm))
        return int(arm == 2)

    got = student.play(pull, 3, 5, np.random.default_rng(0))
    equal(len(pulled), 5, message="Five pulls should be made.")
    equal([int(arm) for arm in got], pulled, message="The levers should be given in their order.")


@pytest.mark.task("which-kind")
def test_each_problem_has_an_entry(student):
    """The worked call: there is a text for each of the twelve problems."""
    got = student.kinds()
    equal(sorted(got), list(range(1, 13)), message="The keys should be the numbers 1 to 12.")
    words = {"how much", "how many", "whether", "which one", "which ones"}
    words |= {"what is alike", "what pays", "nothing to learn"}
    holds(set(got.values()) <= words, message="Each value should be a text of the table.", got=got)
