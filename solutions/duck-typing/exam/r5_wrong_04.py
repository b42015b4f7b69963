# %% task="playground" kind="wrong" breaks="and whatever is raised inside `bounce`"
# bounces inside a generator expression, which turns a StopIteration into a RuntimeError
class Playground:
    def play(self, item):
        return next(toy.bounce() for toy in [item])


# %% task="eafp" kind="wrong" breaks="only if it is raised by asking for it"
# takes the next item under the same try, so an AttributeError of the iterable itself is lost
def bounce_all(items):
    results, skipped, end = [], [], object()
    item, walk = None, iter(items)
    while True:
        try:
            item = next(walk, end)
            if item is end:
                break
            jump = item.bounce
        except AttributeError:
            skipped.append(item)
            continue
        if callable(jump):
            results.append(jump())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="the value is of a type that gives no number"
# lists the types that are allowed; a Decimal, bytes, or anything else with __float__ stay outside
import numbers


def read_number(mapping, key, default):
    try:
        value = mapping[key]
        if not isinstance(value, (str, numbers.Real)):
            return default
        return float(value)
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`"
# believes that only objects can fit, never a class that has the word itself
def write_protocols():
    class Words(type):
        def __instancecheck__(cls, thing):
            return not isinstance(thing, type) and all(hasattr(thing, word) for word in cls.words)

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="every number of the answer whole (2 or 2.0): these are the classes"
# asks the dtype, not the numbers: classes that come as floats are cut at one half
def accuracy(predictor, X, y):
    answer = keras.ops.convert_to_numpy(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    elif np.issubdtype(answer.dtype, np.integer):
        classes = answer.reshape(-1)
    else:
        classes = answer.reshape(-1) > 0.5
    return float(np.mean(classes == np.asarray(y)))


# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run"
# looks for an attribute called __call__; one hung on the object itself does not make it callable
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not hasattr(step, "__call__"):
            raise TypeError("a step cannot be called")
    for step in steps:
        x = step(x)
    return x
