"""The hidden checks of `protocol`."""

import pytest

from course.expect import Mismatch, holds

from .bearers import each_thing
from .errors import fine, outcome

ODD = (
    "an object of length 0 that can be called",
    "an object that can be called, and will not be compared",
    "an object that can be called, and says that it equals everything",
    "an object that can be called, and has no attributes",
    "a class", "a partial", "a bound method", "a function of Python's own",
    "a coroutine function", "a generator function", "a function that needs three arguments",
    "a cached function",
)  # fmt: skip
HUNG = (
    "an object of a class of its own", "an object with slots", "a function", "a partial",
    "an exception", "a list of a class of its own", "a class under another",
)  # fmt: skip
ABOVE = (
    "an object that has each word from another base", "an object of a class under such a one",
    "a class that inherits the words", "a class whose class has the words",
)  # fmt: skip


def protocols(student):
    """The two classes that `write_protocols` gives."""
    pair = student.write_protocols()
    data = int, str, bool, float, list, dict, type(None)
    two = isinstance(pair, tuple | list) and len(pair) == 2
    if not two or any(type(one) in data for one in pair):
        message = "`write_protocols` should return two classes, (Bouncy, Learner)."
        raise Mismatch(message, got=pair, names_mistake=False)
    return pair


def fits(student, thing, protocol):
    """Tell whether `thing` is an instance of `protocol`."""
    message = "`isinstance` should be able to read your protocol."
    with fine(message, not_runtime_checkable="runtime_checkable"):
        got = student.module("builtins").isinstance(thing, protocol)
    holds(type(got) is bool, message="`isinstance` should give True or False.", got=got)
    return got


def choosy(student):
    """The two classes, which leave something out: what everything fits says nothing of anybody."""
    pair = protocols(student)
    if any(fits(student, 3, protocol) for protocol in pair):
        raise Mismatch(
            "The number 3 fits, and it has no method that is asked for.", names_mistake=False
        )
    return pair


BOTH = ("bounce",), ("fit", "predict")
NAMES = "Bouncy", "Learner"


@pytest.mark.task("protocol", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Write two protocols in here, and return the two classes.",
    "Returns the pair (Bouncy, Learner).",
    "Nothing but `isinstance` is asked of the two.",
    "Nobody needs to inherit from them.",
)
def test_toys_and_models_fit(student, people, seed):
    """A ball fits the first, a Keras model the second, and they inherit from neither."""
    # `seed` has the check run twice, so that an error of `isinstance` is seen twice.
    bouncy, learner = choosy(student)
    keras = student.module("keras")
    ball, model = student.Ball(1.0), keras.Sequential([keras.layers.Dense(1)])
    swapped = fits(student, ball, learner) and fits(student, model, bouncy)
    if swapped and not fits(student, ball, bouncy):
        message = "A ball fits your second protocol, not your first."
        raise Mismatch(message, misconception="swapped_protocols", draws=2)
    pairs = list(zip((bouncy, learner), BOTH, strict=True))
    strangers = [fits(student, people.plain_one(words), one) for one, words in pairs]
    children = [outcome(people.child_of, one, words) for one, words in pairs]
    heirs = [
        type(child) is not tuple and fits(student, child, one)
        for child, (one, _) in zip(children, pairs, strict=True)
    ]
    family = "a_family_after_all" if not any(strangers) and all(heirs) else ""
    for thing, protocol, message in (
        (ball, bouncy, "A ball has `bounce`, so it should fit, though it inherits from nothing of yours."),
        (model, learner, "A Keras model has `fit` and `predict`, so it should fit the second protocol."),
    ):  # fmt: skip
        right = fits(student, thing, protocol)
        holds(right, message=message, misconception=family, draws=2)


@pytest.mark.task("protocol", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "`isinstance(thing, Bouncy)` is True for whatever has something called `bounce`",
    "`isinstance(thing, Learner)` is True for whatever has both `fit` and `predict`",
)
def test_nothing_more_is_asked(student, people):
    """A toy with `bounce` alone fits, and so does a class with `fit` and `predict` alone."""
    for protocol, words, name in zip(choosy(student), BOTH, NAMES, strict=True):
        well = fits(student, people.rich(words), protocol)
        mistake = "asked_too_much" if well else ""
        said = " and ".join(f"`{word}`" for word in words)
        message = f"This thing has {said} and no other method: that is all that `{name}` needs."
        for thing in (people.plain_one(words), people.plain_one([*words, "other"])):
            right = fits(student, thing, protocol)
            holds(right, message=message, misconception=mistake, draws=2)


