"""Hidden checks. Every claim is exact: no check here depends on luck, so none has a threshold.

The toys are made again in the student's process, from their source. Nothing that they keep there is
believed: what a toy hands back is drawn, and differs with how often it was asked and called.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

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
from course.promises import (
    Call,
    LetsErrorsTravel,
    Probe,
    RemembersNothing,
    TakesAnyCallable,
    TakesAnyIterable,
    promises,
    same,
)
from course.promises.callables import ERRORS

# What is drawn here is drawn anew for each submission, so feedback may show it.
pytestmark = pytest.mark.reveal

seeds = integers(0, 2**32 - 1)
plain = one_of(integers(-999, 999), text(max_size=8), none())
answers = one_of(plain, booleans(), lists(integers(0, 9), max_size=3))
# An error of these kinds says, in the end, that a name or an answer is missing: it is no mistake.
UNWRITTEN = {"NotImplementedError", "NameError"}


@contextmanager
def fine(message: str, **signs: str) -> Iterator[None]:
    """Expect no error here. `signs` maps a mistake to words that only its error says."""
    try:
        yield
    except Exception as error:
        # The student's exceptions have these; other exceptions are ours, pytest's or Hypothesis's.
        if UNWRITTEN & set(getattr(error, "bases", UNWRITTEN)):
            raise
        known = [name for name, words in signs.items() if words in str(error)]
        said = f"{message} It raised `{error.kind}`."  # type: ignore[attr-defined]
        raise Mismatch(said, misconception=known) from None


def outcome(function, *given):
    """What a call gives, or the name of the error that it raises, in a tuple of its own."""
    try:
        return function(*given)
    except Exception as error:
        if UNWRITTEN & set(getattr(error, "bases", UNWRITTEN)):
            raise
        return ("it raised", error.kind)  # type: ignore[attr-defined]


def unchanged(function, *given):
    """Expect that a `Particular` error arrives as it left: with its class and all of its words."""
    try:
        function(*given)
    except Exception as error:
        kind, words = getattr(error, "kind", ""), getattr(error, "message", "")
        if not kind or UNWRITTEN & set(error.bases):  # type: ignore[attr-defined]
            raise
    else:
        kind = words = ""
    message = "An error `Particular('leg', 3)` was raised inside. It should arrive with its class and words."
    holds((kind, words) == ("Particular", "leg number 3"), message=message, got=f"{kind}: {words}")


def some(seed):
    """A generator of our own: it shares no seed with what is handed in."""
    return np.random.default_rng([seed, 7])


# toys


class UnknownFailure:
    """A class of no family."""

    def __init__(self, answer, label=None):
        self.answer = answer
        self.label = label

    def bounce(self):
        return self.answer


class Ticking:
    """Tells how often its word was asked for, and how often what it gave was called.

    `gives` is what hangs under the word: `a function`, `a number`, or `nothing`.
    """

    def __init__(self, label, gives="a function", word="bounce"):
        self.label = label
        self.gives = gives
        self.word = word
        self.asked = self.called = 0

    def __getattr__(self, name):
        if name != self.word:
            raise AttributeError(name)
        self.asked += 1
        if self.gives == "nothing":
            raise AttributeError("somebody took it")
        return self.tick if self.gives == "a function" else 3

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


class Pretending:
    """It bounces, and in the middle raises just the error by which Python says that it does not."""

    label = "pretending"

    def bounce(self):
        words = "'Pretending' object has no attribute 'bounce'"
        raise AttributeError(words, name="bounce", obj=self)


class Tripping:
    """Raises an error in the middle of its jump."""

    label = "tripping"

    def __init__(self, kind):
        self.kind = kind

    def bounce(self):
        raise self.kind


class Particular(Exception):
    """An error with two arguments, so that no other can be made of it with one text."""

    def __init__(self, what, number):
        super().__init__(f"{what} number {number}")


def particular(*given):
    """Raise such an error."""
    raise Particular("leg", 3)


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


def impostor(name, answer):
    """An object of a class of this name, and of no family."""
    return type(name, (), {"bounce": lambda self: answer})()


def answering(answer):
    """A function that gives this answer, whatever it is called with."""
    return lambda *given, **named: answer


def a_function():
    """A function that gives a function."""
    return lambda: lambda: "called once too often"


def a_generator():
    """A function that gives a generator."""
    return lambda: (number for number in (4, 2))


def hello(*given, **named):
    """What a promise hands in, in many disguises."""
    return ["hello", len(given), sorted(named)]


def failing_inside_c(*given):
    """A function that raises an AttributeError without a line of Python in it."""
    import functools

    return functools.partial(getattr, 3, "bounce")


def stepping(bounce):
    """A step that calls `bounce`, whatever it gets."""
    return lambda x: bounce()


class Flaky:
    """Fails the first times that it is asked to do its work, and counts how often that was."""

    label = "flaky"

    def __init__(self, kind, failures, other=None):
        self.kind = kind
        self.failures = failures
        self.other = other
        self.times = 0

    def bounce(self, *given, **named):
        self.times += 1
        if self.times <= self.failures:
            raise self.kind("it failed")
        return self.other

    predict = __call__ = __getitem__ = bounce


class Late:
    """Has no word when it is asked for the first time, and then has it; it counts the questions."""

    label = "late"

    def __init__(self, word):
        self.word = word
        self.asked = 0

    def __getattr__(self, name):
        if name != self.word:
            raise AttributeError(name)
        self.asked += 1
        if self.asked == 1:
            raise AttributeError("not yet")
        return lambda *given, **named: "too late"


class Aching:
    """Has a property `bounce` in which something else is missing: Python says that it has no `bounce`."""

    label = "aching"

    @property
    def bounce(self):
        return self.leg.jump


class Ringing:
    """Its class can be called, and so can its objects."""

    def __init__(self, x=None, *more, **named):
        self.x = x
        self.more = [len(more), sorted(named)]

    def __call__(self, *given, **named):
        return "called once too often"


class Mute:
    """Something that looks as if it could be called hangs on it, and it cannot be called."""

    def __init__(self):
        self.__call__ = self.call = self.run = lambda *given, **named: "called"


class Parrot:
    """Answers to each name, and cannot be called."""

    def __getattr__(self, name):
        return lambda *given, **named: "called"


def shy(function):
    """An object that can be called, and has no attribute for whoever asks."""

    class Shy:
        def __call__(self, *given, **named):
            return function(*given, **named)

        def __getattribute__(self, name):
            if name == "__class__":
                return Shy
            raise AttributeError(name)

    return Shy()


def alone(*given, **named):
    """Tell how much more than nothing it got."""
    return [len(given), sorted(named)]


def with_words(height=None, verbose=None, training=None, x=None):
    """A function that understands more words; it tells which of them it got."""
    return [height, verbose, training, x]


def club(answer, other):
    """A class that gives `answer` by a static method, and whose objects give `other`."""

    class Club:
        def __init__(self):
            self.bounce = lambda: other

        @staticmethod
        def bounce():
            return answer

    return Club


# Each of these makes something on which `word` gives `function`.


def namespace(word, function):
    from types import SimpleNamespace

    return SimpleNamespace(**{word: function})


def module(word, function):
    from types import ModuleType

    made = ModuleType("trampoline")
    setattr(made, word, function)
    return made


def family(word, function):
    return type("Family", (), {word: classmethod(lambda cls, *given: function(*given))})


def shed(word, function):
    return type("Shed", (), {word: staticmethod(function)})


def phantom(word, function):
    class Phantom:
        def __getattr__(self, name):
            if name == word:
                return function
            raise AttributeError(name)

    return Phantom()


def heir(word, function):
    base = type("Base", (), {word: lambda self, *given: function(*given)})
    return type("Heir", (base,), {})()


def slotted(word, function):
    made = type("Slotted", (), {"__slots__": (word,)})()
    setattr(made, word, function)
    return made


def empty_box(word, function):
    return type("EmptyBox", (list,), {word: lambda self, *given: function(*given)})()


def undecided(word, function):
    def no(*given):
        raise ValueError("is it true, and whom does it equal? It will not say")

    words = {"__bool__": no, "__eq__": no, "__hash__": None, "__len__": no}
    return type("Undecided", (), {word: staticmethod(function), **words})()


def written(word, function):
    return type("Written", (str,), {word: lambda self, *given: function(*given)})("stone")


def complaint(word, function):
    return type("Complaint", (Exception,), {word: lambda self, *given: function(*given)})("ouch")


def silent(word, function):
    class Silent:
        def __getattribute__(self, name):
            if name == word:
                return function
            raise RuntimeError(f"nobody may ask for {name}")

    return Silent()


THINGS = {
    "namespace": "a `SimpleNamespace`",
    "module": "a module",
    "family": "a class with a class method",
    "shed": "a class with a static method",
    "heir": "an object whose class inherits the method",
    "slotted": "an object with `__slots__`",
    "empty_box": "an empty list of a class of its own, so it is false",
    "undecided": "an object that is neither true nor false, nor equal to anything",
    "written": "a text of a class of its own",
    "complaint": "an exception of a class of its own",
}
# These are asked, and make the word up.
ASKED = {
    "phantom": "an object that answers by `__getattr__`",
    "silent": "an object that raises an error when it is asked for anything else",
}


def exactly(count, answer, other):
    """A function that gives `answer` if it gets so many things in its brackets, and `other` if not."""
    return lambda *given, **named: other if named or len(given) != count else answer


def rival(kind, word, function, other):
    """Something on which `word` gives `function`; who looks in a wrong place finds `other` there."""
    from functools import partialmethod

    def right(self, *given, **named):
        return function(*given, **named)

    def wrong(self, *given, **named):
        return other

    class Lender:
        def __init__(self, lent):
            self.lent = lent

        def method(self, *given, **named):
            return self.lent(*given, **named)

    class Called:
        def __call__(self, *given, **named):
            return function(*given, **named)

    class Giver:
        def __get__(self, thing, kind):
            return function

        def __call__(self, *given, **named):
            return other

    class Asked:
        def __getattribute__(self, name):
            return function if name == word else object.__getattribute__(self, name)

    class Made:
        def __getattr__(self, name):
            if name == word:
                return lambda *given, **named: other
            raise AttributeError(name)

    class Base:
        pass

    setattr(Asked, word, wrong)
    setattr(Made, word, right)
    setattr(Base, word, wrong)
    elsewhere = lambda *given, **named: other  # noqa: E731
    above = type("Above", (type,), {word: wrong})
    asked_above = type("AskedAbove", (type,), {word: property(lambda kind: function)})
    makes = {
        "hung on it, over its class": lambda: type("Hung", (Base,), {})(),
        "a property, over what hangs on it": lambda: type(
            "Owning", (), {word: property(lambda self: function)}
        )(),
        "of its class, over a base": lambda: type("Heir", (Base,), {word: right})(),
        "of its first base": lambda: type("Two", (type("First", (), {word: right}), Base), {})(),
        "given by `__getattribute__`": Asked,
        "of its class, and `__getattr__` has another": Made,
        "given by a descriptor": lambda: type("Described", (), {word: Giver()})(),
        "an object that can be called": lambda: type("Holding", (), {word: Called()})(),
        "a partial method": lambda: type("Part", (), {word: partialmethod(right)})(),
        "another object's method": lambda: type("Borrowing", (), {"lent": elsewhere})(),
        "of a class, over its own class": lambda: above("Cls", (), {word: staticmethod(function)}),
        "of a class, made by its own class": lambda: asked_above("Cls", (), {word: elsewhere}),
        "a class method over a base": lambda: type("Sub", (Base,), {word: classmethod(right)}),
    }
    made = makes[kind]()
    if kind == "hung on it, over its class":
        setattr(made, word, function)
    if kind == "a property, over what hangs on it":
        vars(made)[word] = elsewhere
    if kind == "another object's method":
        setattr(made, word, Lender(function).method)
    return made


RIVALS = (
    "hung on it, over its class", "a property, over what hangs on it", "of its class, over a base",
    "of its first base", "given by `__getattribute__`",
    "of its class, and `__getattr__` has another", "given by a descriptor",
    "an object that can be called", "a partial method", "another object's method",
    "of a class, over its own class", "of a class, made by its own class",
    "a class method over a base",
)  # fmt: skip


def each_rival(student, toys, word, count, answer, other):
    """Things on which `word` gives `answer`, where another place has `other`, and how they have it."""
    function = toys.exactly(count, answer, other)
    for kind in RIVALS:
        yield kind, student.held(toys.rival)(kind, word, function, other)


def look_alike(kind, function, other):
    """Something that calls `function` when it is called; who calls a part of it gets `other`."""
    import functools

    def right(self, *given, **named):
        return function(*given, **named)

    def elsewhere(*given, **named):
        return other

    class Caller:
        __call__ = right

        def call(self, *given, **named):
            return other

        forward = run = predict = bounce = invoke = call

    if kind == "an object on which another `__call__` hangs":
        made = Caller()
        made.__call__ = made.__wrapped__ = made.func = elsewhere
        return made
    if kind == "a function round another one":

        @functools.wraps(elsewhere)
        def round_it(*given, **named):
            return function(*given, **named)

        return round_it
    if kind == "a class whose class says what a call of it gives":
        return type("Above", (type,), {"__call__": right})(
            "Made", (Caller,), {"__call__": elsewhere}
        )
    if kind == "a class whose `__new__` says what a call of it gives":
        return type("Made", (), {"__new__": right, "__call__": elsewhere})
    if kind == "an object under a partial":
        heir = type("Heir", (functools.partial,), {"__call__": right})
        return heir(elsewhere)
    return type("Heir", (type("Base", (), {"__call__": elsewhere}),), {"__call__": right})()


LOOK_ALIKES = (
    "an object on which another `__call__` hangs", "a function round another one",
    "a class whose class says what a call of it gives",
    "a class whose `__new__` says what a call of it gives", "an object under a partial",
    "an object whose class calls otherwise than its base",
)  # fmt: skip


def lacking(kind, word):
    """Something that has no such word when it is asked, though its name stands somewhere near."""

    class Lacking:
        label = "lacking"

    if kind == "an empty slot":
        return type("Slotted", (), {"__slots__": (word,), "label": "lacking"})()
    if kind == "a word of its objects":

        class Objects(Lacking):
            def __init__(self):
                setattr(self, word, lambda *given: "looked up on an object")

        return Objects
    if kind == "a word of its class's class":
        above = type("Above", (type,), {word: lambda cls, *given: "looked up too far above"})
        return above("Made", (Lacking,), {})()
    if kind == "refused by `__getattribute__`":

        class Refusing(Lacking):
            def __getattribute__(self, name):
                if name == word:
                    raise AttributeError(name)
                return object.__getattribute__(self, name)

        setattr(Refusing, word, lambda self, *given: "looked up on the class")
        return Refusing()
    made = Lacking()
    setattr(made, "_" + word, lambda *given: "a word like it")
    vars(made)[word + "_"] = word
    return made


LACKING = (
    "an empty slot", "a word of its objects", "a word of its class's class",
    "refused by `__getattribute__`", "a word like it",
)  # fmt: skip


def odd_callables():
    """Things that can be called, of many kinds; some are false, or will not be compared."""
    import functools

    class False_:
        def __call__(self, *given, **named):
            return "called"

        def __len__(self):
            return 0

    class Undecided(False_):
        __hash__ = None

        def __bool__(self):
            raise ValueError("it will not say whether it is true")

        def __eq__(self, other):
            raise ValueError("it will not say whom it equals")

    class Nobody(False_):
        def __eq__(self, other):
            return True

        def __hash__(self):
            return hash(None)

    class Closed:
        def __call__(self, *given, **named):
            return "called"

        def __getattribute__(self, name):
            if name == "__class__":
                return Closed
            raise AttributeError(name)

    async def later(*given, **named):
        return "called"

    def bit_by_bit(*given, **named):
        yield "called"

    return {
        "an object of length 0 that can be called": False_(),
        "an object that can be called, and will not be compared": Undecided(),
        "an object that can be called, and says that it equals everything": Nobody(),
        "an object that can be called, and has no attributes": Closed(),
        "a class": False_,
        "a partial": functools.partial(bit_by_bit),
        "a bound method": "bounce".upper,
        "a function of Python's own": max,
        "a coroutine function": later,
        "a generator function": bit_by_bit,
        "a function that needs three arguments": lambda a, b, c: a,
        "a cached function": functools.lru_cache(len),
    }


def with_odd(kind, place, words):
    """Something on which all the words stand for such a callable: its own, or its class's."""
    what = odd_callables()[kind]
    made = type("Odd", (), dict.fromkeys(words, what) if place == "its class" else {})()
    if place == "itself":
        for word in words:
            setattr(made, word, what)
    return made


