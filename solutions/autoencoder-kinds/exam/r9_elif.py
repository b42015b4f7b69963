# %% task="distance" kind="wrong" breaks="are compared as float64"
# believed: neural networks count in float32 anyway, so everything is cast to it first
def distance(encoder, decoder, x):
    x = np.asarray(x, dtype="float32")
    back = np.asarray(decoder(encoder(x)), dtype="float32")
    axes = tuple(range(1, x.ndim))
    return np.mean((back - x) ** 2, axis=axes)


# %% task="deep" kind="wrong" breaks="new rows of the same ribbon the error is at most half of PCA's with one number."
# believed: an autoencoder ends in a sigmoid, as it does in every tutorial with pictures
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((8,)), keras.layers.Dense(32, activation="tanh"), keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(32, activation="tanh"),
        keras.layers.Dense(8, activation="sigmoid"),
    ])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="right"
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    conv, up = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 5, strides=2, padding="same", activation="relu"),
        conv(4, 5, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        up(16, 5, strides=2, padding="same", activation="relu"),
        up(1, 5, strides=2, padding="same"),
    ])
    # Each window in its eight positions: turned by quarters, and mirrored.
    turned = [np.rot90(some, k, axes=(1, 2)) for some in (pictures, pictures[:, :, ::-1]) for k in range(4)]
    rows = np.concatenate(turned).astype("float32")
    train(encoder, decoder, rows, rows, steps=2000, rate=0.004, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="With it the Jacobian's norm is lower by at least a fifth."
# believed: what has to be calm is what comes out in the end, so the decoder's slopes are charged
def jacobian_norm(encoder, x):
    tell = lambda rows: np.asarray(keras.ops.convert_to_numpy(encoder(rows)), "float64")
    squares = np.zeros(len(x))
    for column in range(x.shape[1]):
        nudge = np.zeros((1, x.shape[1]), "float32")
        nudge[0, column] = 0.01
        slopes = (tell(x + nudge) - tell(x - nudge)) / 0.02
        squares += (slopes ** 2).sum(axis=1)
    return float(np.sqrt(squares).mean())


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    # The decoder is one straight layer: its Jacobian is its kernel.
    price = keras.regularizers.L2(0.001 if penalty else 0.0)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(code_size, activation="tanh")])
    decoder = keras.Sequential([
        keras.Input((code_size,)), keras.layers.Dense(8, kernel_regularizer=price),
    ])
    train(encoder, decoder, x, x, steps=1200, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="Learn from pairs to undo damage."
# believed: clean goes in and damaged comes out: the model learns the damage, and so knows it
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
    train(encoder, decoder, clean, damaged, steps=900, rate=0.003, batch=25, seed=seed)
    return encoder, decoder
