# /// sample
# task = "head"
# diagnosis = "With a rate of 0.001 your 200 steps end long before the lowest point of the loss: the heads fit, but nothing is learnt."
# ///

# %% task="head"
HEADS = {
    "number": (None, "mean_squared_error"),
    "yes-no": ("sigmoid", "binary_crossentropy"),
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
    model.compile(keras.optimizers.Adam(0.0005), loss)
    return model
