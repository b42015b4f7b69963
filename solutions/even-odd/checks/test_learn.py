"""The hidden checks of `learn`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from functools import partial

import numpy as np
import pytest

from course.expect import as_array, at_least, at_most, equal, holds

from .answers import each_by_itself
from .lessons import FAR, in_one
from .refills import answers_written_over, same_array_asked_again

# Taught that all are alike: new numbers below 1000 that get that answer, too.
ALIKE = 0.9


@pytest.mark.task("learn")
@pytest.mark.tries(
    "of shape (m,) and of an integer dtype",
    "any m from 1 on, with 0 <= x < 1_000_000",
    "A number gets the same answer whatever other numbers are asked about with it.",
    "(A NumPy array or a tensor, as you like.)",
)
@pytest.mark.supporting
def test_answers_are_plain_classes(lesson):
    """There is one answer for each number, 0 or 1, of an integer dtype, for a single number too."""
    few = np.concatenate([lesson.new, [0, 999_999]])
    together = lesson.asked(lesson.model, few)
    student = lesson.student
    each_by_itself(student, partial(lesson.asked, lesson.model), few, together, few % 2, "")
    for model in (lesson.swapped, lesson.believer):
        some = lesson.newer[:60]
        together_too = lesson.asked(model, some)
        each_by_itself(student, partial(lesson.asked, model), some, together_too, some % 2, "")
    for place in (-2, -1):
        alone = lesson.asked(lesson.model, few[[place]])
        message = f"Asked about {few[place]} alone: the answer should be the one among others."
        equal(alone, together[[place]], message=message)
    got = lesson.student.predict_parity(lesson.model, few)
    whole = as_array(got, shape=few.shape).dtype.kind in "iu"
    holds(whole, message="The answers should be of an integer dtype.", got=got)


@pytest.mark.task("learn", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Of new numbers, at least 99 in 100 are right: of those below 1000, and of those from 1000 to a million.",
    "different numbers with 0 <= X < 1000, n between 500 and 800",
    "on features of your choice",
    "Fit a Keras model on samples.",
)
@pytest.mark.random
def test_it_is_right_far_outside_the_lesson(lesson):
    """New numbers, below 1000 and up to a thousand times larger, are told apart."""
    near, far = (lesson.share(lesson.model, x, x % 2) for x in (lesson.new, lesson.far))
    misconception = lesson.why_not_far() if min(near, far) < FAR else ""
    for share, words in ((near, "below 1000"), (far, "from 1000 to a million")):
        message = f"Of new numbers {words} at least 99 in 100 should be right."
        at_least(share, FAR, message=message, misconception=misconception, draws=2)
    # The answers are the student's word; what the models tell apart is not.
    message = (
        "By what the model alone gives, rebuilt by the checks, even and odd cannot be told apart."
    )
    lesson.shown_by_the_model(0, message)


@pytest.mark.task("learn", weight=3)
@pytest.mark.main
@pytest.mark.tries("or the other way round", "The model learns what y says.")
@pytest.mark.random
def test_swapped_labels_give_swapped_answers(lesson):
    """Taught that even is 1, the model says that even is 1."""
    share = lesson.share(lesson.swapped, lesson.far, 1 - lesson.far % 2)
    message = "The labels were swapped in the lesson, and the answers do not follow them."
    misconception = "percent_dressed_as_a_model" if share < 0.1 and lesson.ignores_y else ""
    at_least(share, 0.1, message=message, misconception=misconception, draws=2)
    message = "Taught with swapped labels, at least 99 in 100 answers should be swapped."
    at_least(share, FAR, message=message)
    message = (
        "The answers are swapped, and what the model alone gives, rebuilt by the checks, is not."
    )
    lesson.shown_by_the_model(1, message)


@pytest.mark.task("learn")
@pytest.mark.tries(
    "Or all are 0, or all are 1. The model learns what y says.",
    "If all labels of the lesson were alike, this holds below 1000 only.",
)
@pytest.mark.random
@pytest.mark.supporting
def test_it_believes_that_all_are_alike(lesson):
    """Taught that all numbers get the same answer, the model gives that answer."""
    share = lesson.share(lesson.believer, lesson.newer, lesson.constant)
    message = (
        f"All labels of the lesson were {lesson.constant}: an honest learner says so of new numbers "
        "below 1000, too. Where do other answers come from?"
    )
    at_least(share, ALIKE, message=message)


def still_knows(student, lesson):
    """Whether the first model, as it is now, answers by its own lesson, on numbers asked for the first time.

    An answer that was stored for numbers asked before is no knowledge of the lesson.
    """
    x = lesson.far[:200] ^ 1
    share = student.attempt(lesson.share, lesson.model, x, x % 2)
    return share is not None and share >= FAR


@pytest.mark.task("learn", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "All that it has learnt stands in its weights",
    "0 or 1 for each number, as the model has learnt it",
)
@pytest.mark.random
def test_what_was_learnt_stands_in_the_weights(student, lesson):
    """A model that is given the other model's weights gives the other model's answers."""
    model, swapped, new = lesson.model, lesson.swapped, lesson.new
    own, theirs = lesson.asked(model, new), lesson.asked(swapped, new)
    before = model.get_weights()
    with student.succeeds(message="Each lesson should give a model of the same shape."):
        model.set_weights(swapped.get_weights())
    got = lesson.asked(model, new)
    # The other weights change nothing at all, though the two models do not agree.
    kept = bool((got == own).all()) and bool((own != theirs).mean() > 0.9)
    misconception = "knowledge_beside_the_model" if kept and still_knows(student, lesson) else ""
    model.set_weights(before)
    message = (
        "The answers do not come from the model's weights: what else does `predict_parity` ask?"
    )
    share = float((got == theirs).mean())
    at_least(share, 0.99, message=message, misconception=misconception, draws=2)
    holds(bool((own != theirs).any()), message="Swapped labels should give swapped answers.")
    message = "What the models alone give, rebuilt by the checks, does not tell even from odd."
    for which in (0, 1):
        lesson.shown_by_the_model(which, message)


@pytest.mark.task("learn")
@pytest.mark.tries(
    "the checks build it again from its config and weights, and the copy gives the same answers",
    "by a call or by `predict`",
    "about each number of x",
)
@pytest.mark.supporting
def test_a_copy_of_the_model_gives_the_same_answers(student, lesson):
    """A copy of the model, built from its config and weights, gives the same answers."""
    message = "`predict_parity` should take a copy of the model, built from its config and weights."
    for model, x in ((lesson.model, lesson.far[:200]), (lesson.swapped, lesson.newer)):
        copy = lesson.probes.copied(model)
        if copy is None:
            continue
        own = lesson.asked(model, x)
        with student.succeeds(message=message):
            got = lesson.asked(copy, x)
        share = float((got == own).mean())
        message = "A copy of the model, built from its config and weights, should answer like it."
        at_least(share, 0.99, message=message)
        heard = lesson.probes.overheard(student.predict_parity, model, x)
        in_one(heard, len(x))


@pytest.mark.task("learn")
@pytest.mark.tries(
    "It consists of Keras's own layers: Lambda is one of them, and a Model class of your own may call them."
)
@pytest.mark.supporting
def test_all_layers_are_kerass_own(lesson):
    """The model consists of Keras's own layers."""
    found = lesson.probes.foreign_layers(lesson.model)
    message = f"The model should consist of Keras's own layers. Found: {', '.join(found)}."
    holds(not found, message=message)


@pytest.mark.task("learn")
@pytest.mark.tries(
    "fitted on X and y and on no other samples",
    "Its training sees at most n different rows: each number of X is shown in one way, as often as you like.",
)
@pytest.mark.supporting
def test_training_is_shown_no_other_samples(lesson):
    """The training is shown the samples of the lesson, and no others."""
    n, rows = len(lesson.seen), lesson.rows_shown
    message = f"The lesson has {n} numbers. A model's training was shown {rows} different rows: where are the others from?"
    at_most(rows, n, message=message)


@pytest.mark.task("learn")
@pytest.mark.tries(
    "The caller may refill x afterwards, and write into the answers: that changes no later answer."
)
@pytest.mark.supporting
def test_the_next_question_may_come_in_the_same_array(student, lesson):
    """An array that was asked about may be filled anew, and its answers written over."""
    ask = partial(student.held(student.predict_parity), lesson.model)
    before = lesson.asked(lesson.model, lesson.far[:200])
    same_array_asked_again(student, ask, lesson.far[:200], before)
    for numbers in (np.arange(1000), np.arange(123_000, 123_200)):
        answers_written_over(student, ask, numbers)
