# %% task="playground" kind="right"
# style: a class with a helper, which counts its plays and keeps nothing of the items
from operator import attrgetter


class Playground:
    __slots__ = ("plays",)
    _ask = staticmethod(attrgetter("bounce"))

    def __init__(self):
        self.plays = 0

    def play(self, item):
        self.plays += 1
        return self._ask(item)()


# %% task="eafp" kind="right"
# style: another algorithm, a queue of promises that is emptied after all have been asked
from collections import deque


def bounce_all(items):
    nothing = object()
    jumps, skipped = deque(), []
    for item in items:
        jump = getattr(item, "bounce", nothing)
        if callable(jump):
            jumps.append(jump)
        else:
            skipped.append(item)
    results = []
    while jumps:
        results.append(jumps.popleft()())
    return results, skipped


# %% task="narrow" kind="right"
# style: the shortest, one net for the three holes
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="right"
# style: no typing at all, a metaclass that answers isinstance
def write_protocols():
    class Words(type):
        def __instancecheck__(cls, thing):
            return all(hasattr(thing, word) for word in cls.words)

    def note(name, *words):
        return Words(name, (), {"words": words})

    return note("Bouncy", "bounce"), note("Learner", "fit", "predict")


# %% task="scorer" kind="right"
# style: keras.ops, in float32
def accuracy(predictor, X, y):
    ops = keras.ops
    answer = ops.convert_to_tensor(np.asarray(ops.convert_to_numpy(predictor.predict(X)), dtype="float32"))
    true = ops.convert_to_tensor(np.asarray(y, dtype="float32"))
    if len(answer.shape) == 2 and answer.shape[1] > 1:
        classes = ops.cast(ops.argmax(answer, axis=1), "float32")
    else:
        answer = ops.reshape(answer, (-1,))
        if bool(ops.all(ops.equal(answer, ops.floor(answer)))):
            classes = answer
        else:
            classes = ops.cast(ops.greater(answer, 0.5), "float32")
    hits = int(ops.sum(ops.cast(ops.equal(classes, true), "int32")))
    return hits / len(y)


# %% task="callable-layer" kind="right"
# style: the long way, a stack that is turned round and emptied
def apply_all(steps, x):
    waiting = []
    for step in steps:
        if callable(step):
            waiting.append(step)
        else:
            raise TypeError("every step must be something that can be called")
    waiting.reverse()
    while waiting:
        step = waiting.pop()
        x = step(x)
    return x