ODD = (
    "an object of length 0 that can be called",
    "an object that can be called, and will not be compared",
    "an object that can be called, and says that it equals everything",
    "an object that can be called, and has no attributes",
    "a class", "a partial", "a bound method", "a function of Python's own",
    "a coroutine function", "a generator function", "a function that needs three arguments",
    "a cached function",
)  # fmt: skip


def reticent(words):
    """An object that has the words, and tells whoever lists what it has that it has nothing."""
    more = {word: lambda self, *given: None for word in words}
    return type("Reticent", (), {"__dir__": lambda self: [], **more})()


class Breaking:
    """Gives some items, and then raises an error where it should give the next; later it gives more."""

    def __init__(self, items, error, after):
        self.left = [*items, error, *after]
        self.error = error

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        item = self.left.pop(0)
        if item is self.error:
            raise item
        return item


def breaking(kind, items, error, after):
    """An iterable of this kind that raises an error of its own on the way."""

    def generator():
        yield from items
        raise error

    class Unwilling:
        def __iter__(self):
            raise error

    class OldStyle:
        def __getitem__(self, place):
            if place == len(items):
                raise error
            return items[place] if place < len(items) else after[place - len(items) - 1]

    makes = {
        "a generator": generator,
        "an iterator": lambda: Breaking(items, error, after),
        "an object whose `__iter__` raises it": Unwilling,
        "an object with `__getitem__` alone": OldStyle,
    }
    return makes[kind]()


