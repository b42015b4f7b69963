# %% task="playground" kind="wrong" breaks="It is asked for its `bounce` once, and for nothing"
# asks the item whether it is true first: an empty thing that bounces is sent away
class Playground:
    def play(self, item):
        if not item:
            raise AttributeError("there is nothing to bounce")
        return item.bounce()


# %% task="eafp" kind="wrong" breaks="Returns a tuple of two lists, (results, skipped), both in the order of `items`"
# the lists are made once, as defaults, and keep what earlier calls have put in
def bounce_all(items, results=[], skipped=[]):
    for item in items:
        try:
            jump = item.bounce
        except AttributeError:
            skipped.append(item)
            continue
        if callable(jump):
            results.append(jump())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="the key is missing, which a mapping tells by a KeyError"
# believes a KeyError only if it carries the key, as that of a dict does, and not a text of its own
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError as error:
        if error.args != (key,):
            raise
        return default
    try:
        return float(value)
    except (ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`"
# looks behind the name: a fit that does not take two things is no fit
def write_protocols():
    from inspect import signature

    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class Reads(type):
        def __instancecheck__(cls, thing):
            if not (hasattr(thing, "fit") and hasattr(thing, "predict")):
                return False
            try:
                signature(thing.fit).bind(None, None)
            except TypeError:
                return False
            except ValueError:
                pass
            return True

    class Learner(metaclass=Reads):
        pass

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="every number of the answer whole (2 or 2.0): these are the classes"
# without a number above 1 it cuts at one half, so that a whole answer of -1 counts as class 0
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)), dtype="float64")
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        classes = answer if answer.max() > 1 else answer > 0.5
    return float(np.mean(classes == np.asarray(y)))


# %% task="callable-layer" kind="wrong" breaks="inside a step travels on unchanged, whatever its kind"
# replaces a TypeError from inside a step by one of its own
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("a step cannot be called")
    for place, step in enumerate(steps):
        try:
            x = step(x)
        except TypeError as error:
            raise TypeError(f"step {place} cannot be called with what came before it") from error
    return x
