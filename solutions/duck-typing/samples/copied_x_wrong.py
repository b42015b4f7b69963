# /// sample
# task = "callable-layer"
# diagnosis = "You hand a copy of x to the first step; a step may mean x itself, and the copy of a symbolic tensor leads to no model, so hand on x as it is."
# ///

# %% task="callable-layer"
import copy


def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    if not steps:
        return x
    value = copy.deepcopy(x)
    for step in steps:
        value = step(value)
    return value
