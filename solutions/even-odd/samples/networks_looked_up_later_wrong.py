# /// sample
# task = "raw-number"
# diagnosis = "After four lessons, all four `bits` functions answer the question of the last one. A global name, or one network for all lessons, does that: let each lesson's functions keep a model of their own."
# ///

# %% task="raw-number"
def raw(x):
    return (raw_network.predict(x[:, None] / 2048 - 1, verbose=0)[:, 0] > 0.5).astype("int64")


def bits(x):
    return (bits_network.predict(to_bits(x, 12), verbose=0)[:, 0] > 0.5).astype("int64")


def compare_features(X, y, seed):
    global raw_network, bits_network
    keras.utils.set_random_seed(seed)
    raw_network = small_network(1)
    raw_network.fit(X[:, None] / 2048 - 1, y, epochs=15, verbose=0)
    bits_network = small_network(12)
    bits_network.fit(to_bits(X, 12), y, epochs=15, verbose=0)
    return raw, bits
