# %% task="distance" kind="right"
# vectorised NumPy: one flat row a row
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    flat = back.reshape(len(x), -1) - x.reshape(len(x), -1)
    return np.mean(flat**2, axis=1)


# %% task="pca-twin" kind="right"
# the shortest way: two Dense layers with their biases, and the notebook's train
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, batch=100, seed=seed)
    return encoder, decoder


# %% task="deep" kind="right"
# Sequential with tanh, notebook's train
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(24, "tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(24, "tanh"), dense(32, "tanh"), dense(8)])
    train(encoder, decoder, x, x, steps=1800, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="right"
# strided convolutions down to 8 x 8 x 1, transposed ones up
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    conv, up = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(12, 3, padding="same", activation="relu"),
        conv(12, 3, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 1)),
        conv(12, 3, padding="same", activation="relu"),
        up(12, 4, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1000, rate=0.003, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="right"
# an L1 activity_regularizer on the code
def silent_share(encoder, x):
    size = np.abs(np.asarray(encoder(x)))
    return float(np.mean(size < 0.05 * size.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16,)),
        layers.Dense(64, activation="relu"),
        layers.Dense(code_size, activation="relu", activity_regularizer=keras.regularizers.L1(0.01)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="right"
# central differences column by column; one tanh layer whose Jacobian is written out
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for j in range(x.shape[1]):
        nudge = np.zeros(x.shape[1], "float32")
        nudge[j] = 0.01
        up = np.asarray(encoder(x + nudge), dtype="float64")
        down = np.asarray(encoder(x - nudge), dtype="float64")
        total += (((up - down) / 0.02) ** 2).sum(axis=1)
    return float(np.sqrt(total).mean())


def contractive_pair(x, code_size, seed, penalty):
    class Calm(keras.layers.Layer):
        def __init__(self, dense, price):
            super().__init__()
            self.dense = dense
            self.price = price

        def call(self, rows):
            code = self.dense(rows)
            slope = (1 - code**2) ** 2
            weights = keras.ops.sum(self.dense.kernel**2, axis=0)
            self.add_loss(self.price * keras.ops.mean(keras.ops.sum(slope * weights, axis=-1)))
            return code

    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense(code_size, activation="tanh")
    encoder = keras.Sequential([keras.Input((8,)), dense])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    priced = keras.Sequential([keras.Input((8,)), Calm(dense, 0.003 if penalty else 0.0)])
    train(priced, decoder, x, x, steps=2000, rate=0.01, seed=seed)
    encoder(x[:1])
    return encoder, decoder


# %% task="denoise" kind="right"
# plain stack of convolutions that keeps the size; code (16, 16, 16)
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 5, padding="same", activation="relu"),
        conv(16, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        conv(16, 3, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    train(encoder, decoder, damaged, clean, steps=700, rate=0.005, batch=24, seed=seed)
    return encoder, decoder


# %% task="colour" kind="right"
# three wide convolutions at full size, then one of 1 x 1; no bend at the end
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(3, 1),
    ])
    train(encoder, decoder, grey, colour, steps=800, rate=0.004, batch=16, seed=seed)
    return encoder, decoder
