"""The hidden checks of `eafp`."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import booleans, integers, just, lists, one_of, tuples

from course.descriptions import with_article
from course.expect import Mismatch, equal, holds
from course.promises import (
    Call,
    LetsErrorsTravel,
    Probe,
    RemembersNothing,
    TakesAnyCallable,
    TakesAnyIterable,
    expect_same,
    promises,
    same,
)
from course.promises.callables import ERRORS

from .arrivals import KINDS, NEEDY, arrives, told
from .bearers import ASKED, THINGS, each_thing
from .boxes import BOXES, LASTING, SIBLINGS
from .errors import fine, outcome, unchanged
from .rivals import LACKING, LOOK_ALIKES, each_rival
from .toys import (
    BASES,
    answers,
    each_flaky,
    each_uncallable,
    expected,
    hello,
    is_that,
    plain,
    some,
    treasures,
)

BREAKING = (
    "a generator", "an iterator", "an object whose `__iter__` raises it",
    "an object with `__getitem__` alone",
)  # fmt: skip


def item_of(student, container, place):
    """The item itself, left where it is."""
    return student.held(student.module("operator").getitem)(container, place)


def sorted_out(student, items):
    """What `bounce_all` gives: its results, and what it skipped (of toys, their labels)."""
    answer = student.bounce_all(items)
    two = isinstance(answer, tuple | list) and len(answer) == 2
    if not two or not all(isinstance(part, list) for part in answer):
        message = "`bounce_all` should return two lists, (results, skipped)."
        raise Mismatch(message, got=answer, names_mistake=False)
    results, skipped = answer
    data = int, str, bool, float, list, dict, tuple, np.ndarray, type(None)
    told = [
        item if type(item) in data or isinstance(item, np.generic) else label_of(item)
        for item in skipped
    ]
    return list(results), told


def label_of(item):
    """The label of a toy. Other objects have none."""
    try:
        return item.label
    except Exception as error:
        if getattr(error, "kind", "") != "AttributeError":
            raise
        return "something without a label"


def box(toys, plan):
    """Make what the plan says: pairs of `bounces` and an answer, or `stone` and plain data."""
    return [
        toys.UnknownFailure(what, "a toy") if kind == "bounces" else what for kind, what in plan
    ]


stones = one_of(plain, lists(integers(0, 9), max_size=3), booleans())
plans = lists(one_of(tuples(just("bounces"), answers), tuples(just("stone"), stones)), max_size=7)
MIXED = [("bounces", "one"), ("stone", 2), ("bounces", "three"), ("stone", "four")]


@pytest.mark.task("eafp", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Bounce everything that can bounce, and put the rest aside.",
    "Returns a tuple of two lists, (results, skipped), both in the order of `items`.",
    "The first holds what each `bounce()` returned, as it is, None too.",
    "The second holds the items themselves that have no `bounce`, or one that cannot be called.",
)
@given(plan=plans)
def test_each_thing_goes_where_it_belongs_in_order(student, toys, plan):
    """Answers and what was skipped come back in the order of the items."""
    results, skipped = sorted_out(student, box(toys, plan))
    right_results, right_skipped = expected(plan)
    told = [answer for answer in right_results if answer]
    known = [answer for answer in right_results if answer is not None]
    dropped = skipped == right_skipped and results in (told, known)
    message = "`results` should hold the answer of each item that bounces, in order."
    right = same(results, right_results)
    # Some keep no answer at all.
    if dropped and not right:
        dropped = student.attempt(sorts_well, student, toys, MIXED)
    misconception = "empty_answers_dropped" if dropped else ""
    holds(right, message=message, got=results, misconception=misconception)
    message = "`skipped` should hold the items that do not bounce, in order."
    expect_same(skipped, right_skipped, message=message)


def sorts_well(student, toys, plan):
    """Tell whether a list of what the plan says is sorted as it should be."""
    return sorted_out(student, box(toys, plan)) == expected(plan)


@pytest.mark.task("eafp", weight=2)
@pytest.mark.tries("It can be walked through only once.")
def test_a_generator_will_do(student, toys):
    """The items may come from a generator, which can be walked through only once."""
    found = []
    for plan in (MIXED, MIXED[:3]):
        sorted_out(student, box(toys, plan[::-1]))
        found.append(outcome(sorted_out, student, toys.one_by_one(box(toys, plan))))
    message = "A generator gives each item once; then it is empty."
    wanted = [expected(plan) for plan in (MIXED, MIXED[:3])]
    right = found == wanted
    half = not right and student.attempt(half_comes_back, student, toys)
    mistake = "walks_twice" if half else ""
    holds(right, message=message, got=found[0], misconception=mistake, draws=3)


def half_comes_back(student, toys):
    """Tell whether a generator fills only one of the two lists, and a list both."""
    for plan in (MIXED, MIXED[:3], MIXED[1:]):
        results, skipped = expected(plan)
        got = sorted_out(student, toys.one_by_one(box(toys, plan)))
        half = got in ((results, []), ([], skipped))
        if not half or not sorts_well(student, toys, plan):
            return False
    return True


# The errors that are put aside with the toys that raise them tell how wide the net is.
NETS = {
    ("Stopped", "Punctured", "Torn", "Worn"): "bare_except_round_bounce",
    ("Punctured", "Torn", "Worn"): "every_error_means_no_bounce",
    ("Torn", "Worn"): "type_error_means_not_callable",
    ("Torn",): "type_error_means_not_callable",
    ("Worn",): "except_round_the_call",
}


@pytest.mark.task("eafp", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "So does each error that is raised while an item bounces, whatever its kind and whatever it says, "
    "an AttributeError too."
)
def test_an_error_inside_a_bounce_travels_on(student, toys):
    """An AttributeError, a TypeError, a ZeroDivisionError or a KeyboardInterrupt of a jump travels on."""
    aside, caught = [], []
    for kind in BASES:
        trip = toys.Tripping(getattr(toys, kind))
        found = [
            outcome(sorted_out, student, items)
            for items in ([trip], [toys.UnknownFailure("fine"), trip, 3])
        ]
        if found == [([], ["tripping"]), (["fine"], ["tripping", 3])]:
            aside.append(kind)
        if found != [("it raised", kind)] * 2:
            caught.append(kind)
    mistake = NETS.get(tuple(aside), "") if aside == caught else ""
    kinds = ", ".join(BASES[kind] for kind in caught)
    message = f"An item raised {kinds} while it bounced; that should travel on."
    # Each kind at each of two places has gone as the mistake foretells.
    draws = 2 * len(BASES)
    holds(not caught, message=message, misconception=mistake, draws=draws)


@pytest.mark.task("eafp", weight=3)
@pytest.mark.tries(
    "An AttributeError means that an item has no `bounce` only if it is raised by asking for it.",
    "whatever it says",
)
def test_a_missing_bounce_of_something_else_travels_on(student, toys):
    """The item has a `bounce`, and its error says that a `bounce` is missing: it travels on."""
    fine_toy = toys.UnknownFailure("fine")
    legs = [
        outcome(sorted_out, student, [fine_toy, toys.Limping(leg)]) for leg in (3, student.Radio())
    ]
    # Whoever has the whole jump under `try` believes nothing, and catches every AttributeError.
    other = outcome(sorted_out, student, [toys.Tripping(toys.Worn)]) == ("it raised", "Worn")
    believed = other and legs == [(["fine"], ["limping"])] * 2
    mistake = "believed_the_errors_name" if believed else ""
    wanted = [("it raised", "AttributeError")]
    message = "The item has a `bounce`, and its leg, which is asked inside, has none: that error should travel on."
    holds(legs == wanted * 2, message=message, got=legs[0], misconception=mistake, draws=2)
    unchanged(sorted_out, student, [fine_toy, toys.namespace("bounce", toys.particular)])
    message = "The item has a `bounce`, and raises an AttributeError inside that names `bounce` and the item: that should travel on."
    got = outcome(sorted_out, student, [fine_toy, toys.Pretending()])
    holds(got == wanted[0], message=message, got=got)
    message = "`SimpleNamespace(bounce=partial(getattr, 3, 'bounce'))` has a `bounce` that raises an AttributeError: that should travel on."
    item = toys.namespace("bounce", toys.failing_inside_c())
    got = outcome(student.bounce_all, [fine_toy, item])
    holds(got == wanted[0], message=message, got=got)


@pytest.mark.task("eafp", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Each item is asked for its `bounce` once.",
    "A `bounce` that can be called is called once, with nothing in the brackets: at once, or after all "
    "items have been asked.",
)
def test_each_item_is_asked_once(student, toys):
    """Each item is asked for its `bounce` once, whether it has one or not, and that is called once."""
    tick, tock = toys.Ticking("tick"), toys.Ticking("tock")
    limp, bare = toys.Ticking("limp", "a number"), toys.Ticking("bare", "nothing")
    results, skipped = sorted_out(student, [tick, limp, tock, bare])
    message = "Each answer is [name, times asked for `bounce`, times called]; both should be 1."
    asked = all(isinstance(r, list) and len(r) == 3 and r[1] > 1 and r[2] == 1 for r in results)
    mistake = "hasattr_first" if asked and len(results) == 2 else ""
    wanted = [["tick", 1, 1], ["tock", 1, 1]]
    holds(results == wanted, message=message, got=results, misconception=mistake, draws=2)
    equal(skipped, ["limp", "bare"], message="Two items have no `bounce` that can be called.")
    for item, words in ((limp, "has a `bounce` that is 3"), (bare, "has no `bounce`")):
        message = f"This item {words}. How often was it asked for it?"
        equal(item.asked, 1, message=message)
    late = toys.Late("bounce")
    message = "The item has no `bounce` when it is asked for the first time: no second question."
    equal(sorted_out(student, [late]), ([], ["late"]), message=message)
    equal(late.asked, 1, message=message)
    message = "A `bounce` is called with nothing in the brackets; these tell what they got."
    functions = [toys.namespace("bounce", each) for each in (toys.alone, toys.with_words)]
    equal(sorted_out(student, functions), ([[0, []], [None] * 4], []), message=message)
    for kind, item in each_flaky(student, toys):
        message = f"`bounce` raised {with_article(kind)}: that should travel on, and no second try be made."
        holds(outcome(sorted_out, student, [3, item]) == ("it raised", kind), message=message)
        equal(item.times, 1, message=message)


@pytest.mark.task("eafp", weight=2)
@pytest.mark.tries("or one that cannot be called")
def test_a_bounce_that_cannot_be_called_is_skipped(student, toys):
    """An item whose `bounce` is None, a number, a text or a list is skipped."""
    tried = {"a": None, "b": 3, "c": "hop", "d": [], "e": 0}
    items = [toys.Limp(what, label) for label, what in tried.items()]
    alone = [outcome(sorted_out, student, [item]) for item in items]
    called = all(got == ("it raised", "TypeError") for got in alone)
    # Some raise a TypeError of their own wherever an item is put aside.
    if called:
        called = student.attempt(sorted_out, student, [3]) == ([], [3])
    mistake = "called_whatever_it_is" if called else ""
    message = (
        "`SimpleNamespace(bounce=3)` has a `bounce` that cannot be called: it should be skipped."
    )
    wanted = [([], [label]) for label in tried]
    holds(alone == wanted, message=message, got=alone[1], misconception=mistake, draws=2)
    got = sorted_out(student, [items[0], toys.UnknownFailure("fine"), *items[1:]])
    equal(got, (["fine"], list(tried)), message=message)
    for bounce, words in each_uncallable(toys):
        message = f"The item's `bounce` is {words}, and cannot be called: it should be skipped."
        with fine(message):
            got = sorted_out(student, [toys.UnknownFailure("fine"), toys.Limp(bounce, "limp")])
        equal(got, (["fine"], ["limp"]), message=message)
    message = "`callable` says of this `bounce` that it can be called, and so it can."
    with fine(message):
        got = sorted_out(student, [toys.namespace("bounce", toys.shy(toys.answering(7)))])
    equal(got, ([7], []), message=message)


@pytest.mark.task("eafp", weight=2)
@pytest.mark.tries("everything that can bounce", "The second holds the items themselves")
def test_what_an_item_is_does_not_matter(student, toys, seed):
    """Whatever has a `bounce` bounces, an empty box too; arrays, NaN, and an item twice are skipped well."""
    number = int(some(seed).integers(1000))
    for words, item in each_thing(student, toys, "bounce", number, THINGS | ASKED):
        message = f"The item is {words}, and `item.bounce()` works: it bounces."
        with fine(message):
            got = sorted_out(student, [1, item, 2])
        equal(got, ([number], [1, 2]), message=message)
    odd = [
        np.arange(3),
        float("nan"),
        [],
        {},
        [1],
        np.arange(3),
        (),
        [1],
        0,
        "",
        None,
        1,
        True,
        1.0,
    ]
    message = "None of these items bounces: all of them should come back in `skipped`, in order."
    with fine(message):
        results, skipped = sorted_out(student, odd)
    holds(results == [] and same(skipped, odd), message=message, got=skipped)
    toy = toys.Counted()
    worn = student.held(toys.asking)("bounce", toys.Tripping(toys.Worn).bounce)
    for item, label in ((worn, "asking"), (toys.Aching(), "aching")):
        message = (
            "Asking for `bounce` raised an AttributeError, in words of its own: it is skipped."
        )
        with fine(message):
            got = sorted_out(student, [1, item, 2])
        equal(got, ([], [1, label, 2]), message=message)
    message = "The same item stands in the box three times, and answers how often it has bounced."
    equal(sorted_out(student, [toy, 5, toy, 5, toy]), ([1, 2, 3], [5, 5]), message=message)


@pytest.mark.task("eafp", weight=2)
@pytest.mark.tries(
    "Each item is asked for its `bounce` once.",
    "The second holds the items themselves that have no `bounce`, or one that cannot be called.",
)
def test_the_bounce_of_each_item_itself_decides(student, toys, seed):
    """What `item.bounce` gives is called, wherever Python finds it; if it gives nothing, it is skipped."""
    number = int(some(seed).integers(1000))
    for kind, item in each_rival(student, toys, "bounce", 0, number, -1):
        message = f"`item.bounce` is {kind}: `item.bounce()` gives {number}, so the item bounces."
        with fine(message):
            got = sorted_out(student, [1, item, 2])
        equal(got, ([number], [1, 2]), message=message)
    for kind in LOOK_ALIKES:
        bounce = student.held(toys.look_alike)(kind, toys.exactly(0, number, -1), -1)
        message = f"`item.bounce` is {kind}: `item.bounce()` gives {number}, so the item bounces."
        with fine(message):
            got = sorted_out(student, [toys.namespace("bounce", bounce), 2])
        equal(got, ([number], [2]), message=message)
    for kind in LACKING:
        message = f"Python finds no `bounce` here (there is {kind}): the item is skipped."
        with fine(message):
            got = sorted_out(student, [1, student.held(toys.lacking)(kind, "bounce"), 2])
        equal(got, ([], [1, "lacking", 2]), message=message)
    message = "Items of one class bounce or not, each by its own `bounce`."
    same_class = [toys.Limp(3, "a"), toys.Limp(toys.answering(number), "b"), toys.Limp(None, "c")]
    equal(sorted_out(student, same_class), ([number], ["a", "c"]), message=message)
    same_class.reverse()
    equal(sorted_out(student, same_class), ([number], ["c", "a"]), message=message)


@pytest.mark.task("eafp", weight=2)
@pytest.mark.tries(
    "An AttributeError means that an item has no `bounce` only if it is raised by asking for it.",
    "Every other error travels on unchanged.",
)
def test_an_error_of_the_box_travels_on(student, toys):
    """An error that is raised by the box itself, where it should give an item, travels on."""
    for kind in ("Worn", "Torn", "Punctured", "Stopped"):
        error = student.held(getattr(toys, kind))("the box broke")
        for box_kind in BREAKING:
            for before in ([], [toys.UnknownFailure("fine"), 3]):
                for after in ([], [4, toys.UnknownFailure("late")]):
                    items = student.held(toys.breaking)(box_kind, before, error, after)
                    message = (
                        f"The box is {box_kind}, and raised {BASES[kind]} of its own where it should "
                        "give an item: that should travel on."
                    )
                    got = outcome(sorted_out, student, items)
                    holds(got == ("it raised", kind), message=message, got=got)
    # Whoever asks in a generator gets a RuntimeError of it, by Python's rules; it must not vanish.
    ends = toys.Tripping(student.module("builtins").StopIteration("an item stopped")).bounce
    for after in ([], [4, toys.UnknownFailure("late")]):
        item = student.held(toys.asking)("bounce", ends)
        message = (
            "Asking for `bounce` raised a StopIteration: it is an error, and not the box's end."
        )
        got = outcome(sorted_out, student, [toys.UnknownFailure("fine"), item, *after])
        heard = got in (("it raised", "StopIteration"), ("it raised", "RuntimeError"))
        holds(heard, message=message, got=got)


@pytest.mark.task("eafp")
@pytest.mark.tries(
    "what each `bounce()` returned, as it is", "The second holds the items themselves"
)
def test_nothing_is_copied(student, toys):
    """Answers and skipped items are the very objects, and no copies of them."""
    stone, answer = student.keep(["stone"]), student.keep(["answer"])
    function = toys.namespace("bounce", toys.a_function())
    results, _ = student.bounce_all([function])
    equal(len(results), 1, message="One item bounces: `results` should hold one answer.")
    message = "`bounce()` returned a function: that is its answer, and should not be called."
    holds(not isinstance(results[0], str), message=message, got=results[0])
    result = student.held(student.bounce_all)([toys.UnknownFailure(answer), stone])
    stone.append("later")
    answer.append("later")
    results, skipped = student.fetch(result)
    message = "What comes back should be the objects themselves, and no copies."
    wanted = [["answer", "later"]], [["stone", "later"]]
    holds((results, skipped) == wanted, message=message, got=(results, skipped))
    things = treasures(student, toys)
    toys_of_them = [toys.namespace("bounce", toys.answering(thing)) for thing in things.values()]
    with fine(message):
        both = student.held(student.bounce_all)([*toys_of_them, *things.values()])
        parts = [item_of(student, both, part) for part in (0, 1)]
        lengths = [len(part) for part in parts]
    equal(lengths, [len(things)] * 2, message="As many things bounce as do not.")
    for place, (words, thing) in enumerate(things.items()):
        said = f"`bounce()` returned {words}", f"A thing in the box is {words}"
        for part, what in zip(parts, said, strict=True):
            message = f"{what}: this very object should come back, and no copy."
            holds(is_that(student, item_of(student, part, place), thing), message=message)
    both = student.held(student.bounce_all)([toys.namespace("bounce", toys.Ringing)])
    got = item_of(student, item_of(student, both, 0), 0)
    message = "`bounce` is a class, and calling it makes an object: that is its answer."
    holds(student.module("builtins").isinstance(got, toys.Ringing), message=message)


@pytest.mark.task("eafp", weight=2)
@pytest.mark.tries(
    "items: any iterable (a list, a generator), however long.",
    "The items are what a `for` loop over it gives: of a dict, its keys.",
    "Otherwise it is left as it is.",
)
def test_every_kind_of_box_is_walked_through(student, toys):
    """The items are what a `for` loop gives, whatever the box is; the box keeps what it holds."""
    things = box(toys, MIXED)
    decoy = toys.UnknownFailure("a decoy", "a decoy")
    for kind in BOXES:
        message = f"The box is {kind}: the items are what a `for` loop over it gives."
        with fine(message):
            got = sorted_out(student, student.held(toys.boxed)(kind, things, decoy))
        equal(got, expected(MIXED), message=message)
    for kind in LASTING:
        message = f"The box is {kind}: it should hold after the call what it held before."
        with fine(message):
            right = toys.left_alone(student.bounce_all, kind, things, decoy)
        holds(right, message=message)
    builtins = student.module("builtins")
    for made in (student.held(builtins.range)(5, 6), student.held(builtins.set)([5])):
        message = "The box is a range, or a set, and holds 5: that is skipped."
        with fine(message):
            equal(sorted_out(student, made), ([], [5]), message=message)
    plain = ["", "ab", b"ab", {"a": 1}, {}, np.arange(3), (), np.zeros((2, 2))]
    for stones in plain:
        message = f"The box is {stones!r}: all that a `for` loop over it gives is skipped."
        with fine(message):
            got = sorted_out(student, stones)
        expect_same(got, ([], list(stones)), message=message)
    message = "The box holds six thousand things."
    with fine(message):
        results, skipped = sorted_out(student, student.held(toys.many_of)(things, 1500))
    wanted = expected(MIXED * 1500)
    holds((results, skipped) == wanted, message=message, got=[len(results), len(skipped)])


@pytest.mark.task("eafp", weight=2)
@pytest.mark.tries("Each item is asked for its `bounce` once.")
def test_each_item_is_asked_for_itself(student, toys, seed):
    """Of things of one class some bounce and some do not: each is asked, whatever the others said."""
    number = int(some(seed).integers(1000))
    first, second = toys.answering(number), toys.answering(number + 1)
    for kind in SIBLINGS:
        for order in ([None, first, 3, second, None], [first, None, second, 3], [3, None, first]):
            things = student.held(toys.siblings)(kind, "bounce", order)
            results = [number + (what is second) for what in order if what in (first, second)]
            skipped = [f"number {i}" for i, what in enumerate(order) if what in (None, 3)]
            message = f"Here are {len(order)} {kind}; each has its own `bounce`, a 3, or none."
            with fine(message):
                equal(sorted_out(student, things), (results, skipped), message=message)
            message = f"{message} They come one after the other, each in a box of its own."
            with fine(message):
                each = [item_of(student, things, i) for i in range(len(order))]
                alone = [sorted_out(student, [item]) for item in each]
            found = [a for one, _ in alone for a in one], [b for _, one in alone for b in one]
            equal(found, (results, skipped), message=message)


@pytest.mark.task("eafp", weight=2)
@pytest.mark.tries(
    "Every other error travels on unchanged.",
    "So does each error that is raised while an item bounces",
)
def test_the_very_error_arrives(student, toys):
    """The very error arrives, with its words, its cause and its notes; Python's TypeErrors do, too."""
    sorted_out(student, [])
    fine_toy = toys.UnknownFailure("fine")

    def between(make):
        made = student.held(getattr(toys, make))
        return lambda function: [fine_toy, made("bounce", function), 3]

    arrives(toys, student.bounce_all, between("namespace"))
    kinds = tuple(kind for kind in KINDS if kind != "Worn")
    arrives(toys, student.bounce_all, between("asking"), kinds)
    for kind in ("a generator", "an iterator"):
        make_box = partial(student.held(toys.box_that), kind)
        arrives(toys, student.bounce_all, make_box)
    for kind in NEEDY:
        item = student.held(toys.unfit)(kind, "bounce")
        wanted = "TypeError", toys.own_words(item, "bounce")
        message = f"`item.bounce` is {kind}. It can be called, and the call raises a TypeError: that should travel on."
        got = told(student.bounce_all, [fine_toy, item, 3])
        holds(got == wanted, message=message, got=": ".join(got))


