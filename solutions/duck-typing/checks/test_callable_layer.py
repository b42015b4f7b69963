"""The hidden checks of `callable-layer`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from, tuples

from course.descriptions import with_article
from course.expect import as_array, close, equal, holds
from course.promises import (
    Call,
    LetsErrorsTravel,
    Probe,
    RemembersNothing,
    TakesAnyCallable,
    TakesAnyIterable,
    promises,
)

from .arrivals import arrives
from .boxes import BOXES, LASTING
from .errors import fine, outcome, unchanged
from .rivals import LOOK_ALIKES
from .toys import each_flaky, each_uncallable, hello, is_that, seeds, some, treasures


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


class Numbering:
    """Writes behind x how often it has been called. All of these are equal."""

    def __init__(self, name):
        self.name = name
        self.times = 0

    def __call__(self, x):
        self.times += 1
        return [*x, self.name + str(self.times)]

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 7


class Tireless:
    """Has a `call`, a `fit` and a `predict`, and cannot be called."""

    def call(self, x):
        return x

    fit = predict = bounce = run = call


def doubled(x):
    """A function of no class."""
    return x + x


def signed(book):
    """Writes into the very list that it gets."""
    book.append("signed")
    return len(book)


def handing(thing):
    """A step that gives this very thing, whatever it gets."""
    return lambda x: thing


def kind_of(x):
    """A step that tells of what class its input is, and what it is."""
    return [type(x).__name__, repr(x)]


def telling(log):
    """A step that writes into a list of what class its input is, and what it is."""
    return lambda x: log.append([type(x).__name__, repr(x)])


def attentive(x, training=None, mask=None, verbose=None, **more):
    """A step that understands more words, and tells which of them it got."""
    return [training, mask, verbose, sorted(more)]


def greedy_heir(base):
    """A step of a class under `base` that takes whatever it gets, and counts it."""

    class Heir(base):
        def __call__(self, *given, **named):
            return [len(given), sorted(named)]

    return Heir()


def heir_of(base, function):
    """A step of a class under `base` that calls the function."""

    class Heir(base):
        def __call__(self, x):
            return function(x)

    return Heir()


def built_of(model, step):
    """Whether this very step is one of a model's layers."""
    return any(layer is step for layer in model.layers)


def knowing(thing, log):
    """A step that notes whether it gets this very thing, and hands it on."""

    def step(x):
        log.append(x is thing)
        return x

    return step


def unfit_step(kind):
    """A step that can be called, and not with one thing in the brackets."""

    class Nothing:
        def __init__(self):
            pass

        def __call__(self, x=None):
            return "called on an object that nobody asked for"

    makes = {
        "a class that takes nothing": Nothing,
        "a function that takes nothing": lambda: "it got nothing",
        "a function that needs two things": lambda x, y: "it got two things",
        "a function that needs a word": lambda x, *, training: "it got a word",
    }
    return makes[kind]


NEEDY_STEPS = (
    "a class that takes nothing", "a function that takes nothing",
    "a function that needs two things", "a function that needs a word",
)  # fmt: skip


def greedy(*given, **named):
    """A step that takes whatever it gets, and counts it."""
    return [len(given), sorted(named)]


@pytest.fixture
def callables(student):
    """The steps of no library, in the student's process."""
    classes = Plus, Times, Noting, Numbering, Tireless
    functions = doubled, signed, handing, kind_of, telling, greedy, attentive, greedy_heir, knowing
    functions += unfit_step, heir_of, built_of
    return student.probes(*classes, *functions)


# Neither 0 nor 1: each step changes something.
moves = tuples(sampled_from(["Plus", "Times"]), sampled_from([2, 3, -2, 5]))


