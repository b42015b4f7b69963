# /// sample
# task = "callable-layer"
# diagnosis = "You hand the first x to every step; each step should get what the one before has given."
# ///

# %% task="callable-layer"
def apply_all(steps, x):
    steps = list(steps)
    if any(not callable(s) for s in steps):
        raise TypeError("a step cannot be called")
    result = x
    for s in steps:
        result = s(x)
    return result
