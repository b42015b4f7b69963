# %% task="distance" kind="wrong" breaks="Returns a NumPy array of shape (n,)"
# stays in keras.ops and returns a tensor of the backend where a NumPy array is promised
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_tensor(decoder(encoder(x)))
    gap = keras.ops.square(back - keras.ops.convert_to_tensor(x))
    return keras.ops.mean(gap, axis=tuple(range(1, len(x.shape))))


# %% task="pca-twin" kind="wrong" breaks="plus a constant"
# no bias anywhere: cannot move the middle
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size, use_bias=False)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d, use_bias=False)])
    train(encoder, decoder, x, x, steps=1500, rate=0.03, batch=200, seed=seed)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="whose sheet may bend"
# layers without activation: flat
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(32),
                                keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32),
                                keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="Both together have at most 6000 weights"
# ends in a dense layer each way: many more weights
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    c = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)),
                                c.Conv2D(16, 3, 2, padding="same", activation="gelu"),
                                c.Conv2D(4, 3, 2, padding="same"), c.Flatten(), c.Dense(64)])
    decoder = keras.Sequential([keras.Input((64,)), c.Dense(64), c.Reshape((4, 4, 4)),
                                c.Conv2DTranspose(16, 4, 2, padding="same", activation="gelu"),
                                c.Conv2DTranspose(8, 4, 2, padding="same", activation="gelu"),
                                c.Conv2D(1, 3, padding="same")])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.01, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="the largest absolute value in the"
# loudest value of each row, not of the whole code
def silent_share(encoder, x):
    size = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    return float(np.mean(size < 0.05 * size.max(axis=1, keepdims=True)))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(96, activation="relu"),
                                keras.layers.Dense(code_size, activation="relu", activity_regularizer=keras.regularizers.L1(0.02))])
    decoder = keras.Sequential([keras.Input((code_size,)),
                                keras.layers.Dense(d, kernel_constraint=keras.constraints.MaxNorm(2.0, axis=1))])
    train(encoder, decoder, x, x, steps=2000, rate=0.01, batch=100, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="Returns the mean over the rows"
# root of the mean of the squares, not mean of the roots
def jacobian_norm(encoder, x):
    h, total = 0.01, 0.0
    x = np.asarray(x, "float32")
    for i in range(x.shape[1]):
        nudge = np.zeros(x.shape[1], "float32")
        nudge[i] = h
        up, down = (keras.ops.convert_to_numpy(encoder(x + s * nudge)) for s in (1, -1))
        total = total + np.sum(((up.astype("float64") - down) / (2 * h)) ** 2, axis=1)
    return float(np.sqrt(total.mean()))


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    d, ops = x.shape[1], keras.ops
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(32, activation="tanh"),
                                keras.layers.Dense(code_size, activation="tanh")])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32, activation="tanh"),
                                keras.layers.Dense(d)])
    price = 0.003 if penalty else 0.0

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


# %% task="denoise" kind="wrong" breaks="the error (against clean ones)"
# target is the damaged picture itself
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
    train(encoder, decoder, damaged, damaged, steps=1200, rate=0.003, batch=32, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="at most 0.9 of that of the postcard"
# one pixel at a time and straight: the postcard itself
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Conv2D(8, 1)])
    decoder = keras.Sequential([keras.Input((16, 16, 8)), keras.layers.Conv2D(3, 1)])
    train(encoder, decoder, grey, colour, steps=800, rate=0.01, batch=32, seed=seed)
    return encoder, decoder
