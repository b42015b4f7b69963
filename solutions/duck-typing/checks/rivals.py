"""Words that stand in two places, look like a method, or are missing: which one is an item's own?"""


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
