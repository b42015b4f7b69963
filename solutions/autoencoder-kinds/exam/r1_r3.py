# %% task="contractive" kind="right"
def jacobian_norm(encoder, x):
    import tensorflow as tf
    total = []
    xt = tf.constant(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(xt)
        code = encoder(xt)
        units = [tf.reduce_sum(code[:, k]) for k in range(code.shape[1])]
    squares = sum(tf.reduce_sum(tape.gradient(u, xt) ** 2, axis=1) for u in units)
    return float(np.mean(np.sqrt(squares)))


class Half(keras.Model):
    def __init__(self, units, out):
        super().__init__()
        self.h = keras.layers.Dense(units, activation="softplus")
        self.o = keras.layers.Dense(out)

    def call(self, x):
        return self.o(self.h(x))


class Calm(keras.Model):
    """Trains both; pays for how far the code moves when the row is nudged."""
    def __init__(self, encoder, decoder, price):
        super().__init__()
        self.encoder, self.decoder, self.price = encoder, decoder, price

    def call(self, x, training=None):
        code = self.encoder(x)
        if training and self.price:
            nudge = 0.05 * keras.random.normal(keras.ops.shape(x))
            moved = (self.encoder(x + nudge) - code) / 0.05
            # relative to the code's spread, so that a smaller code is no way out
            spread = keras.ops.sum(keras.ops.var(code, axis=0)) + 1e-6
            self.add_loss(self.price * keras.ops.mean(keras.ops.sum(moved ** 2, axis=1)) / spread)
            self.add_loss(0.01 * keras.ops.square(spread - 1.0))
        return self.decoder(code)


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder, decoder = Half(32, code_size), Half(32, x.shape[1])
    both = Calm(encoder, decoder, 0.02 if penalty else 0.0)
    both.compile(keras.optimizers.Adam(0.01), "mse")
    both.fit(x, x, batch_size=50, epochs=120, verbose=0)
    return encoder, decoder


# %% task="colour" kind="right"
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder = Cleaner()
    decoder = keras.Sequential([keras.layers.Conv2D(16, 5, padding="same", dilation_rate=2, activation="relu"), keras.layers.Conv2D(3, 5, padding="same", dilation_rate=2)])
    train(encoder, decoder, grey, colour, steps=400, rate=0.005, batch=32, seed=seed)
    return encoder, decoder
