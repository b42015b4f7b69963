"""Hidden checks. Every claim is exact: no check here depends on luck, so none has a threshold.

The toys are made again in the student's process, from their source. Nothing that they keep there is
believed: what a toy hands back is drawn, and differs with how often it was asked and called.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import (
    booleans,
    floats,
    integers,
    just,
    lists,
    none,
    one_of,
    sampled_from,
    text,
    tuples,
)

from course.expect import Mismatch, as_array, close, equal, holds, with_article

# Where an exception is taken for a known mistake, an easy call stands before it: whoever fails that,
# too, has another trouble, and should not be told of this one.

# What is drawn here is drawn anew for each submission, so feedback may show it.
pytestmark = pytest.mark.reveal

seeds = integers(0, 2**32 - 1)
plain = one_of(integers(-999, 999), text(max_size=8), none())
answers = one_of(plain, booleans(), lists(integers(0, 9), max_size=3))


# toys


class UnknownFailure:
    """A class of no family."""

    def __init__(self, answer, label=None):
        self.answer = answer
        self.label = label

    def bounce(self):
        return self.answer


class Phantom:
    """Has no `bounce` until somebody asks for it."""

    def __init__(self, answer):
        self.answer = answer

    def __getattr__(self, name):
        if name == "bounce":
            return lambda: self.answer
        raise AttributeError(name)


class Ticking:
    """Answers with its label, and how often `bounce` has been asked for and called by then."""

    def __init__(self, label):
        self.label = label
        self.asked = self.called = 0

    def __getattr__(self, name):
        if name != "bounce":
            raise AttributeError(name)
        self.asked += 1
        return self.tick

    def tick(self):
        self.called += 1
        return [self.label, self.asked, self.called]


class Counted:
    """Answers how often it has bounced."""

    def __init__(self):
        self.times = 0

    def bounce(self):
        self.times += 1
        return self.times


class Limp:
    """Its `bounce` is there and cannot be called."""

    def __init__(self, bounce, label):
        self.bounce = bounce
        self.label = label


class Limping:
    """Asks its leg to bounce; that has no `bounce`, and the error names just this word."""

    label = "limping"

    def __init__(self, leg):
        self.leg = leg

    def bounce(self):
        return self.leg.bounce()


class Tripping:
    """Raises an error in the middle of what it does: a jump, a look-up, a conversion, a call."""

    label = "tripping"

    def __init__(self, kind):
        self.kind = kind

    def bounce(self):
        raise self.kind

    def __getitem__(self, key):
        raise self.kind

    def __float__(self):
        raise self.kind

    def __call__(self, x):
        raise self.kind


class Stopped(KeyboardInterrupt):
    """Somebody pressed Ctrl-C."""


class Punctured(ZeroDivisionError):
    """A bug in a toy."""


class Torn(TypeError):
    """A bug in a toy, of the kind that a call of what is not callable raises."""


class Worn(AttributeError):
    """A bug in a toy, of the kind that a look-up raises."""


def puck(base, answer):
    """An object of a class under `base`, with another name."""

    class Puck(base):
        def __init__(self):
            pass

        def bounce(self):
            return answer

    return Puck()


def namespace(answer):
    """An object whose `bounce` hangs on itself and not on its class."""
    from types import SimpleNamespace

    return SimpleNamespace(bounce=lambda: answer)


def module(answer):
    """A module with a function `bounce`."""
    from types import ModuleType

    made = ModuleType("trampoline")
    made.bounce = lambda: answer
    return made


def family(answer):
    """A class that bounces itself, without an object."""

    class Family:
        @classmethod
        def bounce(cls):
            return answer

    return Family


def club(answer, other):
    """A class that gives `answer` by a static method, and whose objects give `other`."""

    class Club:
        def __init__(self):
            self.bounce = lambda: other

        @staticmethod
        def bounce():
            return answer

    return Club


def apprentice():
    """An object whose `fit` and `predict` hang on itself."""
    from types import SimpleNamespace

    return SimpleNamespace(fit=lambda X, y: None, predict=lambda X: X)


def one_by_one(things):
    """A generator: it can be walked through once, and has no length."""
    yield from things


@pytest.fixture
def toys(student):
    """The toys, in the student's process."""
    classes = UnknownFailure, Phantom, Ticking, Counted, Limp, Limping, Tripping
    errors = Stopped, Punctured, Torn, Worn
    functions = puck, namespace, module, family, club, apprentice, one_by_one
    return student.probes(*classes, *errors, *functions)


# playground


def plays(student, item, answer, message):
    """Expect that the playground gives what the item gives."""
    equal(student.Playground().play(item), answer, message=message)


@pytest.mark.task("playground")
@pytest.mark.mistake("nothing_returned")
def test_a_ball_plays(student, seed):
    """A ball plays, and its jumps come back."""
    height = 1 + seed % 1000 / 1000
    got = student.Playground().play(student.Ball(height))
    message = "`play` should return what `bounce()` returns."
    holds(got is not None, message=message, got=got)
    close(got, student.Ball(height).bounce(), message=message)


@pytest.mark.task("playground")
@pytest.mark.mistake("matched_by_name")
@given(answer=answers)
def test_a_class_under_ball_plays(student, toys, answer):
    """A class that comes from `Ball` and has another name plays."""
    plays(student, toys.puck(student.Ball, answer), answer, "A puck is a ball by another name.")


