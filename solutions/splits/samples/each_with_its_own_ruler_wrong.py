# /// sample
# task = "no-leak"
# diagnosis = "You measure each array with a mean and spread of its own, which hides how their means and spreads differ; one ruler, made from the training rows, measures all."
# ///

# %% task="no-leak"
def standardise(train, *others):
    result = []
    for part in (train, *others):
        layer = keras.layers.Normalization()
        layer.adapt(part)
        result.append(np.array(layer(part)))
    return tuple(result)
