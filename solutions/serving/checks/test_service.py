"""The hidden checks of `service`. All are exact; texts are drawn by Hypothesis."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.expect import Mismatch, holds
from course.promises.callables import ERRORS, BeyondException, NeedsTwoWords, OfOurOwn, raiser

from .menu import (
    FORGETS,
    Closed,
    Counting,
    Kitchen,
    all_answers,
    as_json,
    expect,
    good_request,
    some_requests,
    strange_requests,
)

MOST = 4


def no_constant(name):
    raise ValueError(name)


def strict(text):
    """Read JSON, in which there is no NaN."""
    return json.loads(text, parse_constant=no_constant)


def expected(text, predict, sure, most):
    """The status, and what the text holds; None for an error, in words that are free."""
    try:
        asked = strict(text)
    except (ValueError, RecursionError):
        return 400, None
    if isinstance(asked, list) and len(asked) > most:
        return 413, None
    answers = all_answers(predict, asked if isinstance(asked, list) else [asked], sure)
    if isinstance(asked, list):
        return 200, answers
    return 400 if "problems" in answers[0] else 200, answers[0]


def handled(student, service, text, message):
    """What `handle` gave: a status, and JSON that was read."""
    with student.succeeds(message=f"{message} `handle` should not raise."):
        got = service.handle(text)
    pair = isinstance(got, tuple) and len(got) == 2 and type(got[0]) is int and type(got[1]) is str
    if not pair:
        message = "`handle` should return a tuple of an int and a str."
        raise Mismatch(message, got=got, names_mistake=False)
    try:
        return got[0], strict(got[1])
    except ValueError:
        message = "The text that `handle` returns should be JSON, in which there is no NaN."
        raise Mismatch(message, got=got) from None


def is_error(answer):
    """Whether this is {"error": "..."}, with some words."""
    alone = isinstance(answer, dict) and list(answer) == ["error"]
    return alone and isinstance(answer["error"], str) and bool(answer["error"].strip())


def by_own(student, text, mirror, sure, most):
    """Status and content by the student's own earlier functions; None if they raise.

    A mistake in these costs points in its own task, and not once more here. `mirror` is another kitchen
    like that of the service.
    """
    with student.aside():
        asked = strict(text)
        if isinstance(asked, list) and len(asked) > most:
            return 413, None
        try:
            if isinstance(asked, list):
                return 200, as_json(student.answer_all(mirror, asked, sure))
            wrong = student.problems(asked)
            answers = student.answer_all(mirror, [asked], sure)
            return (400, as_json({"problems": wrong})) if wrong else (200, as_json(answers[0]))
        # An error of the student's code, of any kind.
        except Exception:
            return None


def served(student, service, text, message, wanted, own=None):
    """Expect this status and this content.

    `own` is what else `by_own` is told: where these functions give what the service says, it is right.
    """
    status, content = wanted
    try:
        got = handled(student, service, text, message)
    except Mismatch:
        if own and content is not None and by_own(student, text, *own) is None:
            return
        raise
    right = got[0] == status and (content is None or got[1] == content)
    if own and content is not None and not right and by_own(student, text, *own) in (None, got):
        return
    if got[0] != status:
        words = f"{message} The status should be {status}."
        names = believed(student, service)
        raise Mismatch(words, got=got, expected=status, misconception=names, draws=len(TELLING))
    if content is None:
        words = f'{message} The answer should be {{"error": "..."}}.'
        holds(is_error(got[1]), message=words, got=got)
    else:
        expect(got[1], content, message)


# What each belief says to several texts: no JSON, NaN in a list, a bad request, a longer list of
# such, and a list of one.
TELLING = ("hello", "[NaN]", '{"a": 1}', f"[{'0, ' * 400}0]", "[0]")
BELIEFS = {
    "everything_is_200": [200, 200, 200, 200, 200],
    "our_fault_always": [500, 500, 500, 413, 200],
    "nan_is_json": [400, 200, 400, 413, 200],
    "everything_is_400": [400, 400, 400, 400, 200],
}


def believed(student, service):
    """The beliefs that give the statuses of all telling texts."""
    statuses = student.attempt(lambda: [service.handle(text)[0] for text in TELLING])
    return [name for name, said in BELIEFS.items() if statuses == said]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
as_text = strange_requests.map(
    lambda request: {key: value for key, value in request.items() if not isinstance(value, bytes)}
)


def good_texts(seed, count):
    """The text of a list of good requests and some bad ones."""
    return json.dumps(some_requests(np.random.default_rng([seed, count]), count, 0.3))


texts = st.one_of(
    st.text(max_size=30),
    json_values.map(json.dumps),
    # Here `json.dumps` writes NaN and Infinity, too.
    st.lists(as_text, max_size=3).map(json.dumps),
    as_text.map(json.dumps),
    st.builds(good_texts, st.integers(0, 10**6), st.integers(0, 6)),
    st.builds(
        lambda text, end: text[:end],
        st.builds(good_texts, st.integers(0, 99), st.just(2)),
        st.integers(0, 60),
    ),
    st.text(alphabet='[]{}",:0123456789.eE-truefalsn \n\t\\u', max_size=20),
)


@pytest.mark.task("service", weight=6)
@pytest.mark.main
@pytest.mark.tries(
    "Answers a text with a text, as a web server needs it.",
    "handle(text): takes any str.",
    "This text is always JSON.",
    "`handle` never raises an Exception.",
    "- a text that is not JSON: 400",
    "(Anything but a list is a single request.)",
    "Returns a tuple (status, text) of a plain int and a str.",
)
@given(drawn=st.lists(texts, min_size=3, max_size=6))
def test_any_text_is_answered(student, drawn):
    """Any text has a true status and JSON for an answer."""
    kitchen = student.probes(Kitchen).Kitchen()
    service = student.Service(kitchen, 0.5, MOST)
    for text in drawn:
        wanted = expected(text, Kitchen(), 0.5, MOST)
        message = f"The text is {text[:120]!r}."
        own = kitchen, 0.5, MOST
        served(student, service, text, message, wanted, own)


@pytest.mark.task("service", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "- a list of up to `most` requests: 200, and the list that `answer_all` gives.",
    "It may be empty.",
    "- a single request without problems: 200, and its answer.",
    "- a single request with problems: 400",
    "with what `problems` lists.",
    "If the text is JSON, it holds a list or a single request.",
    "predict and sure are as for `answer_all`.",
)
@given(seed=st.integers(0, 2**32 - 1), sure=st.floats(0.3, 0.6))
def test_requests_are_answered(student, seed, sure):
    """One request or a list, good or bad: the status is true, and each is answered."""
    rng = np.random.default_rng([seed, 1])
    kitchen = student.probes(Kitchen).Kitchen()
    service = student.Service(kitchen, sure, MOST)
    good, bad = good_request(rng), {**good_request(rng), "bill_depth_mm": "18"}
    several = [some_requests(rng, count) for count in (1, 2, MOST)]
    for asked in (good, bad, {}, [], [good], [bad], [bad, good], [bad, bad, bad], *several):
        text = json.dumps(asked)
        wanted = expected(text, Kitchen(), sure, MOST)
        message = f"The text is {text[:120]}."
        served(student, service, text, message, wanted, (kitchen, sure, MOST))


@pytest.mark.task("service", weight=2)
@pytest.mark.tries(
    "NaN, Infinity and -Infinity are not JSON.",
    "(1e999 is JSON, and Python reads it as infinity.)",
)
def test_nan_is_not_json(student, seed):
    """NaN and Infinity are refused, wherever they stand; 1e999 is a number out of bounds."""
    good = good_request(np.random.default_rng([seed, 2]))
    kitchen = student.probes(Kitchen).Kitchen()
    service, own = student.Service(kitchen, 0.5, MOST), (kitchen, 0.5, MOST)
    alone = json.dumps(good)
    for name in ("NaN", "Infinity", "-Infinity"):
        member = f'{alone[:-1]}, "zebra": [{name}]}}'
        value = alone.replace(str(good["bill_depth_mm"]), name, 1)
        for text in (name, f"[{name}]", f"[{alone}, {name}]", member, value, f"[[{{}}, {value}]]"):
            served(student, service, text, f"The text holds {name}.", (400, None))
    endless = {**good, "bill_depth_mm": "X"}
    for digits in ("1e999", "-1e999"):
        text = json.dumps(endless).replace('"X"', digits)
        wanted = 400, {"problems": [["bill_depth_mm", "not finite"]]}
        served(student, service, text, f"A value is {digits}: JSON, but not finite.", wanted, own)
        served(student, service, f"[{text}]", f"A list holds {digits}.", (200, [wanted[1]]), own)
    for text in (
        '"NaN"',
        '{"NaN": 1}',
        '["Infinity"]',
        '"say \\"NaN\\" to me"',
        '[{"-Infinity": ["NaN"]}]',
    ):
        wanted = expected(text, Kitchen(), 0.5, MOST)
        served(
            student, service, text, "In quotation marks, NaN is a text like any other.", wanted, own
        )


@pytest.mark.task("service", weight=2)
@pytest.mark.tries(
    "A text that `json.loads` cannot read is not JSON here, whatever it raises: it may nest too deep, or "
    "hold a number of too many digits (Python reads about 4300).",
    "handle(text): takes any str.",
)
def test_no_text_brings_it_down(student, seed):
    """Poems, brackets without end, and numbers of thousands of digits are answered."""
    good = json.dumps(good_request(np.random.default_rng([seed, 3]), kg=False))
    kitchen = student.probes(Kitchen).Kitchen()
    service, own = student.Service(kitchen, 0.5, MOST), (kitchen, 0.5, MOST)
    poems = ["", " ", "{", "[", "]", "hello", "{'a': 1}", '{"a": 1,}', "[1 2]", "\ufeff{}", "\x00"]
    # Python strips these as blanks, and JSON has other ones.
    poems += [f"{blank}{good}" for blank in "\f\v\x1c\x85\xa0\u2003\u2028\ufeff"]
    poems += [f"{good}{blank}" for blank in "\f\v\xa0\u3000"]
    poems += [
        good[:-1],
        good + good,
        good + ",",
        f"[{good}",
        "nan",
        "None",
        "True",
        "0x10",
        "1_000",
        "ß€𝄞",
    ]
    poems += ["[" * 100_000, '{"a":' * 100_000, "[" * 200_000 + "]" * 200_000]
    for text in poems:
        message = f"The text begins with {text[:30]!r}, and is not JSON."
        served(student, service, text, message, (400, None))
    # Python may call this no JSON, or the values out of range: the status is the same.
    for digits in (4000, 5000, 50_000):
        text = "1" * digits
        status, _ = handled(student, service, text, f"A number has {digits} digits.")
        holds(
            status == 400,
            message=f"A number has {digits} digits; expected is status 400.",
            got=status,
        )
    wanted = expected(good, Kitchen(), 0.5, MOST)
    served(student, service, good, "After all that, a good request is answered.", wanted, own)
    served(student, service, f" \n\t{good}\r\n ", "JSON may have blanks around it.", wanted, own)


@pytest.mark.task("service", weight=2)
@pytest.mark.tries(
    "- a longer list: 413",
    "`predict` is not called.",
    "`most` is an int, at least 1: so many requests may stand in one list.",
)
def test_too_many_are_refused(student, seed):
    """A list of more than `most` is refused, and the kitchen is not asked."""
    rng = np.random.default_rng([seed, 4])
    made = student.probes(Kitchen, Closed, Counting)
    for most in (1, 3, 50):
        requests = [good_request(rng) for _ in range(most + 1)]
        closed = student.Service(made.Closed(), 0.5, most)
        bad = [{}] * (most + 1)
        for asked in (requests, bad, [*requests, *bad], [None] * 1000, [[]] * (most + 1)):
            message = f"{len(asked)} requests, where at most {most} are taken."
            served(student, closed, json.dumps(asked), message, (413, None))
        here, there = Counting(), student.Service(made.Counting(), 0.0, most)
        served(student, there, json.dumps(requests), "One too many.", (413, None))
        text = json.dumps(requests[:-1])
        message = f"{most} requests, where at most {most} are taken. Nobody had asked before."
        own = made.Counting(), 0.0, most
        served(student, there, text, message, expected(text, here, 0.0, most), own)


class Broken:
    """A kitchen that fails when it is asked for the second time, with these words."""

    def __init__(self, words):
        self.words = words
        self.calls = 0

    def __call__(self, good):
        self.calls += 1
        if self.calls % 2 == 0:
            raise ValueError(self.words)
        import numpy as np

        return np.array([[0.5, 0.125, 0.375]] * len(good))


def steady(good):
    """The kitchen above while it works."""
    import numpy as np

    return np.array([[0.5, 0.125, 0.375]] * len(good))


def swallowed(student, predict, asked):
    """Whether the student's own `answer_all` hides an error, so that no service can see it."""
    try:
        student.answer_all(predict, asked if isinstance(asked, list) else [asked], 0.5)
    # An error of the student's code, of any kind.
    except Exception:
        return False
    return True


