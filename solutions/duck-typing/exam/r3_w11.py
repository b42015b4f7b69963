# %% task="playground" kind="wrong" breaks="play(item): calls `item.bounce()` once"
class Playground:
    # gives a toy that failed a second chance
    def play(self, item):
        bounce = item.bounce
        try:
            return bounce()
        except Exception:
            return bounce()


# %% task="eafp" kind="wrong" breaks="or one that cannot be called"
def bounce_all(items):
    # only a missing word is forgiven; a number under the name is called, and fails
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
        else:
            results.append(bounce())
    return results, skipped


# %% task="narrow" kind="wrong" breaks="It returns `default` itself, just as it was handed in"
def read_number(mapping, key, default):
    # makes a float of the default, too, where that is possible
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        try:
            return float(default)
        except (ValueError, TypeError, OverflowError):
            return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`"
def write_protocols():
    # looks at the thing and at its very own class, not at the classes above: what is inherited is not seen
    class Words(type):
        def __instancecheck__(cls, thing):
            words = {*vars(type(thing)), *getattr(thing, "__dict__", {})}
            return words >= cls.words

    class Bouncy(metaclass=Words):
        words = {"bounce"}

    class Learner(metaclass=Words):
        words = {"fit", "predict"}

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="at least one number not whole, be it 0.9999: all are probabilities of class 1"
def accuracy(predictor, X, y):
    # looks at the first number only: a sure 1.0 in front, and the probabilities are taken for classes
    answer, y = np.asarray(predictor.predict(X)), np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.ravel()
        if classes[0] % 1 != 0:
            classes = classes > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="layers, models, functions, objects with `__call__`, classes"
def apply_all(steps, x):
    # a class whose objects can be called is made into an object first
    chain = []
    for step in steps:
        if isinstance(step, type) and any("__call__" in vars(kind) for kind in step.__mro__):
            step = step()
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
        chain.append(step)
    for step in chain:
        x = step(x)
    return x