@pytest.mark.task("playground", weight=2)
@pytest.mark.mistake("isinstance_on_a_base")
@given(answer=answers)
def test_a_class_of_no_family_plays(student, toys, answer):
    """A class that shares no base with any toy plays."""
    message = "The item has a method `bounce`, and its class comes from nowhere."
    plays(student, toys.UnknownFailure(answer), answer, message)


@pytest.mark.task("playground", weight=2)
@given(answer=answers, make=sampled_from(["Phantom", "namespace", "module", "family"]))
def test_where_bounce_comes_from_does_not_matter(student, toys, answer, make):
    """A namespace, a module, a class, and an object that answers by `__getattr__` play."""
    student.Playground().play(toys.UnknownFailure([answer]))
    message = (
        "`item.bounce()` works here, so `play` should, too: not everything hangs on the class."
    )
    item = getattr(toys, make)(answer)
    misconception = "looked_up_on_the_class"
    with student.succeeds(AttributeError, message=message, misconception=misconception):
        plays(student, item, answer, message)


@pytest.mark.task("playground", weight=2)
@given(number=integers(0, 999))
def test_a_class_plays_itself(student, toys, number):
    """A class that is handed in is told to bounce itself; no object of it is made."""
    student.Playground().play(toys.UnknownFailure(-2))
    message = "The item is a class with a static method `bounce`, and `item.bounce()` calls that."
    with student.succeeds(AttributeError, message=message):
        got = student.Playground().play(toys.club(number, -1))
    made = type(got) is int and got == -1
    misconception = "made_an_object_of_the_class" if made else ""
    holds(type(got) is int and got == number, message=message, got=got, misconception=misconception)


@pytest.mark.task("playground")
def test_each_play_is_one_bounce(student, toys):
    """Each time that an item plays, its `bounce` is called once."""
    item, playground = toys.Counted(), student.Playground()
    for times in (1, 2, 3):
        message = "This item answers how often it has bounced: each `play` should be one bounce."
        equal(playground.play(item), times, message=message)


@pytest.mark.task("playground", weight=2)
@pytest.mark.mistake("none_instead_of_errors")
def test_errors_are_not_hidden(student, toys):
    """Without a `bounce` an AttributeError travels on, and so does an error inside one."""
    playground = student.Playground()
    for item in (3, "stone", student.Radio()):
        with student.raises(AttributeError, message="Where there is no `bounce`, Python says so."):
            playground.play(item)
    for kind in (Worn, Punctured):
        with student.raises(
            kind, message="An error raised while the item bounces should travel on."
        ):
            playground.play(toys.Tripping(getattr(toys, kind.__name__)))


# eafp


def sorted_out(student, items):
    """What `bounce_all` gives: its results, and what it skipped (of objects, their labels)."""
    answer = student.bounce_all(items)
    two = isinstance(answer, tuple | list) and len(answer) == 2
    if not two or not all(isinstance(part, tuple | list) for part in answer):
        message = "`bounce_all` should return two lists, (results, skipped)."
        raise Mismatch(message, got=answer, names_mistake=False)
    results, skipped = answer
    data = int, str, bool, float, list, dict, type(None)
    return list(results), [item if type(item) in data else item.label for item in skipped]


def box(toys, plan):
    """Make what the plan says: pairs of `bounces` and an answer, or `stone` and plain data."""
    return [
        toys.UnknownFailure(what, "a toy") if kind == "bounces" else what for kind, what in plan
    ]


def expected(plan):
    """What should come back for a plan."""
    results = [what for kind, what in plan if kind == "bounces"]
    return results, [what for kind, what in plan if kind == "stone"]


plans = lists(one_of(tuples(just("bounces"), answers), tuples(just("stone"), plain)), max_size=7)
MIXED = [("bounces", "one"), ("stone", 2), ("bounces", "three"), ("stone", "four")]


@pytest.mark.task("eafp", weight=2)
@given(plan=plans)
def test_each_thing_goes_where_it_belongs_in_order(student, toys, plan):
    """Answers and what was skipped come back in the order of the items."""
    results, skipped = sorted_out(student, box(toys, plan))
    right_results, right_skipped = expected(plan)
    told = [answer for answer in right_results if answer]
    known = [answer for answer in right_results if answer is not None]
    dropped = skipped == right_skipped and results in (told, known)
    misconception = "empty_answers_dropped" if dropped else ""
    message = "`results` should hold the answer of each item that bounces, in order."
    holds(results == right_results, message=message, got=results, misconception=misconception)
    message = "`skipped` should hold the items that do not bounce, in order."
    equal(skipped, right_skipped, message=message)


@pytest.mark.task("eafp", weight=2)
@pytest.mark.mistake("walks_twice")
def test_a_generator_will_do(student, toys):
    """The items may come from a generator, which can be walked through only once."""
    sorted_out(student, box(toys, MIXED[::-1]))
    with student.succeeds(
        TypeError, message="A generator is an iterable.", misconception="walks_twice"
    ):
        got = sorted_out(student, toys.one_by_one(box(toys, MIXED)))
    equal(got, expected(MIXED), message="A generator gives each item once; then it is empty.")


