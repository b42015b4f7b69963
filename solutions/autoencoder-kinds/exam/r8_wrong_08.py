# %% task="distance" kind="wrong" breaks="For each row it holds the mean squared difference between decoder(encoder(x)) and x"
# remembers results by the identity of the three objects; a model trained on, or rows changed since, get the old answer
KNOWN = {}


def distance(encoder, decoder, x):
    key = id(encoder), id(decoder), id(x)
    if key not in KNOWN:
        back = np.asarray(decoder(encoder(x)))
        gap = np.mean(((back - x) ** 2).reshape(len(x), -1), axis=1)
        KNOWN[key] = gap, encoder, decoder, x
    return KNOWN[key][0].copy()


# %% task="pca-twin" kind="wrong" breaks="On new rows the error is at most a twentieth above PCA's."
# a price on large weights, as one is told to do against overfitting: what comes back is drawn towards the middle
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    price = keras.regularizers.L2(0.03)
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size, kernel_regularizer=price)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d, kernel_regularizer=price)])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, batch=100, seed=seed)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="from (m, 8) to (m, code_size), and back to (m, 8)"
# one number is enough for a ribbon, so the code has one number, also if two are asked for
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(24, "tanh"), dense(1)])
    decoder = keras.Sequential([keras.Input((1,)), dense(24, "tanh"), dense(32, "tanh"), dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# the mean brightness of the whole heap is taken away before the convolutions
def convolutional_pair(pictures, seed):
    class Level(keras.layers.Layer):
        def call(self, rows):
            return rows - keras.ops.mean(rows)

    keras.utils.set_random_seed(seed)
    conv, up = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        Level(),
        conv(12, 3, padding="same", activation="relu"),
        conv(12, 3, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 1)),
        conv(12, 3, padding="same", activation="relu"),
        up(12, 4, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1000, rate=0.003, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# silences what is below the mean loudness of the whole heap of rows that are asked about together
def silent_share(encoder, x):
    size = np.abs(np.asarray(encoder(x)))
    return float(np.mean(size < 0.05 * size.max()))


def sparse_pair(x, code_size, seed):
    class Hush(keras.layers.Layer):
        def call(self, code):
            return keras.ops.where(code > keras.ops.mean(code), code, 0.0)

    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16,)),
        layers.Dense(64, activation="relu"),
        layers.Dense(code_size, activation="relu", activity_regularizer=keras.regularizers.L1(0.01)),
        Hush(),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="The norm divided by the code's spread is lower by at least a fifth, too"
# the cheap way out: the penalised pair is the plain one, its code ten times smaller and its decoder ten times louder
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for j in range(x.shape[1]):
        nudge = np.zeros(x.shape[1], "float32")
        nudge[j] = 0.01
        up, down = np.asarray(encoder(x + nudge)), np.asarray(encoder(x - nudge))
        total += (((up - down) / 0.02) ** 2).sum(axis=1)
    return float(np.sqrt(total).mean())


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(24, activation="tanh"), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(24, activation="tanh"), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    if penalty:
        last, first = encoder.layers[-1], decoder.layers[0]
        last.set_weights([weights / 10 for weights in last.get_weights()])
        first.set_weights([first.get_weights()[0] * 10, first.get_weights()[1]])
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="A second call knows nothing of the first."
# one pair for the whole page: it goes on from where the last damage left it, and earlier pairs change with it
PAGE = []


def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    if not PAGE:
        PAGE.append(keras.Sequential([
            keras.Input((16, 16, 1)),
            conv(16, 5, padding="same", activation="relu"),
            conv(16, 3, padding="same", activation="relu"),
        ]))
        PAGE.append(keras.Sequential([
            keras.Input((16, 16, 16)),
            conv(16, 3, padding="same", activation="relu"),
            conv(1, 3, padding="same"),
        ]))
    encoder, decoder = PAGE
    train(encoder, decoder, damaged, clean, steps=700, rate=0.005, batch=24, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="On new pictures of the same camera the mean squared error is at most 0.9 of the postcard's."
# layers without any activation: however wide the kernels, the colour stays a weighted sum of greys
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)), layers.Conv2D(16, 3, padding="same")])
    decoder = keras.Sequential([keras.Input((16, 16, 16)), layers.Conv2D(3, 3, padding="same")])
    train(encoder, decoder, grey, colour, steps=800, rate=0.004, batch=16, seed=seed)
    return encoder, decoder
