# %% task="distance" kind="wrong" breaks="Returns a new NumPy array of shape (n,)"
# squeezes at the end: one row alone gives an array without axes
def distance(encoder, decoder, x):
    off = np.asarray(decoder(encoder(x))) - np.asarray(x)
    return np.squeeze(np.mean(off**2, axis=tuple(range(1, off.ndim)), keepdims=True))

# %% task="pca-twin" kind="wrong" breaks="On new rows the error is at most a twentieth above PCA's"
# trains on rows whose middle was moved to zero beforehand; the models never see the middle
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    rows = x - x.mean(axis=0)
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, rows, rows, steps=1200, rate=0.03, batch=100, seed=seed)
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="Arrays that are handed in stay as they are"
# shuffles the rows of x in place before it trains
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    np.random.default_rng(seed).shuffle(x)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1200, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="The code has 64 numbers for each picture, in whatever shape you like"
# the code is 4 x 4 x 8: 128 numbers
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(16, 4, strides=2, padding="same", activation="relu"),
        L.Conv2D(8, 4, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 8)),
        L.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu"),
        L.Conv2DTranspose(1, 4, strides=2, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1200, rate=0.004, batch=24, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="So in a code of zeros alone, none is"
# at most 5 %, in place of less than 5 %: all of a silent code is near zero
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code <= 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, "relu", activity_regularizer=keras.regularizers.L1(0.03)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="x is not changed"
# nudges the columns of x itself, there and back: adding and subtracting again leaves the last digits changed
def jacobian_norm(encoder, x):
    total, step = np.zeros(len(x)), np.float32(0.005)
    for column in range(x.shape[1]):
        x[:, column] += step
        up = np.array(encoder(x))
        x[:, column] -= 2 * step
        down = np.array(encoder(x))
        x[:, column] += step
        total += (((up - down) / (2 * step)) ** 2).sum(axis=1)
    return float(np.sqrt(total).mean())


class CalmLayer(keras.layers.Layer):
    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units, "tanh")
        self.price = price

    def call(self, x):
        code = self.dense(x)
        squares = keras.ops.sum(self.dense.kernel**2, axis=0)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum((1 - code**2) ** 2 * squares, axis=1)))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), CalmLayer(code_size, 0.0015 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="Arrays that are handed in stay as they are"
# clips the damaged pictures to 0..1 in place, since pictures live there
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    np.clip(damaged, 0, 1, out=damaged)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(24, 6, strides=2, padding="same", activation="relu"),
        L.Conv2D(24, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        L.Conv2D(24, 3, padding="same", activation="relu"),
        L.Conv2DTranspose(1, 6, strides=2, padding="same"),
    ])
    train(encoder, decoder, damaged, clean, steps=900, rate=0.004, batch=32, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="On new pictures of the same camera the mean squared error is at most 0.9 of the postcard's"
# learns how far each channel is from grey, and forgets to add the grey again
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(16, 5, padding="same", activation="relu"),
        L.Conv2D(16, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        L.Conv2D(16, 3, padding="same", activation="relu"),
        L.Conv2D(3, 3, padding="same"),
    ])
    train(encoder, decoder, grey, colour - grey, steps=800, rate=0.004, batch=25, seed=seed)
    return encoder, decoder
