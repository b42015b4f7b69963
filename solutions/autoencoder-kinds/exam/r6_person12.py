# %% task="distance" kind="wrong" breaks="or anything else that can be called"
# wrong: predict is there for Keras models only, a plain function has none
def distance(encoder, decoder, x):
    back = decoder.predict(encoder.predict(x, verbose=0), verbose=0)
    return np.mean(np.square(back - x), axis=tuple(range(1, x.ndim)))

# %% task="pca-twin" kind="wrong" breaks="What comes back lies on a sheet whose largest angle to PCA's is at"
# wrong: far too few and too small steps, the sheet is still where the first weights put it
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=100, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="deep" kind="right"
# right: subclassed halves with swish, the same class for both
class Funnel(keras.Model):
    def __init__(self, widths, last):
        super().__init__()
        self.widths, self.last = widths, last
        self.first = keras.layers.Dense(widths[0], activation="swish")
        self.second = keras.layers.Dense(widths[1], activation="swish")
        self.out = keras.layers.Dense(last)

    def call(self, rows):
        return self.out(self.second(self.first(rows)))


def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder, decoder = Funnel((48, 24), code_size), Funnel((24, 48), 8)
    train(encoder, decoder, x, x, steps=2000, rate=0.01, seed=seed)
    decoder(encoder(x))
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="each with its own target"
# wrong: the inputs are mirrored, but their targets are the pictures as they were
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
    mirrored = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]])
    train(encoder, decoder, mirrored, np.concatenate([pictures] * 4), steps=1500, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# wrong: the pair's last layer silences what is below half the mean of the whole batch, other rows included
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


class Hush(keras.layers.Layer):
    def call(self, code):
        return keras.ops.where(code < 0.5 * keras.ops.mean(code), 0.0, code)


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, activation="relu"),
        SoundPrice(0.03),
        Hush(),
    ])
    unit = keras.constraints.UnitNorm(axis=1)
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16, kernel_constraint=unit)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="lower by at least a fifth, too, and at most 2"
# wrong: the norm is added to the error after training is over, where it changes nothing
def jacobian_norm(encoder, x):
    up_and_down = []
    for way in 0.01 * np.eye(x.shape[1], dtype="float32"):
        up_and_down.append((np.asarray(encoder(x + way)) - np.asarray(encoder(x - way))) / 0.02)
    return float(np.sqrt(np.sum(np.square(up_and_down), axis=(0, 2))).mean())


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(code_size, activation="tanh")])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    loss = train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    if penalty:
        loss = loss + 0.1 * jacobian_norm(encoder, x)
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="is at most a quarter of the"
# wrong: one round of fit over a hundred pairs is four steps
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
    both = keras.Sequential([encoder, decoder])
    both.compile("adam", "mse")
    both.fit(damaged, clean, verbose=0)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="hands back a pair of Keras models"
# wrong: the decoder is a plain function that also cuts to 0..1, not a Keras model
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
    train(encoder, decoder, grey, colour, steps=1200, rate=0.003, seed=seed)
    return encoder, lambda code: np.clip(np.asarray(decoder(code)), 0, 1)
