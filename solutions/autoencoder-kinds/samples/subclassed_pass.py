# /// sample
# ///

# %% task="distance"
def distance(encoder, decoder, x):
    out = []
    back = decoder(encoder(x))
    for a, b in zip(np.asarray(back), x):
        out.append(np.mean((a - b) ** 2))
    return np.array(out)

# %% task="pca-twin"
class Straight(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.dense = keras.layers.Dense(units)

    def call(self, x):
        return self.dense(x)


def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder, decoder = Straight(code_size), Straight(x.shape[1])
    train(encoder, decoder, x, x, steps=1500, rate=0.03, seed=seed)
    return encoder, decoder

# %% task="deep"
class Bent(keras.Model):
    def __init__(self, *units, **kwargs):
        super().__init__(**kwargs)
        self.hidden = [keras.layers.Dense(u, activation="silu") for u in units[:-1]]
        self.last = keras.layers.Dense(units[-1])

    def call(self, x):
        for layer in self.hidden:
            x = layer(x)
        return self.last(x)


def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder, decoder = Bent(40, 40, code_size), Bent(40, 40, x.shape[1])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="convolutional"
class ConvDown(keras.Model):
    def __init__(self):
        super().__init__()
        self.a = keras.layers.Conv2D(16, 4, strides=2, padding="same", activation="gelu")
        self.b = keras.layers.Conv2D(4, 4, strides=2, padding="same")

    def call(self, x):
        return self.b(self.a(x))


class ConvUp(keras.Model):
    def __init__(self):
        super().__init__()
        self.a = keras.layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="gelu")
        self.b = keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same")

    def call(self, x):
        return self.b(self.a(x))


def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    encoder, decoder = ConvDown(), ConvUp()
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.003, batch=24, seed=seed)
    return encoder, decoder

# %% task="sparse"
def silent_share(encoder, x):
    code = np.abs(np.array(encoder(x)))
    silent = 0
    for row in code:
        for value in row:
            if value < 0.05 * code.max():
                silent += 1
    return silent / code.size


class TopK(keras.layers.Layer):
    """Keep the k loudest units of each row (Makhzani and Frey's k-sparse autoencoder)."""
    def __init__(self, k, **kwargs):
        super().__init__(**kwargs)
        self.k = k

    def call(self, x):
        kth = keras.ops.top_k(keras.ops.abs(x), self.k)[0][:, -1:]
        return keras.ops.where(keras.ops.abs(x) >= kth, x, 0.0)


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(code_size), TopK(5)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive"
def jacobian_norm(encoder, x):
    nudges = 0.01 * np.eye(x.shape[1], dtype="float32")
    sides = [[np.asarray(encoder(x + way * nudge)) for nudge in nudges] for way in (1, -1)]
    slopes = (np.array(sides[0]) - np.array(sides[1])) / 0.02
    return np.sqrt((slopes**2).sum(axis=(0, 2))).mean()


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

# %% task="denoise"
class Cleaner(keras.Model):
    def __init__(self):
        super().__init__()
        self.convs = [keras.layers.Conv2D(16, 5, padding="same", activation="relu") for _ in range(2)]

    def call(self, x):
        for c in self.convs:
            x = c(x)
        return x


def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    encoder = Cleaner()
    decoder = keras.Sequential([keras.layers.Conv2D(16, 3, padding="same", activation="relu"), keras.layers.Conv2D(1, 3, padding="same")])
    train(encoder, decoder, damaged, clean, steps=400, rate=0.005, batch=32, seed=seed)
    return encoder, decoder

# %% task="colour"
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder = Cleaner()
    decoder = keras.Sequential([keras.layers.Conv2D(16, 5, padding="same", dilation_rate=2, activation="relu"), keras.layers.Conv2D(3, 5, padding="same", dilation_rate=2)])
    train(encoder, decoder, grey, colour, steps=1000, rate=0.005, batch=32, seed=seed)
    return encoder, decoder