@pytest.mark.task("callable-layer", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Call the steps one after the other, each on the output of the one before.",
    "Returns the last step's output as it is.",
)
@given(seed=seeds, plan=lists(moves, min_size=1, max_size=5))
def test_each_step_gets_what_the_one_before_gave(student, callables, seed, plan):
    """Steps are called in order, each on the output of the one before."""
    x = some(seed).standard_normal((2, 3))
    right = alone = x
    for kind, number in plan:
        right, alone = ((a + number if kind == "Plus" else a * number) for a in (right, x))
    got = student.apply_all([getattr(callables, kind)(number) for kind, number in plan], x)
    known = {"same_input_for_all": alone} if len(plan) > 1 else {}
    message = "The steps should be called in order, each on the output of the one before."
    close(got, right, message=message, mistakes=known)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.tries("Without steps, returns x itself.")
def test_without_steps_x_comes_back(student, callables, toys):
    """Without steps, from a list or a generator, x itself comes back."""
    for x in (None, 0, "", [], "text", 2.5, (1, 2)):
        for steps in ([], (), toys.one_by_one([])):
            message = f"`apply_all([], {x!r})` should give {x!r}."
            equal(student.apply_all(steps, x), x, message=message)
    own = student.keep(["first"])
    result = student.held(student.apply_all)([], own)
    own.append("later")
    message = "Without steps, x itself should come back, and no copy."
    equal(student.fetch(result), ["first", "later"], message=message)
    for words, thing in treasures(student, toys).items():
        message = f"x is {words}: without steps, this very object should come back."
        with fine(message):
            got = student.held(student.apply_all)([], thing)
        holds(is_that(student, got, thing), message=message)


def seen_by_a_step(student, callables, x, before):
    """Of what kind x is, and what it is, as a step sees it; two empty texts if none saw it."""
    log = student.keep([])
    steps = [callables.handing(x)] if before else []
    outcome(student.apply_all, [*steps, callables.telling(log)], 1 if before else x)
    told = student.fetch(log)
    return told[0] if told else ["", ""]


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.tries("Nothing is converted or copied on the way.", "x: anything")
def test_nothing_is_converted(student, callables, seed):
    """A text stays a text, None stays None, and a large number itself, on its way into each step."""
    word, number = f"{seed}a", 2**62 + seed
    things = [word, number, None, 0, False, "", [], (), {}, 0.0, [1, 2], (1, 2), {"a": 1}, b"b"]
    places = {"x is": False, "the step before gave": True}
    for words, before in places.items():
        found = [seen_by_a_step(student, callables, x, before) for x in things]
        kinds = {kind for kind, _ in found}
        # A text and a large number turn into the same kind only if somebody converts them. They
        # still stand there then, or something else went in.
        there = word in found[0][1] and str(number) in found[1][1]
        arrays = found[0][0] == found[1][0] and there and not kinds & {"str", "int"}
        mistake = "converted_on_the_way" if arrays else ""
        for x, got in zip(things, found, strict=True):
            message = f"A step told of what kind its input is, and what it is; {words} {x!r}."
            right = got == [type(x).__name__, repr(x)]
            holds(right, message=message, got=got, misconception=mistake, draws=2)
    lasts = [student.apply_all([callables.handing(x)], 1) for x in things]
    for x, got in zip(things, lasts, strict=True):
        message = f"The last step gave {x!r}: that should come back."
        holds(type(got) is type(x) and got == x, message=message, got=got)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.tries("The first step gets x itself.", "Nothing is converted or copied on the way.")
