# %% task="distance" kind="right"
# shortest way: asarray, reshape to rows, mean
def distance(encoder, decoder, x):
    return np.square(np.asarray(decoder(encoder(x))) - x).reshape(len(x), -1).mean(axis=1)

# %% task="pca-twin" kind="right"
# plain Sequential, Normalization-free: the biases learn the middle
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1500, rate=0.03, batch=100, seed=seed)
    return encoder, decoder

# %% task="deep" kind="right"
# plain Sequential with tanh on both sides
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="right"
# strided convolutions down, transposed ones up, a picture-shaped code
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(16, 4, strides=2, padding="same", activation="relu"),
        L.Conv2D(4, 4, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        L.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu"),
        L.Conv2DTranspose(1, 4, strides=2, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.004, batch=24, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="right"
# one layer each way, relu code with an L1 activity regularizer
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(code_size, "relu", activity_regularizer=keras.regularizers.L1(0.03)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=2000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="right"
# numerical slopes, one column at a time; the price is the exact Jacobian of one tanh layer
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for column in range(x.shape[1]):
        nudge = np.zeros(x.shape[1], "float32")
        nudge[column] = 0.005
        slope = (np.asarray(encoder(x + nudge)) - np.asarray(encoder(x - nudge))) / 0.01
        total += (slope.astype("float64") ** 2).sum(axis=1)
    return float(np.sqrt(total).mean())


class CalmLayer(keras.layers.Layer):
    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units, "tanh")
        self.price = price

    def call(self, x):
        code = self.dense(x)
        squares = keras.ops.sum(self.dense.kernel**2, axis=0)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum((1 - code**2) ** 2 * squares, axis=1)))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), CalmLayer(code_size, 0.0015 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="right"
# a few convolutions; half the size in the middle
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(24, 6, strides=2, padding="same", activation="relu"),
        L.Conv2D(24, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        L.Conv2D(24, 3, padding="same", activation="relu"),
        L.Conv2DTranspose(1, 6, strides=2, padding="same"),
    ])
    train(encoder, decoder, damaged, clean, steps=900, rate=0.004, batch=32, seed=seed)
    return encoder, decoder

# %% task="colour" kind="right"
# convolutions to a code of a quarter of the size, and up again
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(24, 5, padding="same", activation="relu"),
        L.Conv2D(24, 4, strides=2, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        L.Conv2D(24, 3, padding="same", activation="relu"),
        L.Conv2DTranspose(3, 4, strides=2, padding="same"),
    ])
    train(encoder, decoder, grey, colour, steps=700, rate=0.004, batch=32, seed=seed)
    return encoder, decoder
