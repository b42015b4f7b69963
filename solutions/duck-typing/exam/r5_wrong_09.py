# %% task="playground" kind="wrong" breaks="returns what that returns, as it is"
# empties a generator or another iterator into a list before it hands it on
from collections.abc import Iterator


class Playground:
    def play(self, item):
        heights = item.bounce()
        return list(heights) if isinstance(heights, Iterator) else heights


# %% task="eafp" kind="wrong" breaks="items: any iterable (a list, a generator)"
# in a dict it takes the values for the items, not what walking through it gives
# label kept: the contract says now that the items are what a `for` loop gives
def bounce_all(items):
    if isinstance(items, dict):
        items = items.values()
    results, skipped = [], []
    for item in items:
        jump = getattr(item, "bounce", None)
        if callable(jump):
            results.append(jump())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float"
# holds that True and False are no numbers, and gives the default for them
def read_number(mapping, key, default):
    try:
        value = mapping[key]
        if isinstance(value, (bool, np.bool_)):
            return default
        return float(value)
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`, and False for all"
# a name that only begins with the word will do, such as bounce_back or fit_line
def write_protocols():
    class Words(type):
        def __instancecheck__(cls, thing):
            return all(any(name.startswith(word) for name in dir(thing)) for word in cls.words)

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="(n, k) with k >= 2: one column for each class"
# asks first whether all is whole, so that columns of whole numbers (votes) are read as classes
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)), dtype="float64")
    if (answer == np.floor(answer)).all():
        classes = answer.reshape(len(y), -1)[:, 0]
    elif answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1) > 0.5
    return float(np.mean(classes == np.asarray(y)))


# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run"
# a text that is the name of an activation is looked up and used, although a text cannot be called
def apply_all(steps, x):
    ready = []
    for step in steps:
        if isinstance(step, str):
            try:
                step = keras.activations.get(step)
            except ValueError:
                raise TypeError(f"{step!r} cannot be called") from None
        if not callable(step):
            raise TypeError("a step cannot be called")
        ready.append(step)
    for step in ready:
        x = step(x)
    return x
