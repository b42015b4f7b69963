"""The hidden checks of `playground`."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.descriptions import with_article
from course.expect import Mismatch, close, equal, holds
from course.promises import (
    Call,
    LetsErrorsTravel,
    Probe,
    RemembersNothing,
    TakesAnyCallable,
    promises,
)

from .arrivals import UNFIT, arrives, told
from .bearers import ASKED, THINGS, a_function, each_thing
from .boxes import SIBLINGS
from .errors import fine, outcome, unchanged
from .rivals import LACKING, LOOK_ALIKES, each_rival
from .toys import each_flaky, hello, is_that, some, treasures


def play(student, item):
    return student.Playground().play(item)


@pytest.mark.task("playground", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "A place for anything that bounces.",
    "calls `item.bounce()` once, and returns what that returns, as it is.",
)
def test_a_ball_plays(student, toys, seed):
    """A ball plays, and its jumps come back."""
    height = float(some(seed).uniform(1, 2))
    got = play(student, student.Ball(height))
    message = f"`Playground().play(Ball({height:.3f}))` should return what `bounce()` returns."
    item = toys.Counted()
    if got is None and play(student, item) is None and item.times == 1:
        raise Mismatch(message, got=got, misconception="nothing_returned", draws=2)
    holds(got is not None, message=message, got=got)
    close(got, student.Ball(height).bounce(), message=message)


@pytest.mark.task("playground", weight=3)
@pytest.mark.main
@pytest.mark.tries("The item may be an object of any class, a module, or a class itself.")
def test_a_class_of_no_family_plays(student, toys, seed):
    """A class that the notebook has never seen plays, whether it comes from `Ball` or from nowhere."""
    number = int(some(seed).integers(1000))
    bases = student.Ball, student.Kangaroo
    pucks = [outcome(play, student, toys.puck(base, number)) for base in bases]
    names = [outcome(play, student, toys.impostor(n, number)) for n in ("Ball", "Kangaroo")]
    stranger = outcome(play, student, toys.UnknownFailure(number))
    mistake = "matched_by_name" if names == [number] * 2 and number not in pucks else ""
    message = "A class under `Ball`, with another name, has a `bounce`: it should play."
    holds(pucks == [number] * 2, message=message, got=pucks[0], misconception=mistake, draws=2)
    mistake = "isinstance_on_a_base" if number not in [stranger, *names] else ""
    message = "A class that comes from nowhere has a `bounce`: it should play."
    holds(stranger == number, message=message, got=stranger, misconception=mistake, draws=2)


@pytest.mark.task("playground", weight=3)
@pytest.mark.tries("The item may be an object of any class, a module, or a class itself.")
def test_where_bounce_comes_from_does_not_matter(student, toys, seed):
    """Namespaces, modules, classes, empty boxes, and objects that answer by `__getattr__` play."""
    number = int(some(seed).integers(1000))
    kinds = THINGS | {"phantom": ASKED["phantom"]}
    for words, item in each_thing(student, toys, "bounce", number, kinds):
        message = f"The item is {words}, and `item.bounce()` works: so should `play(item)`."
        play(student, toys.UnknownFailure(-1))
        with fine(message, looked_up_on_the_class="type object"):
            got = play(student, item)
        equal(got, number, message=message)


@pytest.mark.task("playground", weight=2)
@pytest.mark.tries("a class itself")
@given(number=integers(0, 999))
def test_a_class_plays_itself(student, toys, number):
    """A class that is handed in is told to bounce itself; no object of it is made."""
    message = "The item is a class with a static method `bounce`, and `item.bounce()` calls that."
    with fine(message):
        got = play(student, toys.club(number, -1))
    made = type(got) is int and got == -1
    misconception = "made_an_object_of_the_class" if made else ""
    holds(type(got) is int and got == number, message=message, got=got, misconception=misconception)


@pytest.mark.task("playground", weight=2)
@pytest.mark.tries(
    "calls `item.bounce()` once",
    "the AttributeError that Python raises where there is no `bounce`",
)
def test_the_bounce_of_the_item_itself_is_called(student, toys, seed):
    """`play` calls what `item.bounce` gives: for each item anew, wherever Python finds it."""
    number = int(some(seed).integers(1000))
    playground = student.Playground()
    for kind, item in each_rival(student, toys, "bounce", 0, number, -1):
        message = (
            f"`item.bounce` is {kind}: `item.bounce()` gives {number}, and so should `play(item)`."
        )
        with fine(message):
            got = playground.play(item)
        equal(got, number, message=message)
    for kind in LOOK_ALIKES:
        bounce = student.held(toys.look_alike)(kind, toys.exactly(0, number, -1), -1)
        message = (
            f"`item.bounce` is {kind}: `item.bounce()` gives {number}, and so should `play(item)`."
        )
        with fine(message):
            got = playground.play(toys.namespace("bounce", bounce))
        equal(got, number, message=message)
    for kind in LACKING:
        message = (
            f"Python finds no `bounce` here (there is {kind}): an AttributeError should travel on."
        )
        got = outcome(playground.play, student.held(toys.lacking)(kind, "bounce"))
        holds(got == ("it raised", "AttributeError"), message=message, got=got)
    for kind in ("UnknownFailure", "namespace", "shed"):
        for answer in (number, number + 1, None):
            if kind == "UnknownFailure":
                item = toys.UnknownFailure(answer)
            else:
                item = student.held(getattr(toys, kind))("bounce", toys.answering(answer))
            message = "Several items of one class play on one playground, each in its own way."
            equal(playground.play(item), answer, message=message)


@pytest.mark.task("playground", weight=2)
@pytest.mark.tries("returns what that returns, as it is")
def test_answers_come_back_as_they_are(student, toys):
    """None, an empty list, a function and a generator come back as they are, and are no copies."""
    for answer in (None, 0, False, "", [], (), {}, 0.0, [None], "text", (1, 2)):
        message = f"`play(SimpleNamespace(bounce=lambda: {answer!r}))` should give {answer!r}."
        got = play(student, toys.namespace("bounce", toys.answering(answer)))
        holds(type(got) is type(answer) and got == answer, message=message, got=got)
    own = student.keep(["first"])
    result = student.held(student.Playground().play)(toys.UnknownFailure(own))
    own.append("later")
    message = "`bounce()` returned a list: the same list should come back, and no copy."
    equal(student.fetch(result), ["first", "later"], message=message)
    function = play(student, toys.namespace("bounce", toys.a_function()))
    message = "`bounce()` returned a function: that should come back, and not be called."
    holds(callable(function) and not isinstance(function, str), message=message, got=function)
    generator = play(student, toys.namespace("bounce", toys.a_generator()))
    message = "`bounce()` returned a generator: that should come back as it is."
    holds(hasattr(generator, "send"), message=message, got=generator)
    for words, thing in treasures(student, toys).items():
        item = toys.namespace("bounce", toys.answering(thing))
        message = f"`bounce()` returned {words}: this very object should come back, and no copy."
        with fine(message):
            got = student.held(student.Playground().play)(item)
        holds(is_that(student, got, thing), message=message)
    got = student.held(student.Playground().play)(toys.namespace("bounce", toys.Ringing))
    message = "`bounce` is a class, and calling it makes an object: that should come back."
    holds(student.module("builtins").isinstance(got, toys.Ringing), message=message)


@pytest.mark.task("playground", weight=2)
@pytest.mark.tries(
    "calls `item.bounce()` once", "It is asked for its `bounce` once, and for nothing else."
)
def test_each_play_is_one_question_and_one_bounce(student, toys, seed):
    """For each `play` the item is asked once for `bounce`, which is called once; nothing else is asked."""
    item, playground = toys.Counted(), student.Playground()
    for times in (1, 2, 3):
        message = "This item answers how often it has bounced: each `play` should be one bounce."
        equal(playground.play(item), times, message=message)
    message = "The answer is [name, times asked for `bounce`, times called]; both should be 1."
    equal(play(student, toys.Ticking("tick")), ["tick", 1, 1], message=message)
    number = int(some(seed).integers(1000))
    message = "This item has a `bounce`, and raises an error if it is asked for anything else."
    silent = student.held(toys.silent)("bounce", toys.answering(number))
    with fine(message):
        got = play(student, silent)
    equal(got, number, message=message)
    message = "`item.bounce()` has nothing in its brackets; this `bounce` tells what it got."
    for function, nothing in ((toys.alone, [0, []]), (toys.with_words, [None] * 4)):
        equal(play(student, toys.namespace("bounce", function)), nothing, message=message)
    for kind, item in each_flaky(student, toys):
        message = f"`bounce` raised {with_article(kind)}: that should travel on, and no second try be made."
        holds(outcome(play, student, item) == ("it raised", kind), message=message)
        equal(item.times, 1, message=message)
    late = toys.Late("bounce")
    message = "The item has no `bounce` when it is asked for the first time: no second question."
    holds(outcome(play, student, late) == ("it raised", "AttributeError"), message=message)
    equal(late.asked, 1, message=message)


@pytest.mark.task("playground", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "the AttributeError that Python raises where there is no `bounce`",
    "whatever is raised inside `bounce`",
)
def test_errors_are_not_hidden(student, toys):
    """Without a `bounce` an AttributeError travels on, and so does an error inside one."""
    without = [outcome(play, student, item) for item in (3, "stone", student.Radio())]
    inside = [
        outcome(play, student, toys.Tripping(getattr(toys, kind))) for kind in ("Worn", "Punctured")
    ]
    # An answer that asks for a family gives None for each stranger. That hides no error.
    plays = outcome(play, student, toys.UnknownFailure(7)) == 7
    hidden = plays and without == [None] * 3 and inside == [None] * 2
    mistake = "none_instead_of_errors" if hidden else ""
    for got in without:
        message = "`Playground().play(3)` should raise an AttributeError: 3 has no `bounce`."
        right = got == ("it raised", "AttributeError")
        holds(right, message=message, got=got, misconception=mistake, draws=2)
    for got, kind in zip(inside, ("Worn", "Punctured"), strict=True):
        base = {"Worn": "an AttributeError", "Punctured": "a ZeroDivisionError"}[kind]
        message = f"The item raised {base} of its own while it bounced: that should travel on."
        right = got == ("it raised", kind)
        holds(right, message=message, got=got, misconception=mistake, draws=2)


@pytest.mark.task("playground")
@pytest.mark.tries("Every error travels on unchanged")
def test_errors_keep_their_words(student, toys):
    """An error arrives as it left, from inside `bounce` or from the question for it."""
    for make in ("namespace", "asking"):
        item = student.held(getattr(toys, make))("bounce", toys.particular)
        unchanged(play, student, item)


@pytest.mark.task("playground", weight=2)
@pytest.mark.tries(
    "So does Python's TypeError where `bounce` cannot be called, or needs something in the brackets.",
    "Every error travels on unchanged",
)
def test_a_bounce_that_does_not_fit_is_heard(student, toys):
    """Where `item.bounce()` cannot be called, Python's TypeError travels on; nothing else is tried."""
    for kind in UNFIT:
        item = student.held(toys.unfit)(kind, "bounce")
        wanted = "TypeError", toys.own_words(item, "bounce")
        message = f"`item.bounce` is {kind}: Python's own TypeError should travel on."
        got = told(play, student, item)
        holds(got == wanted, message=message, got=": ".join(got))
    message = "The item is the class `Kangaroo` itself: `Kangaroo.bounce()` raises a TypeError."
    got = outcome(play, student, student.Kangaroo)
    holds(got == ("it raised", "TypeError"), message=message, got=got)
    message = "3 has no `bounce`, and Python says so; its words should arrive."
    wanted = "AttributeError", "'int' object has no attribute 'bounce'"
    got = told(play, student, 3)
    holds(got == wanted, message=message, got=": ".join(got))


