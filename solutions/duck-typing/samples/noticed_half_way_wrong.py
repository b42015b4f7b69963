# /// sample
# task = "callable-layer"
# diagnosis = "You notice the step that cannot be called only when its turn comes, and by then others have run; look at all of them first."
# ///

# %% task="callable-layer"
def apply_all(steps, x):
    for s in steps:
        x = s(x)
    return x