BREAKING = (
    "a generator", "an iterator", "an object whose `__iter__` raises it",
    "an object with `__getitem__` alone",
)  # fmt: skip


def asking(word, function):
    """An object that calls the function when it is asked for the word."""

    class Asking:
        label = "asking"

        def __getattr__(self, name):
            if name == word:
                return function()
            raise AttributeError(name)

    return Asking()


def rich(words):
    """An object that has all these methods and more, of a class of no family."""
    more = ("height", "jump", "play", "evaluate", "compile", "score", "transform", "summary")
    more += ("build", "call", "save", "weights", "layers", "fit_predict", "get_params", "name")
    return type("Rich", (), {word: lambda self, *given: None for word in (*more, *words)})()


def plain_one(words):
    """An object that has these methods and no other, of a class of no family."""
    return type("PlainOne", (), {word: lambda self, *given: None for word in words})()


def child_of(base, words):
    """An object with these methods, whose class inherits from `base`."""
    return type("Child", (base,), {word: lambda self, *given: None for word in words})()


def bearing(words):
    """An object on which these words hang, and not on its class."""
    from types import SimpleNamespace

    return SimpleNamespace(**dict.fromkeys(words, print))


def bearing_module(words):
    """A module in which these words stand."""
    from types import ModuleType

    made = ModuleType("trampoline")
    for word in words:
        setattr(made, word, print)
    return made


def class_itself(words):
    """A class that has these words itself."""
    return type("Itself", (), {word: classmethod(lambda cls, *given: None) for word in words})


def of_two_sources(inherited, own):
    """An object that has some words from its class, and the others from itself."""
    made = type("OfTwo", (), {word: lambda self, *given: None for word in inherited})()
    for word in own:
        setattr(made, word, print)
    return made


def hung_on(kind, words):
    """Something of this kind on which the words hang; its class has none of them."""
    import functools

    class Quiet:
        pass

    class Slotted:
        __slots__ = tuple(words)

    made = {
        "an object of a class of its own": Quiet(),
        "an object with slots": Slotted(),
        "a function": lambda: None,
        "a partial": functools.partial(print),
        "an exception": ValueError("ouch"),
        "a list of a class of its own": type("Quiet", (list,), {})(),
        "a class under another": type("Quiet", (dict,), {}),
    }[kind]
    for word in words:
        setattr(made, word, print)
    return made


def from_above(kind, words):
    """Something that has its words from further above."""
    methods = {word: classmethod(lambda cls, *given: None) for word in words}
    if kind == "a class whose class has the words":
        return type("Above", (type,), methods)("Made", (), {})
    parts = [type("Part", (), {word: method}) for word, method in methods.items()]
    whole = type("Whole", tuple(parts), {})
    under = type("Under", (whole,), {})
    if kind == "a class that inherits the words":
        return under
    return under() if kind == "an object of a class under such a one" else whole()


HUNG = (
    "an object of a class of its own", "an object with slots", "a function", "a partial",
    "an exception", "a list of a class of its own", "a class under another",
)  # fmt: skip
ABOVE = (
    "an object that has each word from another base", "an object of a class under such a one",
    "a class that inherits the words", "a class whose class has the words",
)  # fmt: skip


def one_by_one(things):
    """A generator: it can be walked through once, and has no length."""
    yield from things


@pytest.fixture
def toys(student):
    """The toys, in the student's process."""
    classes = UnknownFailure, Ticking, Counted, Limp, Limping, Pretending, Tripping, Flaky, Late
    classes += Aching, Ringing, Mute, Parrot
    errors = Stopped, Punctured, Torn, Worn, Particular, particular
    functions = puck, impostor, answering, a_function, a_generator, hello, failing_inside_c, club
    functions += stepping, shy, alone, with_words
    things = namespace, module, family, shed, phantom, heir, slotted, empty_box, undecided
    more = written, complaint, silent, asking, one_by_one, exactly, rival, lacking
    more += Breaking, breaking, look_alike
    people = rich, plain_one, child_of, bearing, bearing_module, class_itself
    return student.probes(*classes, *errors, *functions, *things, *more, *people)


def each_thing(student, toys, word, answer, kinds=THINGS):
    """Things of every kind on which `word` gives a function with this answer, and what they are."""
    for kind, words in kinds.items():
        yield words, student.held(getattr(toys, kind))(word, toys.answering(answer))


def treasures(student, toys):
    """Objects of many kinds, in the student's process, and what they are; of each there is only one."""
    builtins, numpy, keras = (student.module(name) for name in ("builtins", "numpy", "keras"))
    return {
        "a NumPy array": student.keep(np.arange(3.0)),
        "a masked array": student.held(numpy.ma.array)([1, 2]),
        "a NumPy number": student.held(numpy.float64)(0.5),
        "a list": student.keep([1, [2]]),
        "a dict": student.keep({"a": [1]}),
        "a tuple with a list in it": student.keep(([1],)),
        "a set": student.held(builtins.set)([1, 2]),
        "a bytearray": student.held(builtins.bytearray)(b"ab"),
        "a deque": student.held(student.module("collections").deque)([1, 2]),
        "an iterator": student.held(builtins.iter)([1, 2]),
        "an object": student.Radio(),
        "a class": student.Radio,
        "a function": toys.alone,
        "an exception": student.held(builtins.ValueError)("kept"),
        "a tensor": student.held(keras.ops.convert_to_tensor)([1.0, 2.0]),
        "a symbolic tensor": student.held(keras.Input)((3,)),
    }


def is_that(student, got, thing):
    """Tell whether two things in the student's process are one."""
    return student.module("operator").is_(got, thing)


def item_of(student, container, place):
    """The item itself, left where it is."""
    return student.held(student.module("operator").getitem)(container, place)


# Errors on which somebody may give a second chance.
SECOND_CHANCES = "ValueError", "TypeError", "AttributeError", "OSError", "KeyboardInterrupt"


def each_flaky(student, toys, other=None):
    """Things that fail once, or each time, and the kind of the error."""
    for kind in SECOND_CHANCES:
        for failures in (1, 99):
            yield kind, toys.Flaky(getattr(student.module("builtins"), kind), failures, other)


# playground


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
    hidden = without == [None] * 3 and inside == [None] * 2
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


# eafp


def sorted_out(student, items):
    """What `bounce_all` gives: its results, and what it skipped (of toys, their labels)."""
    answer = student.bounce_all(items)
    two = isinstance(answer, tuple | list) and len(answer) == 2
    if not two or not all(isinstance(part, list) for part in answer):
        message = "`bounce_all` should return two lists, (results, skipped)."
        raise Mismatch(message, got=answer, names_mistake=False)
    results, skipped = answer
    data = int, str, bool, float, list, dict, tuple, np.ndarray, type(None)
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
    misconception = "empty_answers_dropped" if dropped else ""
    message = "`results` should hold the answer of each item that bounces, in order."
    right = same(results, right_results)
    holds(right, message=message, got=results, misconception=misconception)
    message = "`skipped` should hold the items that do not bounce, in order."
    holds(same(skipped, right_skipped), message=message, got=skipped)


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
    half = all(got in ((r, []), ([], s)) for got, (r, s) in zip(found, wanted, strict=True))
    mistake = "walks_twice" if half else ""
    holds(found == wanted, message=message, got=found[0], misconception=mistake, draws=2)


# The errors that are put aside with the toys that raise them tell how wide the net is.
NETS = {
    ("Stopped", "Punctured", "Torn", "Worn"): "bare_except_round_bounce",
    ("Punctured", "Torn", "Worn"): "every_error_means_no_bounce",
    ("Torn", "Worn"): "type_error_means_not_callable",
    ("Torn",): "type_error_means_not_callable",
    ("Worn",): "except_round_the_call",
}
BASES = {
    "Stopped": "a KeyboardInterrupt",
    "Punctured": "a ZeroDivisionError",
    "Torn": "a TypeError",
    "Worn": "an AttributeError",
}


@pytest.mark.task("eafp", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "So does each error that is raised while an item bounces, whatever its kind and whatever it says, "
    "an AttributeError too."
)
def test_an_error_inside_a_bounce_travels_on(student, toys):
    """An AttributeError, a TypeError, a ZeroDivisionError or a KeyboardInterrupt of a jump is heard."""
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
    holds(not caught, message=message, misconception=mistake, draws=2)


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


