"""Visible checks: they run in the notebook, on examples that anyone may see."""

import json

import numpy as np
import pytest

from course.expect import as_array, close, equal, holds

GOOD = {
    "bill_length_mm": 39.1,
    "bill_depth_mm": 18.7,
    "flipper_length_mm": 181,
    "body_mass_g": 3750,
}


@pytest.mark.task("check-order")
def test_the_worked_call_of_problems(student):
    """The worked call: a text for a number, grams for kilograms, and a flipper forgotten."""
    request = {"bill_length_mm": 39.1, "bill_depth_mm": "18", "body_mass_kg": 3750}
    expected = [
        ("bill_depth_mm", "not a number"),
        ("body_mass_kg", "out of range"),
        ("flipper_length_mm", "missing"),
    ]
    equal(student.problems(request), expected, message="The three problems, sorted by field.")


@pytest.mark.task("check-order")
def test_a_good_request_has_no_problems(student):
    """A good request has no problems; a text is no object."""
    equal(student.problems(dict(GOOD)), [], message="Nothing is wrong with a good request.")
    message = "A text is no dictionary."
    equal(student.problems("hello"), [("", "not an object")], message=message)


@pytest.mark.task("to-model")
def test_the_worked_call_of_to_rows(student):
    """The worked call: each value in units of the training rows' spread."""
    request = {
        "body_mass_kg": 3.5,
        "bill_length_mm": 41,
        "bill_depth_mm": 17,
        "flipper_length_mm": 190,
    }
    middle, spread = np.array([40.0, 17.0, 200.0, 4000.0]), np.array([2.0, 1.0, 10.0, 1000.0])
    rows = as_array(student.to_rows([request], middle, spread), shape=(1, 4))
    close(rows, [[0.5, 0.0, -1.0, -0.5]], message="Columns stand in the order of FIELDS.")
    holds(rows.dtype == np.float32, message="The dtype should be float32.", got=rows)


@pytest.mark.task("to-answer")
def test_the_worked_calls_of_to_answers(student):
    """The worked calls: a name where the model is sure, and None where it is not."""
    expected = {
        "species": "Gentoo",
        "probability": 0.75,
        "others": [["Adelie", 0.25], ["Chinstrap", 0.0]],
    }
    got = student.to_answers(np.array([[0.25, 0.75, 0.0]]), 0.5)
    equal(got, [expected], message="The most probable species, and the two others.")
    got = student.to_answers(np.array([[0.25, 0.5, 0.25]]), 0.75)
    others = [["Gentoo", 0.5], ["Adelie", 0.25], ["Chinstrap", 0.25]]
    expected = {"species": None, "probability": 0.5, "others": others}
    equal(got, [expected], message="0.5 is below 0.75: no species is named.")


def always_adelie(good):
    """Give each request the first species, with probability 1."""
    import numpy as np

    return np.array([[1.0, 0.0, 0.0]] * len(good))


@pytest.mark.task("many")
def test_a_bad_request_keeps_its_place(student):
    """A bad request between two good ones keeps its place."""
    got = student.answer_all(always_adelie, [dict(GOOD), "hello", dict(GOOD)], 0.9)
    adelie = {
        "species": "Adelie",
        "probability": 1.0,
        "others": [["Chinstrap", 0.0], ["Gentoo", 0.0]],
    }
    bad = {"problems": [["", "not an object"]]}
    message = "An answer, the problems, an answer."
    equal(json.loads(json.dumps(got)), [adelie, bad, adelie], message=message)


@pytest.mark.task("service")
def test_three_texts(student):
    """No requests, no JSON, too many requests: 200, 400 and 413."""
    service = student.Service(always_adelie, 0.9, 2)
    equal(service.handle("[]"), (200, "[]"), message="An empty list has an empty answer.")
    for text, status in (("[NaN]", 400), ("hello", 400), ("[1, 2, 3]", 413)):
        got, answer = service.handle(text)
        equal(got, status, message=f"The status of {text!r}.")
        message = f'The answer to {text!r} should be {{"error": "..."}} in JSON.'
        holds(list(json.loads(answer)) == ["error"], message=message, got=answer)


@pytest.mark.task("waiting")
def test_the_worked_call_of_the_batcher(student):
    """The worked call: one request waits for 5, and is sent then."""
    batcher = student.Batcher(2, 5)
    batcher.add("tea", 10)
    equal(batcher.due(14), [], message="It has waited for 4: it may wait for others.")
    equal(batcher.due(15), ["tea"], message="It has waited for 5: it is sent.")


@pytest.mark.task("waiting")
def test_a_full_batch_goes_at_once(student):
    """Two requests fill a batch of two."""
    batcher = student.Batcher(2, 5)
    batcher.add("tea", 10)
    batcher.add("milk", 10)
    equal(batcher.due(10), ["tea", "milk"], message="A full batch is due at once.")


@pytest.mark.task("promise")
def test_the_worked_call_of_promise_kept(student):
    """The worked call: three of four are within 50."""
    message = "Three of four are within 50."
    holds(bool(student.promise_kept([10, 20, 50, 400], 50, 0.75)), message=message)
    message = "Three of four are fewer than 8 of 10."
    holds(not student.promise_kept([10, 20, 50, 400], 50, 0.8), message=message)
