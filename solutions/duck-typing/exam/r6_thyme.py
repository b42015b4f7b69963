# %% task="eafp" kind="wrong" breaks="The second holds the items themselves that have no `bounce`"
# The same thing that lies in the box twice is put aside only once.
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.append(bounce())
        elif not any(item is other for other in skipped):
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged"
# Every other exception is wrapped into a RuntimeError that names the key.
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default
    except Exception as error:
        raise RuntimeError(f"reading {key!r} failed") from error

# %% task="scorer" kind="right"
# Vectorised NumPy; a tensor is fetched by Keras, and the float that is returned is NumPy's own float64.
def accuracy(predictor, X, y):
    answer = predictor.predict(X)
    if keras.ops.is_tensor(answer):
        answer = keras.ops.convert_to_numpy(answer)
    answer = np.asarray(answer)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = np.argmax(answer, axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes % 1 == 0):
            classes = (classes > 0.5).astype("int64")
    return np.mean(classes == np.asarray(y))

# %% task="callable-layer" kind="wrong" breaks="So does Python's TypeError where a step does not take just one thing."
# A function that takes nothing is called with nothing.
def apply_all(steps, x):
    import inspect

    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    for step in steps:
        takes_nothing = inspect.isfunction(step) and not inspect.signature(step).parameters
        x = step() if takes_nothing else step(x)
    return x

