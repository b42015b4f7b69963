# %% task="playground" kind="wrong" breaks="calls `item.bounce()` once, and returns what that returns, as it is"
# believed: a copy with the same numbers is the same result, and it is safer to hand out
class Playground:
    def play(self, item):
        heights = item.bounce()
        if isinstance(heights, np.ndarray):
            heights = heights.copy()
        return heights

# %% task="eafp" kind="wrong" breaks="The first holds what each `bounce()` returned, as it is, None too"
# believed: a bounce that gives None has no result, so there is nothing to put into the list
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        try:
            jump = item.bounce
        except AttributeError:
            skipped.append(item)
        else:
            if callable(jump):
                result = jump()
                if result is not None:
                    results.append(result)
            else:
                skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="the value is a text that is no number"
# believed: "3,5" is a number as well, one only has to turn the comma into a point first
def read_number(mapping, key, default):
    try:
        value = mapping[key]
        if isinstance(value, str):
            value = value.replace(",", ".")
        return float(value)
    except (KeyError, ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="Nobody needs to inherit from them"
# believed: learners are Keras models, and for those Keras has a class already
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self):
            pass

    return Bouncy, keras.Model

# %% task="scorer" kind="wrong" breaks="anything with `predict`. `predictor.predict(X)` is asked of it once, and nothing else"
# believed: if I know that it is a Keras model I may ask it not to draw a bar
def accuracy(predictor, X, y):
    if isinstance(predictor, keras.Model):
        answer = predictor.predict(X, verbose=0)
    else:
        answer = predictor.predict(X)
    answer, y = np.asarray(answer), np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = np.argmax(answer, axis=1)
    else:
        answer = answer.ravel()
        whole = np.all(answer == np.round(answer))
        classes = answer if whole else (answer > 0.5).astype(int)
    return float(np.mean(classes == y))

# %% task="callable-layer" kind="wrong" breaks="any iterable of callables: layers, models, functions, objects with `__call__`, classes"
# believed: what can be called is a function, a NumPy function or a Keras layer; I can list them
import inspect


def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not (inspect.isroutine(step) or isinstance(step, (keras.layers.Layer, np.ufunc))):
            raise TypeError(f"{type(step).__name__} is neither a function nor a layer")
    for step in steps:
        x = step(x)
    return x