def each_uncallable(toys):
    """Things that look as if they could be called, and what they are."""
    yield toys.Mute(), "an object on which something called `__call__` hangs"
    yield toys.Parrot(), "an object that answers to each name"


@pytest.mark.task("eafp", weight=2)
@pytest.mark.tries("or one that cannot be called")
def test_a_bounce_that_cannot_be_called_is_skipped(student, toys):
    """An item whose `bounce` is None, a number, a text or a list is skipped."""
    tried = {"a": None, "b": 3, "c": "hop", "d": [], "e": 0}
    items = [toys.Limp(what, label) for label, what in tried.items()]
    alone = [outcome(sorted_out, student, [item]) for item in items]
    called = all(got == ("it raised", "TypeError") for got in alone)
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
    TakesAnyIterable("items", tries="items: any iterable (a list, a generator)."),
    RemembersNothing({"items": [1, "two"]}, tries="Returns a tuple of two lists"),
)
def test_any_box_will_do(student, toys, promise):
    """The items may come from any iterable, and no call changes the next one."""
    items = box(toys, MIXED)
    promise.keep(student, Call(lambda student: partial(sorted_out, student), items=items))


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
    """Answers to square brackets and to nothing else; it is neither true nor false."""

    def __init__(self, content):
        self.content = content

    def __getitem__(self, key):
        return self.content[key]

    def __bool__(self):
        raise RuntimeError("nobody may ask whether it is empty")


class Fresh(Drawer):
    """Makes a value for each key, as a `defaultdict` does: to `in` and `keys` it says that it is empty."""

    def __contains__(self, key):
        return False

    def keys(self):
        return []

    def get(self, key, default=None):
        return default


class Vanishing:
    """Whatever you ask for was there a moment ago."""

    def __contains__(self, key):
        return True

    def __getitem__(self, key):
        raise KeyError(key)


class Meter:
    """Counts how often it is read: 1, 2, 3."""

    def __init__(self):
        self.times = 0

    def __getitem__(self, key):
        self.times += 1
        return self.times


class Stack:
    """Gives one thing after the other, whatever it is asked for."""

    def __init__(self, content):
        self.content = list(content)

    def __getitem__(self, key):
        return self.content.pop(0)


class NoSuchColumn(KeyError):
    """A KeyError of a class and with words of its own."""

    def __init__(self, *words):
        super().__init__("no such column", len(words))


class Complaining:
    """Has no key, and says so by an error of this kind, with these words."""

    def __init__(self, kind, words):
        self.kind = kind
        self.words = words

    def __getitem__(self, key):
        raise self.kind(*self.words)


class Measure:
    """No number, but `float` makes one of it."""

    def __init__(self, number):
        self.number = number

    def __float__(self):
        return self.number


def answering_otherwise(kind, key, number, other):
    """A mapping that gives `number` for `mapping[key]`; who asks in another way finds `other`."""
    from collections import ChainMap, OrderedDict, UserDict, defaultdict
    from types import MappingProxyType

    def right(self, asked):
        return number

    def wrong(self, *asked):
        return other

    def elsewhere(*asked):
        return other

    if kind == "a defaultdict":
        return defaultdict(lambda: number)
    if kind == "a dict that makes what is missing":
        return type("Making", (dict,), {"__missing__": right})()
    if kind == "a dict with square brackets of its own":
        return type("Own", (dict,), {"__getitem__": right})({key: other})
    if kind == "a dict with a `get` of its own":
        return type("Own", (dict,), {"get": wrong, "pop": wrong, "setdefault": wrong})(
            {key: number}
        )
    if kind == "a list with square brackets of its own":
        return type("Own", (list,), {"__getitem__": right, "get": wrong})([other])
    if kind == "an object on which other square brackets hang":
        made = type("Own", (), {"__getitem__": right})()
        made.__getitem__ = made.get = elsewhere
        setattr(made, key, other)
        return made
    if kind == "a class":
        words = {"__class_getitem__": classmethod(right), "__getitem__": wrong, key: other}
        return type("Own", (), words)
    if kind == "a class whose class has the square brackets":
        return type("Above", (type,), {"__getitem__": right})("Own", (), {"__getitem__": wrong})
    makes = {"a UserDict": UserDict, "a ChainMap": ChainMap, "an OrderedDict": OrderedDict}
    return makes.get(kind, MappingProxyType)({key: number})


OTHERWISE = (
    "a defaultdict", "a dict that makes what is missing", "a dict with square brackets of its own",
    "a dict with a `get` of its own", "a list with square brackets of its own",
    "an object on which other square brackets hang", "a class",
    "a class whose class has the square brackets", "a UserDict", "a ChainMap", "an OrderedDict",
    "a dict that cannot be written to",
)  # fmt: skip


def a_value(kind, number, other):
    """Something of which `float` makes `number`; who reads it in another way finds `other`."""
    from fractions import Fraction

    def as_float(self):
        return number

    def as_other(self, *asked):
        return other

    if kind == "a whole number by `__index__`":
        return type(
            "Index", (), {"__index__": lambda self: int(number), "__str__": lambda s: "x"}
        )()
    if kind == "a Fraction":
        return Fraction(number)
    if kind == "a bytearray":
        return bytearray(repr(number).encode())
    if kind == "a text of a class of its own":
        return type("Text", (str,), {"__str__": lambda self: "x", "strip": as_other})(repr(number))
    base = {"a whole number": int, "a float": float}.get(
        kind.removesuffix(" of a class of its own")
    )
    if base:
        return type("Own", (base,), {"__float__": as_float})(other)
    made = type("Own", (), {"__float__": as_float, "__int__": lambda self: int(other)})()
    made.__float__ = lambda: other
    return made


VALUES = (
    "a whole number by `__index__`", "a Fraction", "a bytearray", "a text of a class of its own",
    "a whole number of a class of its own", "a float of a class of its own",
    "an object on which another `__float__` hangs",
)  # fmt: skip


def shelf_that(function):
    """A mapping whose square brackets call the function."""
    return type("ShelfThat", (), {"__getitem__": lambda self, key: function()})()


def value_that(function):
    """A mapping whose value calls the function when it becomes a float."""
    return {"n": type("ValueThat", (), {"__float__": lambda self: function()})()}


@pytest.fixture
def mappings(student):
    """The mappings, in the student's process."""
    made = Shelf, Drawer, Fresh, Vanishing, Meter, Measure, shelf_that, value_that, Stack
    more = answering, a_function, answering_otherwise, a_value
    return student.probes(*made, NoSuchColumn, Complaining, *more)


numbers = floats(-1e12, 1e12, allow_nan=False)
# What a caller may want back where there is no number; some of it is false, some of it is a number.
DEFAULTS = (None, "none", "7", "-1.5", "", False, True, -1.5, 0, 3, [], ["7"], {}, (1,), b"8")


def a_float(got, expected, message, misconception="", draws=1):
    """Expect a float, NumPy's own kind too, of this value; NaN and -0.0 as they are."""
    alike = isinstance(got, float) and repr(float(got)) == repr(float(expected))
    holds(alike, message=message, got=got, misconception=misconception, draws=draws)


@pytest.mark.task("narrow", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Read `mapping[key]` as a number, or give the default where there is none.",
    "Returns `float(mapping[key])`, a float.",
)
@given(number=numbers)
def test_texts_that_are_numbers_are_read(student, number):
    """Texts are read with their sign, point, exponent and blanks, as `float` reads them."""
    for write in ("{!r}", "{:.3e}", " {!r} ", "{:+.2f}"):
        text = write.format(number)
        got = student.read_number({"n": text}, "n", "none")
        kinds = {text: "not_converted", "none": "digits_only"}
        misconception = kinds.get(got, "") if type(got) is str else ""
        if misconception == "digits_only" and student.read_number({"n": "7"}, "n", "none") != 7.0:
            misconception = ""
        message = "`float` reads this text, so `read_number` should, too."
        a_float(got, float(text), message, misconception)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.tries("Returns `float(mapping[key])`, a float.")
@given(number=integers(1, 2**50))
def test_whole_numbers_become_floats(student, number):
    """A whole number comes back as a float."""
    got = student.read_number({"n": number}, "n", None)
    mistake = "not_converted" if type(got) is int and got == number else ""
    a_float(got, float(number), "`float` makes a float of each number.", mistake)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.tries("Returns `float(mapping[key])`, a float.")
