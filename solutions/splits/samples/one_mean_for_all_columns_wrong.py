# /// sample
# task = "no-leak"
# diagnosis = "You take one mean and one spread over all columns together, so columns in large units drown the others; each column needs a mean and spread of its own."
# ///

# %% task="no-leak"
def standardise(train, *others):
    layer = keras.layers.Normalization(axis=None)
    layer.adapt(train)
    return tuple(np.array(layer(part)) for part in (train, *others))
