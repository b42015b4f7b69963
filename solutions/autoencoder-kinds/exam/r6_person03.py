# %% task="distance" kind="right"
# right: plain loops, one exact sum for each row
def distance(encoder, decoder, x):
    import math

    back = np.asarray(decoder(encoder(x)))
    result = np.empty(len(x))
    for number in range(len(x)):
        squares = [(float(b) - float(a)) ** 2 for a, b in zip(x[number].ravel(), back[number].ravel())]
        result[number] = math.fsum(squares) / len(squares)
    return result

# %% task="pca-twin" kind="wrong" breaks="PCA's own directions are not put in"
# wrong: no training at all, PCA's directions are written into the layers
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    middle, directions = best_sheet(x, code_size)
    encoder.layers[0].set_weights([directions.T, -middle @ directions.T])
    decoder.layers[0].set_weights([directions, middle])
    decoder(encoder(x))
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="new rows of the same ribbon the error is at most half of PCA's with one number"
# wrong: only the encoder bends; a straight decoder can draw nothing but a line from one number
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(32, "tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="trained on these pictures and no others"
# wrong: two hundred windows that were drawn beforehand are learnt along with the two dozen
MORE_WINDOWS = glimpses(200, 77)


def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    conv, wider = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(12, 3, strides=2, padding="same", activation="relu"),
        conv(16, 3, strides=2, padding="same", activation="relu"),
        conv(4, 1),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        wider(16, 3, strides=2, padding="same", activation="relu"),
        wider(12, 3, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    windows = np.concatenate([pictures, MORE_WINDOWS])
    train(encoder, decoder, windows, windows, steps=1500, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="less than 5 % of the largest absolute value"
# wrong: the loudest is the largest signed value; a code that is loudest below zero is misjudged
def silent_share(encoder, x):
    code = np.asarray(encoder(x))
    return float(np.mean(np.abs(code) < 0.05 * code.max()))


class SoundPrice(keras.layers.Layer):
    """Passes the code on, and charges for what the units say (none says less than 0)."""

    def __init__(self, price):
        super().__init__()
        self.price = price

    def call(self, code):
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(code, axis=-1)))
        return code


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, activation="relu"),
        SoundPrice(0.03),
    ])
    unit = keras.constraints.UnitNorm(axis=1)
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16, kernel_constraint=unit)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="right to 2 %"
# wrong: a nudge of half a unit to both sides is not small; a bend in between is missed
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for way in 0.5 * np.eye(x.shape[1], dtype="float32"):
        total += np.square(np.asarray(encoder(x + way)) - np.asarray(encoder(x - way))).sum(axis=1)
    return float(np.sqrt(total).mean())


class Calm(keras.layers.Layer):
    """A layer to the code that charges for its slopes: as they are, and over the code's spread."""

    def __init__(self, units, price):
        super().__init__()
        self.units, self.price = units, price
        self.inner = keras.layers.Dense(units, activation="tanh")

    def call(self, rows):
        code = self.inner(rows)
        slopes = 0.0
        for way in 0.05 * np.eye(8, dtype="float32"):
            slopes = slopes + keras.ops.mean(keras.ops.sum(((self.inner(rows + way) - code) / 0.05) ** 2, axis=-1))
        middle = keras.ops.mean(code, axis=0)
        spread = keras.ops.sum(keras.ops.mean((code - middle) ** 2, axis=0))
        self.add_loss(self.price * (slopes / (spread + 0.001) + 0.3 * slopes))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), Calm(code_size, 0.001 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="right"
# right: Sequential, one step down and one up; pairs turned and mirrored together
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv, wider = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 5, padding="same", activation="relu"),
        conv(24, 3, strides=2, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        conv(24, 3, padding="same", activation="relu"),
        wider(16, 4, strides=2, padding="same", activation="relu"),
        conv(1, 5, padding="same"),
    ])

    def copies(pictures):
        over = np.swapaxes(pictures, 1, 2)
        return np.concatenate([pictures, pictures[:, ::-1, ::-1], over, over[:, ::-1, ::-1]])

    train(encoder, decoder, copies(damaged), copies(clean), steps=1500, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="most 0.9 of the postcard"
# wrong: the target is the grey picture in three channels, so grey comes out
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    seen = keras.Input((16, 16, 1))
    encoder = keras.Model(seen, layers.Conv2D(16, 3, padding="same", activation="relu")(seen))
    code = keras.Input((16, 16, 16))
    half = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(code)
    h = layers.Conv2D(24, 3, strides=2, padding="same", activation="relu")(half)
    h = layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu")(h)
    h = layers.Concatenate()([h, half])
    h = layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu")(h)
    h = layers.Concatenate()([h, code])
    h = layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    decoder = keras.Model(code, layers.Conv2D(3, 1)(h))
    train(encoder, decoder, grey, grey.repeat(3, axis=-1), steps=1000, rate=0.003, seed=seed)
    return encoder, decoder
