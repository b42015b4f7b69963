# /// sample
# task = "raw-number"
# diagnosis = "You show `raw` thousands where a network expects numbers near 1: each step throws its weight far to one side or the other, so it cannot even tell large from small; scale first."
# ///

# %% task="raw-number"
def lesson(features, x, y, seed):
    keras.utils.set_random_seed(seed)
    inputs = features(x)
    model = keras.Sequential([keras.Input(inputs.shape[1:]), keras.layers.Dense(1, "sigmoid")])
    model.compile(keras.optimizers.SGD(0.5), "binary_crossentropy")
    model.fit(inputs, y, epochs=10, verbose=0)
    return lambda x: (model.predict(features(x), verbose=0)[:, 0] > 0.5).astype(int)


def compare_features(X, y, seed):
    raw = lesson(lambda x: x[:, None].astype("float32"), X, y, seed)
    bits = lesson(lambda x: x[:, None] >> np.arange(12) & 1, X, y, seed)
    return raw, bits
