# %% task="playground" kind="wrong" breaks="Every error travels on unchanged"
class Playground:
    # writes the toy's type into the error: the same object travels on, but it says something else
    def play(self, item):
        try:
            return item.bounce()
        except Exception as error:
            error.args = (f"{type(item).__name__}: {error}",)
            raise


# %% task="eafp" kind="wrong" breaks="its kind and whatever it says, an AttributeError too"
def bounce_all(items):
    # holds asking and jumping under one `try`, and tells them apart by the name that the error carries
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
            if callable(bounce):
                results.append(bounce())
            else:
                skipped.append(item)
        except AttributeError as error:
            if error.name != "bounce":
                raise
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="- the key is missing, which a mapping tells by a KeyError"
def read_number(mapping, key, default):
    # believes a KeyError only if it carries the key; a mapping may say it in other words
    try:
        value = mapping[key]
    except KeyError as error:
        if key not in error.args:
            raise
        return default
    try:
        return float(value)
    except (ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="Nobody needs to inherit from them."
def write_protocols():
    # takes Keras's own class for the protocol of learners
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    return Bouncy, keras.Model


# %% task="scorer" kind="wrong" breaks="The class of a row is the column of its largest"
def accuracy(predictor, X, y):
    # numbers the columns by the classes that occur in y, as if they were sorted labels
    answer, y = np.asarray(predictor.predict(X)), np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        labels = np.unique(y)
        if len(labels) < answer.shape[1]:
            labels = np.concatenate([labels, np.full(answer.shape[1] - len(labels), -1)])
        classes = labels[answer.argmax(axis=1)]
    else:
        classes = answer.ravel()
        if np.any(classes % 1 != 0):
            classes = classes > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run"
def apply_all(steps, x):
    # a text is looked up among Keras's activations and does the work of a step
    chain = []
    for step in steps:
        if isinstance(step, str):
            try:
                step = keras.activations.get(step)
            except ValueError:
                raise TypeError("no such activation") from None
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
        chain.append(step)
    for step in chain:
        x = step(x)
    return x
