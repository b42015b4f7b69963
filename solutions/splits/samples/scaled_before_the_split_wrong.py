# /// sample
# task = "no-leak"
# diagnosis = "Your mean and spread come from all rows, the test rows too: the exam had a say in how the homework looks; adapt on the training rows alone."
# ///

# %% task="no-leak"
def standardise(train, *others):
    layer = keras.layers.Normalization()
    layer.adapt(np.concatenate([train, *others]))
    return tuple(np.array(layer(part)) for part in (train, *others))
