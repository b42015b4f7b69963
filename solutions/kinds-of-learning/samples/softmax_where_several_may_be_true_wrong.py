# /// sample
# task = "head"
# diagnosis = "A softmax shares out a single 1 among the questions. Where several may be true at once, each needs a probability for itself."
# ///

# %% task="head"
HEADS = {
    "number": (None, "mean_squared_error"),
    "yes-no": ("sigmoid", "binary_crossentropy"),
    "one-of": ("softmax", "sparse_categorical_crossentropy"),
    "any-of": ("softmax", "binary_crossentropy"),
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