def test_whatever_float_reads_is_read(student, mappings, seed):
    """`float` reads "inf", "1_000", other digits, bytes, a Decimal, and objects with `__float__`."""
    odd = ["inf", "-INF", "nan", "1_000", "\u0663\u0667", "\t-0.0\n", "1e400", ".5", "5.", b"1.5"]
    odd += [True, 2**70, -0.0, float("inf"), float("nan"), np.float32(0.5), np.int64(3)]
    for value in odd:
        message = f"`float({value!r})` is {float(value)!r}: so should be the number that is read."
        with fine(message):
            got = student.read_number({"n": value}, "n", "none")
        a_float(got, float(value), message)
    number = float(some(seed).uniform(1, 99))
    for kind in VALUES:
        wanted = float(int(number)) if "__index__" in kind else number
        value = student.held(mappings.a_value)(kind, number, number + 1)
        message = f"The value is {kind}, and `float` makes a number of it."
        with fine(message):
            got = student.read_number({"n": value}, "n", "none")
        a_float(got, wanted, message)
    decimal = student.module("decimal").Decimal(repr(number))
    for value, words in ((decimal, "a Decimal"), (mappings.Measure(number), "no number")):
        message = f"The value is {words}, and `float` makes a number of it."
        with fine(message):
            got = student.read_number({"n": value}, "n", "none")
        a_float(got, number, message)


@pytest.mark.task("narrow", weight=3)
@pytest.mark.tries("Returns `float(mapping[key])`, a float.")
def test_zero_is_a_number(student):
    """0 is a number like any other: it comes back as 0.0."""
    easy = student.read_number({"n": 1}, "n", None)
    a_float(easy, 1.0, "`float` makes a float of each number.")
    pairs = [(zero, default) for zero in (0, 0.0, False) for default in ("none", "7")]
    found = [student.read_number({"n": zero}, "n", default) for zero, default in pairs]
    # Whoever takes every 0 for a hole gives each of these defaults.
    swept = all(type(got) is str and got == pair[1] for got, pair in zip(found, pairs, strict=True))
    mistake = "zero_taken_for_a_hole" if swept else ""
    for got, (zero, _) in zip(found, pairs, strict=True):
        message = f"`float({zero!r})` is 0.0, so there is a number here, and no hole."
        a_float(got, 0.0, message, mistake, draws=2)


@pytest.mark.task("narrow", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "- the key is missing, which a mapping tells by a KeyError,",
    "It returns `default` itself, just as it was handed in, where",
)
def test_a_missing_key_gives_the_default(student, mappings):
    """Where the key is missing the default comes back as it was handed in."""
    student.read_number({"n": 1}, "n", None)
    texts = [outcome(student.read_number, {"m": 1}, "n", text) for text in ("7", "-1.5")]
    converted = all(type(got) is float for got in texts) and texts == [7.0, -1.5]
    mistake = "default_converted" if converted else ""
    for default in DEFAULTS:
        message = f"`read_number({{'m': 1}}, 'n', {default!r})`: the key is missing, so the default should come back."
        with fine(message):
            got = student.read_number({"m": 1}, "n", default)
        right = type(got) is type(default) and got == default
        holds(right, message=message, got=got, misconception=mistake, draws=2)
    words = [], ["no such key"], ["m"], ["n", "m"], [None], [3], [["n"]]
    for kind in (student.module("builtins").KeyError, mappings.NoSuchColumn):
        for said in words:
            message = f"The mapping tells by a KeyError that the key is missing; it says {said}."
            with fine(message):
                got = student.read_number(mappings.Complaining(kind, said), "n", "none")
            equal(got, "none", message=message)


@pytest.mark.task("narrow", weight=3)
@pytest.mark.tries('- the value is a text that is no number, such as "" or "unknown",')
def test_a_text_that_is_no_number_gives_the_default(student, seed):
    """A text that is no number gives the default."""
    # `seed` has the check run twice where it fails, so that the error behind it is seen twice.
    student.read_number({"n": 1}, "n", None)
    for value in ("", "unknown", "1,5", "--1", "0x10", "4 5", ".", "none", "1.2.3", "five"):
        for default in DEFAULTS:
            message = f"{value!r} is no number for `float`: the default should come back, as it is."
            with fine(message, value_error_forgotten="could not convert string to float"):
                got = student.read_number({"n": value}, "n", default)
            equal(got, default, message=message)


@pytest.mark.task("narrow", weight=3)
@pytest.mark.tries("- the value is of a type that gives no number, such as None or a list.")
def test_a_value_of_another_type_gives_the_default(student, seed):
    """None, a list, a tuple or a dict gives the default."""
    # `seed` has the check run twice where it fails, so that the error behind it is seen twice.
    student.read_number({"n": 1}, "n", None)
    for value in (None, [], [1.5], {}, (1,), ["2"]):
        for default in DEFAULTS:
            message = f"{value!r} gives no number: the default should come back, as it is."
            with fine(message, none_forgotten="float() argument must be"):
                got = student.read_number({"n": value}, "n", default)
            equal(got, default, message=message)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.tries("It returns `default` itself, just as it was handed in, where")
def test_the_default_is_not_copied_or_called(student, mappings, toys):
    """The default comes back itself: a list is no copy, and a function is not called."""
    holes = [{}, {"n": "unknown"}, {"n": None}]
    for row in holes:
        own = student.keep(["first"])
        result = student.held(student.read_number)(row, "n", own)
        own.append("later")
        message = f"`read_number({row}, 'n', default)`: the default is a list, and that very list should come back."
        equal(student.fetch(result), ["first", "later"], message=message)
        message = f"`read_number({row}, 'n', default)`: the default is a function, and should not be called."
        got = student.read_number(row, "n", mappings.answering("called"))
        holds(callable(got), message=message, got=got)
        for words, thing in treasures(student, toys).items():
            message = f"`read_number({row}, 'n', default)`: the default is {words}. This very object should come back."
            with fine(message):
                got = student.held(student.read_number)(row, "n", thing)
            holds(is_that(student, got, thing), message=message)
    message = "Where there is a number, the default does not matter."
    for default in (float("nan"), [], mappings.answering(5)):
        a_float(student.read_number({"n": "2.5"}, "n", default), 2.5, message)


# Whoever catches these swallows a bug; the wider the net, the more of them.
WIDE = {("Stopped", "Punctured", "Worn"): "bare_except", ("Punctured", "Worn"): "except_exception"}


class Bad:
    """A mapping, or a value in one, that raises an error when it is read or becomes a float."""

    def __init__(self, kind):
        self.kind = kind

    def __getitem__(self, key):
        raise self.kind

    def __float__(self):
        raise self.kind


@pytest.mark.task("narrow", weight=4)
@pytest.mark.main
@pytest.mark.tries("Any other exception travels on unchanged")
def test_other_errors_are_not_caught(student, toys, mappings):
    """A ZeroDivisionError, an AttributeError or a KeyboardInterrupt travels on, out of a mapping or a value."""
    bad, caught, defaulted = student.probes(Bad).Bad, [], []
    for kind in ("Stopped", "Punctured", "Worn"):
        thing = bad(getattr(toys, kind))
        found = [outcome(student.read_number, row, "n", 0.5) for row in (thing, {"n": thing})]
        if found != [("it raised", kind)] * 2:
            caught.append(kind)
        if found == [0.5, 0.5]:
            defaulted.append(kind)
    mistake = WIDE.get(tuple(defaulted), "") if defaulted == caught else ""
    kinds = ", ".join(BASES[kind] for kind in caught)
    message = (
        f"The mapping, or a value in it, raised {kinds}, none of the three: that should travel on."
    )
    holds(not caught, message=message, misconception=mistake, draws=2)
    shelf = student.held(mappings.shelf_that)(toys.particular)
    unchanged(student.read_number, shelf, "n", 0.5)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.tries("such as the OverflowError of `float(10**400)`")
def test_a_number_that_is_too_large_is_heard(student):
    """The OverflowError of `float(10**400)` travels on."""
    message = "`read_number({'n': 10**400}, 'n', 0.5)` should let the OverflowError travel on."
    for number in (10**400, -(10**400)):
        with student.raises(OverflowError, message=message):
            student.read_number({"n": number}, "n", 0.5)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.tries(
    "mapping: anything that answers to square brackets.",
    "It is asked for `mapping[key]` once, and for nothing else.",
)
def test_square_brackets_are_all_it_needs(student, mappings, toys, seed):
    """A mapping need not be a dict: square brackets are all that is asked, and a key may vanish."""
    number = float(some(seed).integers(2, 1000))
    message = "This mapping answers to square brackets and to `in`; more is not needed."
    with fine(message, needs_get="has no attribute 'get'"):
        got = student.read_number(mappings.Shelf({"n": number}), "n", "none")
    a_float(got, number, message)
    message = "This mapping says that it is empty, and makes a value for each key, as a `defaultdict` does."
    fresh = [outcome(student.read_number, mappings.Fresh({k: number}), k, "none") for k in "nm"]
    looked = fresh == ["none"] * 2
    vanishing = outcome(student.read_number, mappings.Vanishing(), "n", "none")
    # It has answered both times as `in` says: no to what could be read, yes to what could not.
    mistake = "looked_first" if looked and vanishing == ("it raised", "KeyError") else ""
    holds(fresh == [number] * 2, message=message, got=fresh[0], misconception=mistake, draws=2)
    message = "The key was there when `in` was asked, and gone when it was read."
    equal(vanishing, "none", message=message)
    message = "The mapping answers to square brackets and to nothing else; that should do."
    with fine(message):
        got = student.read_number(mappings.Drawer({"n": number}), "n", "none")
    a_float(got, number, message)
    for kind in OTHERWISE:
        row = student.held(mappings.answering_otherwise)(kind, "n", number, number + 1)
        message = f"The mapping is {kind}: `mapping['n']` gives {number}, and that should be read."
        with fine(message):
            got = student.read_number(row, "n", "none")
        a_float(got, number, message)
    message = "This mapping answers how often it was read: once is enough."
    a_float(student.read_number(mappings.Meter(), "n", "none"), 1.0, message)
    message = (
        "This mapping gives a hole when it is read, and would give a number if it was read again."
    )
    for hole in ("", "unknown", None, []):
        with fine(message):
            got = student.read_number(mappings.Stack([hole, 5.0, 6.0]), "n", "none")
        equal(got, "none", message=message)
    message = (
        "This mapping has no such key when it is read, and would have it if it was read again."
    )
    for failures in (1, 99):
        late = toys.Flaky(student.module("builtins").KeyError, failures, 5.0)
        equal(student.read_number(late, "n", "none"), "none", message=message)
        equal(late.times, 1, message=message)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.tries("mapping: anything that answers to square brackets.")