def test_the_first_step_gets_x_itself(student, callables, toys):
    """What a step writes into what it gets stands there afterwards: it was no copy."""
    message = "The first step wrote a word into the list that it got: x itself should have it now."
    found = []
    for pages in (["opened"], ["opened", "read"]):
        book = student.keep(pages)
        with fine(message):
            length = student.apply_all([callables.signed], book)
        found.append((length, len(pages) + 1, student.fetch(book), pages))
    copied = all(got == wanted and after == pages for got, wanted, after, pages in found)
    written = all(after == [*pages, "signed"] for _, _, after, pages in found)
    mistake = "copied_x" if copied else ""
    holds(written, message=message, got=found[0][2], misconception=mistake, draws=2)
    message = "The last step gave the length of the list, and so should `apply_all`."
    equal([got for got, *_ in found], [2, 3], message=message)
    between = student.keep(["made"])
    length = student.apply_all([callables.handing(between), callables.signed], 1)
    message = "The first step gave a list, and the second wrote a word into it: it should be the same list."
    equal((length, student.fetch(between)), (2, ["made", "signed"]), message=message)
    result = student.held(student.apply_all)([callables.handing(between)], 1)
    between.append("later")
    message = "The last step gave a list: the same list should come back, and no copy."
    equal(student.fetch(result), ["made", "signed", "later"], message=message)
    for words, thing in treasures(student, toys).items():
        for before in ([], [callables.handing(thing)]):
            log = student.keep([])
            steps = [*before, callables.knowing(thing, log), callables.knowing(thing, log)]
            given = "the step before gave it" if before else "x is that"
            message = f"{words}, {given}: each step should get this very object, and once."
            with fine(message):
                got = student.held(student.apply_all)(steps, 1 if before else thing)
            equal(student.fetch(log), [True, True], message=message)
            message = f"The last step gave {words}: this very object should come back."
            holds(is_that(student, got, thing), message=message)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.tries("Each other step gets what the one before returned, None too.")
