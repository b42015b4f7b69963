# %% task="distance" kind="wrong" breaks="Returns a new NumPy array"
# wrong: the result lies in a buffer that is kept; the next call with as many rows overwrites it
_room = {}


def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    answer = _room.setdefault((len(x), x.dtype.str), np.empty(len(x), x.dtype))
    np.mean(((back - x) ** 2).reshape(len(x), -1), axis=1, out=answer)
    return answer

# %% task="pca-twin" kind="right"
# right: subclassed halves of two straight layers each, trained by fit over many rounds
class Straight(keras.Model):
    def __init__(self, wide, last):
        super().__init__()
        self.wide, self.last = wide, last
        self.one = keras.layers.Dense(wide)
        self.two = keras.layers.Dense(last)

    def call(self, rows):
        return self.two(self.one(rows))


def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    width = x.shape[1]
    encoder, decoder = Straight(width, code_size), Straight(width, width)
    pair = keras.Sequential([encoder, decoder])
    slower = keras.optimizers.schedules.CosineDecay(0.01, 2000)
    pair.compile(optimizer=keras.optimizers.Adam(slower), loss="mse")
    pair.fit(x, x, batch_size=60, epochs=-(-2000 // -(-len(x) // 60)), verbose=0)
    decoder(encoder(x))
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="A second call knows nothing of the first."
# wrong: one pair for each code size is kept and trained on; the pair of an earlier call changes with it
_ready = {}


def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    if code_size not in _ready:
        _ready[code_size] = (
            keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(code_size)]),
            keras.Sequential([keras.Input((code_size,)), dense(32, "tanh"), dense(32, "tanh"), dense(8)]),
        )
    train(*_ready[code_size], x, x, steps=1800, rate=0.01, seed=seed)
    return _ready[code_size]

# %% task="convolutional" kind="wrong" breaks="at most 6000 weights"
# wrong: 5925 weights are trained, but those that batch normalisation keeps besides make it 6053
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 3, strides=2, padding="same"),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.Conv2D(16, 3, strides=2, padding="same"),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.Conv2D(4, 2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same"),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same"),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.Conv2D(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="right"
# right: counts in plain loops; the pair keeps the seven loudest units of each row
def silent_share(encoder, x):
    code = np.asarray(encoder(x)).tolist()
    loudest = max(abs(value) for row in code for value in row)
    near = sum(abs(value) < 0.05 * loudest for row in code for value in row)
    return near / (len(code) * len(code[0]))


class Loudest(keras.layers.Layer):
    """Keeps the k loudest units of each row."""

    def __init__(self, k):
        super().__init__()
        self.k = k

    def call(self, code):
        least = keras.ops.top_k(code, self.k)[0][..., -1:]
        return keras.ops.where(code < least, 0.0, code)


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16,)), keras.layers.Dense(code_size, activation="relu"), Loudest(7)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="right"
# right: a class with a helper; the pair is trained with a second output, the slopes, that has a loss of its own
def jacobian_norm(encoder, x):
    class Slopes:
        def __init__(self, model, nudge=0.02):
            self.model, self.nudge = model, nudge

        def along(self, rows, column):
            way = np.zeros(rows.shape[1], "float32")
            way[column] = self.nudge
            sides = [np.asarray(self.model(rows + sign * way), "float64") for sign in (1, -1, 2, -2)]
            return (8 * (sides[0] - sides[1]) - (sides[2] - sides[3])) / (12 * self.nudge)

    every = np.stack([Slopes(encoder).along(x, column) for column in range(x.shape[1])], axis=-1)
    return np.mean([np.sqrt((table**2).sum()) for table in every])


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(code_size, activation="tanh")])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    rows = keras.Input((8,))
    code = encoder(rows)
    slopes = [(encoder(rows + way) - code) / 0.05 for way in 0.05 * np.eye(8, dtype="float32")]
    told = keras.layers.Concatenate()([code] + slopes)

    def charge(_, told):
        code, slopes = told[:, :code_size], told[:, code_size:]
        size = keras.ops.mean(keras.ops.sum(slopes**2, axis=-1))
        return size / (keras.ops.sum(keras.ops.var(code, axis=0)) + 0.001) + 0.3 * size

    trainer = keras.Model(rows, [decoder(code), told])
    slower = keras.optimizers.schedules.CosineDecay(0.01, 1500)
    trainer.compile(
        keras.optimizers.Adam(slower),
        loss=["mse", charge],
        loss_weights=[1.0, 0.001 if penalty else 0.0],
        jit_compile=False,
    )
    drawn = x[np.random.default_rng(seed).integers(0, len(x), 1500 * 50)]
    nothing = np.zeros((len(drawn), 9 * code_size), "float32")
    trainer.fit(drawn, [drawn, nothing], batch_size=50, shuffle=False, verbose=0)
    decoder(encoder(x))
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="On new pictures with grain the error"
# wrong: 1 x 1 kernels see one pixel at a time, and so cannot tell grain from picture
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([keras.Input((16, 16, 1)), conv(16, 1, activation="relu"), conv(16, 1, activation="relu")])
    decoder = keras.Sequential([keras.Input((16, 16, 16)), conv(16, 1, activation="relu"), conv(1, 1)])
    train(encoder, decoder, damaged, clean, steps=1200, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="On new pictures of the same camera the mean squared"
# wrong: the colours are learnt as blue, green, red, the order of another library
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    seen = keras.Input((16, 16, 1))
    encoder = keras.Model(seen, layers.Conv2D(16, 3, padding="same", activation="relu")(seen))
    code = keras.Input((16, 16, 16))
    half = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(code)
    h = layers.Conv2D(24, 3, strides=2, padding="same", activation="relu")(half)
    h = layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu")(h)
    h = layers.Concatenate()([h, half])
    h = layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu")(h)
    h = layers.Concatenate()([h, code])
    h = layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    decoder = keras.Model(code, layers.Conv2D(3, 1)(h))
    train(encoder, decoder, grey, colour[..., ::-1], steps=1200, rate=0.003, seed=seed)
    return encoder, decoder
