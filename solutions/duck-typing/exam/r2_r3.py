# %% task="playground" kind="right"
class Playground:
    # operator.methodcaller
    def play(self, item):
        import operator
        return operator.methodcaller("bounce")(item)

# %% task="narrow" kind="right"
def read_number(mapping, key, default):
    # contextlib.suppress
    from contextlib import suppress
    with suppress(KeyError, ValueError, TypeError):
        return float(mapping[key])
    return default

# %% task="callable-layer" kind="right"
def apply_all(steps, x):
    # recursion
    steps = [*steps]
    if [s for s in steps if not callable(s)]:
        raise TypeError("cannot be called")
    def run(left, value):
        return run(left[1:], left[0](value)) if left else value
    return run(steps, x)
