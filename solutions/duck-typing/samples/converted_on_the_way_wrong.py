# /// sample
# task = "callable-layer"
# diagnosis = "You turn x into an array between the steps; a text or a symbolic tensor is no array and need not be one, so hand it on as it is."
# ///

# %% task="callable-layer"
def apply_all(steps, x):
    steps = list(steps)
    if any(not callable(s) for s in steps):
        raise TypeError("a step cannot be called")
    for s in steps:
        x = np.asarray(s(x))
    return x
