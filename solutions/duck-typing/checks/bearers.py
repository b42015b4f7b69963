"""Ways in which a word can hang on an object: on itself, on its class, further above."""


def answering(answer):
    """A function that gives this answer, whatever it is called with."""
    return lambda *given, **named: answer


def a_function():
    """A function that gives a function."""
    return lambda: lambda: "called once too often"


def a_generator():
    """A function that gives a generator."""
    return lambda: (number for number in (4, 2))


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


def bearing_functions(words):
    """Such an object, but what hangs on it are functions that Python code defines."""
    from types import SimpleNamespace

    def jump(*given):
        return None

    return SimpleNamespace(**dict.fromkeys(words, jump))


def bearing_methods(words):
    """Such an object, but what hangs on it are the methods of another object."""
    from types import SimpleNamespace

    class Jumper:
        def jump(self, *given):
            return None

    return SimpleNamespace(**dict.fromkeys(words, Jumper().jump))


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


def one_by_one(things):
    """A generator: it can be walked through once, and has no length."""
    yield from things


def each_thing(student, toys, word, answer, kinds=THINGS):
    """Things of every kind on which `word` gives a function with this answer, and what they are."""
    for kind, words in kinds.items():
        yield words, student.held(getattr(toys, kind))(word, toys.answering(answer))
