# /// sample
# task = "raw-number"
# diagnosis = "Your `raw` knows its own rows by heart and nothing of any other number; show it one number, not one place in a table."
# ///

# %% task="raw-number"
def fitted(features, y, seed):
    keras.utils.set_random_seed(seed)
    model = small_network(features.shape[1])
    model.fit(features, y, epochs=10, batch_size=64, verbose=0)
    return model


def ask(model, features):
    return (keras.ops.convert_to_numpy(model(features))[:, 0] > 0.5).astype(int)


def as_bits(x):
    return (x[:, None] >> np.arange(12)) & 1



def compare_features(X, y, seed):
    keras.utils.set_random_seed(seed)
    a = keras.Sequential([
        keras.Input((1,), dtype="int32"),
        keras.layers.Embedding(4096, 1),
        keras.layers.Flatten(),
        keras.layers.Activation("sigmoid"),
    ])
    a.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    a.fit(X[:, None], y, epochs=10, batch_size=64, verbose=0)
    b = fitted(as_bits(X), y, seed)
    return lambda x: ask(a, x[:, None]), lambda x: ask(b, as_bits(x))
