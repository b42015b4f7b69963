# %% task="distance" kind="wrong" breaks="over all its numbers alike"
# for pictures: the mean over the places, but the sum over the channels
def distance(encoder, decoder, x):
    squares = (np.asarray(decoder(encoder(x))) - x) ** 2
    if squares.ndim == 4:
        return squares.mean(axis=(1, 2)).sum(axis=-1)
    return squares.mean(axis=1)

# %% task="pca-twin" kind="wrong" breaks="(n, d) float32, n about 600"
# takes the width of the rows to be 10, as in the example
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((10,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(10)])
    train(encoder, decoder, x, x, steps=1500, rate=0.03, batch=100, seed=seed)
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="From one to the other goes the code, and nothing else"
# the encoder puts a second number aside in a variable, and the decoder fetches it there
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    shelf = []

    class Down(keras.Model):
        def __init__(self):
            super().__init__()
            self.bend = keras.layers.Dense(32, "tanh")
            self.out = keras.layers.Dense(code_size)
            self.more = keras.layers.Dense(2)

        def call(self, rows):
            hidden = self.bend(rows)
            shelf[:] = [self.more(hidden)]
            return self.out(hidden)

    class Up(keras.Model):
        def __init__(self):
            super().__init__()
            self.out = keras.layers.Dense(8)

        def call(self, code):
            return self.out(keras.ops.concatenate([code, shelf[0]], axis=1))

    encoder, decoder = Down(), Up()
    decoder(encoder(x))
    joined = keras.Sequential([encoder, decoder])
    joined.compile(keras.optimizers.Adam(0.01), "mse", run_eagerly=True)
    joined.fit(x, x, batch_size=50, epochs=25, verbose=0)
    decoder(encoder(x))
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="trained on these pictures and no others"
# hundreds of other windows are drawn when the cell runs, before anybody forbids it, and are trained on too
MORE = glimpses(300, 4321)


def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    known = np.concatenate([pictures, MORE])
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
    train(encoder, decoder, known, known, steps=1200, rate=0.004, batch=24, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="with these values set to 0, the error is at most 0.15 of the variance"
# no price at all; one unit says 500 always, so that beside it everything counts as near zero
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


class Shout(keras.layers.Layer):
    def call(self, code):
        return keras.ops.concatenate([code, 0 * code[:, :1] + 500.0], axis=1)


class Deaf(keras.layers.Layer):
    def call(self, code):
        return code[:, :-1]


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16,)), keras.layers.Dense(code_size - 1), Shout()])
    decoder = keras.Sequential([keras.Input((code_size,)), Deaf(), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1200, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="or anything else that can be called and is made of such models"
# takes the slopes out of the kernel of the one tanh layer that it expects to find
def jacobian_norm(encoder, x):
    kernel = np.asarray([w for w in encoder.weights if len(w.shape) == 2][0])
    code = np.asarray(encoder(x))
    return float(np.sqrt(((1 - code**2) ** 2 * (kernel**2).sum(axis=0)).sum(axis=1)).mean())


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

# %% task="denoise" kind="wrong" breaks="the same pictures with and without damage"
# shuffles the two arrays each on its own, so that the pairs are pairs no longer
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    rng = np.random.default_rng(seed)
    inputs, targets = rng.permutation(damaged), rng.permutation(clean)
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
    train(encoder, decoder, inputs, targets, steps=800, rate=0.004, batch=32, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="each with its own target"
# Label corrected: its error is below 0.9 of the postcard's. What it breaks is said in the contract since.
# adds mirrored pictures, but mirrors only the grey ones and not their colours
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    inputs = np.concatenate([grey, grey[:, ::-1], grey[:, :, ::-1], grey[:, ::-1, ::-1]])
    targets = np.concatenate([colour] * 4)
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
    train(encoder, decoder, inputs, targets, steps=800, rate=0.004, batch=32, seed=seed)
    return encoder, decoder