def test_a_step_may_return_nothing(student, callables):
    """A step that returns None, 0, "" or an empty list is a step like others: the next one gets that."""
    for nothing in (None, 0, "", [], False):
        steps = [callables.Plus(1), callables.handing(nothing), callables.kind_of]
        message = f"The second of three steps returned {nothing!r}: the third should get that."
        with fine(message):
            got = student.apply_all(steps, 5)
        equal(got, [type(nothing).__name__, repr(nothing)], message=message)
        message = f"The last step returned {nothing!r}: that should come back."
        got = student.apply_all([callables.Plus(1), callables.handing(nothing)], 5)
        equal(got, nothing, message=message)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.tries(
    "A step is called once for each time that it stands there, and gets nothing else.",
    "There are at most a hundred.",
)
def test_each_step_is_called_once(student, callables, toys):
    """Each step is called once for each time that it stands in the list, with one argument."""
    one, other = callables.Numbering("a"), callables.Numbering("b")
    got = student.apply_all([one, other, one, one], [])
    message = (
        "Two steps that are equal stand in the list as a, b, a, a; each adds its name and count."
    )
    equal(got, ["a1", "b1", "a2", "a3"], message=message)
    message = "A step counted what it got: one argument, and no others by name."
    equal(student.apply_all([callables.doubled, callables.greedy], 3), [1, []], message=message)
    keras = student.module("keras")
    bases = keras.Model, keras.Sequential, keras.layers.Layer, student.module("builtins").object
    for base in bases:
        got = student.apply_all([callables.doubled, callables.greedy_heir(base)], 3)
        equal(got, [1, []], message=message)
    message = "A step understands other words, too; it should get its input and none of them."
    equal(student.apply_all([callables.attentive], 3), [None, None, None, []], message=message)
    for again in (["a4", "b2", "a5", "a6"], ["a7", "b3", "a8", "a9"]):
        message = "The same steps are handed in again, and count on."
        equal(student.apply_all([one, other, one, one], []), again, message=message)
    for kind, flaky in each_flaky(student, toys):
        message = (
            f"A step raised {with_article(kind)}: that should travel on, and no second try be made."
        )
        got = outcome(student.apply_all, [callables.doubled, flaky], 3)
        holds(got == ("it raised", kind), message=message)
        equal(flaky.times, 1, message=message)
    many = [callables.Plus(1)] * 100
    equal(student.apply_all(many, 0), 100, message="A hundred steps added 1 each.")


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.tries(
    "A step is called once for each time that it stands there, and gets nothing else.",
    "Nothing is converted or copied on the way.",
)
def test_steps_of_one_kind_are_called_one_by_one(student, callables):
    """Where all steps are layers, models, functions or classes, each is still called by itself."""
    keras = student.module("keras")
    builtins, numpy = student.module("builtins"), student.module("numpy")
    bases = keras.layers.Layer, keras.Model, keras.Sequential, keras.layers.ReLU, builtins.object
    words = "layers", "models", "Sequential models", "ReLU layers", "objects"
    for base, kind in zip(bases, words, strict=True):
        made = student.held(callables.heir_of)
        one, other = (made(base, callables.Numbering(name)) for name in "ab")
        message = (
            f"All steps are {kind}, and stand there as a, b, a, a; each adds its name and count."
        )
        with fine(message):
            got = student.apply_all([one, other, one, one], [])
        equal(got, ["a1", "b1", "a2", "a3"], message=message)
        message = f"Both steps are {kind}. The first gave 7, and the second tells what it got."
        with fine(message):
            steps = [made(base, callables.handing(7)), made(base, callables.kind_of)]
            got = student.apply_all(steps, "x")
        equal(got, ["int", "7"], message=message)
    x = np.array([[1.0, 2.0]], "float32")
    double, triple = (keras.layers.Rescaling(factor, name="scaled") for factor in (2.0, 3.0))
    model = keras.Sequential([keras.Input((2,)), keras.layers.Rescaling(2.0)])
    # Each list of one kind, and by what it should multiply.
    lists = {
        "a layer, three times": ([double] * 3, 8),
        "two layers of one name": ([double, triple], 6),
        "two layers in turn": ([double, triple, double], 12),
        "a model, twice": ([model] * 2, 4),
        "a model and a layer, in turn": ([model, double, model, double], 16),
        "a function, three times": ([callables.doubled] * 3, 8),
        "a function of Keras, twice": ([keras.ops.negative] * 2, 1),
        "a function of NumPy, three times": ([numpy.negative] * 3, -1),
    }
    for words, (steps, factor) in lists.items():
        message = f"The steps are {words}: each is called where it stands."
        with fine(message):
            got = as_array(student.apply_all(steps, x), shape=(1, 2))
        close(got, factor * x, message=message)
    message = "The step is the class `str`, twice."
    equal(student.apply_all([builtins.str] * 2, 7), "7", message=message)
    entry = keras.Input((2,))
    message = "All steps are layers, and x is a symbolic tensor: the model should be built of these very layers."
    steps = [double, keras.layers.Rescaling(3.0), double]
    with fine(message):
        built = keras.Model(entry, student.apply_all(steps, entry))
    for step in steps:
        holds(callables.built_of(built, step), message=message)
    close(built(x), 12 * x, message=message)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.tries(
    "It can be walked through only once, and is otherwise left as it is.",
    "steps: any iterable of callables",
)
def test_every_kind_of_row_is_walked_through(student, callables, toys):
    """The steps are what a `for` loop gives; what holds them keeps them."""
    steps = [callables.Plus(1), callables.Times(10), callables.doubled]
    for kind in BOXES:
        message = f"The steps come as {kind}: they are what a `for` loop over it gives."
        with fine(message):
            got = student.apply_all(student.held(toys.boxed)(kind, steps, callables.Plus(7)), 4)
        equal(got, 100, message=message)
    for kind in LASTING:
        message = f"The steps come as {kind}: it should hold after the call what it held before."
        with fine(message):
            right = toys.left_alone(student.apply_all, kind, steps, callables.Plus(7), 4)
        holds(right, message=message)
    for none in ("", b"", {}, (), np.zeros(0)):
        message = f"`apply_all({none!r}, 'x')` has no steps: it should give 'x'."
        with fine(message):
            equal(student.apply_all(none, "x"), "x", message=message)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.tries("x: anything: an array, a tensor, a symbolic tensor, a number, a text, None.")
