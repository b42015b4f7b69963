# %% task="distance" kind="wrong" breaks="Returns a new NumPy array of shape (n,)."
# squeezes axes of length one away: with a single row nothing is left of the shape
def distance(encoder, decoder, x):
    gap = (np.asarray(decoder(encoder(x))) - x) ** 2
    return np.asarray(np.squeeze(gap.reshape(len(x), -1).mean(axis=1, keepdims=True)))


# %% task="pca-twin" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# moves the middle to zero as PCA does, but the middle of whatever rows are handed in together
def linear_twin(x, code_size, seed):
    class Centre(keras.layers.Layer):
        def call(self, rows):
            return rows - keras.ops.mean(rows, axis=0, keepdims=True)

    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), Centre(), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, batch=100, seed=seed)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="Arrays that are handed in stay as they are."
# shuffles the rows where they lie, to keep some back for a look at the error
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    np.random.default_rng(seed).shuffle(x)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(24, "tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(24, "tanh"), dense(32, "tanh"), dense(8)])
    train(encoder, decoder, x[40:], x[40:], steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="On new pictures the error is no higher than that of PCA"
# dense layers, small enough for 6000 weights: eight numbers squeeze every picture, wherever its things lie
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)), layers.Flatten(), layers.Dense(8, activation="tanh"), layers.Dense(64, activation="tanh"),
    ])
    decoder = keras.Sequential([
        keras.Input((64,)), layers.Dense(8, activation="tanh"), layers.Dense(256), layers.Reshape((16, 16, 1)),
    ])
    train(encoder, decoder, pictures, pictures, steps=1200, rate=0.005, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="On new chords of the same piano at least 3 in 4 of the code's values are near zero."
# the price is on the weights (kernel_regularizer), not on what the units say
def silent_share(encoder, x):
    size = np.abs(np.asarray(encoder(x)))
    return float(np.mean(size < 0.05 * size.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16,)),
        layers.Dense(64, activation="relu"),
        layers.Dense(code_size, activation="relu", kernel_regularizer=keras.regularizers.L1(0.0003)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="For each row take all k · d slopes: how fast each unit changes with each input."
# nudges by a share of each number, so a number that is 0 is not nudged and its slopes count as 0
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for j in range(x.shape[1]):
        nudge = np.zeros_like(x)
        nudge[:, j] = 0.01 * x[:, j]
        gap = np.asarray(encoder(x + nudge), dtype="float64") - np.asarray(encoder(x - nudge), dtype="float64")
        width = 2 * np.where(nudge[:, j] == 0, 1, nudge[:, j])
        total += ((gap / width[:, None]) ** 2).sum(axis=1)
    return float(np.sqrt(total).mean())


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


# %% task="denoise" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# batch normalisation that uses the mean and variance of the pictures that are handed in, also after the training
def restoring_pair(damaged, clean, seed):
    class Norm(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.norm = keras.layers.BatchNormalization()

        def call(self, rows):
            return self.norm(rows, training=True)

    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 5, padding="same"), Norm(), keras.layers.ReLU(),
        conv(16, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        conv(16, 3, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    train(encoder, decoder, damaged, clean, steps=700, rate=0.005, batch=32, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="From one to the other goes the code, and nothing else."
# the encoder puts the grey picture aside, and the decoder paints the colour on that very picture
def colouring_pair(grey, colour, seed):
    class Look(keras.Model):
        def __init__(self):
            super().__init__()
            self.one = keras.layers.Conv2D(16, 5, padding="same", activation="relu")
            self.two = keras.layers.Conv2D(16, 5, padding="same", activation="relu")

        def call(self, pictures):
            aside["grey"] = pictures
            return self.two(self.one(pictures))

    class Paint(keras.Model):
        def __init__(self):
            super().__init__()
            self.one = keras.layers.Conv2D(16, 5, padding="same", activation="relu")
            self.two = keras.layers.Conv2D(3, 1)

        def call(self, code):
            return aside["grey"] + self.two(self.one(code))

    aside = {}
    keras.utils.set_random_seed(seed)
    encoder, decoder = Look(), Paint()
    train(encoder, decoder, grey, colour, steps=800, rate=0.004, batch=16, seed=seed)
    return encoder, decoder