@pytest.mark.task("service", weight=3)
@pytest.mark.tries(
    "- `predict` raised an Exception: 500",
    'The words behind "error" are yours, and not empty.',
    "Nothing of the exception's message is among them.",
)
def test_the_kitchen_breaks_down(student, seed):
    """If `predict` raises, the status is 500, and its message stays in the kitchen."""
    rng = np.random.default_rng([seed, 5])
    made = student.probes(raiser, OfOurOwn, BeyondException, NeedsTwoWords, Broken, steady)
    one = good_request(rng, kg=False)
    many = [{}, good_request(rng, kg=False), "hello"]
    failing = student.held(made.raiser)("ValueError")
    seen = [asked for asked in (one, many) if not swallowed(student, failing, asked)]
    fatal = ("GeneratorExit", "KeyboardInterrupt", "SystemExit", "BeyondException")
    for kind in ERRORS:
        if kind in fatal:
            continue
        service = student.Service(student.held(made.raiser)(kind), 0.5, MOST)
        for asked in seen:
            message = f"`predict` raises {kind}."
            got = handled(student, service, json.dumps(asked), message)
            # A list with bad requests may have status 400 for these.
            name = "guests_fault" if got[0] == 400 and asked is one else ""
            words = f"{message} The status should be 500."
            holds(got[0] == 500, message=words, got=got, misconception=name)
            holds(is_error(got[1]), message='The answer should be {"error": "..."}.', got=got)
            leak = "purpose" in got[1]["error"]
            name = "kitchen_quarrels_at_the_table" if leak else ""
            words = "The answer should hold nothing of the exception's message."
            holds(not leak, message=words, got=got, misconception=name)
    if one not in seen:
        return
    secret = f"pw{rng.integers(10**9)}"
    service = student.Service(made.Broken(f"/srv/{secret}"), 0.5, MOST)
    text = json.dumps(one)
    wanted = expected(text, steady, 0.5, MOST)
    for turn in range(4):
        if turn % 2 == 0:
            message = "As long as the kitchen works, it answers."
            served(student, service, text, message, wanted, (made.steady, 0.5, MOST))
            continue
        got = handled(student, service, text, "The kitchen fails at each second request.")
        holds(got[0] == 500, message="Each second time the kitchen fails: 500.", got=got)
        holds(
            secret not in str(got), message="Nothing of the exception's message is told.", got=got
        )