@pytest.mark.task("protocol", weight=3)
@pytest.mark.tries("It does not matter whether a thing has the word from its class or from itself.")
def test_a_word_may_hang_on_the_thing_itself(student, people):
    """A namespace, a module and a class with words of their own fit, though their classes have none."""
    for protocol, words, name in zip(choosy(student), BOTH, NAMES, strict=True):
        classes = fits(student, people.plain_one(words), protocol)
        things = [people.bearing(words), people.bearing_module(words), people.class_itself(words)]
        found = [fits(student, thing, protocol) for thing in things]
        # Some look at the thing itself, and ask for a function or a method of a certain type there.
        by_function = fits(student, people.bearing_functions(words), protocol)
        blind = classes and not any(found[:2]) and not by_function
        if blind:
            blind = student.attempt(methods_count, student, people, words, protocol) is False
        mistake = "only_classes_have_methods" if blind else ""
        said = " and ".join(f"`{word}`" for word in words)
        for right, kind in zip(found, ("namespace", "module", "class"), strict=True):
            message = f"A {kind} has {said}, though its class has not: it should fit `{name}`."
            holds(right, message=message, misconception=mistake, draws=2)
        for kind in HUNG:
            message = f"{said} hangs on {kind}, though its class has not: it should fit `{name}`."
            holds(
                fits(student, student.held(people.hung_on)(kind, words), protocol), message=message
            )
            message = f"Only `other` hangs on {kind}: it should not fit `{name}`."
            other = fits(student, student.held(people.hung_on)(kind, ["other"]), protocol)
            holds(not other, message=message)
        for kind in ABOVE:
            message = f"This is {kind}, {said}: it should fit `{name}`."
            holds(fits(student, people.from_above(kind, words), protocol), message=message)
            message = f"This is {kind}, `other` alone: it should not fit `{name}`."
            other = fits(student, people.from_above(kind, ["other"]), protocol)
            holds(not other, message=message)
    _, learner = choosy(student)
    for inherited, own in ((["fit"], ["predict"]), (["predict"], ["fit"])):
        message = f"A thing has {inherited} from its class, and {own} from itself: it is a learner."
        holds(fits(student, people.of_two_sources(inherited, own), learner), message=message)
        message = (
            f"A thing has {inherited} from its class, and `other` from itself: it is no learner."
        )
        half = fits(student, people.of_two_sources(inherited, ["other"]), learner)
        holds(not half, message=message)


def methods_count(student, people, words, protocol):
    """Tell whether a namespace fits on which the methods of another object hang."""
    return fits(student, people.bearing_methods(words), protocol)


@pytest.mark.task("protocol", weight=2)
@pytest.mark.tries(
    "`isinstance(thing, Bouncy)` is True for whatever has something called `bounce`",
    "Nobody needs to inherit from them.",
)
def test_what_a_thing_is_does_not_matter(student, toys):
    """Whatever has the words fits: an heir, an empty box, a text or an exception of a class of its own."""
    bouncy, learner = choosy(student)
    for words, thing in each_thing(student, toys, "bounce", 1):
        message = f"This thing is {words}, and has `bounce`: it should fit."
        holds(fits(student, thing, bouncy), message=message)
    both = toys.plain_one(["bounce", "fit", "predict"])
    message = "This thing has `bounce`, `fit` and `predict`: it should fit both protocols."
    holds(fits(student, both, bouncy) and fits(student, both, learner), message=message)


@pytest.mark.task("protocol", weight=2)
@pytest.mark.tries(
    "`isinstance(thing, Bouncy)` is True for whatever has something called `bounce`",
    "`isinstance(thing, Learner)` is True for whatever has both `fit` and `predict`",
)
def test_what_the_word_stands_for_does_not_matter(student, people):
    """Whatever can be called may stand under the words: a false object, a class, a coroutine function."""
    for protocol, words, name in zip(choosy(student), BOTH, NAMES, strict=True):
        said = " and ".join(f"`{word}`" for word in words)
        for kind in ODD:
            for place in ("itself", "its class"):
                thing = student.held(people.with_odd)(kind, place, words)
                message = f"This thing has {said} from {place}: {kind}. It should fit `{name}`."
                with fine(message):
                    got = fits(student, thing, protocol)
                holds(got, message=message)
        message = f"This thing has {said}, and `dir` does not list it: it should fit `{name}`."
        holds(fits(student, people.reticent(words), protocol), message=message)


