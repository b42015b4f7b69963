"""Toys and odd things that checks hand in. The student's process makes them again from their source."""

import numpy as np
from hypothesis.strategies import booleans, floats, integers, lists, none, one_of, text

seeds = integers(0, 2**32 - 1)
plain = one_of(integers(-999, 999), text(max_size=8), none())
answers = one_of(plain, booleans(), lists(integers(0, 9), max_size=3))


def some(seed):
    """A generator of our own: it shares no seed with what is handed in."""
    return np.random.default_rng([seed, 7])


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


def hello(*given, **named):
    """What a promise hands in, in many disguises."""
    return ["hello", len(given), sorted(named)]


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


# Errors on which somebody may give a second chance.
SECOND_CHANCES = "ValueError", "TypeError", "AttributeError", "OSError", "KeyboardInterrupt"


def each_flaky(student, toys, other=None):
    """Things that fail once, or each time, and the kind of the error."""
    for kind in SECOND_CHANCES:
        for failures in (1, 99):
            yield kind, toys.Flaky(getattr(student.module("builtins"), kind), failures, other)


def expected(plan):
    """What should come back for a plan."""
    results = [what for kind, what in plan if kind == "bounces"]
    return results, [what for kind, what in plan if kind == "stone"]


BASES = {
    "Stopped": "a KeyboardInterrupt",
    "Punctured": "a ZeroDivisionError",
    "Torn": "a TypeError",
    "Worn": "an AttributeError",
}


def each_uncallable(toys):
    """Things that look as if they could be called, and what they are."""
    yield toys.Mute(), "an object on which something called `__call__` hangs"
    yield toys.Parrot(), "an object that answers to each name"


numbers = floats(-1e12, 1e12, allow_nan=False)
