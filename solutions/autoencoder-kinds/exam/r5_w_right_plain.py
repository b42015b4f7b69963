# %% task="distance" kind="right"
# Vectorised NumPy: rows are laid flat.
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x.copy())))
    return np.mean(((back - x) ** 2).reshape(len(x), -1), axis=1)


# %% task="pca-twin" kind="right"
# Sequential, the shortest way.
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="deep" kind="right"
# Sequential, tanh, one hidden layer up front and two behind.
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
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="convolutional" kind="right"
# Strides down, transposed convolutions up; 5605 weights, code (4, 4, 4).
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(4, 1),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=2000, rate=0.003)
    return encoder, decoder


# %% task="sparse" kind="right"
# A soft threshold and a price on the summed activity of a row; the decoder's directions are held at length one.
class ActivityPrice(keras.layers.Layer):
    def __init__(self, price):
        super().__init__()
        self.price = price

    def call(self, code):
        code = keras.ops.relu(code - 0.1) - keras.ops.relu(-code - 0.1)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(keras.ops.abs(code), axis=-1)))
        return code


def silent_share(encoder, x):
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x.copy())))
    return float(np.mean(loud < 0.05 * loud.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(code_size),
        ActivityPrice(0.03),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(x.shape[1], kernel_constraint=keras.constraints.UnitNorm(axis=1)),
    ])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="contractive" kind="right"
# Central differences column by column; the price is the exact Jacobian of one tanh layer.
def jacobian_norm(encoder, x):
    def told(rows):
        return keras.ops.convert_to_numpy(encoder(rows)).astype("float64")

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


# %% task="denoise" kind="right"
# Convolutions, half the size in the middle, many channels.
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
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
    train(encoder, decoder, damaged, clean, steps=1500, rate=0.003)
    return encoder, decoder


# %% task="colour" kind="right"
# Functional: near and far looks side by side in the code.
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
    train(encoder, decoder, grey, colour, steps=1500, rate=0.003)
    return encoder, decoder