def travels_on(student, toys, kind):
    """Expect that an error of `kind`, raised while the second item bounces, is not caught."""
    items = [toys.UnknownFailure("fine"), toys.Tripping(getattr(toys, kind.__name__)), 3]
    base = kind.__mro__[1].__name__
    message = f"One item raised {with_article(base)} while it bounced; that should travel on."
    with student.raises(kind, message=message):
        student.bounce_all(items)


@pytest.mark.task("eafp")
@pytest.mark.supporting
@pytest.mark.mistake("bare_except_round_bounce")
def test_an_interrupt_travels_on(student, toys):
    """A KeyboardInterrupt while an item bounces stops everything, as it should."""
    travels_on(student, toys, Stopped)


@pytest.mark.task("eafp")
@pytest.mark.mistake("every_error_means_no_bounce")
def test_an_arithmetic_error_travels_on(student, toys):
    """A ZeroDivisionError raised inside `bounce` is not swallowed."""
    travels_on(student, toys, Punctured)


@pytest.mark.task("eafp", weight=2)
@pytest.mark.mistake("type_error_means_not_callable")
def test_a_type_error_inside_travels_on(student, toys):
    """A TypeError raised inside `bounce` is not taken for a `bounce` that cannot be called."""
    travels_on(student, toys, Torn)


@pytest.mark.task("eafp", weight=3)
@pytest.mark.mistake("except_round_the_call")
def test_an_attribute_error_inside_travels_on(student, toys):
    """An AttributeError raised inside `bounce` is not taken for a missing one."""
    travels_on(student, toys, Worn)


@pytest.mark.task("eafp", weight=3)
@pytest.mark.mistake("believed_the_errors_name")
def test_a_missing_bounce_of_something_else_travels_on(student, toys):
    """An item has `bounce`, and asks another thing that has none: that error travels on."""
    message = "The item has a `bounce`, and its leg, which is asked inside, has none: that should travel on."
    for leg in (3, student.Radio()):
        with student.raises(AttributeError, message=message):
            student.bounce_all([toys.UnknownFailure("fine"), toys.Limping(leg)])


@pytest.mark.task("eafp", weight=3)
@pytest.mark.mistake("hasattr_first")
def test_each_item_is_asked_once(student, toys):
    """Each item is asked for its `bounce` once, and that is called once."""
    results, _ = sorted_out(student, [toys.Ticking("tick"), toys.Ticking("tock")])
    message = "Each answer is [name, times asked for `bounce`, times called]; both should be 1."
    equal(results, [["tick", 1, 1], ["tock", 1, 1]], message=message)


@pytest.mark.task("eafp", weight=2)
@pytest.mark.mistake("called_whatever_it_is")
def test_a_bounce_that_cannot_be_called_is_skipped(student, toys):
    """An item whose `bounce` is None, a number or a text is skipped."""
    sorted_out(student, box(toys, MIXED))
    items = [toys.Limp(what, label) for what, label in ((None, "a"), (3, "b"), ("hop", "c"))]
    message = "A `bounce` that cannot be called is of no use: the item should be skipped."
    with student.succeeds(TypeError, message=message, misconception="called_whatever_it_is"):
        got = sorted_out(student, [items[0], toys.UnknownFailure("fine"), *items[1:]])
    equal(got, (["fine"], ["a", "b", "c"]), message=message)


# narrow


class Shelf:
    """Answers to square brackets, and to `in`; it has no `get`, and is no dict."""

    def __init__(self, content):
        self.content = content

    def __getitem__(self, key):
        return self.content[key]

    def __contains__(self, key):
        return key in self.content


class Drawer:
    """Answers to square brackets and to nothing else."""

    def __init__(self, content):
        self.content = content

    def __getitem__(self, key):
        return self.content[key]


class Vanishing:
    """Whatever you ask for was there a moment ago."""

    def __contains__(self, key):
        return True

    def __getitem__(self, key):
        raise KeyError(key)


@pytest.fixture
def mappings(student):
    """The mappings, in the student's process."""
    return student.probes(Shelf, Drawer, Vanishing)


numbers = floats(-1e12, 1e12, allow_nan=False)
defaults = one_of(none(), sampled_from(["none", "7", "-1.5"]), just([]), integers(0, 9))


def a_float(got, expected, message, misconception=""):
    """Expect a float, NumPy's own kind too, of this value."""
    holds(
        isinstance(got, float) and got == expected,
        message=message,
        got=got,
        misconception=misconception,
    )


@pytest.mark.task("narrow", weight=2)
@given(number=numbers, write=sampled_from(["{!r}", "{:.3e}", " {!r} ", "{:+.2f}"]))
def test_texts_that_are_numbers_are_read(student, number, write):
    """Texts are read with their sign, point, exponent and blanks, as `float` reads them."""
    written = write.format(number)
    got = student.read_number({"n": written}, "n", "none")
    kinds = {written: "not_converted", "none": "digits_only"}
    misconception = kinds.get(got, "") if type(got) is str else ""
    message = "`float` reads this text, so `read_number` should, too."
    a_float(got, float(written), message, misconception)


@pytest.mark.task("narrow")
@given(number=integers(1, 2**50))
def test_whole_numbers_become_floats(student, number):
    """A whole number comes back as a float."""
    got = student.read_number({"n": number}, "n", None)
    a_float(got, float(number), "`float` makes a float of each number.")