@pytest.mark.task("playground", weight=2)
@pytest.mark.tries(
    "Every error travels on unchanged",
    "Unchanged means: the very error, with its words and its cause.",
)
def test_the_very_error_arrives_from_playground(student, toys):
    """The very error arrives, with its words, its cause and its notes."""
    play(student, toys.UnknownFailure(1))
    for make in ("namespace", "asking"):
        arrives(toys, student.Playground().play, in_item(student, toys, make))
    fuse = toys.Fuse(student.module("builtins").StopIteration, "with a cause")
    changed = fuse.changes(student.Playground().play, in_item(student, toys, "namespace")(fuse.go))
    message = "`bounce` raised a StopIteration: that very error should arrive."
    holds(changed == "", message=message, got=changed)


def in_item(student, toys, make):
    """A function that makes an item of a function."""
    return lambda function: student.held(getattr(toys, make))("bounce", function)


@pytest.mark.task("playground", weight=2)
@pytest.mark.tries("It is asked for its `bounce` once", "calls `item.bounce()` once")
def test_each_item_is_asked_anew(student, toys, seed):
    """Of things of one class some bounce and some do not: each is asked anew."""
    number = int(some(seed).integers(1000))
    playground = student.Playground()
    for kind in SIBLINGS:
        given = [None, toys.answering(number), 3, toys.answering(number + 1), None]
        things = student.held(toys.siblings)(kind, "bounce", given)
        got = [
            outcome(playground.play, student.held(student.module("operator").getitem)(things, i))
            for i in range(len(given))
        ]
        missing, unfit = ("it raised", "AttributeError"), ("it raised", "TypeError")
        wanted = [missing, number, unfit, number + 1, missing]
        message = f"Five {kind} play one after the other; each has its own `bounce`, or none."
        holds(got == wanted, message=message, got=got)


def played(toys, student, make):
    """A function that makes an item of what it gets, and lets it play on one playground."""
    playground = student.Playground()
    return lambda given: playground.play(student.held(getattr(toys, make))("bounce", given))


@pytest.mark.task("playground", weight=2)
@pytest.mark.supporting
@promises(
    LetsErrorsTravel("bounce", tries="Every error travels on unchanged"),
    LetsErrorsTravel("asking", tries="Every error travels on unchanged"),
    TakesAnyCallable("bounce", tries="calls `item.bounce()` once"),
    RemembersNothing({"bounce": Probe(a_function)}, tries="returns what that returns"),
)
def test_play_keeps_its_promises(student, toys, promise):
    """What `play` promises in general."""
    # An answer that is not written yet stops here; the promises would take its error for another one.
    play(student, toys.UnknownFailure(1))
    make = "asking" if promise.label.endswith("asking") else "namespace"
    argument = "asking" if make == "asking" else "bounce"
    call = Call(lambda student: played(toys, student, make), **{argument: Probe(hello)})
    if isinstance(promise, RemembersNothing):
        call = call.then(lambda got: got if isinstance(got, list) else "not a list")
    promise.keep(student, call)