def test_a_placeholder_builds_a_model(student, callables, seed):
    """With `keras.Input` for x the steps build a model."""
    keras = student.module("keras")
    layer, entry = keras.layers.Dense(2, use_bias=False), keras.Input((3,))
    steps = [layer, callables.Plus(0.25), keras.ops.sigmoid]
    rng = some(seed)
    x, kernel = (rng.standard_normal(shape).astype("float32") for shape in ((4, 3), (3, 2)))
    layer.build((None, 3))
    layer.set_weights([kernel])
    right = 1 / (1 + np.exp(-(x @ kernel + 0.25)))
    message = "Called with numbers, the steps should be called in order."
    close(student.apply_all(steps, x), right, message=message, rtol=1e-3, atol=1e-4)
    message = (
        "x is a symbolic tensor, with a shape and no values yet: it should be handed on as it is."
    )
    with fine(message):
        built = student.apply_all(steps, entry)
    # Keras finds no way back to `entry` where another placeholder went into the steps.
    with fine("`keras.Model` should find the way back to x."):
        model = keras.Model(entry, built)
    message = "The model should compute what the steps compute."
    close(model(x), right, message=message, rtol=1e-3, atol=1e-4)


@pytest.mark.task("callable-layer", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "steps: any iterable of callables: layers, models, functions, objects with `__call__`, classes."
)
def test_whatever_can_be_called_is_a_step(student, callables, toys, seed):
    """Layers, models, functions, methods, classes and objects with `__call__` stand in one list."""
    keras, numpy = student.module("keras"), student.module("numpy")
    rng = some(seed)
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
    # What comes back if only Keras's layers and models are called.
    layers = 2 * (np.maximum(x, 0) @ kernel) - 1
    got = as_array(student.apply_all(steps, x), shape=(5, 2))
    message = "Whatever can be called is a step."
    known = {"layers_only": layers}
    close(got, right, message=message, rtol=1e-3, atol=1e-4, mistakes=known)
    made = student.apply_all([callables.doubled, student.module("builtins").str], 21)
    equal(made, "42", message="A class can be called, too: `str` makes a text.")
    builtins = student.module("builtins")
    classes = (toys.Ringing, "x"), (keras.layers.Dense, "units"), (callables.Plus, "more")
    for kind, name in classes:
        message = "A step is a class: calling it with 21 makes an object, which should come back."
        with fine(message):
            made = student.held(student.apply_all)([callables.doubled, kind], 21)
        holds(builtins.isinstance(made, kind), message=message)
        message = "A step is a class: its object should be made of what the step before gave."
        equal(getattr(made, name), 42, message=message)
    for kind in LOOK_ALIKES:
        step = student.held(toys.look_alike)(kind, callables.doubled, -1)
        message = f"A step is {kind}: it should be called as Python calls it, by `step(x)`."
        with fine(message):
            got = student.apply_all([callables.doubled, step, callables.doubled], 3)
        equal(got, 24, message=message)
    message = "A step has no attribute for whoever asks, and it can be called, as `callable` says."
    with fine(message):
        got = student.apply_all([toys.shy(callables.doubled), callables.doubled], 21)
    equal(got, 84, message=message)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.tries("It can be walked through only once")
def test_steps_may_come_from_a_generator(student, callables, toys):
    """The steps may come from a generator."""
    found = []
    for x in (4, 6):
        student.apply_all([callables.Plus(1)], x)
        steps = toys.one_by_one([callables.Plus(1), callables.Times(10)])
        found.append(outcome(student.apply_all, steps, x))
    # Some give x whatever the steps come in.
    twice = found == [4, 6] and student.attempt(lists_go_well, student, callables)
    mistake = "walked_steps_twice" if twice else ""
    message = "A generator gives each step once; then it is empty."
    holds(found == [50, 70], message=message, got=found[0], misconception=mistake, draws=2)


