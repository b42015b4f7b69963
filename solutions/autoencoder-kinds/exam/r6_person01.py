# %% task="distance" kind="wrong" breaks="the mean squared difference"
# wrong: pictures are clipped to 0..1 before they are compared, so what the decoder overshoots is forgiven
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    if x.ndim == 4:
        back = np.clip(back, 0, 1)
    return ((back - x) ** 2).reshape(len(x), -1).mean(axis=1)

# %% task="pca-twin" kind="right"
# right: functional models; a Normalization layer moves the middle to zero, then one layer each
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    middle = keras.layers.Normalization(mean=x.mean(axis=0), variance=np.ones(x.shape[1], "float32"))
    rows = keras.Input((x.shape[1],))
    encoder = keras.Model(rows, keras.layers.Dense(code_size)(middle(rows)))
    code = keras.Input((code_size,))
    decoder = keras.Model(code, keras.layers.Dense(x.shape[1])(code))
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="both code sizes"
# wrong: deep, but without an activation, so with one number the sheet is a straight line
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(32), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1200, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="Both models together have at most 6000 weights"
# wrong: 6117 weights, a little more than are allowed
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    conv, wider = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 3, strides=2, padding="same", activation="relu"),
        conv(16, 3, strides=2, padding="same", activation="relu"),
        conv(4, 3, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        wider(16, 3, strides=2, padding="same", activation="relu"),
        wider(16, 3, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="right"
# right: absolute values against the loudest; a price on activity, the decoder's units kept at length one
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


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

# %% task="contractive" kind="wrong" breaks="Returns the mean of these roots over the rows"
# wrong: the root of the mean of the squares, not the mean of the roots
def jacobian_norm(encoder, x):
    up_and_down = []
    for way in 0.01 * np.eye(x.shape[1], dtype="float32"):
        up_and_down.append((np.asarray(encoder(x + way)) - np.asarray(encoder(x - way))) / 0.02)
    return float(np.sqrt(np.sum(np.square(up_and_down)) / len(x)))


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

# %% task="denoise" kind="wrong" breaks="On new pictures with grain the error"
# wrong: the target is the damaged picture itself, so the damage is learnt along
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
    train(encoder, decoder, damaged, damaged, steps=1200, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="error is at most 0.9 of the postcard"
# wrong: a straight 1 x 1 convolution is the postcard itself: each grey gets one colour
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Conv2D(3, 1)])
    decoder = keras.Sequential([keras.Input((16, 16, 3)), keras.layers.Conv2D(3, 1)])
    train(encoder, decoder, grey, colour, steps=800, rate=0.01, seed=seed)
    return encoder, decoder