@pytest.mark.task("protocol", weight=3)
@pytest.mark.main
@pytest.mark.tries("and False for all others")
def test_others_do_not_fit(student, people):
    """Things without the methods do not fit, however many others they have."""
    bouncy, learner = protocols(student)
    found = []
    for thing in (student.Radio(), 3, "bounce", None, [1], student.module("math")):
        found.append((fits(student, thing, bouncy), fits(student, thing, learner)))
    empty = all(both == (True, True) for both in found)
    mistake = "empty_protocol" if empty else ""
    message = "A radio, 3, a text and None have no `bounce`, no `fit` and no `predict`: they should fit neither."
    right = not any(any(both) for both in found)
    holds(right, message=message, misconception=mistake, draws=2)
    # These have much, and words that look alike, but not those that are asked for.
    others = people.rich(["bounces", "Bounce", "_bounce", "bounce_all", "fits", "predict_proba"])
    message = "This thing has many methods, such as `play` and `bounce_all`, but no `bounce`, `fit` or `predict`."
    fit_neither = not fits(student, others, bouncy) and not fits(student, others, learner)
    holds(fit_neither, message=message)
    message = "This thing has `fit` and `predict`, and no `bounce`: it should not fit `Bouncy`."
    holds(not fits(student, people.plain_one(["fit", "predict"]), bouncy), message=message)
    message = (
        "This thing has `bounce`, and neither `fit` nor `predict`: it should not fit `Learner`."
    )
    holds(not fits(student, people.plain_one(["bounce"]), learner), message=message)
    for kind in ("a word of its objects", "a word of its class's class", "a word like it"):
        for protocol, words, name in zip((bouncy, learner), BOTH, NAMES, strict=True):
            message = (
                f"Python finds no `{words[0]}` here (there is {kind}): it should not fit `{name}`."
            )
            holds(not fits(student, people.lacking(kind, words[0]), protocol), message=message)
    # So that a protocol to which nothing fits does not pass here.
    holds(fits(student, student.Ball(1.0), bouncy), message="A ball should fit the first protocol.")


@pytest.mark.task("protocol", weight=3)
@pytest.mark.tries(
    "`isinstance(thing, Learner)` is True for whatever has both `fit` and `predict`, and False for all "
    "others."
)
def test_half_a_learner_does_not_fit(student, people):
    """Things that can only fit, or only predict, are no learners."""
    _, learner = protocols(student)
    stranger = fits(student, people.rich(["bounce"]), learner)
    makes = people.plain_one, people.rich, people.bearing, people.class_itself
    for half, lacks in (("fit", "predict"), ("predict", "fit")):
        found = [fits(student, make([half]), learner) for make in makes]
        mistake = "half_a_learner" if all(found) and not stranger else ""
        message = f"This thing has `{half}` and no `{lacks}`: it should not fit `Learner`."
        holds(not any(found), message=message, misconception=mistake, draws=2)
    both = people.plain_one(["fit", "predict"])
    holds(fits(student, both, learner), message="What has both should fit.")


@pytest.mark.task("protocol", weight=2)
@pytest.mark.tries("from itself", "and False for all others")
def test_things_of_one_class_are_told_apart(student, people):
    """Of two namespaces one has the word, and it may come later: nothing is remembered by class."""
    for protocol, words, name in zip(choosy(student), BOTH, NAMES, strict=True):
        for _ in range(2):
            without = people.bearing(["other"])
            message = f"This namespace has nothing that `{name}` asks for: it should not fit."
            holds(not fits(student, without, protocol), message=message)
            message = f"This namespace has all that `{name}` asks for: it should fit."
            holds(fits(student, people.bearing(words), protocol), message=message)
            for word in words:
                student.module("builtins").setattr(without, word, student.Radio)
            message = f"This namespace has got what `{name}` asks for since it was asked last: it fits now."
            holds(fits(student, without, protocol), message=message)
            student.module("builtins").delattr(without, words[-1])
            message = f"This namespace has lost what `{name}` asks for: it does not fit any more."
            holds(not fits(student, without, protocol), message=message)
