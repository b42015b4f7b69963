# /// sample
# task = "callable-layer"
# diagnosis = "You walk through the steps twice, or ask for their number; a generator is empty after the first walk, so keep the steps in a list before you look at them."
# ///

# %% task="callable-layer"
def apply_all(steps, x):
    for s in steps:
        if not callable(s):
            raise TypeError(f"{s!r} is not callable")
    for s in steps:
        x = s(x)
    return x