def test_keys_and_mappings_may_be_false(student, mappings, seed):
    """The key may be 0, "", None or False, and the mapping a list, a text or an array."""
    number = float(some(seed).integers(2, 1000))
    for key in (0, "", None, False, (), (1, 2), -1):
        row = {key: number}
        message = f"`read_number({row}, {key!r}, 'none')` should give {number}."
        with fine(message):
            got = student.read_number(row, key, "none")
        a_float(got, number, message)
    sequences = [[number, "x"], (number, "x"), "7x", np.array([number, 1.0])]
    for mapping in sequences:
        message = f"`read_number({mapping!r}, 0, 'none')` should read item 0."
        with fine(message):
            got = student.read_number(mapping, 0, "none")
        a_float(got, float(mapping[0]), message)


# What `read_number` must let travel on; of LookupErrors, ValueErrors and TypeErrors much is left open.
FAR = (
    "StopIteration", "GeneratorExit", "OverflowError", "AttributeError", "RuntimeError",
    "ZeroDivisionError", "ArithmeticError", "RecursionError", "AssertionError", "OSError",
    "TimeoutError", "EOFError", "ImportError", "MemoryError", "BufferError", "SyntaxError",
    "KeyboardInterrupt", "SystemExit", "OfOurOwn", "BeyondException",
)  # fmt: skip


@pytest.mark.task("narrow", weight=2)
@pytest.mark.supporting
@promises(
    LetsErrorsTravel("mapping", raising=shelf_that, kinds=FAR, tries="Any other exception"),
    LetsErrorsTravel("value", raising=value_that, kinds=FAR, tries="Any other exception"),
    RemembersNothing(
        {"mapping": {"n": "4.5"}, "default": "old"}, tries="Returns `float(mapping[key])`"
    ),
)
def test_read_number_keeps_its_promises(student, promise):
    """What `read_number` promises in general."""
    # `value` is the value's place in the call: it gets a mapping as well.
    student.read_number({}, "n", None)
    place = "value" if promise.label.endswith("value") else "mapping"
    call = Call("read_number", **{place: {"n": "unknown"}}, key="n", default="none")
    promise.keep(student, call)


# protocol


@pytest.fixture
def people(student):
    """Things with some words, in the student's process."""
    more = of_two_sources, hung_on, from_above, odd_callables, with_odd, reticent, lacking
    return student.probes(rich, plain_one, child_of, bearing, bearing_module, class_itself, *more)


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
        mistake = "only_classes_have_methods" if classes and not any(found[:2]) else ""
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
    """A predictor whose X is a dict of columns; it gives one of them, and `other` if X is no dict."""

    def __init__(self, other):
        self.other = other

    def predict(self, X, *_, **__):
        return X["answer"] if type(X) is dict else self.other


class Moody:
    """Says something else each time that it is asked."""

    def __init__(self, answers):
        self.answers = list(answers)

    def predict(self, X, *_, **__):
        return self.answers.pop(0)


class Signing:
    """Writes its name into X, and gives what it was told."""

    def __init__(self, answer):
        self.answer = answer

    def predict(self, X, *_, **__):
        X.append("seen")
        return self.answer


class Picky:
    """Gives what it was told if X is of a certain kind, and `other` if not."""

    def __init__(self, kind, answer, other):
        self.kind = kind
        self.answer = answer
        self.other = other

    def predict(self, X, *_, **__):
        return self.answer if type(X).__name__ == self.kind else self.other


class Listening:
    """Gives what it was told if it gets X and no other word, and `other` if it gets more."""

    def __init__(self, answer, other):
        self.answer = answer
        self.other = other

    def predict(self, *given, **named):
        return self.other if named or len(given) != 1 else self.answer


class Verbose:
    """The same; it understands the words that Keras's models understand."""

    def __init__(self, answer, other):
        self.answer = answer
        self.other = other

    def predict(self, X, batch_size=None, verbose="auto", steps=None, callbacks=None):
        more = batch_size, verbose, steps, callbacks
        return self.answer if more == (None, "auto", None, None) else self.other


def listening(base, answer, other):
    """The same, of a class under `base`."""

    class Heir(base):
        def predict(self, *given, **named):
            return other if named or len(given) != 1 else answer

    return Heir()


class AskedOnce:
    """Gives what it was told if it was asked for `predict` once, and `other` if more often."""

    def __init__(self, answer, other):
        self.answers = [answer, other]
        self.asked = 0

    def __getattr__(self, name):
        if name != "predict":
            raise AttributeError(name)
        self.asked += 1
        return lambda X: self.answers[self.asked > 1]


class Recognising:
    """Gives what it was told if X is this very thing, and `other` if not."""

    def __init__(self, thing, answer, other):
        self.thing = thing
        self.answer = answer
        self.other = other

    def predict(self, X, *_, **__):
        return self.answer if X is self.thing else self.other


@pytest.fixture
def predictors(student):
    """The predictors, in the student's process."""
    made = Told, ToldTensor, FiveLines, ByColumn, Moody, Signing, Picky
    more = Listening, Verbose, listening, AskedOnce, Recognising
    return student.probes(*made, *more)


def drawn(seed, k):
    """True classes, and guesses of which about a quarter is wrong; each class is in both."""
    rng = some(seed)
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


def column_mistakes(true, guess):
    """What the usual mistakes give for one column."""
    return {
        "broadcast": float(np.mean(guess[:, None] == true)),
        "argmax_of_one_column": float(np.mean(true == 0)),
    }


@pytest.mark.task("scorer", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Share of rows for which a predictor gives the right class.",
    "- (n, 1) or (n,), every number of the answer whole (2 or 2.0): these are the classes.",
)
@given(seed=seeds, k=integers(2, 5))
def test_classes_are_compared_as_they_are(student, predictors, seed, k):
    """Whole numbers, of shape (n,) or (n, 1), are classes, and may be above 1."""
    _, true, guess = drawn(seed, k)
    right = float(np.mean(true == guess))
    # Some cut classes only where they are floats: that is another mistake, so whole numbers come first.
    cut = {"thresholded_classes": float(np.mean(true == (guess > 0.5)))}
    for dtype in ("int64", "int32", "uint8", "float32"):
        told = predictors.Told(guess.astype(dtype))
        message = f"These predictions are classes of shape (n,), dtype {dtype}: a row is right where both are equal."
        mistakes = cut if dtype == "int64" else {}
        close(scored(student, told, true), right, message=message, mistakes=mistakes)
        told = predictors.Told(guess.astype(dtype)[:, None])
        message = (
            "These predictions are classes of shape (n, 1): they should score as those of (n,) do."
        )
        known = column_mistakes(true, guess)
        close(scored(student, told, true), right, message=message, mistakes=known)


@pytest.mark.task("scorer", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "all are probabilities of class 1.", "Above 0.5 means class 1, and all else class 0."
)
@given(seed=seeds, flat=booleans())
def test_one_column_of_fractions_is_cut_at_one_half(student, predictors, seed, flat):
    """Fractions, of shape (n,) or (n, 1), are probabilities of class 1."""
    rng, true, guess = drawn(seed, 2)
    column = as_column(rng, guess)
    got = scored(student, predictors.Told(column if flat else column[:, None]), true)
    message = f"Probabilities of shape {'(n,)' if flat else '(n, 1)'}: above 0.5 means class 1."
    # Without a second axis nothing tells these mistakes apart from others.
    known = {} if flat else column_mistakes(true, guess)
    close(got, float(np.mean(true == guess)), message=message, mistakes=known)