@pytest.mark.task("eafp", weight=2)
@pytest.mark.tries(
    "Each item is asked for its `bounce` once.",
    "Returns a tuple of two lists, (results, skipped), both in the order of `items`.",
)
def test_each_call_asks_anew(student, toys):
    """Each call asks the items that are in the box now, and gives lists of its own."""
    toy, late = toys.Counted(), toys.Late("bounce")
    things = student.keep([])
    things.append(toy)
    things.append(3)
    held = student.held(student.bounce_all)(things)
    for times in (2, 3):
        message = "The same box is handed in again, and its toy answers how often it has bounced."
        equal(sorted_out(student, things), ([times], [3]), message=message)
    things.append(late)
    message = (
        "An item was put into the box: it has no `bounce` when it is asked for the first time."
    )
    equal(sorted_out(student, things), ([4], [3, "late"]), message=message)
    message = "The same box is handed in again, and its last item has a `bounce` by now."
    equal(sorted_out(student, things), ([5, "too late"], [3]), message=message)
    message = "Later calls should not change the two lists that the first call gave."
    equal(tuple(student.fetch(held)), ([1], [3]), message=message)


def bounced(toys, student, make):
    """A function that makes an item of what it gets, and hands it in between two others."""

    def call(given):
        item = student.held(getattr(toys, make))("bounce", given)
        return sorted_out(student, [toys.UnknownFailure("fine"), item, 3])

    return call


