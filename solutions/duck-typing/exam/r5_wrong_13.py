# %% task="playground" kind="wrong" breaks="Every error travels on unchanged"
# cuts off the cause that an error from inside carries
# label kept: the contract says now that its cause belongs to an error
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except Exception as error:
            raise error from None


# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever"
# bounces in a generator, which turns a StopIteration from inside into a RuntimeError
def bounce_all(items):
    skipped = []

    def jumps():
        for item in items:
            try:
                jump = item.bounce
            except AttributeError:
                skipped.append(item)
                continue
            if callable(jump):
                yield jump()
            else:
                skipped.append(item)

    return list(jumps()), skipped


# %% task="narrow" kind="wrong" breaks="the value is of a type that gives no number, such as None or a list"
# unpacks a list or a tuple that holds a single value
def read_number(mapping, key, default):
    try:
        value = mapping[key]
        if isinstance(value, (list, tuple)) and len(value) == 1:
            value = value[0]
        return float(value)
    except (KeyError, ValueError, TypeError):
        return default


# %% task="scorer" kind="wrong" breaks="The class of a row is the column of its largest"
# counts the columns from the smallest true class on, wrong where class 0 is not among the true ones
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)), dtype="float64")
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1) + y.min()
    else:
        answer = answer.reshape(-1)
        classes = answer if (answer == np.floor(answer)).all() else answer > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run"
# takes a list among the steps for more steps, although a list cannot be called
def apply_all(steps, x):
    flat = []

    def lay_out(part):
        for step in part:
            if isinstance(step, (list, tuple)):
                lay_out(step)
            elif callable(step):
                flat.append(step)
            else:
                raise TypeError("a step cannot be called")

    lay_out(steps)
    for step in flat:
        x = step(x)
    return x
