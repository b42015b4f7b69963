# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
# Honest: asks what the value is, by a list of types; a Decimal, bytes or a 0-d array would give a number, and does not.
def read_number(mapping, key, default):
    import numbers

    try:
        value = mapping[key]
    except KeyError:
        return default
    if not isinstance(value, (numbers.Real, str)):
        return default
    try:
        return float(value)
    except ValueError:
        return default


# %% task="scorer" kind="wrong" breaks="`predictor.predict(X)` is asked of it once, and nothing else."
# Honest: tries to silence Keras first, and asks again without the word where that raises a TypeError.
def accuracy(predictor, X, y):
    try:
        answer = predictor.predict(X, verbose=0)
    except TypeError:
        answer = predictor.predict(X)
    answer = np.asarray(answer)
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        whole = bool(np.all(answer == np.floor(answer)))
        classes = answer if whole else (answer > 0.5).astype(int)
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="An error that is raised inside a step travels on unchanged, whatever its kind."
# Honest: looks at all steps first, and then still wraps the calls: a TypeError from inside a step is replaced.
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{step!r} cannot be called")
    for step in steps:
        try:
            x = step(x)
        except TypeError as error:
            raise TypeError(f"step {step!r} cannot be called with this: {error}") from error
    return x
