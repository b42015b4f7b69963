# %% task="distance" kind="right"
# a plain loop over rows, float64 inside
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x)))
    answers = np.zeros(len(x))
    for i in range(len(x)):
        gap = (np.asarray(x[i], "float64") - back[i]).ravel()
        answers[i] = gap @ gap / gap.size
    return answers


# %% task="pca-twin" kind="right"
# functional, two straight layers in the encoder (still straight), large batches
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    row, code = keras.Input((d,)), keras.Input((code_size,))
    wide = keras.layers.Dense(2 * d, kernel_initializer="orthogonal")(row)
    encoder = keras.Model(row, keras.layers.Dense(code_size, activation="linear")(wide))
    decoder = keras.Model(code, keras.layers.Dense(d)(code))
    train(encoder, decoder, x, x, steps=1800, rate=0.02, batch=500, seed=seed + 1)
    return encoder, decoder


# %% task="deep" kind="right"
# functional, a helper that stacks funnels, gelu, one layer more
def deep_pair(x, code_size, seed):
    def funnel(start, *sizes):
        row = y = keras.Input((start,))
        for size in sizes[:-1]:
            y = keras.layers.Dense(size, activation="gelu")(y)
        return keras.Model(row, keras.layers.Dense(sizes[-1])(y))

    keras.utils.set_random_seed(seed)
    encoder, decoder = funnel(x.shape[1], 48, 24, code_size), funnel(code_size, 24, 48, x.shape[1])
    train(encoder, decoder, x, x, steps=1500, rate=0.005, batch=64, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="right"
# the shortest way: patches of 4 x 4 pixels, four straight numbers each; a flat code
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    c = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)), c.Conv2D(4, 4, strides=4), c.Flatten()])
    decoder = keras.Sequential([keras.Input((64,)), c.Reshape((4, 4, 4)), c.Conv2DTranspose(1, 4, strides=4)])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.01, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="right"
# functional with an ActivityRegularization layer; the share is counted in a loop
def silent_share(encoder, x):
    code = keras.ops.convert_to_numpy(encoder(x)).ravel().tolist()
    loudest = max(abs(v) for v in code)
    return sum(abs(v) < 0.05 * loudest for v in code) / len(code)


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    row, code = keras.Input((x.shape[1],)), keras.Input((code_size,))
    y = keras.layers.Dense(128, activation="gelu")(row)
    y = keras.layers.Dense(code_size, activation="relu")(y)
    encoder = keras.Model(row, keras.layers.ActivityRegularization(l1=0.03)(y))
    decoder = keras.Model(code, keras.layers.Dense(x.shape[1], kernel_constraint=keras.constraints.UnitNorm(axis=1))(code))
    train(encoder, decoder, x, x, steps=2000, rate=0.01, batch=128, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="right"
# all nudges in one batch; the training penalty is a quotient and gelu bends
def jacobian_norm(encoder, x):
    x = np.asarray(x, "float32")
    n, d = x.shape
    nudges = 0.01 * np.concatenate([np.eye(d), -np.eye(d)]).astype("float32")
    code = keras.ops.convert_to_numpy(encoder((x[:, None] + nudges).reshape(-1, d))).reshape(n, 2, d, -1)
    slopes = (code[:, 0].astype("float64") - code[:, 1]) / 0.02
    return float(np.mean(np.linalg.norm(slopes, axis=(1, 2))))


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    d, ops = x.shape[1], keras.ops
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(48, activation="gelu"),
                                keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(48, activation="gelu"),
                                keras.layers.Dense(d)])
    price = 0.002 if penalty else 0.0

    class Joined(keras.Model):
        def __init__(self):
            super().__init__()
            self.encoder, self.decoder = encoder, decoder
            self.dice = keras.random.SeedGenerator(seed)

        def call(self, rows):
            code = self.encoder(rows)
            way = keras.random.normal((80, d), seed=self.dice)
            move = (self.encoder(rows + 0.02 * way) - self.encoder(rows - 0.02 * way)) / 0.04
            slopes = ops.mean(ops.sum(move * move, axis=1))
            self.add_loss(price * (slopes + 2 * slopes / (ops.sum(ops.var(code, axis=0)) + 1e-3)))
            return self.decoder(code)

    joined = Joined()
    joined.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.01, 1600)), "mse",
                   jit_compile=keras.config.backend() == "jax")
    rows = np.random.default_rng(seed).integers(0, len(x), 1600 * 80)
    joined.fit(x[rows], x[rows], batch_size=80, shuffle=False, verbose=0)
    return encoder, decoder


# %% task="denoise" kind="right"
# Sequential, a code of full size with 24 channels, gelu
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    c = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)), c.Conv2D(24, 5, padding="same", activation="gelu"),
                                c.Conv2D(24, 3, padding="same", activation="gelu")])
    decoder = keras.Sequential([keras.Input((16, 16, 24)), c.Conv2D(24, 3, padding="same", activation="gelu"),
                                c.Conv2D(1, 5, padding="same")])
    train(encoder, decoder, damaged, clean, steps=1200, rate=0.004, batch=32, seed=seed)
    return encoder, decoder


# %% task="colour" kind="right"
# Sequential, dilated convolutions that see far without strides
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    c = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)), c.Conv2D(16, 3, padding="same", activation="relu"),
                                c.Conv2D(24, 3, padding="same", dilation_rate=2, activation="relu")])
    decoder = keras.Sequential([keras.Input((16, 16, 24)),
                                c.Conv2D(24, 3, padding="same", dilation_rate=2, activation="relu"),
                                c.Conv2D(3, 3, padding="same")])
    train(encoder, decoder, grey, colour, steps=1000, rate=0.003, batch=32, seed=seed)
    return encoder, decoder
