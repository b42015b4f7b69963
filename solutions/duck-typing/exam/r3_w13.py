# %% task="eafp" kind="wrong" breaks="Returns a tuple of two lists, (results, skipped)"
def bounce_all(items):
    # the results come as a tuple, because they were gathered with a star
    pairs = [(item, getattr(item, "bounce", None)) for item in items]
    results = (*[bounce() for _, bounce in pairs if callable(bounce)],)
    return results, [item for item, bounce in pairs if not callable(bounce)]


# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
def read_number(mapping, key, default):
    # what is a number already is returned as it is: an int stays an int
    try:
        value = mapping[key]
        return value if isinstance(value, (int, float)) else float(value)
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`"
def write_protocols():
    # reads the signature of `fit`, too: it must take rows and labels
    import inspect

    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class Words(type):
        def __instancecheck__(cls, thing):
            if not (hasattr(thing, "fit") and hasattr(thing, "predict")):
                return False
            try:
                inspect.signature(thing.fit).bind("X", "y")
            except (TypeError, ValueError):
                return False
            return True

    class Learner(metaclass=Words):
        pass

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="The class of a row is the column of its largest"
def accuracy(predictor, X, y):
    # makes probabilities first, by a softmax that overflows where the numbers are large
    answer, y = np.asarray(predictor.predict(X)), np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        with np.errstate(all="ignore"):
            powers = np.exp(answer)
            classes = (powers / powers.sum(axis=1, keepdims=True)).argmax(axis=1)
    else:
        classes = answer.ravel()
        if np.any(classes % 1 != 0):
            classes = classes > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="Each other step gets what the one before returned"
def apply_all(steps, x):
    # a tuple is spread over the brackets of the next step
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
    for place, step in enumerate(steps):
        x = step(*x) if place and isinstance(x, tuple) else step(x)
    return x
