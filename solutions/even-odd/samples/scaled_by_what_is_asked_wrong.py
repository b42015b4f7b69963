# /// sample
# task = "raw-number"
# diagnosis = "The same numbers get other answers when they are asked about among other numbers. Something is taken from the whole question, a scale, a mean or a threshold; take it from the lesson."
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


def scaled(x):
    return (2 * (x - x.min()) / max(1, np.ptp(x)) - 1)[:, None]


def compare_features(X, y, seed):
    a, b = fitted(scaled(X), y, seed), fitted(as_bits(X), y, seed)
    return lambda x: ask(a, scaled(x)), lambda x: ask(b, as_bits(x))
