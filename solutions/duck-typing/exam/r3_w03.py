# %% task="playground" kind="wrong" breaks="Every error travels on unchanged: the AttributeError that Python raises where there is no"
class Playground:
    # a friendlier AttributeError takes the place of Python's own
    def play(self, item):
        try:
            bounce = item.bounce
        except AttributeError:
            raise AttributeError("this thing cannot bounce") from None
        return bounce()


# %% task="eafp" kind="wrong" breaks="It can be walked through only once."
def bounce_all(items):
    # walks through the items a second time to find those that were skipped
    bounces = [getattr(item, "bounce", None) for item in items]
    skipped = [item for item, bounce in zip(items, bounces) if not callable(bounce)]
    results = [bounce() for bounce in bounces if callable(bounce)]
    return results, skipped


# %% task="narrow" kind="wrong" breaks="It is asked for `mapping[key]` once, and for"
def read_number(mapping, key, default):
    # asks whether the key is there before it reads
    if key not in mapping.keys():
        return default
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="It does not matter whether a thing has the word from its class or"
def write_protocols():
    # the learner's words are looked up on the class only, by a subclass hook
    from abc import ABC

    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class Learner(ABC):
        @classmethod
        def __subclasshook__(cls, kind):
            return all(
                any(word in vars(base) for base in kind.__mro__) for word in ("fit", "predict")
            )

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="Above 0.5 means class 1, and all else class 0."
def accuracy(predictor, X, y):
    # exactly one half already counts as class 1
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if np.any(classes % 1 != 0):
            classes = (classes >= 0.5).astype(int)
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="Each other step gets what the one before returned, None too."
def apply_all(steps, x):
    # a step that returns nothing is taken for one that left x as it was
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
    for step in steps:
        result = step(x)
        if result is not None:
            x = result
    return x
