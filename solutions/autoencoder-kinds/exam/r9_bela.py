# %% task="distance" kind="wrong" breaks="the mean squared difference"
# believed: a distance is a root, as in Pythagoras
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    gaps = (back - x).reshape(len(x), -1)
    return np.sqrt(np.mean(gaps ** 2, axis=1))


# %% task="pca-twin" kind="wrong" breaks="the middle of the rows is not zero."
# believed: PCA is a product with a matrix, so the layers are matrices without a bias
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size, use_bias=False)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d, use_bias=False)])
    train(encoder, decoder, x, x, steps=1000, rate=0.1, seed=seed)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="the error is at most half of PCA's with one number."
# believed: more layers alone make a network deep: several straight ones can bend what one cannot
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((8,)), keras.layers.Dense(32), keras.layers.Dense(16), keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), keras.layers.Dense(16), keras.layers.Dense(32), keras.layers.Dense(8),
    ])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="at least 3 in 4 of the code's values are near zero."
# believed: a penalty on the weights is what makes the code small
def silent_share(encoder, x):
    code = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    return float((code < 0.05 * code.max()).mean())


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    price = keras.regularizers.L2(0.001)
    encoder = keras.Sequential([
        keras.Input((16,)), keras.layers.Dense(code_size, activation="relu", kernel_regularizer=price),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="The pairs alone tell what the damage is"
# believed: the damage is grain, so fresh grain can be drawn as often as one likes
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(12, 5, padding="same", activation="relu"),
        conv(12, 5, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 12)),
        conv(12, 5, padding="same", activation="relu"),
        conv(1, 5, padding="same"),
    ])
    many = np.concatenate([grain(clean, 1000 * seed + k) for k in range(6)])
    targets = np.concatenate([clean] * 6)
    train(encoder, decoder, many, targets, steps=900, rate=0.003, batch=25, seed=seed)
    return encoder, decoder