@pytest.mark.task("narrow", weight=3)
@given(zero=sampled_from([0, 0.0, False]), default=sampled_from(["none", "7"]))
def test_zero_is_a_number(student, zero, default):
    """0 is a number like any other: it comes back as 0.0."""
    easy = student.read_number({"n": 1}, "n", None)
    a_float(easy, 1.0, "`float` makes a float of each number.")
    got = student.read_number({"n": zero}, "n", default)
    swept = type(got) is str and got == default
    message = f"`float({zero!r})` is 0.0, so there is a number here, and no hole."
    a_float(got, 0.0, message, "zero_taken_for_a_hole" if swept else "")


@pytest.mark.task("narrow", weight=2)
@pytest.mark.mistake("default_converted")
@given(default=defaults)
def test_a_missing_key_gives_the_default(student, default):
    """Where the key is missing the default comes back as it was handed in."""
    student.read_number({"n": 1}, "n", None)
    message = "The default is the caller's: it should come back as it is."
    with student.succeeds(TypeError, message=message, misconception="default_converted"):
        got = student.read_number({"m": 1}, "n", default)
    equal(got, default, message=message)


@pytest.mark.task("narrow")
@pytest.mark.mistake("value_error_forgotten")
@given(value=sampled_from(["", "unknown", "1,5", "--1", "0x10"]), default=defaults)
def test_a_text_that_is_no_number_gives_the_default(student, value, default):
    """A text that is no number gives the default."""
    student.read_number({"n": 1}, "n", None)
    message = f"{value!r} is no number for `float`: the default should come back, as it is."
    with student.succeeds(ValueError, message=message, misconception="value_error_forgotten"):
        got = student.read_number({"n": value}, "n", default)
    equal(got, default, message=message)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.mistake("none_forgotten")
@given(value=sampled_from([None, [], [1.5], {}]), default=defaults)
def test_a_value_of_another_type_gives_the_default(student, value, default):
    """None, a list or a dict gives the default."""
    student.read_number({"n": 1}, "n", None)
    message = f"{value!r} gives no number: the default should come back, as it is."
    with student.succeeds(TypeError, message=message, misconception="none_forgotten"):
        got = student.read_number({"n": value}, "n", default)
    equal(got, default, message=message)


def is_not_caught(student, toys, kind):
    """Expect that an error of `kind` travels on, out of a mapping and out of a value."""
    base = kind.__mro__[1].__name__
    for mapping, where in (
        (toys.Tripping(getattr(toys, kind.__name__)), "The mapping"),
        ({"n": toys.Tripping(getattr(toys, kind.__name__))}, "The value"),
    ):
        message = (
            f"{where} raised {with_article(base)}, which is none of the three: it should travel on."
        )
        with student.raises(kind, message=message):
            student.read_number(mapping, "n", 0.0)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.supporting
@pytest.mark.mistake("bare_except")
def test_an_interrupt_is_not_caught(student, toys):
    """A KeyboardInterrupt while the mapping is read travels on."""
    is_not_caught(student, toys, Stopped)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.mistake("except_exception")
def test_other_errors_are_not_caught(student, toys):
    """A ZeroDivisionError and an AttributeError while the mapping is read travel on."""
    is_not_caught(student, toys, Punctured)
    is_not_caught(student, toys, Worn)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.mistake("needs_get")
def test_a_mapping_that_is_no_dict_is_read(student, mappings, seed):
    """A mapping need not be a dict: one without `get` is read as well."""
    student.read_number({"n": 1}, "n", None)
    message = "This mapping answers to square brackets and to `in`; more is not needed."
    shelf = mappings.Shelf({"n": seed % 1000})
    with student.succeeds(AttributeError, message=message, misconception="needs_get"):
        got = student.read_number(shelf, "n", "none")
    a_float(got, float(seed % 1000), message)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.mistake("looked_first")
def test_square_brackets_are_all_it_needs(student, mappings, seed):
    """Nothing but square brackets is asked of a mapping, and a key may vanish at the last moment."""
    student.read_number({"n": 1}, "n", None)
    message = "The mapping answers to square brackets and to nothing else; that should do."
    with (
        student.succeeds(LookupError, message=message, misconception="looked_first"),
        student.succeeds(TypeError, message=message, misconception="looked_first"),
        student.succeeds(AttributeError, message=message, misconception="needs_get"),
    ):
        got = student.read_number(mappings.Drawer({"n": seed % 1000}), "n", "none")
    a_float(got, float(seed % 1000), message)
    message = "The key was there when `in` was asked, and gone when it was read."
    with student.succeeds(LookupError, message=message, misconception="looked_first"):
        got = student.read_number(mappings.Vanishing(), "n", "none")
    equal(got, "none", message=message)


# protocol


class Beginner:
    """Fits and predicts, and that is all."""

    def fit(self, X, y):
        return self

    def predict(self, X):
        return X


class OnlyFits:
    """Learns, and keeps it to itself."""

    def fit(self, X, y):
        return self


class OnlyPredicts:
    """Has never learnt anything."""

    def predict(self, X):
        return X


@pytest.fixture
def learners(student):
    """The learners, in the student's process."""
    return student.probes(Beginner, OnlyFits, OnlyPredicts)


def protocols(student):
    """The two classes that `write_protocols` gives."""
    pair = student.write_protocols()
    data = int, str, bool, float, list, dict, type(None)
    two = isinstance(pair, tuple | list) and len(pair) == 2
    if not two or any(type(one) in data for one in pair):
        message = "`write_protocols` should return two classes, (Bouncy, Learner)."
        raise Mismatch(message, got=pair, names_mistake=False)
    return pair


