# %% task="playground" kind="wrong" breaks="calls `item.bounce()` once, and returns what that returns"
# a bounce that cannot be called is handed back as it lies there, and the TypeError never comes
# label kept: Python's TypeError for a `bounce` that cannot be called is an error that must travel on; a sentence of its own says so now
class Playground:
    def play(self, item):
        jump = item.bounce
        return jump() if callable(jump) else jump


# %% task="eafp" kind="wrong" breaks="Each item is asked for its `bounce` once"
# learns from one item that its class does not bounce, and does not ask the others of that class
def bounce_all(items):
    results, skipped, dull = [], [], set()
    for item in items:
        if type(item) in dull:
            skipped.append(item)
            continue
        try:
            jump = item.bounce
        except AttributeError:
            dull.add(type(item))
            skipped.append(item)
            continue
        if callable(jump):
            results.append(jump())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="It returns `default` itself, just as it was handed in"
# a default that can be called is called, as a defaultdict would do
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default() if callable(default) else default


# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`, and False for all"
# opens the __dict__ of the thing, and raises an error where a thing has none
def write_protocols():
    class Words(type):
        def __instancecheck__(cls, thing):
            if isinstance(thing, type):
                return all(hasattr(thing, word) for word in cls.words)
            return all(hasattr(type(thing), word) or word in vars(thing) for word in cls.words)

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="`predictor.predict(X)` is asked of it once, and nothing else"
# tries it with Keras's word first, and without where that is refused
def accuracy(predictor, X, y):
    try:
        answer = predictor.predict(X, verbose=0)
    except TypeError:
        answer = predictor.predict(X)
    answer = np.asarray(keras.ops.convert_to_numpy(answer), dtype="float64")
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        classes = answer if (answer == np.floor(answer)).all() else answer > 0.5
    return float(np.mean(classes == np.asarray(y)))


# %% task="callable-layer" kind="wrong" breaks="layers, models, functions, objects with `__call__`, classes"
# makes an object of a class first and calls that, in place of calling the class with x
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("a step cannot be called")
    for step in steps:
        if isinstance(step, type):
            step = step()
        x = step(x)
    return x


