# /// sample
# task = "callable-layer"
# diagnosis = "The result is that of the last step alone, called with the first x. Each step should get what the one before has given, so keep each output for the next step."
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