@pytest.mark.task("service")
@pytest.mark.tries(
    "`predict` is asked anew for each text, and several services know nothing of each other.",
    FORGETS,
)
def test_nothing_is_remembered(student, seed):
    """The same text is asked again of `predict`, and services do not mix."""
    rng = np.random.default_rng([seed, 6])
    made = student.probes(Counting, Kitchen)
    here, service = Counting(), student.Service(made.Counting(), 0.0, 9)
    text = json.dumps([good_request(rng, kg=False)])
    for turn in range(3):
        message = "The same text again: `predict` should be asked once, each time."
        own = made.Counting(turn), 0.0, 9
        served(student, service, text, message, expected(text, here, 0.0, 9), own)
    alone = json.dumps(good_request(rng))
    kinds = [(0.0, 0.0, 9), (2.0, 1.0, 1), (3.5, 0.45, 2)]
    services = [student.Service(made.Kitchen(shift), sure, most) for shift, sure, most in kinds]
    for service, (shift, sure, most) in [*zip(services, kinds, strict=True)] * 2:
        for asked in (alone, text):
            message = "Three services with other kitchens, other `sure`, other `most`."
            own = made.Kitchen(shift), sure, most
            served(
                student, service, asked, message, expected(asked, Kitchen(shift), sure, most), own
            )


class Falsy(Kitchen):
    """A kitchen that is false, and has no length."""

    def __bool__(self):
        return False

    def by_method(self, good):
        return self(good)


@pytest.mark.task("service")
@pytest.mark.tries("predict and sure are as for `answer_all`.", "sure: a float from 0 to 1.")
def test_any_kitchen_and_any_bar_will_do(student, seed):
    """`predict` may be any callable, and `sure` may be 0 or 1."""
    rng = np.random.default_rng([seed, 7])
    text = json.dumps([good_request(rng), {}, good_request(rng)])
    falsy = student.probes(Kitchen, Falsy).Falsy()
    for predict in (falsy, falsy.by_method):
        for sure in (0.0, 1.0, 0.5):
            service = student.Service(predict, sure, 3)
            message = f"`predict` is an object that can be called, `sure` is {sure}."
            served(
                student,
                service,
                text,
                message,
                expected(text, Kitchen(), sure, 3),
                (predict, sure, 3),
            )
