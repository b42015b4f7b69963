# /// sample
# task = "callable-layer"
# diagnosis = "You catch a TypeError round the call, but it may come from inside the step, where it is a bug that somebody should hear of; whether a thing can be called you can find out without calling it."
# ///

# %% task="callable-layer"
def apply_all(steps, x):
    for s in steps:
        try:
            x = s(x)
        except TypeError:
            continue
    return x
