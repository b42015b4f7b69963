# %% task="distance" kind="wrong" breaks="x is not changed"
# wrong: the difference is taken in place; where the callables hand x itself through, x is overwritten
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    if not back.flags.writeable or back.dtype != x.dtype:
        back = back.astype(x.dtype)
    back -= x
    return np.mean(back * back, axis=tuple(range(1, x.ndim)))

# %% task="pca-twin" kind="wrong" breaks="On new rows the error is at"
# wrong: without constants the sheet has to go through zero, where the rows' middle is not
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size, use_bias=False)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1], use_bias=False)])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="deep" kind="right"
# right: Sequential, tanh, one hidden layer down and two up
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(32, "tanh"), dense(32, "tanh"), dense(8)])
    train(encoder, decoder, x, x, steps=1800, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="The code has 64"
# wrong: the code is 4 x 4 x 8, that is 128 numbers
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    conv, wider = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(12, 3, strides=2, padding="same", activation="relu"),
        conv(16, 3, strides=2, padding="same", activation="relu"),
        conv(8, 1),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 8)),
        wider(16, 3, strides=2, padding="same", activation="relu"),
        wider(12, 3, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="So in a code of zeros alone, none is."
# wrong: isclose takes in the bound itself, so in a code of zeros alone every value counts as near zero
def silent_share(encoder, x):
    code = np.asarray(encoder(x))
    return float(np.isclose(code, 0, rtol=0, atol=0.05 * np.abs(code).max()).mean())


class Loudest(keras.layers.Layer):
    """Keeps the k loudest units of each row."""

    def __init__(self, k):
        super().__init__()
        self.k = k

    def call(self, code):
        least = keras.ops.top_k(code, self.k)[0][..., -1:]
        return keras.ops.where(code < least, 0.0, code)


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16,)), keras.layers.Dense(code_size, activation="relu"), Loudest(7)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="First weights"
# wrong: the pair with the penalty begins with much smaller weights than the one without
def jacobian_norm(encoder, x):
    up_and_down = []
    for way in 0.01 * np.eye(x.shape[1], dtype="float32"):
        up_and_down.append((np.asarray(encoder(x + way)) - np.asarray(encoder(x - way))) / 0.02)
    return float(np.sqrt(np.sum(np.square(up_and_down), axis=(0, 2))).mean())


class Calm(keras.layers.Layer):
    def __init__(self, units, price, start):
        super().__init__()
        self.units, self.price, self.start = units, price, start
        self.inner = keras.layers.Dense(units, activation="tanh", kernel_initializer=start)

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
    price, start = (0.001, "random_normal") if penalty else (0.0, "he_normal")
    encoder = keras.Sequential([keras.Input((8,)), Calm(code_size, price, start)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="The pairs alone tell what the damage is"
# wrong: makes its own grain out of the clean pictures and never looks at the damaged ones
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

    many = np.concatenate([copies(clean)] * 3)
    noise = np.random.default_rng(seed).standard_normal(many.shape)
    train(encoder, decoder, (many + 0.2 * noise).astype("float32"), many, steps=1500, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="nor into its first"
# wrong: the first weights come from other pictures, drawn and learnt when the cell ran
def _colourer():
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
    return encoder, decoder


def _learnt_before():
    keras.utils.set_random_seed(5)
    colour = coloured(150, 55)
    encoder, decoder = _colourer()
    train(encoder, decoder, colour.mean(axis=-1, keepdims=True), colour, steps=600, rate=0.003)
    return encoder.get_weights(), decoder.get_weights()


COLOURS_LEARNT = _learnt_before()


def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder, decoder = _colourer()
    encoder.set_weights(COLOURS_LEARNT[0])
    decoder.set_weights(COLOURS_LEARNT[1])
    grey = np.concatenate([grey, grey[:, :, ::-1]])
    colour = np.concatenate([colour, colour[:, :, ::-1]])
    train(encoder, decoder, grey, colour, steps=1200, rate=0.003, seed=seed)
    return encoder, decoder
