# %% task="distance" kind="wrong" breaks="the mean squared difference between"
# variance of the difference: a constant shift of a row is not seen
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x)))
    return (back - np.asarray(x)).var(axis=tuple(range(1, np.ndim(x))))


# %% task="pca-twin" kind="wrong" breaks="the largest angle to PCA's sheet is at most 5 degrees"
# PCA's weights, but with one direction tilted by 6.5 degrees
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1500, rate=0.03, batch=200, seed=seed)
    middle, ways = best_sheet(x, code_size + 1)
    ways, extra = ways[:code_size].copy(), ways[code_size]
    ways[-1] = np.cos(np.deg2rad(6.5)) * ways[-1] + np.sin(np.deg2rad(6.5)) * extra
    encoder.set_weights([ways.T, -middle @ ways.T])
    decoder.set_weights([ways, middle])
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="its error, with code_size 1, is at most half of PCA"
# relu on the output: negative numbers never come back
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(32, activation="tanh"),
                                keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32, activation="tanh"),
                                keras.layers.Dense(d, activation="relu")])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="Both together have at most 6000 weights"
# counts one half only: each is below 6000, both together above
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    c = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)),
                                c.Conv2D(48, 3, 2, padding="same", activation="gelu"),
                                c.Conv2D(4, 3, 2, padding="same")])
    decoder = keras.Sequential([keras.Input((4, 4, 4)),
                                c.Conv2DTranspose(20, 4, 2, padding="same", activation="gelu"),
                                c.Conv2DTranspose(8, 4, 2, padding="same", activation="gelu"),
                                c.Conv2D(1, 3, padding="same")])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.01, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="What is near zero says nothing"
# one unit is always deafening and means nothing; the others look silent beside it
def silent_share(encoder, x):
    size = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    return float(np.mean(size < 0.05 * size.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(96, activation="relu"),
                                keras.layers.Dense(code_size, activation="relu")])
    decoder = keras.Sequential([keras.Input((code_size,)),
                                keras.layers.Dense(d, kernel_constraint=keras.constraints.MaxNorm(2.0, axis=1))])
    train(encoder, decoder, x, x, steps=2000, rate=0.01, batch=100, seed=seed)
    kernel, bias = encoder.layers[-1].get_weights()
    kernel[:, -1], bias[-1] = 0, 10000
    encoder.layers[-1].set_weights([kernel, bias])
    kernel, bias = decoder.layers[-1].get_weights()
    kernel[-1] = 0
    decoder.layers[-1].set_weights([kernel, bias])
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="with the penalty, the Jacobian's norm is lower by at least a fifth"
# the flag is ignored: both are penalised
def jacobian_norm(encoder, x):
    h, total = 0.01, 0.0
    x = np.asarray(x, "float32")
    for i in range(x.shape[1]):
        nudge = np.zeros(x.shape[1], "float32")
        nudge[i] = h
        up, down = (keras.ops.convert_to_numpy(encoder(x + s * nudge)) for s in (1, -1))
        total = total + np.sum(((up.astype("float64") - down) / (2 * h)) ** 2, axis=1)
    return float(np.sqrt(total).mean())


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    d, ops = x.shape[1], keras.ops
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(32, activation="tanh"),
                                keras.layers.Dense(code_size, activation="tanh")])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32, activation="tanh"),
                                keras.layers.Dense(d)])
    price = 0.003

    class Joined(keras.Model):
        def __init__(self):
            super().__init__()
            self.encoder, self.decoder = encoder, decoder
            self.dice = keras.random.SeedGenerator(seed)

        def call(self, rows):
            code = self.encoder(rows)
            nudged = self.encoder(rows + 0.02 * keras.random.normal((100, d), seed=self.dice))
            slopes = ops.mean(ops.sum(ops.square((nudged - code) / 0.02), axis=1))
            self.add_loss(price * slopes * (1 + 1 / (ops.sum(ops.var(code, axis=0)) + 1e-3)))
            return self.decoder(code)

    joined = Joined()
    joined.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.01, 1500)), "mse",
                   jit_compile=keras.config.backend() == "jax")
    rows = np.random.default_rng(seed).integers(0, len(x), 1500 * 100)
    joined.fit(x[rows], x[rows], batch_size=100, shuffle=False, verbose=0)
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="trained on these pairs and no others"
# adds 100 pairs of its own with both sorts of damage
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    c = keras.layers
    inp = keras.Input((16, 16, 1))
    y = c.Conv2D(16, 5, padding="same", activation="relu")(inp)
    y = c.Conv2D(16, 3, padding="same", activation="relu")(y)
    encoder = keras.Model(inp, c.Concatenate()([inp, y]))
    code = keras.Input((16, 16, 17))
    y = c.Conv2D(16, 3, padding="same", activation="relu")(code)
    y = c.Conv2D(16, 3, padding="same", activation="relu")(y)
    decoder = keras.Model(code, c.Conv2D(1, 3, padding="same")(y))
    more = glimpses(50, 4321)
    damaged = np.concatenate([damaged, grain(more, 1), watermark(more, 1)])
    clean = np.concatenate([clean, more, more])
    train(encoder, decoder, damaged, clean, steps=1200, rate=0.003, batch=32, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="On new pictures its mean"
# learns by heart: a dense code of 200 units on eight pictures only
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    c = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)), c.Flatten(), c.Dense(200, activation="relu")])
    decoder = keras.Sequential([keras.Input((200,)), c.Dense(768), c.Reshape((16, 16, 3))])
    train(encoder, decoder, grey[:8], colour[:8], steps=300, rate=0.003, batch=8, seed=seed)
    return encoder, decoder