def choosy(student):
    """The two classes, which leave something out: what everything fits says nothing of anybody."""
    pair = protocols(student)
    if any(fits(student, 3, protocol) for protocol in pair):
        raise Mismatch(
            "The number 3 fits, and it has no method that is asked for.", names_mistake=False
        )
    return pair


def fits(student, thing, protocol):
    """Tell whether `thing` is an instance of `protocol`."""
    message = "`isinstance` should be able to read your protocol."
    with student.succeeds(TypeError, message=message, misconception="not_runtime_checkable"):
        return student.module("builtins").isinstance(thing, protocol) is True


@pytest.mark.task("protocol", weight=2)
@pytest.mark.mistake("a_family_after_all")
def test_toys_and_models_fit(student):
    """A ball fits the first, a Keras model the second, and they inherit from neither."""
    bouncy, learner = choosy(student)
    keras = student.module("keras")
    ball, model = student.Ball(1.0), keras.Sequential([keras.layers.Dense(1)])
    swapped = fits(student, ball, learner) and fits(student, model, bouncy)
    misconception = "swapped_protocols" if swapped and not fits(student, ball, bouncy) else ""
    message = "A ball has `bounce`, so it should fit, though it inherits from nothing of yours."
    if misconception:
        raise Mismatch(
            "A ball fits your second protocol, not your first.", misconception=misconception
        )
    holds(fits(student, ball, bouncy), message=message)
    message = "A Keras model has `fit` and `predict`, so it should fit the second protocol."
    holds(fits(student, model, learner), message=message)


@pytest.mark.task("protocol", weight=2)
@pytest.mark.mistake("asked_too_much")
def test_nothing_more_is_asked(student, toys, learners):
    """A toy with `bounce` alone fits, and so does a class with `fit` and `predict` alone."""
    bouncy, learner = choosy(student)
    message = "This toy has `bounce` and no other method: that is all the playground needs."
    holds(fits(student, toys.UnknownFailure(1), bouncy), message=message)
    message = "This class has `fit` and `predict` and no other method: that is enough."
    holds(fits(student, learners.Beginner(), learner), message=message)


@pytest.mark.task("protocol", weight=2)
@pytest.mark.mistake("only_classes_have_methods")
def test_a_word_may_hang_on_the_thing_itself(student, toys):
    """A namespace and a module with a `bounce` of their own fit, though their classes have none."""
    bouncy, learner = choosy(student)
    message = "It has `bounce`, though its class has not: it should fit the first."
    for thing in (toys.namespace(1), toys.module(1)):
        holds(fits(student, thing, bouncy), message=message)
    message = "It has `fit` and `predict`, though its class has not: it should fit the second."
    holds(fits(student, toys.apprentice(), learner), message=message)


@pytest.mark.task("protocol", weight=2)
@pytest.mark.mistake("empty_protocol")
def test_others_do_not_fit(student, toys):
    """What has none of the methods fits neither."""
    bouncy, learner = protocols(student)
    for thing in (student.Radio(), 3, "bounce", None, [1]):
        message = "This thing has no `bounce`: it should not fit the first protocol."
        holds(not fits(student, thing, bouncy), message=message)
        message = "This thing has neither `fit` nor `predict`: it should not fit the second."
        holds(not fits(student, thing, learner), message=message)
    # So that a protocol to which nothing fits does not pass here.
    holds(fits(student, student.Ball(1.0), bouncy), message="A ball should fit the first protocol.")


@pytest.mark.task("protocol", weight=2)
@pytest.mark.mistake("half_a_learner")
def test_half_a_learner_does_not_fit(student, learners):
    """What can only fit, or only predict, is no learner."""
    _, learner = protocols(student)
    for half, lacks in ((learners.OnlyFits(), "predict"), (learners.OnlyPredicts(), "fit")):
        message = f"This class has no `{lacks}`: it should not fit the second protocol."
        holds(not fits(student, half, learner), message=message)
    holds(fits(student, learners.Beginner(), learner), message="What has both should fit.")


# scorer


class Told:
    """A predictor that gives what it was told, to whoever asks with whatever words."""

    def __init__(self, answer):
        self.answer = answer

    def predict(self, X, *_, **__):
        return self.answer


class ToldTensor:
    """The same, as a tensor of Keras's backend."""

    def __init__(self, answer):
        self.answer = answer

    def predict(self, X, *_, **__):
        import keras

        return keras.ops.convert_to_tensor(self.answer)


class FiveLines:
    """A predictor that understands `predict(X)` and no other word."""

    def __init__(self, answer):
        self.answer = answer

    def predict(self, X):
        return self.answer


class ByColumn:
    """A predictor whose X is a dict of columns; it gives one of them."""

    def predict(self, X, *_, **__):
        return X["answer"]


@pytest.fixture
def predictors(student):
    """The predictors, in the student's process."""
    return student.probes(Told, ToldTensor, FiveLines, ByColumn)