# How a column may look in which a single number, or hardly one, is not whole.
NEARLY = {
    "one 0.3 among zeros and ones": 0.3,
    "one 0.75 among zeros and ones": 0.75,
    "one number just below 1": float(np.nextafter(np.float32(1), np.float32(0))),
    "one number just above 0": 1e-12,
    "one number just above 0.5": float(np.nextafter(np.float32(0.5), np.float32(1))),
    "one number just below 0.5": float(np.nextafter(np.float32(0.5), np.float32(0))),
}


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries("at least one number not whole, be it 0.9999: all are probabilities of class 1.")
@given(seed=seeds)
def test_one_fraction_makes_all_probabilities(student, predictors, seed):
    """A single number that is not whole, wherever it stands, makes probabilities of all numbers."""
    rng, true, guess = drawn(seed, 2)
    place = int(rng.integers(len(guess)))
    # Each kind in each draw: one that is drawn, too, would be missed now and then.
    for kind, fraction in NEARLY.items():
        column = guess.astype("float32")
        column[place] = fraction
        # The row with the fraction is right only if the fraction was cut at one half.
        true[place] = int(column[place] > 0.5)
        right = float(np.mean(true == (column > 0.5)))
        message = f"The column holds {kind}: all of its numbers are probabilities."
        for answer in (column, column[:, None]):
            close(scored(student, predictors.Told(answer), true), right, message=message)


@pytest.mark.task("scorer")
@pytest.mark.tries("Above 0.5 means class 1, and all else class 0.")
def test_exactly_one_half_is_not_above_it(student, predictors):
    """A probability of exactly 0.5 means class 0."""
    easy = predictors.Told(np.array([0.4, 0.9, 0.2, 0.3]))
    if not np.isclose(scored(student, easy, np.array([0, 0, 1, 0])), 0.5):
        message = "These four probabilities, none of them 0.5, are right about two rows."
        raise Mismatch(message, names_mistake=False)
    found = []
    for answer in ([0.5, 0.9, 0.2, 0.5], [0.5, 0.5, 0.5, 0.5]):
        true = np.array([0, 1, 0, 0]) if 0.9 in answer else np.zeros(4, int)
        found.append(scored(student, predictors.Told(np.array(answer)), true))
    mistake = "half_counts_as_yes" if found == [0.5, 0.0] else ""
    message = (
        "`predict` gives [0.5, 0.9, 0.2, 0.5]. Above 0.5 means class 1, and 0.5 is not above 0.5."
    )
    right = bool(np.allclose(found, 1.0))
    holds(right, message=message, got=found[0], misconception=mistake, draws=2)


@pytest.mark.task("scorer", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "- (n, k) with k >= 2: one column for each class.",
    "The class of a row is the column of its largest number (there are no ties).",
)
@given(seed=seeds, k=integers(2, 12))
def test_of_several_columns_the_largest_wins(student, predictors, seed, k):
    """Of two or more columns the largest number's is the class, be it above one half or not."""
    rng, true, guess = drawn(seed, k)
    rows = as_columns(rng, guess, k)
    right = float(np.mean(true == guess))
    message = "With a column for each class, the class is the column of the largest number."
    close(scored(student, predictors.Told(rows), true), right, message=message)
    message = "The numbers need not be probabilities: here they are below 0 and above 1."
    close(scored(student, predictors.Told(20 * rows - 5), true), right, message=message)
    close(scored(student, predictors.Told(rows - 2), true), right, message=message)
    message = "Any finite numbers will do: these are very large, very small, or far below 0."
    far = 1e4 * rows, 1e4 * rows - 2e4, 1e30 * rows, 1e30 * (rows - 2), 1e-30 * rows
    for numbers in (*far, np.int64(1e6) * np.argsort(np.argsort(rows, axis=1), axis=1) - 10**7):
        close(scored(student, predictors.Told(numbers), true), right, message=message)
    votes = np.argsort(np.argsort(rows, axis=1), axis=1)
    message = "Here each class has a whole number of votes: the largest wins, too."
    close(scored(student, predictors.Told(votes), true), right, message=message)
    n = min(k, len(true))
    message = "Here are as many rows as columns: each row is still a row."
    close(
        scored(student, predictors.Told(rows[:n]), true[:n]),
        float(np.mean(true[:n] == guess[:n])),
        message=message,
    )


