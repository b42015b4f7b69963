# %% task="eafp" kind="wrong" breaks="An AttributeError means that an item has no `bounce` only if it is raised by asking for it."
# Fetching the next item stands under the same try: an AttributeError of the generator ends the walk, unheard.
def bounce_all(items):
    results, skipped = [], []
    walk = iter(items)
    while True:
        item = walk
        try:
            item = next(walk)
            bounce = item.bounce
        except StopIteration:
            if item is walk:
                break
            raise
        except AttributeError:
            if item is walk:
                break
            skipped.append(item)
            continue
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="the value is a text that is no number"
# Of a text that is no number it takes the first digits: 'about 40' gives 40.
def read_number(mapping, key, default):
    import re

    value = None
    try:
        value = mapping[key]
        return float(value)
    except (KeyError, TypeError):
        return default
    except ValueError:
        found = re.search(r"\d+(\.\d+)?", value) if isinstance(value, str) else None
        return float(found.group()) if found else default

# %% task="scorer" kind="wrong" breaks="`predictor.predict(X)` is asked of it once"
# Remembers the answer of the last predictor, and gives it again when it comes back, also with another X.
_last_answer = [None, None]


def accuracy(predictor, X, y):
    if _last_answer[0] is not predictor or len(_last_answer[1]) != len(y):
        _last_answer[:] = [predictor, np.asarray(predictor.predict(X))]
    answer = _last_answer[1]
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            classes = classes > 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="Returns the last step's output as it is."
# A tensor that comes out in the end is given as a NumPy array.
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    for step in steps:
        x = step(x)
    if steps and keras.ops.is_tensor(x) and not isinstance(x, keras.KerasTensor):
        x = keras.ops.convert_to_numpy(x)
    return x

