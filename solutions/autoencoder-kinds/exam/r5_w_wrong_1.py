# %% task="distance" kind="wrong" breaks="averaged over all numbers of the row"
# The squared gaps of a pixel's channels are summed, and only the pixels are averaged: right for one channel alone.
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x.copy())))
    squares = (back - x) ** 2
    if x.ndim == 4:
        return squares.sum(axis=-1).mean(axis=(1, 2))
    return squares.mean(axis=1)


# %% task="pca-twin" kind="wrong" breaks="most a twentieth above PCA's"
# No constants in either layer: the sheet must pass through zero, where the data are not.
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size, use_bias=False)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1], use_bias=False)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="both code sizes"
# Only the encoder bends. The decoder is straight, so with one number a straight line comes back.
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((8,)),
        keras.layers.Dense(32, activation="tanh"),
        keras.layers.Dense(32, activation="tanh"),
        keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="Both models together have at most 6000 weights"
# A dense layer makes the code, after the convolutions: far too many weights.
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Flatten(),
        layers.Dense(64),
    ])
    decoder = keras.Sequential([
        keras.Input((64,)),
        layers.Reshape((4, 4, 4)),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=2000, rate=0.003)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="whole code of x"
# Each unit is compared with its own loudest value, not with that of the whole code.
def silent_share(encoder, x):
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x.copy())))
    return float(np.mean(loud < 0.05 * loud.max(axis=0, keepdims=True)))


class ActivityPrice(keras.layers.Layer):
    def __init__(self, price):
        super().__init__()
        self.price = price

    def call(self, code):
        code = keras.ops.relu(code - 0.1) - keras.ops.relu(-code - 0.1)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(keras.ops.abs(code), axis=-1)))
        return code


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(code_size),
        ActivityPrice(0.03),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(16, kernel_constraint=keras.constraints.UnitNorm(axis=1)),
    ])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="how fast each unit changes with each input"
# All inputs are nudged at once: right for the example, where each unit hangs on one input alone.
def jacobian_norm(encoder, x):
    step = np.float32(0.01)
    up = keras.ops.convert_to_numpy(encoder(x + step)).astype("float64")
    down = keras.ops.convert_to_numpy(encoder(x - step)).astype("float64")
    return float(np.sqrt((((up - down) / 0.02) ** 2).sum(axis=1)).mean())


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


# %% task="denoise" kind="wrong" breaks="(against clean ones) is at most a tenth above that of PCA"
# An ordinary autoencoder of the damaged pictures: the target is damaged too.
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
    train(encoder, decoder, damaged, damaged, steps=1500, rate=0.003)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="error is at most 0.9 of the postcard's"
# The postcard itself: kernels of one pixel and no activation.
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Conv2D(8, 1)])
    decoder = keras.Sequential([keras.Input((16, 16, 8)), keras.layers.Conv2D(3, 1)])
    train(encoder, decoder, grey, colour, steps=1500, rate=0.01)
    return encoder, decoder