def drawn(seed, k):
    """True classes, and guesses of which about a quarter is wrong; each class is in both."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(20, 60))
    true = rng.permutation(np.arange(n) % (k + 1) % k)
    guess = np.where(rng.random(n) < 0.25, (true + rng.integers(1, k, n)) % k, true)
    return rng, true, guess


def scored(student, predictor, y, X=None):
    """The score as a number."""
    X = np.zeros((len(y), 2), "float32") if X is None else X
    return float(as_array(student.accuracy(predictor, X, y), shape=()))


def as_column(rng, guess):
    """Probabilities of class 1 that say what `guess` says, none of them near the middle or whole."""
    sure = rng.uniform(0.55, 0.95, len(guess))
    return np.where(guess == 1, sure, 1 - sure).astype("float32")


def as_columns(rng, guess, k):
    """Rows of k probabilities; the largest is that of `guess`, and it may be below one half."""
    rows = rng.uniform(0.1, 1.0, (len(guess), k))
    rows[np.arange(len(guess)), guess] = 1.2
    return (rows / rows.sum(axis=1, keepdims=True)).astype("float32")


@pytest.mark.task("scorer", weight=3)
@given(seed=seeds, k=integers(2, 5), dtype=sampled_from(["int64", "int32", "float32"]))
def test_classes_are_compared_as_they_are(student, predictors, seed, k, dtype):
    """Whole numbers, of shape (n,) or (n, 1), are classes, and may be above 1."""
    _, true, guess = drawn(seed, k)
    right = float(np.mean(true == guess))
    flat = scored(student, predictors.Told(guess.astype(dtype)), true)
    message = "These predictions are classes of shape (n,): a row is right where both are equal."
    thresholded = float(np.mean(true == (guess > 0.5)))
    close(flat, right, message=message, mistakes={"thresholded_classes": thresholded})
    column = scored(student, predictors.Told(guess.astype(dtype)[:, None]), true)
    message = (
        "These predictions are classes of shape (n, 1): they should score as those of (n,) do."
    )
    close(column, right, message=message, mistakes=column_mistakes(true, guess, guess))


def column_mistakes(true, guess, column):
    """What the usual mistakes give for one column."""
    return {
        "broadcast": float(np.mean(guess[:, None] == true)),
        "argmax_of_one_column": float(np.mean(true == 0)),
        "asked_who_answers": float(np.mean(column == true)),
    }


@pytest.mark.task("scorer", weight=3)
@given(seed=seeds, flat=booleans())
def test_one_column_of_fractions_is_cut_at_one_half(student, predictors, seed, flat):
    """Fractions, of shape (n,) or (n, 1), are probabilities of class 1."""
    rng, true, guess = drawn(seed, 2)
    column = as_column(rng, guess)
    got = scored(student, predictors.Told(column if flat else column[:, None]), true)
    message = f"Probabilities of shape {'(n,)' if flat else '(n, 1)'}: above 0.5 means class 1."
    known = column_mistakes(true, guess, column)
    close(got, float(np.mean(true == guess)), message=message, mistakes=known)


@pytest.mark.task("scorer")
@pytest.mark.mistake("half_counts_as_yes")
def test_exactly_one_half_is_not_above_it(student, predictors):
    """A probability of exactly 0.5 means class 0."""
    easy = predictors.Told(np.array([0.4, 0.9, 0.2, 0.3]))
    if not np.isclose(scored(student, easy, np.array([0, 0, 1, 0])), 0.5):
        message = "These four probabilities, none of them 0.5, are right about two rows."
        raise Mismatch(message, names_mistake=False)
    told = predictors.Told(np.array([0.5, 0.9, 0.2, 0.5]))
    message = "Above 0.5 means class 1, and 0.5 is not above 0.5."
    close(scored(student, told, np.array([0, 1, 0, 0])), 1.0, message=message)


@pytest.mark.task("scorer", weight=2)
@given(seed=seeds, k=integers(2, 5))
def test_of_several_columns_the_largest_wins(student, predictors, seed, k):
    """Of two or more columns the largest number's is the class, be it above one half or not."""
    rng, true, guess = drawn(seed, k)
    rows = as_columns(rng, guess, k)
    right = float(np.mean(true == guess))
    message = "With a column for each class, the class is the column of the largest number."
    first = {"asked_who_answers": float(np.mean(rows[:, 0] == true))}
    close(scored(student, predictors.Told(rows), true), right, message=message, mistakes=first)
    message = "The numbers need not be probabilities: here they are below 0 and above 1."
    close(scored(student, predictors.Told(20 * rows - 5), true), right, message=message)


@pytest.mark.task("scorer", weight=3)
@pytest.mark.mistake("squeezed")
def test_one_row_is_scored_too(student, predictors):
    """A single row is scored, whatever the shape of its prediction."""
    told = predictors.Told
    for answer in ([2], [[2]], [[0.1, 0.2, 0.7]], [[0.9, 0.3, 1.4]]):
        message = (
            f"One row, predictions of shape {np.shape(answer)}: it is right, so the score is 1."
        )
        close(scored(student, told(np.array(answer)), np.array([2])), 1.0, message=message)
        message = (
            f"One row, predictions of shape {np.shape(answer)}: it is wrong, so the score is 0."
        )
        close(scored(student, told(np.array(answer)), np.array([1])), 0.0, message=message)


