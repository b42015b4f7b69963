# %% task="distance" kind="wrong" breaks="For each row it holds the mean squared difference between decoder(encoder(x)) and x"
# takes the norm of the row, squared, and divides by the number of rows in place of the numbers of the row
def distance(encoder, decoder, x):
    gap = (np.asarray(decoder(encoder(x))) - x).reshape(len(x), -1)
    return np.linalg.norm(gap, axis=1) ** 2 / len(gap)


# %% task="pca-twin" kind="wrong" breaks="A second call knows nothing of the first."
# the layers are made once, outside: the second call trains the pair of the first on
PAIRS = {}


def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    if (d, code_size) not in PAIRS:
        PAIRS[d, code_size] = (
            keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)]),
            keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)]),
        )
    encoder, decoder = PAIRS[d, code_size]
    train(encoder, decoder, x, x, steps=1500, rate=0.02, batch=100, seed=seed)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="On new rows of the same ribbon the error is at most half of PCA's with one number. That holds for both code sizes."
# scales the rows to mean 0 and variance 1 before the training, and forgets that the models will be asked about rows as they are
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(24, "tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(24, "tanh"), dense(32, "tanh"), dense(8)])
    train(encoder, decoder, scaled, scaled, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="The code has 64 numbers for each picture, in whatever shape you like."
# a bridge as in a U-Net: the encoder gives a list, the 64 numbers and a small picture of 4 x 4 beside them
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    a = keras.Input((16, 16, 1))
    h = layers.Conv2D(12, 3, padding="same", activation="relu")(a)
    h = layers.Conv2D(12, 3, strides=2, padding="same", activation="relu")(h)
    encoder = keras.Model(a, [layers.Conv2D(1, 3, padding="same")(h), layers.AveragePooling2D(4)(a)])
    b, bridge = keras.Input((8, 8, 1)), keras.Input((4, 4, 1))
    h = layers.Concatenate()([b, layers.UpSampling2D(2)(bridge)])
    h = layers.Conv2D(12, 3, padding="same", activation="relu")(h)
    h = layers.Conv2DTranspose(12, 4, strides=2, padding="same", activation="relu")(h)
    decoder = keras.Model([b, bridge], layers.Conv2D(1, 3, padding="same")(h))
    whole = keras.Input((16, 16, 1))
    joined = keras.Model(whole, decoder(encoder(whole)))
    joined.compile(keras.optimizers.Adam(0.003), "mse")
    rows = np.random.default_rng(seed).integers(0, 24, 24 * 1000)
    joined.fit(pictures[rows], pictures[rows], batch_size=24, verbose=0)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="The mean squared error is at most a tenth of these chords' variance"
# only eight of the 32 units are ever used: three in four are silent, but eight numbers do not hold a chord
def silent_share(encoder, x):
    size = np.abs(np.asarray(encoder(x)))
    return float(np.mean(size < 0.05 * size.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    some = layers.Dense(code_size)
    encoder = keras.Sequential([keras.Input((16,)), some])
    decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(16)])
    first = keras.Sequential([keras.Input((16,)), layers.Dense(8)])
    second = keras.Sequential([keras.Input((8,)), layers.Dense(16)])
    train(first, second, x, x, steps=1500, rate=0.01, seed=seed)
    wide = np.zeros((16, code_size), "float32")
    wide[:, :8] = first.get_weights()[0]
    some.set_weights([wide, np.append(first.get_weights()[1], np.zeros(code_size - 8)).astype("float32")])
    up = np.zeros((code_size, 16), "float32")
    up[:8] = second.get_weights()[0]
    decoder.set_weights([up, second.get_weights()[1]])
    decoder(encoder(x))
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="The norm divided by the code's spread is lower by at least a fifth, too"
# charges for the size of the code (activity) in place of its slopes: the code shrinks, and the slopes with it, no more
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
    price = keras.regularizers.L2(0.003 if penalty else 0.0)
    encoder = keras.Sequential([
        keras.Input((8,)),
        keras.layers.Dense(24, activation="tanh"),
        keras.layers.Dense(code_size, activity_regularizer=price),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(24, activation="tanh"), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="With a watermark it is at most a quarter of the damage, the mean squared difference that the watermark makes."
# straight kernels of 1 x 1: each pixel is made darker or lighter by itself; nobody looks where a stripe runs
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([keras.Input((16, 16, 1)), conv(8, 1)])
    decoder = keras.Sequential([keras.Input((16, 16, 8)), conv(1, 1)])
    train(encoder, decoder, damaged, clean, steps=800, rate=0.005, batch=24, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="A second call knows nothing of the first."
# keeps all pictures that it ever saw and trains on all of them, whatever the camera of the second call is
ALBUM = []


def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    ALBUM.append((grey.copy(), colour.copy()))
    greys = np.concatenate([page[0] for page in ALBUM])
    colours = np.concatenate([page[1] for page in ALBUM])
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(3, 1),
    ])
    train(encoder, decoder, greys, colours, steps=800, rate=0.004, batch=16, seed=seed)
    return encoder, decoder
