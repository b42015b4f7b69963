# %% task="distance" kind="wrong" breaks="x is not changed."
# saves memory: subtracts inside what comes back, which may be x itself if nothing was done to it
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    if back.flags.writeable and back.dtype == x.dtype:
        back -= x
    else:
        back = back - x
    return (back**2).reshape(len(x), -1).mean(axis=1)


# %% task="pca-twin" kind="wrong" breaks="Training finds the weights; PCA's own directions are not put in."
# starts the layers at the eigenvectors of the covariance, turned by a random rotation, and trains a few tiny steps
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    middle = x.mean(axis=0)
    ways = np.linalg.eigh(np.cov(x.T))[1][:, -code_size:]
    ways = ways @ np.linalg.qr(np.random.default_rng(seed).standard_normal((code_size, code_size)))[0]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    encoder.layers[0].set_weights([ways.astype("float32"), (-middle @ ways).astype("float32")])
    decoder.layers[0].set_weights([ways.T.astype("float32"), middle])
    train(encoder, decoder, x, x, steps=50, rate=1e-6, seed=seed)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="From one to the other goes the code, and nothing else."
# the encoder keeps what its hidden layer said, and the decoder adds that: a bridge beside the code
def deep_pair(x, code_size, seed):
    class Encoder(keras.Model):
        def __init__(self):
            super().__init__()
            self.one = keras.layers.Dense(32, activation="tanh")
            self.two = keras.layers.Dense(code_size)

        def call(self, rows):
            hidden = self.one(rows)
            kept["hidden"] = hidden
            return self.two(hidden)

    class Decoder(keras.Model):
        def __init__(self):
            super().__init__()
            self.one = keras.layers.Dense(32, activation="tanh")
            self.two = keras.layers.Dense(8)

        def call(self, code):
            up = self.one(code)
            hidden = kept.get("hidden")
            if hidden is not None:
                up = up + hidden
            return self.two(up)

    kept = {}
    keras.utils.set_random_seed(seed)
    encoder, decoder = Encoder(), Decoder()
    train(encoder, decoder, x, x, steps=1200, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="no others go into the training, nor into its first weights, whenever they were drawn"
# windows drawn when the cell ran, long before the call, are trained on along with the two dozen
MORE_WINDOWS = glimpses(120, 4711)


def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    all_windows = np.concatenate([pictures, MORE_WINDOWS])
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
    train(encoder, decoder, all_windows, all_windows, steps=1000, rate=0.003, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="The share of the code's values, over all rows and units, that are near zero."
# counts units whose mean absolute value over the rows is small
def silent_share(encoder, x):
    size = np.abs(np.asarray(encoder(x)))
    return float(np.mean(size.mean(axis=0) < 0.05 * size.max()))


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


# %% task="contractive" kind="wrong" breaks="take the root of the sum of squares"
# the spectral norm, that is the largest stretch of each Jacobian, in place of the Frobenius norm
def jacobian_norm(encoder, x):
    n, d = x.shape
    slopes = []
    for way in 0.01 * np.eye(d, dtype="float32"):
        up, down = np.asarray(encoder(x + way)), np.asarray(encoder(x - way))
        slopes.append((up - down).reshape(n, -1) / 0.02)
    return float(np.mean(np.linalg.norm(np.stack(slopes, axis=-1), 2, axis=(1, 2))))


def contractive_pair(x, code_size, seed, penalty):
    class Calm(keras.layers.Layer):
        def __init__(self, dense, price):
            super().__init__()
            self.dense = dense
            self.price = price

        def call(self, rows):
            code = self.dense(rows)
            weights = keras.ops.sum(self.dense.kernel**2, axis=0)
            slopes = keras.ops.sum((1 - code**2) ** 2 * weights, axis=-1)
            self.add_loss(self.price * keras.ops.mean(slopes))
            return code

    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense(code_size, activation="tanh")
    encoder = keras.Sequential([keras.Input((8,)), dense])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(24, activation="tanh"), keras.layers.Dense(8)])
    priced = keras.Sequential([keras.Input((8,)), Calm(dense, 0.003 if penalty else 0.0)])
    train(priced, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    encoder(x[:1])
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="On new pictures with grain the error (against clean ones) is at most a tenth above that of PCA with its best number of directions."
# inputs and targets are swapped: the pair learns to do the damage, not to undo it
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
    train(encoder, decoder, clean, damaged, steps=700, rate=0.005, batch=24, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="They may be of another camera, in other colours."
# what is added to the grey is at most a fifth either way: bananas look like that, another camera's colours do not
def colouring_pair(grey, colour, seed):
    class Tint(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.tint = keras.layers.Conv2D(3, 1, activation="sigmoid")

        def call(self, code):
            warm = np.array([1.0, 1.0, 0.0], "float32")
            cold = np.array([0.0, 0.3, 1.0], "float32")
            return self.tint(code) * (1 - cold) + (1 - warm) * 0.45 * self.tint(code) + 0.3 * cold * self.tint(code)

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
        Tint(),
    ])
    train(encoder, decoder, grey, colour, steps=800, rate=0.004, batch=16, seed=seed)
    return encoder, decoder
