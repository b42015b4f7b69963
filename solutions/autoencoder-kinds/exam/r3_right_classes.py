# %% task="distance" kind="right"
# plain loop over the rows, with Python sums in float64
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    errors = np.empty(len(x))
    for i in range(len(x)):
        total, count = 0.0, 0
        for was, now in zip(x[i].ravel(), back[i].ravel()):
            total += (float(now) - float(was)) ** 2
            count += 1
        errors[i] = total / count
    return errors

# %% task="pca-twin" kind="right"
# subclassed models; two straight layers in a row on the way up
class StraightDown(keras.Model):
    def __init__(self, size):
        super().__init__()
        self.layer = keras.layers.Dense(size, kernel_initializer="orthogonal")

    def call(self, x):
        return self.layer(x)


class StraightUp(keras.Model):
    def __init__(self, size):
        super().__init__()
        self.first = keras.layers.Dense(size)
        self.second = keras.layers.Dense(size)

    def call(self, code):
        return self.second(self.first(code))


def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder, decoder = StraightDown(code_size), StraightUp(x.shape[1])
    train(encoder, decoder, x, x, steps=1600, rate=0.02, batch=100, seed=seed)
    return encoder, decoder

# %% task="deep" kind="right"
# functional API, silu, two hidden layers in the decoder
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    rows = keras.Input((8,))
    hidden = keras.layers.Dense(48, activation="silu")(rows)
    encoder = keras.Model(rows, keras.layers.Dense(code_size, activation="tanh")(hidden))
    code = keras.Input((code_size,))
    hidden = keras.layers.Dense(24, activation="tanh")(code)
    hidden = keras.layers.Dense(24, activation="tanh")(hidden)
    decoder = keras.Model(code, keras.layers.Dense(8)(hidden))
    train(encoder, decoder, x, x, steps=1800, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="right"
# functional API, a flat code of 64 numbers, UpSampling2D on the way back
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    picture = keras.Input((16, 16, 1))
    h = L.Conv2D(12, 3, padding="same", activation="relu")(picture)
    h = L.AveragePooling2D(2)(h)
    h = L.Conv2D(1, 3, padding="same")(h)
    encoder = keras.Model(picture, L.Flatten()(h))
    code = keras.Input((64,))
    h = L.Reshape((8, 8, 1))(code)
    h = L.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = L.UpSampling2D()(h)
    h = L.Conv2D(16, 3, padding="same", activation="relu")(h)
    h = L.Conv2D(1, 3, padding="same")(h)
    decoder = keras.Model(code, h)
    train(encoder, decoder, pictures, pictures, steps=1200, rate=0.003, batch=24, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="right"
# a layer of one's own that charges for the code
def silent_share(encoder, x):
    code = np.asarray(encoder(x), "float64")
    loudest = max(code.max(), -code.min())
    silent = 0
    for row in code:
        for value in row:
            if abs(value) < 0.05 * loudest:
                silent += 1
    return silent / code.size


class Price(keras.layers.Layer):
    def __init__(self, price):
        super().__init__()
        self.price = price

    def call(self, code):
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(keras.ops.abs(code), axis=1)))
        return code


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, "relu"),
        Price(0.03),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="right"
# all nudges in one call; the price is a finite difference along a random direction
def jacobian_norm(encoder, x):
    n, d = x.shape
    step = np.float32(2.0**-8)
    nudges = step * np.eye(d, dtype="float32")[:, None, :]
    both = np.concatenate([x[None] + nudges, x[None] - nudges]).reshape(-1, d)
    up, down = np.split(np.asarray(encoder(both)).reshape(2 * d, n, -1), 2)
    slopes = (up - down) / (2 * step)
    return np.sqrt((slopes**2).sum(axis=(0, 2))).mean()


class Calm(keras.Model):
    def __init__(self, size, price):
        super().__init__()
        self.price = price
        self.first = keras.layers.Dense(16, "tanh")
        self.second = keras.layers.Dense(size)
        self.noise = keras.layers.GaussianNoise(0.01)

    def code(self, x):
        return self.second(self.first(x))

    def call(self, x):
        code = self.code(x)
        slope = (self.code(self.noise(x, training=True)) - code) / 0.01
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(slope**2, axis=1)))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = Calm(code_size, 0.002 if penalty else 0.0)
    decoder = keras.Sequential([keras.layers.Dense(16, "tanh"), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="right"
# functional, dilated convolutions in full size; own loop with fit
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    picture = keras.Input((16, 16, 1))
    h = L.Conv2D(16, 5, padding="same", activation="relu")(picture)
    h = L.Conv2D(16, 3, padding="same", dilation_rate=2, activation="relu")(h)
    encoder = keras.Model(picture, L.Concatenate()([h, picture]))
    code = keras.Input((16, 16, 17))
    h = L.Conv2D(16, 3, padding="same", activation="relu")(code)
    decoder = keras.Model(code, L.Conv2D(1, 3, padding="same")(h))
    joined = keras.Sequential([encoder, decoder])
    joined.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.005, 600)), "mse", jit_compile=keras.config.backend() == "jax")
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, len(damaged), 600 * 25)
    joined.fit(damaged[rows], clean[rows], batch_size=25, shuffle=False, verbose=0)
    return encoder, decoder

# %% task="colour" kind="right"
# the decoder gives the grey (handed on in the code) plus a colour that the network adds
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    picture = keras.Input((16, 16, 1))
    h = L.Conv2D(16, 5, padding="same", activation="relu")(picture)
    h = L.Conv2D(16, 3, padding="same", dilation_rate=2, activation="relu")(h)
    encoder = keras.Model(picture, L.Concatenate()([picture, h]))
    code = keras.Input((16, 16, 17))
    tint = L.Conv2D(3, 3, padding="same")(L.Conv2D(16, 3, padding="same", activation="relu")(code))
    decoder = keras.Model(code, tint + code[..., :1])
    train(encoder, decoder, grey, colour, steps=600, rate=0.004, batch=25, seed=seed)
    return encoder, decoder
