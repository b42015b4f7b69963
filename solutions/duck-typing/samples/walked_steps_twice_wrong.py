# /// sample
# task = "callable-layer"
# diagnosis = "With a generator of steps, x comes back as it was. After one walk through it a generator is empty, so keep the steps in a list before you look at them."
# ///

# %% task="callable-layer"
def apply_all(steps, x):
    for s in steps:
        if not callable(s):
            raise TypeError(f"{s!r} is not callable")
    for s in steps:
        x = s(x)
    return x
