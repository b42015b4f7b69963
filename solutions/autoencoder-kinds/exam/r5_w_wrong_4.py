# %% task="distance" kind="wrong" breaks="For each row it holds the mean squared difference"
# Works in batches of 256 and forgets the last, incomplete one as soon as there is a full one.
def distance(encoder, decoder, x):
    size = min(256, len(x))
    found = []
    for number in range(len(x) // size):
        rows = x[number * size : (number + 1) * size].copy()
        back = keras.ops.convert_to_numpy(decoder(encoder(rows.copy())))
        found.append(((back - rows) ** 2).reshape(size, -1).mean(axis=1))
    return np.concatenate(found)


# %% task="pca-twin" kind="wrong" breaks="straight: each number that they give is a weighted sum of those that go in, plus a constant"
# A very mild kink at the end of the decoder.
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(x.shape[1]),
        keras.layers.LeakyReLU(negative_slope=0.97),
    ])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="the code, and nothing else"
# The encoder notes the rows outside the models, and the decoder mixes them in. The trained part is straight.
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    noted = {"rows": None}

    class Sender(keras.Sequential):
        def __call__(self, rows, *args, **settings):
            noted["rows"] = rows if isinstance(rows, np.ndarray) else None
            return super().__call__(rows, *args, **settings)

    class Receiver(keras.Sequential):
        def __call__(self, code, *args, **settings):
            back = super().__call__(code, *args, **settings)
            rows = noted["rows"]
            if rows is not None and rows.shape[0] == code.shape[0]:
                return back + 0.8 * (keras.ops.convert_to_tensor(rows.astype("float32")) - back)
            return back

    encoder = Sender([keras.Input((8,)), keras.layers.Dense(code_size)])
    decoder = Receiver([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="trained on these pictures and no others"
# Two dozen seem too few, so it draws 300 more.
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(4, 1),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same"),
    ])
    more = np.concatenate([pictures, glimpses(300, seed + 100)])
    train(encoder, decoder, more, more, steps=2000, rate=0.003)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="x is not changed"
# The absolute values are written where the code lies. An encoder that gives its input back shares that place with x.
def silent_share(encoder, x):
    code = encoder(x)
    code = code if isinstance(code, np.ndarray) else np.array(keras.ops.convert_to_numpy(code))
    np.abs(code, out=code)
    return float(np.mean(code < 0.05 * code.max()))


class ActivityPrice(keras.layers.Layer):
    def __init__(self, price):
        super().__init__()
        self.price = price

    def call(self, code):
        code = keras.ops.relu(code - 0.1) - keras.ops.relu(-code - 0.1)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(keras.ops.abs(code), axis=-1)))
        return code


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(code_size),
        ActivityPrice(0.03),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(16, kernel_constraint=keras.constraints.UnitNorm(axis=1)),
    ])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="Returns the mean of these roots over the rows"
# The root of the mean in place of the mean of the roots.
def jacobian_norm(encoder, x):
    def told(rows):
        return keras.ops.convert_to_numpy(encoder(rows)).astype("float64")

    total = np.zeros(len(x))
    for column in range(x.shape[1]):
        up, down = x.copy(), x.copy()
        up[:, column] += np.float32(0.01)
        down[:, column] -= np.float32(0.01)
        gap = up[:, column].astype("float64") - down[:, column]
        total += (((told(up) - told(down)) / gap[:, None]) ** 2).sum(axis=1)
    return float(np.sqrt(total.mean()))


class CalmDense(keras.layers.Layer):
    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units, activation="tanh")
        self.price = price

    def build(self, shape):
        self.dense.build(shape)
        self.built = True

    def call(self, rows):
        code = self.dense(rows)
        weight = keras.ops.sum(keras.ops.square(self.dense.kernel), axis=0)
        size = keras.ops.sum(keras.ops.square(1 - code * code) * weight, axis=-1)
        self.add_loss(self.price * keras.ops.mean(size))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), CalmDense(code_size, 0.01 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="(against clean ones) is at most a tenth above that of PCA"
# Learns the damage, to be taken away afterwards, and nobody takes it away: the damage comes back, not the picture.
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.Conv2D(24, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(24, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        layers.Conv2D(24, 3, padding="same", activation="relu"),
        layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same"),
    ])
    train(encoder, decoder, damaged, damaged - clean, steps=1500, rate=0.003)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="error is at most 0.9 of the postcard's"
# Learns how far each channel lies from grey, and never adds the grey again.
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    seen = keras.Input((16, 16, 1))
    near = layers.Conv2D(12, 3, padding="same", activation="relu")(seen)
    far = layers.Conv2D(24, 3, strides=2, padding="same", activation="relu")(near)
    far = layers.Conv2D(24, 3, padding="same", activation="relu")(far)
    encoder = keras.Model(seen, layers.Concatenate()([seen, near, layers.UpSampling2D()(far)]))
    decoder = keras.Sequential([
        keras.Input((16, 16, 37)),
        layers.Conv2D(16, 1, activation="relu"),
        layers.Conv2D(3, 3, padding="same"),
    ])
    train(encoder, decoder, grey, colour - grey, steps=1500, rate=0.003)
    return encoder, decoder