@pytest.mark.task("scorer", weight=3)
@pytest.mark.tries("n >= 1")
def test_one_row_is_scored_too(student, predictors):
    """A single row is scored, whatever the shape of its prediction."""
    squeezes = []
    # As three probabilities of class 1 these three numbers would be worth a third.
    for true in (0, 1):
        row = np.array([[0.1, 0.2, 0.7]])
        squeezes.append(outcome(scored, student, predictors.Told(row), np.array([true])))
    third = [2 / 3, 1 / 3]
    told = [got for got in squeezes if isinstance(got, float)]
    mistake = "squeezed" if len(told) == 2 and np.allclose(told, third) else ""
    for answer in ([2], [[2]], [[0.1, 0.2, 0.7]], [[0.9, 0.3, 1.4]], [2.0], [[2.0]]):
        for true, right in ((2, 1.0), (1, 0.0)):
            message = f"`predict` gives {answer}, and y is [{true}]: the score should be {right}."
            with fine(message):
                got = scored(student, predictors.Told(np.array(answer)), np.array([true]))
            near = abs(got - right) < 1e-6
            holds(near, message=message, got=got, misconception=mistake, draws=2)
    for answer, true, right in (([0.7], 1, 1.0), ([[0.7]], 0, 0.0), ([[0.2]], 0, 1.0)):
        message = f"`predict` gives {answer}, and y is [{true}]: the score should be {right}."
        with fine(message):
            got = scored(student, predictors.Told(np.array(answer)), np.array([true]))
        close(got, right, message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries(
    "`predict` gives an array, a list or a tensor of finite numbers, of one of these shapes:",
    "y: the true classes: n whole numbers from 0, n >= 1, as an array of shape (n,) or a list.",
)
def test_lists_and_tensors_are_scored(student, predictors, seed):
    """Predictions of every shape may be lists or tensors, and y may be a list."""
    for kind in ("columns", "classes", "fractions"):
        rng, true, guess = drawn(seed, 2 if kind == "fractions" else 3)
        flat = as_column(rng, guess) if kind == "fractions" else guess
        right = float(np.mean(true == guess))
        answers = [as_columns(rng, guess, 3)] if kind == "columns" else [flat, flat[:, None]]
        for answer in answers:
            forms = {"a list": predictors.Told(answer.tolist())}
            forms["a tensor"] = predictors.ToldTensor(answer)
            for form, told in forms.items():
                message = f"`predict` gives {kind} of shape {answer.shape}, as {form}."
                with fine(message, arrays_only="object has no attribute"):
                    got = scored(student, told, true)
                close(got, right, message=message)
                with fine(f"{message} y is a list."):
                    got = scored(student, told, true.tolist())
                close(got, right, message=f"{message} y is a list.")


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries("y: the true classes: n whole numbers from 0")
@given(seed=seeds, dtype=sampled_from(["int64", "int32", "uint8"]))
def test_classes_may_be_rare(student, predictors, seed, dtype):
    """Classes of y that are never predicted, and classes that y does not have, make wrong rows."""
    rng = some(seed)
    n = int(rng.integers(3, 40))
    true, guess = rng.integers(0, 4, n).astype(dtype), rng.integers(2, 7, n)
    right = float(np.mean(true == guess))
    message = "Some classes are never predicted, and some stand in no row of y."
    close(scored(student, predictors.Told(guess), true), right, message=message)
    wide = np.eye(9, dtype="float32")[guess]
    close(scored(student, predictors.Told(wide), true), right, message=message)
    message = "All rows are right, or all are wrong."
    close(scored(student, predictors.Told(true.astype("int64")), true), 1.0, message=message)
    close(scored(student, predictors.Told(true.astype("int64") + 1), true), 0.0, message=message)
    message = (
        "Classes may be any whole numbers: these predictions are far off, and match no class of y."
    )
    for off in (256, 65536, -1, -1000):
        told = predictors.Told(
            np.where(true == guess, true.astype("int64"), true.astype("int64") + off)
        )
        close(scored(student, told, true), right, message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries("`predictor.predict(X)` is asked of it once, and nothing else.")
def test_predict_gets_x_and_no_more(student, predictors, seed):
    """A predictor that understands `predict(X)` and no other word is scored."""
    _, true, guess = drawn(seed, 2)
    right = float(np.mean(true == guess))
    easy = scored(student, predictors.Told(true), true)
    close(easy, 1.0, message="These predictions are the true classes, so all rows are right.")
    message = "`predict(X)` is all that may be asked: other words are Keras's own."
    with fine(message, passed_verbose="unexpected keyword argument"):
        close(scored(student, predictors.FiveLines(guess), true), right, message=message)
    message = "This predictor takes whatever words it gets; it should get X, and no other word."
    keras, other = student.module("keras"), 1 - guess
    heirs = [
        predictors.listening(base, guess, other)
        for base in (keras.Model, keras.Sequential, keras.layers.Layer)
    ]
    for told in (predictors.Listening(guess, other), predictors.Verbose(guess, other), *heirs):
        with fine(message):
            got = scored(student, told, true)
        close(got, right, message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries(
    "predictor: anything with `predict`.",
    "`predictor.predict(X)` is asked of it once, and nothing else.",
)
def test_whoever_predicts_is_scored(student, predictors, toys, seed):
    """Anything with `predict` is scored: a module, a class, an empty box; it is asked once."""
    _, true, guess = drawn(seed, 3)
    right = float(np.mean(true == guess))
    for words, item in each_thing(student, toys, "predict", guess, THINGS | ASKED):
        message = f"The predictor is {words}, and `predictor.predict(X)` works: score it."
        with fine(message):
            got = scored(student, item, true)
        close(got, right, message=message)
    for kind, item in each_rival(student, toys, "predict", 1, guess, (guess + 1) % 3):
        message = f"`predictor.predict` is {kind}: what `predictor.predict(X)` gives is scored."
        with fine(message):
            got = scored(student, item, true)
        close(got, right, message=message)
    moody = predictors.Moody([guess, true, true, true])
    message = "This predictor says something else when it is asked again: ask it once."
    with fine(message):
        got = scored(student, moody, true)
    close(got, right, message=message)
    message = "This predictor says something else if it is asked for `predict` twice: ask it once."
    with fine(message):
        got = scored(student, predictors.AskedOnce(guess, (guess + 1) % 3), true)
    close(got, right, message=message)
    for kind, flaky in each_flaky(student, toys, guess):
        outcome(scored, student, flaky, true)
        message = (
            f"`predict(X)` raised {with_article(kind)}: it should be asked once, and not again."
        )
        equal(flaky.times, 1, message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries(
    "X: whatever this predictor takes: an array, a dict, a list.", "X itself is handed on."
)
def test_x_is_handed_on_as_it_is(student, predictors, toys, seed):
    """X reaches the predictor untouched: a dict, a list, a text or nothing at all."""
    _, true, guess = drawn(seed, 2)
    right = float(np.mean(true == guess))
    easy = scored(student, predictors.Told(true), true)
    close(easy, 1.0, message="These predictions are the true classes, so all rows are right.")
    message = "X is a dict here: hand it on as it is, the predictor knows what to do with it."
    columns, other = {"other": true, "answer": guess}, 1 - guess
    with fine(message):
        got = scored(student, predictors.ByColumn(other), true, columns)
    close(got, right, message=message, mistakes={"converted_x": float(np.mean(other == true))})
    rows = student.keep([])
    message = (
        "The predictor wrote a word into X, which is a list here: X itself should have it now."
    )
    with fine(message):
        got = scored(student, predictors.Signing(guess), true, rows)
    close(got, right, message=message)
    equal(student.fetch(rows), ["seen"], message=message)
    kinds = {"NoneType": None, "int": 7, "str": "a file's name", "tuple": (1, 2), "dict": {}}
    kinds |= {"list": [[1.0, 2.0]], "float": 0.0}
    for kind, X in kinds.items():
        message = f"X is {X!r} here: hand it on as it is."
        picky = predictors.Picky(kind, guess, other)
        with fine(message):
            got = float(as_array(student.accuracy(picky, X, true), shape=()))
        close(got, right, message=message)
    for words, thing in treasures(student, toys).items():
        message = f"X is {words} here: this very object should reach the predictor, and no copy."
        with fine(message):
            got = scored(student, predictors.Recognising(thing, guess, other), true, thing)
        close(got, right, message=message)


@pytest.mark.task("scorer")
@pytest.mark.supporting
@pytest.mark.tries("Returns a float from 0 to 1.")
def test_the_score_is_a_float(student, predictors):
    """The score is a float, and no array, tensor or whole number."""
    for answer in ([0, 1, 1], [1, 0, 0], [[0.1, 0.9], [0.2, 0.8], [0.3, 0.7]], [0.1, 0.9, 0.8]):
        got = student.accuracy(predictors.Told(np.array(answer)), None, np.array([0, 1, 1]))
        message = f"`predict` gives {answer}, and y is [0, 1, 1]: the score should be a float."
        holds(isinstance(got, float | np.floating), message=message, got=got)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries("predictor: anything with `predict`.")
def test_keras_models_are_scored(student, predictors, seed):
    """A Keras model with one sigmoid, or with a softmax over three, gets the score it deserves."""
    found = [keras_and_alike(student, predictors, seed, units) for units in (1, 3)]
    # The model is scored well, and somebody else who says the same is not.
    unequal = all(
        np.isclose(keras, right) and not np.isclose(alike, right) for keras, alike, right in found
    )
    mistake = "asked_who_answers" if unequal else ""
    for (keras, alike, right), words in zip(
        found, ("sigmoid over 1", "softmax over 3"), strict=True
    ):
        message = f"A Keras model whose last layer is {words}: count its right rows."
        close(keras, right, message=message)
        message = f"This predictor is no Keras model, and says what one with {words} says."
        same_score = bool(np.isclose(alike, right))
        holds(same_score, message=message, got=alike, misconception=mistake, draws=2)


def keras_and_alike(student, predictors, seed, units):
    """The score of a Keras model, that of another predictor that says the same, and the right one."""
    keras, rng = student.module("keras"), some(seed)
    X = rng.standard_normal((80, 4)).astype("float32")
    kernel = rng.standard_normal((4, units)).astype("float32")
    sums = X.astype("float64") @ kernel
    # Rows that the model is in two minds about may be rounded to either side.
    ordered = np.sort(sums, axis=1)
    clear = np.abs(sums[:, 0]) > 0.01 if units == 1 else ordered[:, -1] - ordered[:, -2] > 0.01
    X, sums = X[clear], sums[clear]
    guess = (sums[:, 0] > 0).astype(int) if units == 1 else sums.argmax(axis=1)
    true = np.where(rng.random(len(X)) < 0.3, (guess + 1) % max(units, 2), guess)
    activation = "sigmoid" if units == 1 else "softmax"
    layer = keras.layers.Dense(units, activation=activation, use_bias=False)
    model = keras.Sequential([keras.Input((4,)), layer])
    model.set_weights([kernel])
    powers = np.exp(sums)
    says = powers / (1 + powers) if units == 1 else powers / powers.sum(axis=1, keepdims=True)
    alike = scored(student, predictors.Told(says.astype("float32")), true)
    return scored(student, model, true, X), alike, float(np.mean(true == guess))


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


def knowing(thing, log):
    """A step that notes whether it gets this very thing, and hands it on."""

    def step(x):
        log.append(x is thing)
        return x

    return step


def greedy(*given, **named):
    """A step that takes whatever it gets, and counts it."""
    return [len(given), sorted(named)]


@pytest.fixture
def callables(student):
    """The steps of no library, in the student's process."""
    classes = Plus, Times, Noting, Numbering, Tireless
    functions = doubled, signed, handing, kind_of, telling, greedy, attentive, greedy_heir, knowing
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
        # A text and a large number turn into the same kind only if somebody converts them.
        arrays = found[0][0] == found[1][0] != "" and not kinds & {"str", "int"}
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
    "A step is called once for each time that it stands there, and gets nothing else."
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
@pytest.mark.tries("It can be walked through only once.")
def test_steps_may_come_from_a_generator(student, callables, toys):
    """The steps may come from a generator."""
    found = []
    for x in (4, 6):
        student.apply_all([callables.Plus(1)], x)
        steps = toys.one_by_one([callables.Plus(1), callables.Times(10)])
        found.append(outcome(student.apply_all, steps, x))
    mistake = "walked_steps_twice" if found == [4, 6] else ""
    message = "A generator gives each step once; then it is empty."
    holds(found == [50, 70], message=message, got=found[0], misconception=mistake, draws=2)


@pytest.mark.task("callable-layer", weight=2)
@pytest.mark.tries("An error that is raised inside a step travels on unchanged, whatever its kind.")
def test_an_error_inside_a_step_travels_on(student, callables, toys):
    """An error raised inside a step travels on, a TypeError too."""
    found = {}
    for kind in ("Torn", "Worn"):
        step = toys.stepping(toys.Tripping(getattr(toys, kind)).bounce)
        for steps in ([step], [callables.Plus(1), step]):
            found.setdefault(kind, []).append(outcome(student.apply_all, steps, 1))
    unchanged(student.apply_all, [callables.Plus(1), toys.particular], 1)
    forgiven = found["Torn"] == [1, 2] and found["Worn"] == [("it raised", "Worn")] * 2
    mistake = "forgave_too_much" if forgiven else ""
    for kind, base in (("Torn", "TypeError"), ("Worn", "AttributeError")):
        message = f"A step raised {with_article(base)} of its own: that should travel on as it is."
        right = found[kind] == [("it raised", kind)] * 2
        holds(right, message=message, got=found[kind][0], misconception=mistake, draws=2)


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
