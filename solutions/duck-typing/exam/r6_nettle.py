# %% task="playground" kind="right"
# The shortest way.
class Playground:
    def play(self, item):
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever its kind"
# The jumps happen inside map: a StopIteration of a jump is taken for the end of the list, and is never heard of.
def bounce_all(items):
    asked = [(item, getattr(item, "bounce", None)) for item in items]
    skipped = [item for item, bounce in asked if not callable(bounce)]
    results = list(map(lambda bounce: bounce(), [bounce for _, bounce in asked if callable(bounce)]))
    return results, skipped

# %% task="narrow" kind="wrong" breaks="the value is of a type that gives no number, such as None or a list."
# A list of types that may come in: a Fraction, a Decimal or an np.int64 gives the default.
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    if not isinstance(value, (int, float, str)):
        return default
    try:
        return float(value)
    except ValueError:
        return default

# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`, and False for all others."
# A private _bounce counts as a bounce, too, and so do _fit and _predict.
def write_protocols():
    class Names(type):
        def __instancecheck__(cls, thing):
            names = {name.strip("_") for name in dir(thing)}
            return all(word in names or hasattr(thing, word) for word in cls.words)

    class Bouncy(metaclass=Names):
        words = ("bounce",)

    class Learner(metaclass=Names):
        words = ("fit", "predict")

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="`predictor.predict(X)` is asked of it once, and nothing else."
# Says verbose=0 to every keras.Model, also to one whose own predict knows only X.
def accuracy(predictor, X, y):
    more = {"verbose": 0} if isinstance(predictor, keras.Model) else {}
    answer = np.asarray(predictor.predict(X, **more))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            classes = classes > 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="It can be walked through only once, and is otherwise left as it is."
# Takes the steps out of the caller's own list, one by one.
def apply_all(steps, x):
    if not isinstance(steps, list):
        steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    while steps:
        x = steps.pop(0)(x)
    return x

