# %% task="playground" kind="wrong" breaks="returns what that returns, as it is"
# goes on calling as long as what came back can be called
class Playground:
    def play(self, item):
        result = item.bounce()
        while callable(result):
            result = result()
        return result


# %% task="eafp" kind="wrong" breaks="An AttributeError means that an item has no `bounce` only if it is raised by asking for it"
# any error at the asking, a ValueError from a property too, counts as no bounce
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            jump = item.bounce
        except Exception:
            skipped.append(item)
            continue
        if callable(jump):
            results.append(jump())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="It is asked for `mapping[key]` once"
# looks whether there is a value, and then takes it out a second time
def read_number(mapping, key, default):
    try:
        if mapping[key] is None:
            return default
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`"
# a thing that counts as false, such as an empty ensemble with length 0, never fits
def write_protocols():
    class Words(type):
        def __instancecheck__(cls, thing):
            return bool(thing) and all(hasattr(thing, word) for word in cls.words)

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="`predict` gives an array, a list or a tensor of finite numbers"
# writes the classes into the predictor's own array: changes it, and fails where it is read-only
# label kept: a read-only array is an array, too; that `predict`'s answer is not changed stands in the contract now
def accuracy(predictor, X, y):
    answer = predictor.predict(X)
    if not isinstance(answer, np.ndarray):
        answer = np.array(keras.ops.convert_to_numpy(answer), dtype="float64")
    if answer.ndim == 2 and answer.shape[1] >= 2:
        return float(np.mean(answer.argmax(axis=1) == np.asarray(y)))
    if not (answer == np.floor(answer)).all():
        high = answer > 0.5
        answer[high] = 1
        answer[~high] = 0
    return float(np.mean(answer.reshape(-1) == np.asarray(y)))


# %% task="callable-layer" kind="wrong" breaks="called once for each time that it stands there"
# a step that stands there twice is called once
def apply_all(steps, x):
    once = []
    for step in steps:
        if not callable(step):
            raise TypeError("a step cannot be called")
        if not any(step is other for other in once):
            once.append(step)
    for step in once:
        x = step(x)
    return x
