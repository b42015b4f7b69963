# /// sample
# task = "head"
# diagnosis = "A softmax shares out a 1 among its units. With a single unit that one gets all of it: it says 1 of everything, whatever it has learnt."
# ///

# %% task="head"
HEADS = {
    "number": (None, "mean_squared_error"),
    "yes-no": ("softmax", "binary_crossentropy"),
    "one-of": ("softmax", "sparse_categorical_crossentropy"),
    "any-of": ("sigmoid", "binary_crossentropy"),
    "count": ("exponential", "poisson"),
}


def build(kind, columns, k):
    if kind not in HEADS:
        raise ValueError(f"no such kind: {kind}")
    activation, loss = HEADS[kind]
    units = k if kind in ("one-of", "any-of") else 1
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.05), loss)
    return model
