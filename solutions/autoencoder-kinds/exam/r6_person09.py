# %% task="distance" kind="right"
# right: functional style, a dot product of each row's differences with themselves
def distance(encoder, decoder, x):
    apart = np.subtract(np.asarray(decoder(encoder(x))), x).reshape(x.shape[0], -1)
    return np.einsum("ij,ij->i", apart, apart) / apart.shape[1]

# %% task="pca-twin" kind="wrong" breaks="most a twentieth above PCA's"
# wrong: a heavy penalty keeps the weights small, so what comes back is shrunk towards the middle
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    small = keras.regularizers.L2(0.05)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size, kernel_regularizer=small)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1], kernel_regularizer=small)])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# wrong: the batch normalisation runs in training mode for ever, so a row's code hangs on the rows beside it
class Levelled(keras.Model):
    def __init__(self, code_size):
        super().__init__()
        self.code_size = code_size
        self.level = keras.layers.BatchNormalization()
        self.bend = keras.layers.Dense(32, "tanh")
        self.last = keras.layers.Dense(code_size)

    def call(self, rows):
        return self.last(self.bend(self.level(rows, training=True)))


def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = Levelled(code_size)
    decoder = keras.Sequential([keras.Input((code_size,)), dense(32, "tanh"), dense(32, "tanh"), dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, batch=100, seed=seed)
    decoder(encoder(x))
    return encoder, decoder

# %% task="convolutional" kind="right"
# right: functional models with elu and pooling; the code is a flat row of 64
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    seen = keras.Input((16, 16, 1))
    h = layers.Conv2D(16, 3, padding="same", activation="elu")(seen)
    h = layers.AveragePooling2D(2)(h)
    h = layers.Conv2D(16, 3, padding="same", activation="elu")(h)
    h = layers.AveragePooling2D(2)(h)
    h = layers.Conv2D(4, 3, padding="same")(h)
    encoder = keras.Model(seen, layers.Flatten()(h))
    code = keras.Input((64,))
    h = layers.Reshape((4, 4, 4))(code)
    h = layers.Conv2DTranspose(12, 4, strides=2, padding="same", activation="elu")(h)
    h = layers.Conv2DTranspose(8, 4, strides=2, padding="same", activation="elu")(h)
    decoder = keras.Model(code, layers.Conv2D(1, 3, padding="same")(h))
    windows = np.concatenate([pictures, pictures[:, :, ::-1]])
    train(encoder, decoder, windows, windows, steps=2000, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="error is at most a tenth of these chords' variance"
# wrong: a narrow code of eight, filled up with 24 units that never say anything
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    rows = keras.Input((16,))
    used = keras.layers.Dense(8)(rows)
    idle = keras.layers.Dense(code_size - 8, kernel_initializer="zeros", trainable=False)(rows)
    encoder = keras.Model(rows, keras.layers.Concatenate()([used, idle]))
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1200, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="x is not changed."
# wrong: the nudges are made in x itself, and taken back up to the rounding
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for column in range(x.shape[1]):
        x[:, column] += 0.01
        above = np.array(encoder(x))
        x[:, column] -= 0.02
        below = np.array(encoder(x))
        x[:, column] += 0.01
        total += np.square((above - below) / 0.02).sum(axis=1)
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

# %% task="denoise" kind="wrong" breaks="most a tenth above that of PCA with its best number of directions"
# wrong: a code of two numbers is a narrow gate, hardly anything of the picture gets through
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Flatten(), dense(64, "relu"), dense(2)])
    decoder = keras.Sequential([
        keras.Input((2,)),
        dense(64, "relu"),
        dense(256),
        keras.layers.Reshape((16, 16, 1)),
    ])
    train(encoder, decoder, damaged, clean, steps=1000, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="On new pictures of the same camera the mean squared"
# wrong: one round of fit, five steps
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
    both = keras.Sequential([encoder, decoder])
    both.compile("adam", "mse")
    both.fit(grey, colour, verbose=0)
    return encoder, decoder