@pytest.mark.task("scorer", weight=2)
@given(seed=seeds, form=sampled_from(["a list", "a tensor"]))
def test_lists_and_tensors_are_scored(student, predictors, seed, form):
    """Predictions may be lists or tensors, and y may be a list."""
    rng, true, guess = drawn(seed, 3)
    rows, right = as_columns(rng, guess, 3), float(np.mean(true == guess))
    message = "With a column for each class, the class is the column of the largest number."
    close(scored(student, predictors.Told(rows), true), right, message=message)
    message = f"The predictions are {form}; turn them into what you can count on."
    with student.succeeds(AttributeError, message=message, misconception="arrays_only"):
        for answer in (rows, guess):
            told = (
                predictors.ToldTensor(answer)
                if form == "a tensor"
                else predictors.Told(answer.tolist())
            )
            got = scored(student, told, true)
            close(got, right, message=message)
    message = "y may be a list as well as an array."
    close(scored(student, predictors.Told(rows), true.tolist()), right, message=message)


@pytest.mark.task("scorer", weight=3)
def test_predict_gets_x_and_no_more(student, predictors, seed):
    """A predictor that understands `predict(X)` and no other word is scored."""
    _, true, guess = drawn(seed, 2)
    right = float(np.mean(true == guess))
    easy = scored(student, predictors.Told(true), true)
    close(easy, 1.0, message="These predictions are the true classes, so all rows are right.")
    message = "`predict(X)` is all that may be asked: other words are Keras's own."
    with student.succeeds(TypeError, message=message, misconception="passed_verbose"):
        close(scored(student, predictors.FiveLines(guess), true), right, message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.mistake("converted_x")
def test_x_is_handed_on_as_it_is(student, predictors, seed):
    """X reaches the predictor untouched, a dict of columns too."""
    _, true, guess = drawn(seed, 2)
    right = float(np.mean(true == guess))
    easy = scored(student, predictors.Told(true), true)
    close(easy, 1.0, message="These predictions are the true classes, so all rows are right.")
    message = "X is a dict here: hand it on as it is, the predictor knows what to do with it."
    columns = {"other": true, "answer": guess}
    with student.succeeds(LookupError, message=message, misconception="converted_x"):
        got = scored(student, predictors.ByColumn(), true, columns)
    close(got, right, message=message)


@pytest.mark.task("scorer", weight=2)
def test_keras_models_are_scored(student, seed):
    """A Keras model with one sigmoid, or with a softmax over three, gets the score it deserves."""
    keras, rng = student.module("keras"), np.random.default_rng(seed)
    for units, activation in ((1, "sigmoid"), (3, "softmax")):
        X = rng.standard_normal((80, 4)).astype("float32")
        kernel = rng.standard_normal((4, units)).astype("float32")
        sums = X.astype("float64") @ kernel
        # Rows that the model is in two minds about may be rounded to either side.
        ordered = np.sort(sums, axis=1)
        clear = np.abs(sums[:, 0]) > 0.01 if units == 1 else ordered[:, -1] - ordered[:, -2] > 0.01
        X, sums = X[clear], sums[clear]
        guess = (sums[:, 0] > 0).astype(int) if units == 1 else sums.argmax(axis=1)
        true = np.where(rng.random(len(X)) < 0.3, (guess + 1) % max(units, 2), guess)
        layer = keras.layers.Dense(units, activation=activation, use_bias=False)
        model = keras.Sequential([keras.Input((4,)), layer])
        model.set_weights([kernel])
        message = (
            f"A Keras model whose last layer is {activation} over {units}: count its right rows."
        )
        close(scored(student, model, true, X), float(np.mean(true == guess)), message=message)


# callable-layer


class Plus:
    """Adds to whatever can be added to."""

    def __init__(self, more):
        self.more = more

    def __call__(self, x):
        return x + self.more


class Times:
    """Multiplies whatever can be multiplied."""

    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return x * self.factor

    def method(self, x):
        return x * self.factor


class Noting:
    """Notes each call in a list."""

    def __init__(self, log):
        self.log = log

    def __call__(self, x):
        self.log.append("called")
        return x


def doubled(x):
    """A function of no class."""
    return x + x


def signed(book):
    """Writes into the very list that it gets."""
    book.append("signed")
    return len(book)


@pytest.fixture
def callables(student):
    """The steps of no library, in the student's process."""
    return student.probes(Plus, Times, Noting, doubled, signed)


# Neither 0 nor 1: each step changes something.
moves = tuples(sampled_from(["Plus", "Times"]), sampled_from([2, 3, -2, 5]))


@pytest.mark.task("callable-layer", weight=2)
@given(seed=seeds, plan=lists(moves, max_size=5))
def test_each_step_gets_what_the_one_before_gave(student, callables, seed, plan):
    """Steps are called in order, each on the output of the one before; without steps x comes back."""
    x = np.random.default_rng(seed).standard_normal((2, 3))
    right = alone = x
    for kind, number in plan:
        right, alone = ((a + number if kind == "Plus" else a * number) for a in (right, x))
    got = student.apply_all([getattr(callables, kind)(number) for kind, number in plan], x)
    known = {"layers_only": x, "same_input_for_all": alone}
    message = "The steps should be called in order, each on the output of the one before."
    close(got, right, message=message, mistakes=known)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.mistake("converted_on_the_way")
@given(word=text(min_size=1, max_size=5), number=integers(2**60, 2**80))
def test_nothing_is_converted(student, callables, word, number):
    """A text stays a text and a large whole number itself: x is handed on as it is."""
    student.apply_all([callables.Plus(1)], np.ones(2))
    message = "x is a text, and so is what each step gives: nothing should be converted."
    with student.succeeds(Exception, message=message, misconception="converted_on_the_way"):
        got = student.apply_all([callables.Plus("!"), callables.Times(2)], word)
    equal(got, (word + "!") * 2, message=message)
    message = "x is a whole number of over 60 bits: nothing should be converted."
    with student.succeeds(Exception, message=message, misconception="converted_on_the_way"):
        got = student.apply_all([callables.Plus(1), callables.Times(3)], number)
    equal(got, (number + 1) * 3, message=message)


@pytest.mark.task("callable-layer", weight=2)
def test_the_first_step_gets_x_itself(student, callables):
    """What the first step writes into x stands in x afterwards: it was no copy."""
    book = student.keep(["opened"])
    message = "The first step wrote a word into the list that it got: x itself should have it now."
    with student.succeeds(AttributeError, message=message):
        length = student.apply_all([callables.signed], book)
    after = student.fetch(book)
    copied = length == 2 and after == ["opened"]
    holds(
        after == ["opened", "signed"],
        message=message,
        got=after,
        misconception="copied_x" if copied else "",
    )
    equal(
        length,
        2,
        message="The last step gave 2, the length of the list, and so should `apply_all`.",
    )


@pytest.mark.task("callable-layer", weight=2)
def test_a_placeholder_builds_a_model(student, callables, seed):
    """With `keras.Input` for x the steps build a model."""
    keras = student.module("keras")
    layer, entry = keras.layers.Dense(2, use_bias=False), keras.Input((3,))
    steps = [layer, callables.Plus(0.25), keras.ops.sigmoid]
    rng = np.random.default_rng(seed)
    x, kernel = (rng.standard_normal(shape).astype("float32") for shape in ((4, 3), (3, 2)))
    layer.build((None, 3))
    layer.set_weights([kernel])
    right = 1 / (1 + np.exp(-(x @ kernel + 0.25)))
    message = "Called with numbers, the steps should be called in order."
    close(student.apply_all(steps, x), right, message=message, rtol=1e-3, atol=1e-4)
    message = (
        "x is a symbolic tensor, with a shape and no values yet: it should be handed on as it is."
    )
    with student.succeeds(Exception, message=message, misconception="converted_on_the_way"):
        built = student.apply_all(steps, entry)
    # Keras finds no way back to `entry` where another placeholder went into the steps.
    with student.succeeds(Exception, message="`keras.Model` should find the way back to x."):
        model = keras.Model(entry, built)
    message = "The model should compute what the steps compute."
    close(model(x), right, message=message, rtol=1e-3, atol=1e-4)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.mistake("layers_only")
def test_whatever_can_be_called_is_a_step(student, callables, seed):
    """Layers, models, functions, methods, classes and objects with `__call__` stand in one list."""
    keras, numpy = student.module("keras"), student.module("numpy")
    rng = np.random.default_rng(seed)
    kernel = rng.standard_normal((3, 2)).astype("float32")
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, use_bias=False)])
    model.set_weights([kernel])
    x = rng.standard_normal((5, 3)).astype("float32")
    steps = [
        callables.Plus(1.5),
        keras.layers.ReLU(),
        model,
        callables.doubled,
        callables.Times(0.5).method,
        keras.ops.tanh,
        keras.ops.convert_to_numpy,
        numpy.abs,
        keras.layers.Rescaling(2.0, offset=-1.0),
    ]
    right = 2 * np.abs(np.tanh(np.maximum(x + 1.5, 0) @ kernel)) - 1
    got = as_array(student.apply_all(steps, x), shape=(5, 2))
    close(got, right, message="Whatever can be called is a step.", rtol=1e-3, atol=1e-4)
    made = student.apply_all([callables.doubled, student.module("builtins").str], 21)
    equal(made, "42", message="A class can be called, too: `str` makes a text.")


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.mistake("walked_steps_twice")
def test_steps_may_come_from_a_generator(student, callables, toys):
    """The steps may come from a generator."""
    student.apply_all([callables.Plus(1)], 4)
    steps = toys.one_by_one([callables.Plus(1), callables.Times(10)])
    message = "A generator gives each step once; then it is empty."
    with student.succeeds(TypeError, message=message, misconception="walked_steps_twice"):
        got = student.apply_all(steps, 4)
    equal(got, 50, message=message)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.mistake("forgave_too_much")
def test_an_error_inside_a_step_travels_on(student, toys):
    """An error raised inside a step travels on, a TypeError too."""
    for kind in (Torn, Worn):
        step = toys.Tripping(getattr(toys, kind.__name__))
        base = kind.__mro__[1].__name__
        message = f"A step raised {with_article(base)}: that should travel on as it is."
        with student.raises(kind, message=message):
            student.apply_all([step], 1)


@pytest.mark.task("callable-layer", weight=3)
@pytest.mark.mistake("noticed_half_way")
def test_a_step_that_cannot_be_called_is_noticed_first(student, callables):
    """If a step cannot be called, a TypeError is raised before any step has run."""
    for bad in ("relu", None, 3):
        log = student.keep([])
        message = f"{bad!r} cannot be called: there should be a `TypeError`."
        with student.raises(TypeError, message=message):
            student.apply_all([callables.Noting(log), bad], 1)
        equal(
            student.fetch(log), [], message="A step had already run when the bad one was noticed."
        )
