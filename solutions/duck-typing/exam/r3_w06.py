# %% task="playground" kind="wrong" breaks="It is asked for its `bounce` once, and for nothing"
class Playground:
    # asks whether the item is true: a toy that is empty, or equal to 0, never bounces
    def play(self, item):
        if not item:
            raise AttributeError(f"'{type(item).__name__}' object has no attribute 'bounce'")
        return item.bounce()


# %% task="eafp" kind="wrong" breaks="A `bounce` that can be called is called once, with nothing in"
def bounce_all(items):
    # only functions and methods count: a partial, a class or an object with __call__ is put aside
    import inspect

    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if inspect.isroutine(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
def read_number(mapping, key, default):
    # a list of the types that count as numbers: a Fraction, a Decimal, a NumPy number are not on it
    try:
        value = mapping[key]
    except KeyError:
        return default
    if not isinstance(value, (str, int, float)):
        return default
    try:
        return float(value)
    except ValueError:
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`, and False for all"
def write_protocols():
    # any word that begins like it will do: `bounced`, `fit_all`, `predict_proba`
    class Words(type):
        def __instancecheck__(cls, thing):
            return all(any(name.startswith(word) for name in dir(thing)) for word in cls.words)

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="X itself is handed on."
def accuracy(predictor, X, y):
    # makes an array of X first: a dict or a list does not arrive as it was
    answer = np.asarray(predictor.predict(np.asarray(X)))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.ravel()
        if np.any(classes % 1 != 0):
            classes = classes > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="called once for each time that it stands there"
def apply_all(steps, x):
    # a step that stands there twice is called only once
    chain = []
    for step in steps:
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
        if not any(step is other for other in chain):
            chain.append(step)
    for step in chain:
        x = step(x)
    return x
