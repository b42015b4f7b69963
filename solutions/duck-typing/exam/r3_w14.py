# %% task="eafp" kind="wrong" breaks="The second holds the items themselves that have no"
def bounce_all(items):
    # a box in the box is opened: a list that cannot bounce is not put aside, its contents are
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.append(bounce())
        elif isinstance(item, list):
            inner_results, inner_skipped = bounce_all(item)
            results += inner_results
            skipped += inner_skipped
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="- the value is a text that is no number"
def read_number(mapping, key, default):
    # fishes the first number out of a text such as about 40
    import re

    try:
        value = mapping[key]
    except KeyError:
        return default
    try:
        return float(value)
    except ValueError:
        found = re.search(r"[-+]?\d+(\.\d+)?", value) if isinstance(value, str) else None
        return float(found.group()) if found else default
    except TypeError:
        return default


# %% task="protocol" kind="wrong" breaks="from itself."
def write_protocols():
    # only what can be seen on the type: a spring that was made by hand fits, since a namespace is let in, but
    # an object of another class that hung the word on itself does not
    class Words(type):
        def __instancecheck__(cls, thing):
            if isinstance(thing, (SimpleNamespace, type, type(np))):
                return all(hasattr(thing, word) for word in cls.words)
            return all(hasattr(type(thing), word) for word in cls.words)

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="is asked of it once, and nothing else"
def accuracy(predictor, X, y):
    # asks for the answer twice, once for its shape and once for its numbers
    y = np.asarray(y)
    if np.ndim(predictor.predict(X)) == 1:
        classes = np.asarray(predictor.predict(X))
    else:
        classes = np.asarray(predictor.predict(X))
        classes = classes.argmax(axis=1) if classes.shape[1] > 1 else classes[:, 0]
    if np.any(classes % 1 != 0):
        classes = classes > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised"
def apply_all(steps, x):
    # whatever is false is left out as no step at all, be it None or an empty object that can be called
    steps = [step for step in steps if step]
    for step in steps:
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
    for step in steps:
        x = step(x)
    return x
