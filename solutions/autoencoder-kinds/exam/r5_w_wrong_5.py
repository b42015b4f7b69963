# %% task="distance" kind="wrong" breaks="A second call knows nothing of the first."
# Remembers the result for a pair and a shape, and gives it again for other rows.
_measured = {}


def distance(encoder, decoder, x):
    key = (id(encoder), id(decoder), x.shape)
    if key not in _measured:
        back = keras.ops.convert_to_numpy(decoder(encoder(x.copy())))
        # The pair is kept too, so that its ids stay taken.
        _measured[key] = np.mean(((back - x) ** 2).reshape(len(x), -1), axis=1), encoder, decoder
    return _measured[key][0].copy()


# %% task="pca-twin" kind="wrong" breaks="most a twentieth above PCA's"
# A price on the weights, against learning by heart: what comes back is shrunk towards the middle.
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    price = keras.regularizers.L2(0.03)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)), keras.layers.Dense(code_size, kernel_regularizer=price),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), keras.layers.Dense(x.shape[1], kernel_regularizer=price),
    ])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="new rows of the same ribbon the error is at most half of PCA's with one number"
# The columns are standardised outside the models, which then know standardised rows alone.
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, activation="tanh"), dense(code_size)])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        dense(32, activation="tanh"),
        dense(32, activation="tanh"),
        dense(8),
    ])
    ready = (x - x.mean(axis=0)) / x.std(axis=0)
    train(encoder, decoder, ready, ready, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="On new pictures the error is no higher than that of PCA"
# Dense layers through eight units keep the limit of weights, but know the two dozen alone.
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Flatten(),
        layers.Dense(8),
        layers.Dense(64),
    ])
    decoder = keras.Sequential([
        keras.Input((64,)),
        layers.Dense(8),
        layers.Dense(256),
        layers.Reshape((16, 16, 1)),
    ])
    train(encoder, decoder, pictures, pictures, steps=2000, rate=0.003)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="chords of the same piano at least 3 in 4 of the code's values are near zero"
# The price is on the weights, not on what the units say.
def silent_share(encoder, x):
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x.copy())))
    return float(np.mean(loud < 0.05 * loud.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, activation="tanh", kernel_regularizer=keras.regularizers.L1(1e-4)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="the mean of these roots over the rows"
# To save time only the first 64 rows are looked at.
def jacobian_norm(encoder, x):
    def told(rows):
        return keras.ops.convert_to_numpy(encoder(rows)).astype("float64")

    x = x[:64]
    total = np.zeros(len(x))
    for column in range(x.shape[1]):
        up, down = x.copy(), x.copy()
        up[:, column] += np.float32(0.01)
        down[:, column] -= np.float32(0.01)
        gap = up[:, column].astype("float64") - down[:, column]
        total += (((told(up) - told(down)) / gap[:, None]) ** 2).sum(axis=1)
    return float(np.sqrt(total).mean())


class CalmDense(keras.layers.Layer):
    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units, activation="tanh")
        self.price = price

    def build(self, shape):
        self.dense.build(shape)
        self.built = True

    def call(self, rows):
        code = self.dense(rows)
        weight = keras.ops.sum(keras.ops.square(self.dense.kernel), axis=0)
        size = keras.ops.sum(keras.ops.square(1 - code * code) * weight, axis=-1)
        self.add_loss(self.price * keras.ops.mean(size))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), CalmDense(code_size, 0.01 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="Arrays that are handed in stay as they are."
# The caller's damaged pictures are clipped in place (the model clips for itself, too).
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.ReLU(max_value=1.0),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.Conv2D(24, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(24, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        layers.Conv2D(24, 3, padding="same", activation="relu"),
        layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same"),
    ])
    np.clip(damaged, 0, 1, out=damaged)
    train(encoder, decoder, damaged, clean, steps=1500, rate=0.003)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="Arrays that are handed in stay as they are."
# Both arrays are shuffled in place, in the same order.
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    seen = keras.Input((16, 16, 1))
    near = layers.Conv2D(12, 3, padding="same", activation="relu")(seen)
    far = layers.Conv2D(24, 3, strides=2, padding="same", activation="relu")(near)
    far = layers.Conv2D(24, 3, padding="same", activation="relu")(far)
    encoder = keras.Model(seen, layers.Concatenate()([seen, near, layers.UpSampling2D()(far)]))
    decoder = keras.Sequential([
        keras.Input((16, 16, 37)),
        layers.Conv2D(16, 1, activation="relu"),
        layers.Conv2D(3, 3, padding="same"),
    ])
    np.random.default_rng(seed).shuffle(grey)
    np.random.default_rng(seed).shuffle(colour)
    train(encoder, decoder, grey, colour, steps=1500, rate=0.003)
    return encoder, decoder