def lists_go_well(student, callables):
    """Tell whether the steps are called if they come in a list."""
    steps = [callables.Plus(1), callables.Times(10)]
    return [student.apply_all(steps, x) for x in (4, 6)] == [50, 70]


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.tries(
    "An error that is raised inside a step travels on unchanged, whatever its kind.",
    "So does Python's TypeError where a step does not take just one thing.",
)
def test_an_error_inside_a_step_travels_on(student, callables, toys):
    """An error raised inside a step travels on, a TypeError too."""
    found = {}
    for kind in ("Torn", "Worn"):
        step = toys.stepping(toys.Tripping(getattr(toys, kind)).bounce)
        for steps in ([step], [callables.Plus(1), step]):
            found.setdefault(kind, []).append(outcome(student.apply_all, steps, 1))
    unchanged(student.apply_all, [callables.Plus(1), toys.particular], 1)
    steps_of = {
        "alone": lambda function: [toys.stepping(function)],
        "between": lambda function: [callables.Plus(1), toys.stepping(function), callables.Plus(2)],
    }
    forgiven = found["Torn"] == [1, 2] and found["Worn"] == [("it raised", "Worn")] * 2
    mistake = "forgave_too_much" if forgiven else ""
    for kind, base in (("Torn", "TypeError"), ("Worn", "AttributeError")):
        message = f"A step raised {with_article(base)} of its own: that should travel on as it is."
        right = found[kind] == [("it raised", kind)] * 2
        holds(right, message=message, got=found[kind][0], misconception=mistake, draws=2)
    for make in steps_of.values():
        arrives(toys, student.apply_all, make, more=(1,))
    for kind in NEEDY_STEPS:
        step = student.held(callables.unfit_step)(kind)
        message = f"A step is {kind}: the TypeError of Python should travel on."
        for steps in ([step], [callables.Plus(1), step, callables.Plus(2)]):
            got = outcome(student.apply_all, steps, 1)
            holds(got == ("it raised", "TypeError"), message=message, got=got)


@pytest.mark.task("callable-layer", weight=4)
@pytest.mark.main
@pytest.mark.tries("If a step cannot be called, a TypeError is raised before any step has run.")
def test_a_step_that_cannot_be_called_is_noticed_first(student, callables, toys):
    """If a step cannot be called, a TypeError is raised before any step has run."""
    bads = [("relu", "'relu'"), (None, "None"), (3, "3"), (0, "0"), ("", "''"), ([], "[]")]
    bads.append((callables.Tireless(), "An object with `call`, `fit` and `predict`"))
    bads += [(thing, words.capitalize()) for thing, words in each_uncallable(toys)]
    found = []
    for bad, words in bads:
        for place in range(3):
            log = student.keep([])
            steps = [callables.Noting(log), callables.Noting(log)]
            steps.insert(place, bad)
            given = steps if place % 2 == 0 else toys.one_by_one(steps)
            message = f"{words} cannot be called: there should be a `TypeError`."
            with student.raises(TypeError, message=message):
                student.apply_all(given, 1)
            found.append((words, place, student.fetch(log)))
    late = all(ran == ["called"] * place for _, place, ran in found)
    mistake = "noticed_half_way" if late else ""
    for words, _, ran in found:
        message = f"{words} cannot be called. A step had already run when that was noticed."
        holds(ran == [], message=message, misconception=mistake, draws=2)
    for bad in ("relu", None, 3):
        equals = callables.Numbering("a")
        message = f"{bad!r} cannot be called, whatever the step before it says that it equals."
        with student.raises(TypeError, message=message):
            student.apply_all([equals, bad, equals], [])
        equal(equals.times, 0, message=message)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.supporting
@promises(
    LetsErrorsTravel("step", tries="travels on unchanged, whatever its kind"),
    TakesAnyCallable("step", tries="steps: any iterable of callables"),
    TakesAnyIterable("steps", tries="steps: any iterable of callables"),
    RemembersNothing({"x": "another"}, tries="Returns the last step's output"),
)
def test_apply_all_keeps_its_promises(student, callables, promise):
    """What `apply_all` promises in general."""
    student.apply_all([], 1)
    two = [callables.doubled, callables.doubled]
    if getattr(promise, "argument", "") == "step":
        # The step stands between two others.
        def between(step):
            return student.apply_all([*two, step, callables.kind_of], "x")

        promise.keep(student, Call(lambda student: between, step=Probe(hello)))
    else:
        promise.keep(student, Call("apply_all", steps=two, x="word"))
