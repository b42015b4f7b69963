"""The hidden checks of `many`. All are exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers

from course.expect import Mismatch, holds
from course.promises import Call, LetsErrorsTravel, Probe, TakesAnyCallable, promises

from .menu import (
    ALONE,
    FORGETS,
    OWNED,
    Closed,
    Counting,
    Kitchen,
    Owned,
    Untouched,
    all_answers,
    as_json,
    expect,
    good_request,
    put_together,
    some_requests,
)


def by_own(student, predict, requests, sure):
    """The answers by the student's own earlier functions, put together rightly; None if they raise.

    A mistake in `problems` or `to_answers` costs points in its own task, and not once more here.
    """
    with student.aside():
        together = student.held(student.probes(put_together).put_together)
        try:
            return as_json(
                student.fetch(
                    together(student.problems, student.to_answers, predict, requests, sure)
                )
            )
        # An error of the student's code, of any kind.
        except Exception:
            return None


def answered(student, kitchen, mirror, here, requests, sure, message):
    """Expect the answers that `here` gives. `kitchen` and `mirror` are two like it in the worker."""
    wanted = all_answers(here, requests, sure)
    try:
        with student.succeeds(message=f"{message} `answer_all` should not raise."):
            got = student.answer_all(kitchen, requests, sure)
    except Mismatch:
        if by_own(student, mirror, requests, sure) is None:
            return
        raise
    if not isinstance(got, list) or as_json(got) is None:
        message = "The result should be a list of answers and problems, as JSON takes them."
        raise Mismatch(message, got=got, names_mistake=False)
    if as_json(got) == wanted or as_json(got) == by_own(student, mirror, requests, sure):
        holds(True, message=message)
        return
    served = [one for one in wanted if "problems" not in one]
    refused = [one for one in wanted if "problems" in one]
    beliefs = {
        "bad_ones_dropped": served,
        "good_ones_move_up": served + refused,
        "bad_ones_first": refused + served,
    }
    beliefs = beliefs if served and refused else {}
    expect(as_json(got), wanted, message, **beliefs)


@pytest.mark.task("many", weight=6)
@pytest.mark.main
@pytest.mark.tries(
    "Answer many requests, each in its place.",
    "Returns a list as long as `requests`.",
    "In each place stands the answer to the request in that place, as `to_answers` gives it.",
    'If the request has problems, {"problems": [...]} stands there, with what `problems` lists.',
    "gives an array of probabilities as `to_answers` takes it, a row for each.",
    "requests: list of any objects.",
    "sure: as for `to_answers`.",
)
@given(count=integers(2, 9), sure=floats(0.3, 0.7), seed=integers(0, 2**32 - 1))
def test_each_request_is_answered_in_its_place(student, count, sure, seed):
    """Each request is answered in its place, good or bad."""
    requests = some_requests(np.random.default_rng([seed, 1]), count)
    kitchen = student.probes(Kitchen).Kitchen()
    message = "Each request has its answer in its place."
    answered(student, kitchen, kitchen, Kitchen(), requests, sure, message)


@pytest.mark.task("many", weight=3)
@pytest.mark.main
@pytest.mark.tries("`predict` is called once, with all good requests in their order and no others.")
def test_the_kitchen_is_asked_once(student, seed):
    """`predict` is called once, with all good requests together."""
    rng = np.random.default_rng([seed, 2])
    made = student.probes(Counting)
    # The probabilities tell which call it was, and how many requests came with it.
    for count in (1, 2, 5, 40, 4000):
        requests = some_requests(rng, count, 0.1)
        requests[-1] = good_request(rng)
        # Equal requests are asked about, too, each for itself.
        requests[1::3] = [dict(requests[-1]) for _ in requests[1::3]]
        here, there = Counting(), made.Counting()
        for turn in range(2):
            again = " once more, at a second turn," if turn else " once,"
            message = f"`predict` should be called{again} with all good ones of {count} requests."
            answered(student, there, made.Counting(turn), here, requests, 0.0, message)


@pytest.mark.task("many", weight=2)
@pytest.mark.tries("Where no request is good, it is not called.", "It may be empty")
def test_nobody_good_is_no_call(student, seed):
    """Where no request is good, the kitchen is not asked."""
    made = student.probes(Closed)
    good = good_request(np.random.default_rng([seed, 3]))
    bad = {**good, "bill_depth_mm": None}
    for requests in ([], ["hello"], [bad], [bad, None, [], {}, bad], [[good]], [[]]):
        none = f"None of {len(requests)} requests is good" if requests else "The list is empty"
        message = f"{none}: `predict` should not be called."
        answered(student, made.Closed(), made.Closed(), Closed(), requests, 0.5, message)


@pytest.mark.task("many", weight=2)
@pytest.mark.tries("or hold one object several times")
def test_equal_requests_and_neighbours(student, seed):
    """One object several times, equal requests, and other neighbours: the answer is the same."""
    rng = np.random.default_rng([seed, 4])
    made = student.probes(Kitchen, Counting, repeated)
    good, other = good_request(rng), good_request(rng)
    bad, worse = {**good, "bill_length_mm": "39"}, "hello"
    lists = [
        [good] * 3,
        [good, dict(good), other, good],
        [bad, good, bad],
        [bad, bad, other, worse],
    ]
    lists += [
        [worse, good, worse, other],
        [other, worse, good],
        [good],
        [other, good],
        [{}, good, {}],
    ]
    for requests in lists:
        message = "Some requests are equal, or stand beside others than before."
        answered(student, made.Kitchen(), made.Kitchen(), Kitchen(), requests, 0.5, message)
    for request in (good, bad):
        message = "One object stands in the list three times: it has three answers."
        kept = student.held(made.repeated)(request)
        with student.succeeds(message=message):
            got = student.answer_all(made.Counting(), kept, 0.0)
        if as_json(got) != by_own(student, made.Counting(), [request] * 3, 0.0):
            expect(as_json(got), all_answers(Counting(), [request] * 3, 0.0), message)


class AtFirst:
    """A kitchen that fails when it is asked for the first time."""

    def __init__(self):
        self.calls = 0

    def __call__(self, good):
        import numpy as np

        self.calls += 1
        if self.calls == 1:
            raise ValueError("not yet")
        return np.array([[1.0, 0.0, 0.0]] * len(good))


@pytest.mark.task("many")
@pytest.mark.tries("`predict` is called once", "If it raises, the error travels on as it is.")
def test_a_kitchen_that_fails_is_not_asked_again(student, seed):
    """If the kitchen fails, it is not asked a second time."""
    rng = np.random.default_rng([seed, 7])
    one, two = good_request(rng, kg=False), good_request(rng, kg=False)
    for requests in ([one], [{}, one, two]):
        kitchen = student.probes(AtFirst).AtFirst()
        message = "`predict` raises a ValueError at its first call: it should travel on."
        with student.raises(ValueError, message=message):
            student.answer_all(kitchen, requests, 0.5)
        message = "At its second call the kitchen answers."
        with student.succeeds(message=message):
            got = student.answer_all(kitchen, requests, 0.5)
        holds(len(got) == len(requests), message=message, got=got)


def repeated(request):
    """Give a list that holds one object three times."""
    return [request] * 3


@pytest.mark.task("many")
@pytest.mark.tries(
    "predict(good) takes a list of requests in which `problems` finds nothing",
    "with all good requests in their order and no others",
)
def test_many_requests_of_many_kinds(student, seed):
    """Four hundred requests, all kinds of bad ones among them; two kitchens, another `sure`."""
    made = student.probes(Kitchen)
    for share in (0.0, 0.5, 0.95):
        requests = some_requests(np.random.default_rng([seed, 5]), 400, share)
        for shift, sure in ((0.0, 0.5), (2.0, 0.5), (2.0, 1.0), (0.0, 0.0)):
            message = "400 requests, each answered in its place."
            kitchen = made.Kitchen(shift)
            answered(student, kitchen, kitchen, Kitchen(shift), requests, sure, message)


def cook(good):
    """Always the same probabilities."""
    import numpy as np

    return np.array([[0.25, 0.625, 0.125]] * len(good))


@pytest.mark.task("many")
@pytest.mark.supporting
@promises(
    TakesAnyCallable("predict", tries="predict: anything that can be called."),
    LetsErrorsTravel("predict", tries="If it raises, the error travels on as it is."),
    Untouched("requests", tries=ALONE),
    Owned(tries=(OWNED)),
    Owned({"sure": 0.99}, tries=FORGETS),
)
def test_answer_all_keeps_its_promises(student, promise, seed):
    """The general promises of `answer_all`."""
    rng = np.random.default_rng([seed, 6])
    requests = [good_request(rng, kg=False), {}, good_request(rng, kg=False), "hello"]
    promise.keep(student, Call("answer_all", predict=Probe(cook), requests=requests, sure=0.5))
