# %% task="distance" kind="wrong" breaks="the row's number is NaN"
# wrong: one NaN anywhere makes the numbers of all rows NaN, not only its row's
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    if np.isnan(back).any():
        return np.full(len(x), np.nan)
    return np.square(back - x).reshape(len(x), -1).mean(axis=1)

# %% task="pca-twin" kind="wrong" breaks="A second call knows nothing of the first."
# wrong: remembers the pair by sizes and seed, and hands it out again for other rows
_twins = {}


def linear_twin(x, code_size, seed):
    key = (x.shape, code_size, seed)
    if key not in _twins:
        keras.utils.set_random_seed(seed)
        encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
        decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
        train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
        _twins[key] = encoder, decoder
    return _twins[key]

# %% task="deep" kind="wrong" breaks="Returns the trained pair (encoder, decoder)"
# wrong: a single round of fit, thirteen steps: it has hardly begun to learn
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(32, "tanh"), dense(8)])
    both = keras.Sequential([encoder, decoder])
    both.compile("adam", "mse")
    both.fit(x, x, verbose=0)
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="Arrays that are handed in stay as they are."
# wrong: the pictures are darkened in place, so that their mean is 0 (the models undo it for themselves)
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    conv, wider = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    middle = float(pictures.mean())
    pictures -= np.float32(middle)
    down = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(12, 3, strides=2, padding="same", activation="relu"),
        conv(16, 3, strides=2, padding="same", activation="relu"),
        conv(4, 1),
    ])
    up = keras.Sequential([
        keras.Input((4, 4, 4)),
        wider(16, 3, strides=2, padding="same", activation="relu"),
        wider(12, 3, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    train(down, up, pictures, pictures, steps=1800, rate=0.003, seed=seed)
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Rescaling(1.0, -middle), down])
    decoder = keras.Sequential([keras.Input((4, 4, 4)), up, keras.layers.Rescaling(1.0, middle)])
    decoder(encoder(pictures + np.float32(middle)))
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="x is not changed"
# wrong: the absolute values are written over the code, which is x itself if the encoder hands it through
def silent_share(encoder, x):
    code = np.asarray(encoder(x))
    if not code.flags.writeable:
        code = code.copy()
    np.abs(code, out=code)
    return float((code < 0.05 * code.max()).mean())


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
# wrong: a nudge of 1e-7 is lost in the rounding of float32
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for way in np.eye(x.shape[1], dtype="float32"):
        slope = (np.asarray(encoder(x + np.float32(1e-7) * way)) - np.asarray(encoder(x))) / 1e-7
        total += np.square(slope).sum(axis=1)
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

# %% task="denoise" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# wrong: normalises by the batch at hand, after training too
class Steady(keras.layers.Layer):
    def __init__(self):
        super().__init__()
        self.norm = keras.layers.BatchNormalization()

    def call(self, rows):
        return self.norm(rows, training=True)


def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv, wider = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 5, padding="same", activation="relu"),
        Steady(),
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

# %% task="colour" kind="wrong" breaks="A second call knows nothing of the first."
# wrong: knows by the number of pictures and the seed that it has a trained pair already, though the camera may be another
_painters = {}


def colouring_pair(grey, colour, seed):
    key = grey.shape, seed
    if key not in _painters:
        _painters[key] = _painter(grey, colour, seed)
    return _painters[key]


def _painter(grey, colour, seed):
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
    grey = np.concatenate([grey, grey[:, :, ::-1]])
    colour = np.concatenate([colour, colour[:, :, ::-1]])
    train(encoder, decoder, grey, colour, steps=1200, rate=0.003, seed=seed)
    return encoder, decoder
