# %% task="distance" kind="wrong" breaks="for each row the mean squared difference"
# takes what comes back to lie in 0..1 and clips it
def distance(encoder, decoder, x):
    back = np.clip(keras.ops.convert_to_numpy(decoder(encoder(x))), 0, 1)
    return np.square(back - np.asarray(x)).mean(axis=tuple(range(1, np.ndim(x))))


# %% task="contractive" kind="wrong" breaks="with or without a penalty on the encoder's Jacobian"
# makes the decoder calm: nudges the code, not the rows
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
    price = 0.003 if penalty else 0.0

    class Joined(keras.Model):
        def __init__(self):
            super().__init__()
            self.encoder, self.decoder = encoder, decoder
            self.dice = keras.random.SeedGenerator(seed)

        def call(self, rows):
            code = self.encoder(rows)
            back = self.decoder(code)
            nudged = self.decoder(code + 0.02 * keras.random.normal((100, code_size), seed=self.dice))
            slopes = ops.mean(ops.sum(ops.square((nudged - back) / 0.02), axis=1))
            self.add_loss(price * slopes)
            return self.decoder(code)

    joined = Joined()
    joined.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.01, 1500)), "mse",
                   jit_compile=keras.config.backend() == "jax")
    rows = np.random.default_rng(seed).integers(0, len(x), 1500 * 100)
    joined.fit(x[rows], x[rows], batch_size=100, shuffle=False, verbose=0)
    return encoder, decoder
