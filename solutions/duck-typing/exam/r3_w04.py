# %% task="playground" kind="wrong" breaks="and whatever is raised inside `bounce`"
class Playground:
    # bounces inside a generator expression: Python turns a StopIteration in there into a RuntimeError
    def play(self, item):
        return next(toy.bounce() for toy in [item])


# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever"
def bounce_all(items):
    # `map` takes a StopIteration out of a bounce for its own end, and nobody hears of it
    bounces, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            bounces.append(bounce)
        else:
            skipped.append(item)
    results = list(map(lambda bounce: bounce(), bounces))
    return results, skipped


# %% task="narrow" kind="wrong" breaks="mapping: anything that answers to square brackets"
def read_number(mapping, key, default):
    # asks what the table is: only a registered Mapping is let in
    from collections.abc import Mapping

    if not isinstance(mapping, Mapping):
        raise TypeError("a mapping, please")
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`"
def write_protocols():
    # a class that has the word is shut out: only instances may fit
    class Words(type):
        def __instancecheck__(cls, thing):
            if isinstance(thing, type):
                return False
            return all(hasattr(thing, word) for word in cls.words)

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="every number of the answer whole (2 or 2.0): these are the classes"
def accuracy(predictor, X, y):
    # goes by the dtype: classes that come as floats, 2.0, are taken for probabilities
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    elif np.issubdtype(answer.dtype, np.integer):
        classes = answer.ravel()
    else:
        classes = answer.ravel() > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="Without steps, returns x itself."
def apply_all(steps, x):
    # without steps there is no result, and None is returned
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
    result = None
    for place, step in enumerate(steps):
        result = step(x if place == 0 else result)
    return result
