# /// sample
# task = "callable-layer"
# diagnosis = "The result is that of the Keras layers and models alone, as if no other step stood there. A function or an object with `__call__` is a step like any other."
# ///

# %% task="callable-layer"
def apply_all(steps, x):
    steps = list(steps)
    if any(not callable(s) for s in steps):
        raise TypeError("a step cannot be called")
    for s in steps:
        if isinstance(s, keras.layers.Layer):
            x = s(x)
    return x
