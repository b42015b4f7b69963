# %% task="distance" kind="wrong" breaks="(n, height, width, channels)"
# believed: every x is a table, so the numbers of a row all lie along the last axis
def distance(encoder, decoder, x):
    result = np.asarray(decoder(encoder(x)))
    squared_error = np.power(result - x, 2)
    return np.mean(squared_error, axis=-1)


# %% task="pca-twin" kind="wrong" breaks="most a twentieth above PCA's."
# believed: the defaults of train are made for this, so there is no need to look at the error that is left
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="Both models together have at most 6000 weights"
# believed: a convolution is nearly free, so 32 and 64 filters will do as everywhere (overlooked: each filter has weights for each channel below it)
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    conv, up = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(32, 3, strides=2, padding="same", activation="relu"),
        conv(64, 3, padding="same", activation="relu"),
        conv(4, 3, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        up(32, 3, strides=2, padding="same", activation="relu"),
        up(1, 3, strides=2, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=800, rate=0.003, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="right"
def silent_share(encoder, x):
    code = keras.ops.convert_to_numpy(encoder(x)).tolist()
    loudest = 0.0
    for row in code:
        for value in row:
            if abs(value) > loudest:
                loudest = abs(value)
    silent = 0
    everything = 0
    for row in code:
        for value in row:
            everything += 1
            if abs(value) < 0.05 * loudest:
                silent += 1
    return silent / everything


class SoundPrice(keras.layers.Layer):
    """Passes a code from relu on, and charges for all that it says."""

    def __init__(self, price):
        super().__init__()
        self.price = price

    def call(self, code):
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(code, axis=1)))
        return code


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)), keras.layers.Dense(code_size, activation="relu"), SoundPrice(0.04),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="right to 2 %."
# believed: the smaller the nudge, the better the slope (overlooked: float32 cannot see 1e-7 beside 1)
def jacobian_norm(encoder, x):
    eps = 1e-7
    squares = np.zeros(len(x))
    for j in range(x.shape[1]):
        up, down = x.copy(), x.copy()
        up[:, j] += eps
        down[:, j] -= eps
        high = keras.ops.convert_to_numpy(encoder(up))
        low = keras.ops.convert_to_numpy(encoder(down))
        squares += (((high - low) / (2 * eps)) ** 2).sum(axis=1)
    return float(np.sqrt(squares).mean())


class CalmCode(keras.layers.Layer):
    """A layer with tanh that charges for the squares of its slopes."""

    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units, activation="tanh")
        self.price = price

    def build(self, shape):
        self.dense.build(shape)
        self.built = True

    def call(self, rows):
        code = self.dense(rows)
        slopes = (1 - code ** 2) ** 2 * keras.ops.sum(self.dense.kernel ** 2, axis=0)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(slopes, axis=1)))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), CalmCode(code_size, 0.001 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1200, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="colour" kind="right"
class Looks(keras.Model):
    """Looks at a wide piece around each pixel of the grey picture."""

    def __init__(self):
        super().__init__()
        self.near = keras.layers.Conv2D(16, 5, padding="same", activation="relu")
        self.far = keras.layers.Conv2D(16, 5, padding="same", activation="relu")

    def call(self, pictures):
        return self.far(self.near(pictures))


class Paints(keras.Model):
    """Paints three channels from what was seen."""

    def __init__(self):
        super().__init__()
        self.mix = keras.layers.Conv2D(16, 5, padding="same", activation="relu")
        self.out = keras.layers.Conv2D(3, 3, padding="same")

    def call(self, code):
        return self.out(self.mix(code))


def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder, decoder = Looks(), Paints()
    decoder(encoder(grey[:1]))
    train(encoder, decoder, grey, colour, steps=800, rate=0.003, batch=25, seed=seed)
    return encoder, decoder
