"""Visible checks: they run in the notebook, on examples that anyone may see."""

import numpy as np
import pytest

from course.data import titanic
from course.expect import as_array, close, equal, holds
from course.promises import Here

NAN = float("nan")


@pytest.mark.task("titles")
def test_the_worked_call_of_titles(student):
    """The worked call: Mr stays, Ms becomes Miss, and Dr is Rare."""
    got = student.titles(np.array(["Sage, Mr. Fred", "Li, Ms. Ada", "Oz, Dr. Jo"]))
    equal([str(one) for one in got], ["Mr", "Miss", "Rare"], message="Three titles.")


@pytest.mark.task("titles")
def test_surnames_and_first_names_are_no_titles(student):
    """The title is neither in the surname nor behind the stop."""
    names = np.array(["Masterson, Miss. Ann", "St. Clair, Mrs. Mr. John (Miss. Jo)"])
    got = [str(one) for one in student.titles(names)]
    equal(
        got, ["Miss", "Mrs"], message="The title stands between the first comma and the next stop."
    )


@pytest.mark.task("fare-each")
def test_the_worked_calls_of_tickets(student):
    """The worked calls: two share a ticket of 20 pounds."""
    tickets = np.array(["A 5", "LINE", "A 5"])
    got = as_array(student.companions(tickets), shape=(3,))
    equal(got.tolist(), [2, 1, 2], message="Two have the ticket A 5.")
    got = as_array(student.fare_each(np.array([20.0, 8.0, 20.0]), tickets), shape=(3,))
    close(got, np.array([10.0, 8.0, 10.0]), message="Each of the two paid 10.")


@pytest.mark.task("fare-each")
def test_a_missing_fare_stays_missing(student):
    """A fare that is missing stays NaN, and its row counts."""
    got = as_array(student.fare_each(np.array([NAN, 8.0]), np.array(["1", "1"])), shape=(2,))
    holds(bool(np.isnan(got[0])), message="The first fare is missing.", got=got)
    close(got[1], 4.0, message="Two share the ticket.")


def table(titles, classes, ages):
    """Columns as `Gaps` takes them."""
    return {
        "title": np.array(titles),
        "pclass": np.array(classes),
        "age": np.array(ages, "float32"),
    }


@pytest.mark.task("gaps")
def test_the_worked_call_of_gaps(student):
    """The worked call: the median of 20 and 30 is 25."""
    gaps = student.Gaps()
    gaps.fit(table(["Mr", "Mr"], [3, 3], [20, 30]))
    filled = gaps.fill(table(["Mr"], [3], [NAN]))
    close(as_array(filled["age"], shape=(1,)), np.array([25.0]), message="The median is 25.")
    close(as_array(filled["age_known"], shape=(1,)), np.array([0.0]), message="It was not known.")


@pytest.mark.task("gaps")
def test_first_title_and_class_then_the_title_then_all(student):
    """A gap is filled by title and class, else by title, else by all."""
    gaps = student.Gaps()
    gaps.fit(table(["Mr", "Mr", "Master"], [1, 3, 3], [50, 30, 4]))
    asked = table(["Mr", "Mr", "Master", "Dr", "Mr"], [3, 2, 1, 1, 1], [NAN, NAN, NAN, NAN, 7])
    got = as_array(gaps.fill(asked)["age"], shape=(5,))
    close(got, np.array([30.0, 40, 4, 30, 7]), message="Two classes, the title alone, all, known.")


@pytest.mark.task("crossed")
def test_the_worked_call_of_cross(student):
    """The worked call: two pairs, so two columns; the fourth row is all zeros."""
    crossed = student.cross(
        np.array(["f", "m", "f", "f"]), np.array([1, 1, 1, 3]), np.array([0, 1, 2])
    )
    got = sorted(as_array(crossed, shape=(4, 2)).T.tolist())
    equal(got, [[0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 1.0, 0.0]], message="One column for each pair.")


@pytest.mark.task("crossed")
def test_different_lengths_are_refused(student):
    """Two values and three values raise a ValueError."""
    a, b = np.array(["x", "y"]), np.array([1, 2, 3])
    message = "Different lengths should raise a ValueError."
    with Here(student).raises(ValueError, message=message):
        student.cross(a, b, np.array([0, 1]))


@pytest.mark.task("remembered")
def test_the_worked_call_of_survival_of_group(student):
    """The worked call: three training rows of one group, and two other rows."""
    groups, y = np.array(["Li", "Li", "Li", "Ng", "Li"]), np.array([1, 0, 0, 1, 1])
    got = as_array(student.survival_of_group(groups, y, np.array([0, 1, 2])), shape=(5,))
    close(
        got,
        np.array([0, 0.5, 0.5, 1 / 3, 1 / 3]),
        message="Three rows ask the others of Li, two ask all three.",
    )


@pytest.mark.task("remembered")
def test_the_own_label_is_not_asked(student):
    """A row that is alone in its group gets the share of the others, whatever its own label."""
    groups, train = np.array([1, 2, 3]), np.arange(3)
    for own in (0, 1):
        got = as_array(student.survival_of_group(groups, np.array([own, 1, 0]), train), shape=(3,))
        close(got[0], 0.5, message=f"Of the two others one lived; the own label is {own}.")


@pytest.mark.task("model")
def test_the_worked_call_of_fit_survival(student):
    """The worked call: three probabilities for three passengers."""
    ship = titanic()
    lived = ship.pop("survived")
    model = student.fit_survival(ship, lived, seed=0)
    three = {name: values[:3] for name, values in ship.items()}
    got = as_array(model.predict(three), shape=(3,))
    holds(bool(((got >= 0) & (got <= 1)).all()), message="Probabilities are from 0 to 1.", got=got)


@pytest.mark.task("model")
def test_the_lifeboat_is_not_asked(student):
    """Without lifeboats and bodies, the predictions are the same."""
    ship = titanic()
    lived = ship.pop("survived")
    model = student.fit_survival(ship, lived, seed=0)
    blank = {**ship, "boat": np.full(1309, ""), "body": np.full(1309, NAN, "float32")}
    one, other = as_array(model.predict(ship), shape=(1309,)), as_array(model.predict(blank))
    message = "`boat` and `body` are known only afterwards: they should have no effect."
    close(one, other, atol=1e-3, message=message)


@pytest.mark.task("does-it-help")
def test_the_worked_call_of_gain(student):
    """The worked call: differences of 0.02, 0.03 and 0.04."""
    got = [float(value) for value in student.gain([0.82, 0.87, 0.90], [0.80, 0.84, 0.86])]
    right = np.array([0.03, 0.018453, 0.041547])
    close(np.array(got), right, atol=1e-5, message="Mean, low and high.")


@pytest.mark.task("does-it-help")
def test_one_split_is_refused(student):
    """One split says nothing of how sure it is: it raises a ValueError."""
    with Here(student).raises(ValueError, message="One split should raise a ValueError."):
        student.gain([0.8], [0.7])
