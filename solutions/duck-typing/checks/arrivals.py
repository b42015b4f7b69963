"""Errors on their way: does the caller get the very error, as it left? And those that Python raises itself."""

from course.expect import holds


class Fuse:
    """Raises one error of this kind, in this manner, and tells what has changed when it arrives."""

    def __init__(self, kind, manner):
        self.error = kind("raised on", "purpose")
        self.error.seal = 7
        self.reason = KeyError("the reason")
        self.manner = manner
        if manner == "with a note":
            self.error.add_note("seen at the gate")

    def go(self, *given, **named):
        try:
            if self.manner == "with a cause":
                raise self.error from self.reason
            if self.manner.startswith("while another was handled"):
                try:
                    raise self.reason
                except KeyError:
                    if self.manner.endswith("and hides that one"):
                        raise self.error from None
                    raise self.error  # noqa: B904
            raise self.error
        except BaseException as error:
            self.left = [error.args, dict(vars(error)), error.__suppress_context__]
            self.came_from = [error.__cause__, error.__context__]
            raise

    def changes(self, function, *given):
        try:
            function(*given)
        except BaseException as error:
            if error is not self.error:
                if isinstance(error, NotImplementedError | NameError):
                    raise
                return f"another error came, {type(error).__name__}"
            last = error.__traceback__
            while last.tb_next is not None:
                last = last.tb_next
            cause, context = self.came_from
            if [error.args, dict(vars(error)), error.__suppress_context__] != self.left:
                return "its words, its notes, or what it says of other errors"
            # What an answer handles meanwhile may stand there where nothing stood.
            if error.__cause__ is not cause or (context and error.__context__ is not context):
                return "the error that it came from"
            return "" if last.tb_frame.f_code is Fuse.go.__code__ else "the place where it arose"
        return "no error came"


MANNERS = (
    "", "with a cause", "with a note", "while another was handled",
    "while another was handled, and hides that one",
)  # fmt: skip
KINDS = {
    "Stopped": "a KeyboardInterrupt",
    "Punctured": "a ZeroDivisionError",
    "Torn": "a TypeError",
    "Worn": "an AttributeError",
}


def arrives(toys, function, item_of, kinds=tuple(KINDS), more=()):
    """Expect that an error which is raised inside is the caller's, as it left."""
    for kind in kinds:
        for manner in MANNERS:
            fuse = toys.Fuse(getattr(toys, kind), manner)
            changed = fuse.changes(function, item_of(fuse.go), *more)
            message = (
                f"Inside, {KINDS[kind]} of a class of its own was raised {manner}".rstrip()
                + ". That very error should arrive, with its words, its cause and its notes."
            )
            holds(changed == "", message=message, got=changed)


def box_that(kind, function):
    """A box that calls the function where it should give its second item."""

    def walked():
        yield 1
        function()

    class Walk:
        def __init__(self):
            self.given = 0

        def __iter__(self):
            return self

        def __next__(self):
            self.given += 1
            return self.given if self.given == 1 else function()

    return walked() if kind == "a generator" else Walk()


def unfit(kind, word):
    """Something that has the word, which cannot be called with nothing in the brackets."""
    from types import SimpleNamespace

    class Never:
        def __init__(self, first, second):
            pass

    class Empty:
        def __call__(self):
            return "called on an object that nobody asked for"

        def method(self, *given):
            return "called on an object that nobody asked for"

    things = {
        "a number": 3,
        "None": None,
        "a text": "hop",
        "an empty list": [],
        "an object, whose class has no `__call__`": Empty.method.__get__,
        "a function that needs one thing": lambda item: "it got something",
        "a function that needs a word": lambda *, height: "it got something",
        "a class that needs two things": Never,
    }
    if kind == "a property of a class, which is handed in itself":
        return type("Jumper", (), {word: property(lambda self: Empty().method)})
    if kind == "a method of a class, which is handed in itself":
        return type("Jumper", (), {word: Empty.method, "label": "jumper"})
    made = SimpleNamespace(**{word: things[kind]})
    if kind.startswith("an object"):
        made = SimpleNamespace(**{word: type("Mute", (), {})()})
        getattr(made, word).__call__ = things[kind]
    return made


# The first of these can be called, and the call does not fit.
NEEDY = (
    "a method of a class, which is handed in itself", "a function that needs one thing",
    "a function that needs a word", "a class that needs two things",
)  # fmt: skip
UNFIT = (
    *NEEDY, "a number", "None", "a text", "an empty list",
    "an object, whose class has no `__call__`", "a property of a class, which is handed in itself",
)  # fmt: skip


def own_words(thing, word):
    """What Python says when the word is called with nothing in the brackets."""
    try:
        getattr(thing, word)()
    except TypeError as error:
        return str(error)
    return "it can be called"


def told(function, *given):
    """The kind and the words of the error that a call raises."""
    try:
        got = function(*given)
    except Exception as error:
        if {"NotImplementedError", "NameError"} & set(getattr(error, "bases", ())):
            raise
        return getattr(error, "kind", type(error).__name__), getattr(error, "message", str(error))
    return "no error", repr(got)[:80]
