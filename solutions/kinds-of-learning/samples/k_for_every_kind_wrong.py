# /// sample
# task = "head"
# diagnosis = "You give every kind k outputs. A number, a count, and a yes or no have one, whatever k is."
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
    units = k
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.05), loss)
    return model
