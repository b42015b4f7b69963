# /// sample
# task = "head"
# diagnosis = "You let a single unit guess the number of the class. Class 2 is not twice class 1: each class needs an output of its own."
# ///

# %% task="head"
HEADS = {
    "number": (None, "mean_squared_error"),
    "yes-no": ("sigmoid", "binary_crossentropy"),
    "one-of": (None, "mean_squared_error"),
    "any-of": ("sigmoid", "binary_crossentropy"),
    "count": ("exponential", "poisson"),
}


def build(kind, columns, k):
    if kind not in HEADS:
        raise ValueError(f"no such kind: {kind}")
    activation, loss = HEADS[kind]
    units = k if kind == "any-of" else 1
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.05), loss)
    return model
