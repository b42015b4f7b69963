# /// sample
# task = "raw-number"
# diagnosis = "Your first function tells even from odd, and your second does not: they seem to stand the other way round. `raw`, which sees the number, comes first, and `bits` comes second."
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
    a = fitted(X[:, None] / 4096, y, seed)
    b = fitted(as_bits(X), y, seed)
    return lambda x: ask(b, as_bits(x)), lambda x: ask(a, x[:, None] / 4096)