@pytest.mark.task("eafp", weight=2)
@pytest.mark.supporting
@promises(
    LetsErrorsTravel("bounce", tries="each error that is raised while an item bounces"),
    # `asking` raises as it is asked for its `bounce`: then an AttributeError means that it has none.
    LetsErrorsTravel(
        "asking",
        kinds=tuple(kind for kind in ERRORS if kind not in ("AttributeError", "StopIteration")),
        tries="Every other error travels on unchanged.",
    ),
    TakesAnyCallable("bounce", tries="A `bounce` that can be called is called once"),
)  # fmt: skip
def test_bounce_all_keeps_its_promises(student, toys, promise):
    """What `bounce_all` promises in general."""
    sorted_out(student, [])
    argument = promise.argument
    make = "asking" if argument == "asking" else "namespace"
    call = Call(lambda student: bounced(toys, student, make), **{argument: Probe(hello)})
    promise.keep(student, call)


@pytest.mark.task("eafp")
@pytest.mark.supporting
@promises(
    TakesAnyIterable("items", tries="items: any iterable (a list, a generator), however long."),
    RemembersNothing({"items": [1, "two"]}, tries="Returns a tuple of two lists"),
)
def test_any_box_will_do(student, toys, promise):
    """The items may come from any iterable, and no call changes the next one."""
    items = box(toys, MIXED)
    promise.keep(student, Call(lambda student: partial(sorted_out, student), items=items))
