# /// sample
# task = "head"
# diagnosis = "You take a kind that is not in the table for a number. Somebody who misspells one should be told so, by a ValueError."
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
    activation, loss = HEADS.get(kind, HEADS["number"])
    units = k if kind in ("one-of", "any-of") else 1
    model = keras.Sequential([keras.Input((columns,)), keras.layers.Dense(units, activation)])
    model.compile(keras.optimizers.Adam(0.05), loss)
    return model
