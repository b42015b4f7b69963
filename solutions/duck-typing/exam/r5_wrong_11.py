# %% task="playground" kind="wrong" breaks="Every error travels on unchanged"
# raises a fresh error of the same kind and text in place of the one that came
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except Exception as error:
            raise type(error)(*error.args) from error


# %% task="eafp" kind="wrong" breaks="A `bounce` that can be called is called once"
# counts only functions and methods as callable; a class, a partial or an object with __call__ is put aside
import inspect


def bounce_all(items):
    results, skipped = [], []
    for item in items:
        jump = getattr(item, "bounce", None)
        if inspect.isroutine(jump):
            results.append(jump())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged"
# the net is one error too wide: a bug in the mapping that raises an AttributeError is lost
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError, AttributeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`"
# of a thing that is a class it sees only the first-hand words, not those inherited
def write_protocols():
    class Words(type):
        def __instancecheck__(cls, thing):
            words = set(dir(type(thing))) | set(getattr(thing, "__dict__", ()))
            return words.issuperset(cls.words)

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="Left open are numbers that float32 cannot tell apart"
# counts in float16, which cannot tell apart what float32 can
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X))).astype("float16")
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        classes = answer if (answer == np.floor(answer)).all() else answer > 0.5
    return float(np.mean(classes == np.asarray(y)))


# %% task="callable-layer" kind="wrong" breaks="called once for each time that it stands there, and gets nothing else"
# tells every Keras layer, besides x, that this is no training
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("a step cannot be called")
    for step in steps:
        x = step(x, training=False) if isinstance(step, keras.layers.Layer) else step(x)
    return x
