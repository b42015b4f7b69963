# /// sample
# task = "callable-layer"
# diagnosis = "You hand the steps to `keras.Sequential`, which takes layers only: it asks what a step is, and you should not."
# ///

# %% task="callable-layer"
def apply_all(steps, x):
    return keras.Sequential(list(steps))(x)
