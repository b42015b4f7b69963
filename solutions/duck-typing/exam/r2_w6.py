# %% task="eafp" kind="wrong" breaks="it can be walked through only once"
def bounce_all(items):
    # two comprehensions walk through items twice
    results = [i.bounce() for i in items if callable(getattr(i, "bounce", None))]
    return results, [i for i in items if not callable(getattr(i, "bounce", None))]

# %% task="narrow" kind="wrong" breaks="it returns `default` just as it was handed in"
def read_number(mapping, key, default):
    # default goes through float where it can
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return float(default) if isinstance(default, (int, str)) and str(default).isdigit() else default

# %% task="scorer" kind="wrong" breaks="the largest number's column is the class"
def accuracy(predictor, X, y):
    # two columns: asks whether the second is above 0.5
    p = np.asarray(predictor.predict(X))
    if p.ndim == 2 and p.shape[1] == 2:
        c = (p[:, 1] > 0.5).astype(int)
    elif p.ndim == 2 and p.shape[1] > 2:
        c = p.argmax(axis=1)
    else:
        p = p.reshape(-1)
        c = p if np.all(p == np.floor(p)) else (p > 0.5).astype(int)
    return float(np.mean(c == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="objects with `__call__`, classes"
def apply_all(steps, x):
    # classes are refused
    steps = list(steps)
    if not all(callable(s) and not isinstance(s, type) for s in steps):
        raise TypeError("a step cannot be called")
    for step in steps:
        x = step(x)
    return x
