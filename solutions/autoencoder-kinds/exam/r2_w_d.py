# %% task="distance" kind="wrong" breaks="Returns a NumPy array of shape (n,)"
# squeezes: one row gives a 0-d array
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x)))
    return np.square(back - np.asarray(x)).mean(axis=tuple(range(1, np.ndim(x)))).squeeze()


# %% task="pca-twin" kind="wrong" breaks="On new rows the error is at most a twentieth above"
# remembers the models of the first call with this shape, whatever the rows are
_twins = {}


def linear_twin(x, code_size, seed):
    if (x.shape, code_size) in _twins:
        return _twins[x.shape, code_size]
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1500, rate=0.03, batch=200, seed=seed)
    _twins[x.shape, code_size] = encoder, decoder
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="Returns the trained pair"
# with code_size 2 no training takes place
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(32, activation="tanh"),
                                keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32, activation="tanh"),
                                keras.layers.Dense(d)])
    if code_size == 1:
        train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="On new pictures the error is no higher than"
# 15 small steps: not arrived
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    c = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)),
                                c.Conv2D(16, 3, 2, padding="same", activation="gelu"),
                                c.Conv2D(4, 3, 2, padding="same")])
    decoder = keras.Sequential([keras.Input((4, 4, 4)),
                                c.Conv2DTranspose(16, 4, 2, padding="same", activation="gelu"),
                                c.Conv2DTranspose(8, 4, 2, padding="same", activation="gelu"),
                                c.Conv2D(1, 3, padding="same")])
    train(encoder, decoder, pictures, pictures, steps=15, rate=0.001, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="at least 3 in 4 of the code's values are near zero"
# penalty on the weights, linear code
def silent_share(encoder, x):
    size = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    return float(np.mean(size < 0.05 * size.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(96, activation="relu"),
                                keras.layers.Dense(code_size, kernel_regularizer=keras.regularizers.L1(0.02))])
    decoder = keras.Sequential([keras.Input((code_size,)),
                                keras.layers.Dense(d, kernel_constraint=keras.constraints.MaxNorm(2.0, axis=1))])
    train(encoder, decoder, x, x, steps=2000, rate=0.01, batch=100, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="nothing else should differ between the two"
# with the penalty the layers are wider, too
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
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(48 if penalty else 32, activation="tanh"),
                                keras.layers.Dense(code_size, activation="tanh")])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(48 if penalty else 32, activation="tanh"),
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


# %% task="denoise" kind="wrong" breaks="has the shape of damaged"
# flattened rows of 256 numbers
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
    decoder = keras.Model(code, c.Flatten()(c.Conv2D(1, 3, padding="same")(y)))
    train(encoder, decoder, damaged, clean.reshape(len(clean), -1), steps=1200, rate=0.003, batch=32, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="has the shape of colour"
# channels first: (n, 3, 16, 16)
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    c = keras.layers
    inp = keras.Input((16, 16, 1))
    a = c.Conv2D(16, 3, padding="same", activation="relu")(inp)
    b = c.Conv2D(24, 3, 2, padding="same", activation="relu")(a)
    b = c.Conv2D(24, 3, 2, padding="same", activation="relu")(b)
    b = c.UpSampling2D(4)(b)
    encoder = keras.Model(inp, c.Concatenate()([inp, a, b]))
    code = keras.Input((16, 16, 41))
    y = c.Conv2D(24, 3, padding="same", activation="relu")(code)
    decoder = keras.Model(code, c.Permute((3, 1, 2))(c.Conv2D(3, 3, padding="same")(y)))
    train(encoder, decoder, grey, colour.transpose(0, 3, 1, 2), steps=800, rate=0.003, batch=32, seed=seed)
    return encoder, decoder
