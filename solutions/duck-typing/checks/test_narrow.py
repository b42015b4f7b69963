"""The hidden checks of `narrow`."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import equal, holds
from course.promises import Call, LetsErrorsTravel, RemembersNothing, promises

from .arrivals import arrives
from .bearers import a_function, answering
from .errors import fine, outcome, unchanged
from .toys import BASES, is_that, numbers, some, treasures


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


# What a caller may want back where there is no number; some of it is false, some of it is a number.
DEFAULTS = (None, "none", "7", "-1.5", "", False, True, -1.5, 0, 3, [], ["7"], {}, (1,), b"8")


def a_float(got, expected, message, misconception="", draws=1):
    """Expect a float, NumPy's own kind too, of this value; NaN and -0.0 as they are."""
    alike = isinstance(got, float) and repr(float(got)) == repr(float(expected))
    holds(alike, message=message, got=got, misconception=misconception, draws=draws)


def why_no_number(student, text, alike):
    """The mistake of whoever takes a text for a hole. `alike` is another number, written as this one is."""

    def read(*texts):
        return [student.read_number({"n": one}, "n", "none") for one in texts]

    if read("7") != [7.0]:
        return ""
    plain = read("7", "1.5", "-2") == [7.0, 1.5, -2.0]
    written = read(alike) == [float(alike)]
    if not (plain and written):
        return "digits_only"
    # Whoever reads these, and no zero, takes zero for a hole.
    return "zero_taken_for_a_hole" if float(text) == 0 and read("0", "0.0") == ["none"] * 2 else ""


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
        if misconception == "digits_only":
            misconception = why_no_number(student, text, write.format(2.5))
        message = "`float` reads this text, so `read_number` should, too."
        a_float(got, float(text), message, misconception)


@pytest.mark.task("narrow", weight=2)
@pytest.mark.tries("Returns `float(mapping[key])`, a float.")
@given(number=integers(1, 2**50))
def test_whole_numbers_become_floats(student, number):
    """A whole number comes back as a float."""
    got = student.read_number({"n": number}, "n", None)
    # Who makes an int of each whole number converts texts, too.
    with student.aside():
        as_text = student.read_number({"n": "2.0"}, "n", None)
    mistake = "not_converted" if type(got) is int and got == number and as_text == "2.0" else ""
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
        with fine(message, **({mistake: "float() argument must be"} if mistake else {})):
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
def test_a_value_of_another_type_gives_the_default(student, mappings, seed):
    """None, a list, a tuple or a dict gives the default."""
    # `seed` has the check run twice where it fails, so that the error behind it is seen twice.
    student.read_number({"n": 1}, "n", None)
    # Whoever forgets texts, too, is told of these first.
    sure = partial(student.attempt, texts_are_holes, student)
    for value in (None, [], [1.5], {}, (1,), ["2"]):
        # A default that `float` refuses may raise the same error. So only a text tells the mistake.
        for default in ("none", *DEFAULTS):
            signs = {"none_forgotten": "float() argument must be"} if default == "none" else {}
            message = f"{value!r} gives no number: the default should come back, as it is."
            with fine(message, sure, **signs):
                got = student.read_number({"n": value}, "n", default)
            equal(got, default, message=message)
    builtins = student.module("builtins")
    others = {
        "the class `int`": builtins.int,
        "a function": mappings.answering(1.5),
        "a class whose objects give a number": mappings.Measure,
        "a complex number": student.held(builtins.complex)(2, 0),
        "an object": student.held(builtins.object)(),
        "a set": student.held(builtins.set)([1.5]),
        "a generator": student.held(builtins.iter)([1.5]),
        "an array of two numbers": np.array([1.5, 2.5]),
        "a dict with that key": {"n": 1.5},
    }
    for words, value in others.items():
        message = f"The value is {words}, and `float` makes no number of it: the default should come back."
        with fine(message, sure, none_forgotten="float() argument must be"):
            got = student.read_number({"n": value}, "n", "none")
        equal(got, "none", message=message)


def texts_are_holes(student):
    """Tell whether a text that is no number gives the default."""
    return student.read_number({"n": "unknown"}, "n", "none") == "none"


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
    kinds = " or ".join(BASES[kind] for kind in caught)
    message = f"A mapping, or a value in it, raised {kinds}, which is no error to catch: it should travel on."
    holds(not caught, message=message, misconception=mistake, draws=2)
    shelf = student.held(mappings.shelf_that)(toys.particular)
    unchanged(student.read_number, shelf, "n", 0.5)
    for make in (mappings.shelf_that, mappings.value_that):
        kinds = "Stopped", "Punctured", "Worn"
        arrives(toys, student.read_number, student.held(make), kinds, more=("n", 0.5))


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
    meter, drawers = mappings.Meter(), student.keep({"n": "4.5", "m": 1})
    for times in (1.0, 2.0, 3.0):
        a_float(student.read_number(meter, "n", "none"), times, message)
    for key, wanted in (("n", 4.5), ("m", 1.0), ("o", "none")):
        equal(student.read_number(drawers, key, "none"), wanted, message="The mapping is a dict.")
    changing = student.keep({"n": "4.5"})
    for value, wanted in (("4.5", 4.5), ("", "none"), (7, 7.0), (None, "none"), ("4.5", 4.5)):
        message = f"The mapping is the same dict as before, and holds {value!r} by now."
        changing.update({"n": value})
        equal(student.read_number(changing, "n", "none"), wanted, message=message)
    changing.clear()
    message = "The mapping is the same dict as before, and holds nothing by now."
    equal(student.read_number(changing, "n", "none"), "none", message=message)
    message = "The mapping is a dict: it should hold what it held before."
    equal(student.fetch(drawers), {"n": "4.5", "m": 1}, message=message)
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
