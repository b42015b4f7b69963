# %% task="scorer" kind="wrong" breaks="Returns a float from 0 to 1."
def accuracy(predictor, X, y):
    # a tensor of float32 is returned, no float
    answer, y = np.asarray(predictor.predict(X)), np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.ravel()
        if np.any(classes % 1 != 0):
            classes = classes > 0.5
    return keras.ops.mean(keras.ops.cast(classes == y, "float32"))


# %% task="callable-layer" kind="wrong" breaks="The first step gets x itself."
def apply_all(steps, x):
    # wraps a function in a Lambda layer where x is symbolic: it gets another placeholder, and more than once
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
    for step in steps:
        if isinstance(x, keras.KerasTensor) and not isinstance(step, keras.layers.Layer):
            step = keras.layers.Lambda(step)
        x = step(x)
    return x


# %% task="narrow" kind="wrong" breaks="It is asked for `mapping[key]` once, and for"
def read_number(mapping, key, default):
    # reads the value twice: once to look at it, once to convert it
    try:
        if mapping[key] is None:
            return default
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default


# %% task="eafp" kind="wrong" breaks="The first holds what"
def bounce_all(items, results=[], skipped=[]):
    # the lists are made once, when the function is defined: the second call still holds the first box
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped


# %% task="playground" kind="wrong" breaks="returns what that returns, as it is"
class Playground:
    # a NumPy array is copied, so that nobody writes into the toy's own
    def play(self, item):
        jumps = item.bounce()
        return jumps.copy() if isinstance(jumps, np.ndarray) else jumps
