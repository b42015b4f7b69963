"""Iterables of many kinds, and what a walk through them gives."""


def boxed(kind, items, decoy):
    """An iterable of this kind that gives the items; who takes something else of it finds `decoy`."""
    import collections
    import itertools
    import operator
    import types

    import numpy

    items = list(items)
    decoys = [decoy] * len(items)
    keyed = dict.fromkeys(items, decoy)
    backwards = items[::-1]

    def walk(self):
        return iter(items)

    if kind == "an array of objects":
        made = numpy.empty(len(items), dtype=object)
        made[:] = items
        return made
    if kind == "a list of a class of its own":
        return type("Own", (list,), {"__iter__": walk})(decoys)
    if kind == "a class whose class can be walked through":
        return type("Above", (type,), {"__iter__": walk})("Made", (), {"__iter__": decoys})
    if kind == "an object that bounces and can be called itself":
        other = {word: lambda self, *given: decoy for word in ("bounce", "__call__", "predict")}
        return type("Lively", (), {"__iter__": walk, **other})()
    if kind == "an object that tells a wrong length":
        words = {"__len__": lambda self: 1, "__getitem__": lambda self, place: decoy}
        return type("Liar", (), {"__iter__": walk, "__contains__": decoys.count, **words})()
    if kind == "an object that is neither true nor false":

        def no(self, *given):
            raise ValueError("it will not say")

        return type("Guarded", (), {"__iter__": walk, "__bool__": no, "__eq__": no})()
    makes = {
        "a list": lambda: items,
        "a dict whose keys they are": lambda: keyed,
        "a dict of a class of its own": lambda: collections.OrderedDict(keyed),
        "a UserDict": lambda: collections.UserDict(keyed),
        "a dict that cannot be written to": lambda: types.MappingProxyType(keyed),
        "the keys of a dict": keyed.keys,
        "a deque": lambda: collections.deque(items),
        "a `map`": lambda: map(operator.itemgetter(0), [(thing,) for thing in items]),
        "a walk from the end": lambda: reversed(backwards),
        "a chain": lambda: itertools.chain(items[:1], items[1:]),
        "a named tuple": lambda: collections.namedtuple(
            "Box", [f"n{i}" for i in range(len(items))]
        )(*items),
    }
    return makes[kind]()


# These can be walked through again, to see what is left of them.
LASTING = (
    "a list", "a dict whose keys they are", "a dict of a class of its own", "a UserDict", "a deque",
    "an array of objects",
)  # fmt: skip
BOXES = (
    *LASTING, "a list of a class of its own", "a class whose class can be walked through",
    "an object that bounces and can be called itself", "an object that tells a wrong length",
    "an object that is neither true nor false", "a dict that cannot be written to",
    "the keys of a dict", "a `map`", "a walk from the end", "a chain", "a named tuple",
)  # fmt: skip


def left_alone(function, kind, items, decoy, *more):
    """Tell whether the box holds after the call what it held before, and hand in nothing else."""
    box = boxed(kind, items, decoy)
    before = list(box)
    function(box, *more)
    after = list(box)
    pairs = zip(before, after, strict=False)
    return len(before) == len(after) and all(one is other for one, other in pairs)


def many_of(things, times):
    """The things, over and over, from a generator."""
    for _ in range(times):
        yield from things


def siblings(kind, word, given):
    """Things of one class, each with its own function under the word, or without, where that is None."""
    from types import ModuleType, SimpleNamespace

    alike = {"__eq__": lambda self, other: True, "__hash__": lambda self: 7}
    Alike = type("Alike", (), alike)
    Slotted = type("Slotted", (), {"__slots__": (word, "label")})
    makes = {
        "namespaces": SimpleNamespace,
        "modules": lambda: ModuleType("trampoline"),
        "classes": lambda: type("Made", (), {}),
        "objects of one class that are all equal": Alike,
        "objects of one class with slots": Slotted,
    }
    made = []
    for place, what in enumerate(given):
        thing = makes[kind]()
        thing.label = f"number {place}"
        if what is not None:
            setattr(
                thing, word, staticmethod(what) if kind == "classes" and callable(what) else what
            )
        made.append(thing)
    return made


SIBLINGS = (
    "namespaces", "modules", "classes", "objects of one class that are all equal",
    "objects of one class with slots",
)  # fmt: skip
