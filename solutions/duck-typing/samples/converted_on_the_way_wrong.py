# /// sample
# task = "callable-layer"
# diagnosis = "A text and a whole number reach a step as things of one kind, such as arrays, and not as they were. A text or a symbolic tensor need not be an array, so hand each thing on as it is."
# ///

# %% task="callable-layer"
def apply_all(steps, x):
    steps = list(steps)
    if any(not callable(s) for s in steps):
        raise TypeError("a step cannot be called")
    for s in steps:
        x = np.asarray(s(x))
    return x
