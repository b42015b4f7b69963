"""Visible checks: they run in the notebook, on examples that anyone may see."""

import numpy as np
import pytest

from course.expect import as_array, close, equal, holds
from course.promises import Here


@pytest.mark.task("ask")
def test_the_worked_call_of_random_sample(student):
    """The worked call: two different people of five."""
    got = as_array(student.random_sample(5, 2, np.random.default_rng(0)), shape=(2,))
    inside = len(set(got.tolist())) == 2 and set(got.tolist()) <= set(range(5))
    holds(inside, message="Two different numbers from 0 to 4.", got=got)


@pytest.mark.task("ask")
def test_more_people_than_there_are(student):
    """Six of five people raise a ValueError."""
    rng = np.random.default_rng(0)
    message = "A k of 6 should raise a ValueError where n is 5."
    with Here(student).raises(ValueError, message=message):
        student.random_sample(5, 6, rng)


@pytest.mark.task("funnel")
def test_the_worked_call_of_funnel(student):
    """The worked call: one in four of everybody, one in two of those who go."""
    goes, rest = np.array([True, True, False, False]), np.ones(4, bool)
    after = np.array([True, False, False, False])
    got = student.funnel(
        {"goes": goes, "middle": rest, "tells": rest, "before": rest, "after": after}
    )
    found = [float(share) for share in got]
    equal(found, [0.25, 0.5, 0.5, 0.5, 1.0], message="The five shares of the worked call.")


@pytest.mark.task("worth")
def test_the_worked_call_of_worth(student):
    """The worked call: 50 answers without bias are worth 50."""
    close(float(student.worth(50, 0.3, 0.3)), 50.0, message="Without bias they are worth 50.")


@pytest.mark.task("worth")
def test_a_biased_survey_of_one(student):
    """One answer with a bias of 0.5 has a mean squared error of 0.4375, and one at random 0.1875."""
    got = float(student.worth(1, 0.25, 0.75))
    close(got, 0.1875 / 0.4375, message="It should be 0.1875 / 0.4375.")


@pytest.mark.task("exam")
def test_the_worked_call_of_johns_exam(student):
    """The worked call: of forty who answered, 10 to 20 are held out, and the model answers."""
    x, said = np.linspace(-2, 2, 50)[:, None], np.arange(50) // 25
    answered = np.arange(50) < 40
    model, held_out = student.johns_exam(x, said, answered, 0)
    rows = as_array(held_out).tolist()
    good = 10 <= len(set(rows)) == len(rows) <= 20 and set(rows) <= set(range(40))
    holds(good, message="10 to 20 different people of those who answered.", got=held_out)
    says = np.ravel(as_array(model.predict(x[:3])))
    good = len(says) == 3 and bool(((says >= 0) & (says <= 1)).all())
    holds(good, message="Three rows should give three numbers from 0 to 1.", got=says)


@pytest.mark.task("weights")
def test_the_worked_call_of_poststratify(student):
    """The worked call: all the young say yes, all the old no, and half of the town is old."""
    answers, groups = np.array([1, 1, 1, 0]), np.array(["young", "young", "young", "old"])
    got = float(student.poststratify(answers, groups, {"old": 0.5, "young": 0.5}))
    close(got, 0.5, message="The young say 1 and the old 0, and each are half of the town.")


@pytest.mark.task("weights")
def test_a_silent_group_is_refused(student):
    """A group of the town from which nobody has answered raises a ValueError."""
    answers, groups = np.array([1, 0]), np.array(["young", "young"])
    shares = {"old": 0.5, "young": 0.5}
    message = "Nobody old has answered: it should raise a ValueError."
    with Here(student).raises(ValueError, message=message):
        student.poststratify(answers, groups, shares)


@pytest.mark.task("beyond-repair")
def test_the_worked_call_of_which_repairs(student):
    """The worked call: those who go are the fans."""
    goes, shoes = np.array([True, True, False, False]), np.array(["red", "blue", "blue", "red"])
    town = {"goes": goes, "fan": goes, "shoes": shoes}
    got = student.which_repairs(town, np.array([0, 1, 3]), ["shoes", "fan"])
    holds(str(got) == "fan", message="Weighted by fan, the estimate is exact.", got=got)


@pytest.mark.task("call-again")
def test_the_worked_call_of_phone_survey(student):
    """The worked call: everybody picks up and says yes."""
    got = student.phone_survey(lambda person: True, 1000, 600, np.random.default_rng(0))
    close(float(got), 1.0, message="Everybody says yes.")


@pytest.mark.task("call-again")
def test_nobody_is_at_home(student):
    """Where nobody picks up, 5 calls are made at most, and the estimate is NaN."""
    made = []

    def call(person):
        made.append(person)
        if len(made) > 5:
            raise RuntimeError("no call is left")

    got = float(student.phone_survey(call, 1000, 5, np.random.default_rng(0)))
    holds(bool(np.isnan(got)), message="Nobody has answered, so it should be NaN.", got=got)
