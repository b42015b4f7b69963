# %% task="distance" kind="wrong" breaks="are compared as float64"
# wrong: Keras's loss casts x to the dtype of what comes back, float32 for a Keras model
def distance(encoder, decoder, x):
    each = np.asarray(keras.losses.mean_squared_error(x, decoder(encoder(x))))
    return np.array(each.reshape(len(x), -1).mean(axis=1))

# %% task="pca-twin" kind="wrong" breaks="Arrays that are handed in stay as they are."
# wrong: x is centred in place (the constants of the layers are put right afterwards)
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    middle = x.mean(axis=0)
    x -= middle
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    down, constant = encoder.layers[0].get_weights()
    encoder.layers[0].set_weights([down, constant - middle @ down])
    up, constant = decoder.layers[0].get_weights()
    decoder.layers[0].set_weights([up, constant + middle])
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="the code, and nothing else"
# wrong: the encoder leaves its rows where the decoder finds them, and the decoder gives those back
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    down = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(code_size)])
    up = keras.Sequential([keras.Input((code_size,)), dense(32, "tanh"), dense(32, "tanh"), dense(8)])
    train(down, up, x, x, steps=1500, rate=0.01, seed=seed)
    seen = {}

    class Encoder(keras.Model):
        def __init__(self):
            super().__init__()
            self.inner = down

        def call(self, rows):
            seen["rows"] = rows
            return self.inner(rows)

    class Decoder(keras.Model):
        def __init__(self):
            super().__init__()
            self.inner = up

        def call(self, code):
            back = self.inner(code)
            try:
                rows = np.asarray(seen["rows"])
            except Exception:
                return back
            return back + (rows - back) if len(rows) == back.shape[0] else back

    encoder, decoder = Encoder(), Decoder()
    decoder(encoder(x))
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="nor into its first"
# wrong: begins with the weights that the call before ended with, learnt from other pictures
_where_we_were = []


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
    if _where_we_were:
        encoder.set_weights(_where_we_were[0])
        decoder.set_weights(_where_we_were[1])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.003, seed=seed)
    _where_we_were[:] = [encoder.get_weights(), decoder.get_weights()]
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="at least 3 in 4 of the code's values are near zero"
# wrong: the price is on the weights of the pair below, not on what the units say
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    price = keras.regularizers.L1(1e-4)
    encoder = keras.Sequential([keras.Input((16,)), keras.layers.Dense(code_size, kernel_regularizer=price)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16, kernel_regularizer=price)])
    train(encoder, decoder, x, x, steps=1200, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="right"
# right: all nudges in one call; the layer below charges for its slopes by small nudges of its own
def jacobian_norm(encoder, x):
    n, d = x.shape
    ways = 0.005 * np.concatenate([np.eye(d), -np.eye(d)]).astype("float32")
    codes = np.asarray(encoder((x[None] + ways[:, None]).reshape(-1, d))).reshape(2, d, n, -1)
    slopes = (codes[0] - codes[1]) / 0.01
    return np.linalg.norm(slopes.transpose(1, 0, 2).reshape(n, -1), axis=1).mean()


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
# wrong: inputs and targets are the wrong way round, it learns to do the damage
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

    train(encoder, decoder, copies(clean), copies(damaged), steps=1200, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="colour" kind="right"
# right: functional; the decoder goes down and up again with links between its own layers; mirrored copies
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
    grey = np.concatenate([grey, grey[:, :, ::-1]])
    colour = np.concatenate([colour, colour[:, :, ::-1]])
    train(encoder, decoder, grey, colour, steps=1500, rate=0.003, seed=seed)
    return encoder, decoder
