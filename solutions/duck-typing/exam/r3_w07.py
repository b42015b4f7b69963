# %% task="playground" kind="wrong" breaks="returns what that returns, as it is"
class Playground:
    # a generator is unrolled into a list before it is returned
    def play(self, item):
        import inspect

        jumps = item.bounce()
        return list(jumps) if inspect.isgenerator(jumps) else jumps


# %% task="eafp" kind="wrong" breaks="each `bounce()` returned, as it is, None too"
def bounce_all(items):
    # a bounce that returned None is left out of the results
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if not callable(bounce):
            skipped.append(item)
            continue
        result = bounce()
        if result is not None:
            results.append(result)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged"
def read_number(mapping, key, default):
    # lets the OverflowError pass, as the text says, and swallows all other exceptions
    try:
        return float(mapping[key])
    except OverflowError:
        raise
    except Exception:
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`, and False for all"
def write_protocols():
    # looks into `__dict__` of the thing: a number or an object with slots has none, and raises
    class Words(type):
        def __instancecheck__(cls, thing):
            return all(word in thing.__dict__ or hasattr(type(thing), word) for word in cls.words)

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner


# %% task="scorer" kind="right"
# Label corrected: the contract now leaves open what float32 cannot tell apart, as right answers by Keras round too.
def accuracy(predictor, X, y):
    # everything becomes float32: numbers that differ in float64 become ties, and just above a half a half
    answer = np.asarray(predictor.predict(X)).astype("float32")
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.ravel()
        if np.any(classes % 1 != 0):
            classes = classes > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="inside a step travels on unchanged, whatever its kind"
def apply_all(steps, x):
    # `for` takes a StopIteration out of a step for the end of the chain
    from itertools import accumulate

    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("each step must be callable")
    for x in accumulate(steps, lambda result, step: step(result), initial=x):
        pass
    return x
