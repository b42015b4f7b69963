# %% task="playground" kind="wrong" breaks="`bounce`, and whatever is raised inside `bounce`."
# believed: a friendlier text is still the same AttributeError
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except AttributeError:
            raise AttributeError("Sorry, this item cannot bounce!")

# %% task="eafp" kind="wrong" breaks="its kind and whatever it says, an AttributeError too."
# believed: the name in the error (`bounce`) tells that it comes from asking this item
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        try:
            if callable(bounce := item.bounce):
                results.append(bounce())
            else:
                skipped.append(item)
        except AttributeError as error:
            if error.name != "bounce":
                raise
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float. It returns `default` itself, just as it was handed in, where"
# believed: the result is always a number, so the default goes through float() as well
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        value = default
    try:
        return float(value)
    except (ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Bouncy)` is True for whatever has something called `bounce`, and False for all"
# believed: what can be called is a function or a method (but there are partials, built-ins and objects with `__call__`)
import inspect


def write_protocols():
    def can(thing, word):
        found = getattr(thing, word, None)
        return inspect.ismethod(found) or inspect.isfunction(found)

    class BouncyCheck(type):
        def __instancecheck__(cls, thing):
            return can(thing, "bounce")

    class LearnerCheck(type):
        def __instancecheck__(cls, thing):
            return can(thing, "fit") and can(thing, "predict")

    class Bouncy(metaclass=BouncyCheck):
        pass

    class Learner(metaclass=LearnerCheck):
        pass

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="Returns a float from 0 to 1. (An np.float64 is a float, too; an np.float32 is none.) Neither y nor what"
# believed: np.asarray has given me an array of my own, so I may write the classes into it
def accuracy(predictor, X, y):
    pred = np.asarray(predictor.predict(X))
    if pred.ndim == 2 and pred.shape[1] >= 2:
        pred = np.argmax(pred, axis=1)
    else:
        pred = pred.reshape(-1)
        if not np.all(pred == np.floor(pred)):
            above = pred > 0.5
            pred[above] = 1
            pred[~above] = 0
    return float(np.mean(pred == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run. An error that is raised"
# believed: a TypeError at the call is about the step not fitting, and a clearer text helps whoever reads it
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{step!r} cannot be called")
    for position, step in enumerate(steps):
        try:
            x = step(x)
        except TypeError as error:
            raise TypeError(f"step {position} does not take a {type(x).__name__}") from error
    return x
