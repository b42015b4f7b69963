# %% task="distance" kind="right"
# plain loops, row after row, added up as Python numbers
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x)))
    result = np.zeros(x.shape[0])
    for i in range(x.shape[0]):
        total, count = 0.0, 0
        for there, here in zip(back[i].flat, x[i].flat):
            gap = float(there) - float(here)
            total += gap * gap
            count += 1
        result[i] = total / count
    return result


# %% task="pca-twin" kind="right"
# functional API, the middle is moved to zero by a Normalization layer; orthogonal first weights; own fit with SGD
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    centre = keras.layers.Normalization(mean=x.mean(axis=0), variance=np.ones(d, "float32"))
    rows = keras.Input((d,))
    encoder = keras.Model(rows, keras.layers.Dense(code_size, kernel_initializer="orthogonal")(centre(rows)))
    code = keras.Input((code_size,))
    decoder = keras.Model(code, keras.layers.Dense(d, kernel_initializer="orthogonal")(code))
    whole = keras.Input((d,))
    joined = keras.Model(whole, decoder(encoder(whole)))
    for rate in (0.02, 0.004):
        joined.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
        joined.fit(x, x, epochs=25, batch_size=60, verbose=0)
    return encoder, decoder


# %% task="deep" kind="right"
# functional API, swish layers, several starts: the one with the least error on kept rows wins
def deep_pair(x, code_size, seed):
    def half(size_in, widths, size_out):
        inner = outer = keras.Input((size_in,))
        for width in widths:
            outer = keras.layers.Dense(width, activation="swish")(outer)
        return keras.Model(inner, keras.layers.Dense(size_out)(outer))

    best = None
    for attempt in range(2):
        keras.utils.set_random_seed(seed + attempt)
        pair = half(8, (40, 20), code_size), half(code_size, (20, 40), 8)
        train(*pair, x[:-60], x[:-60], steps=700, rate=0.01, seed=seed)
        left = float(np.mean((np.asarray(pair[1](pair[0](x[-60:]))) - x[-60:]) ** 2))
        if best is None or left < best[0]:
            best = left, pair
    return best[1]


# %% task="convolutional" kind="right"
# classes of my own: 4 x 4 patches to 4 numbers each (4, 4, 4); mirrored copies of the two dozen; flat code
def convolutional_pair(pictures, seed):
    class Down(keras.Model):
        def __init__(self):
            super().__init__()
            self.steps = [
                keras.layers.Conv2D(16, 4, strides=2, padding="same", activation="elu"),
                keras.layers.Conv2D(4, 4, strides=2, padding="same"),
                keras.layers.Flatten(),
            ]

        def call(self, x):
            for step in self.steps:
                x = step(x)
            return x

    class Up(keras.Model):
        def __init__(self):
            super().__init__()
            self.steps = [
                keras.layers.Reshape((4, 4, 4)),
                keras.layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="elu"),
                keras.layers.Conv2DTranspose(8, 4, strides=2, padding="same", activation="elu"),
                keras.layers.Conv2D(1, 3, padding="same"),
            ]

        def call(self, x):
            for step in self.steps:
                x = step(x)
            return x

    keras.utils.set_random_seed(seed)
    more = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures.transpose(0, 2, 1, 3)])
    encoder, decoder = Down(), Up()
    train(encoder, decoder, more, more, steps=1200, rate=0.005, batch=32, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="right"
# k-sparse: of each row only the loudest four units get through; share counted in plain loops
def silent_share(encoder, x):
    code = keras.ops.convert_to_numpy(encoder(x)).tolist()
    loudest = 0.0
    for row in code:
        for value in row:
            loudest = max(loudest, abs(value))
    quiet = count = 0
    for row in code:
        for value in row:
            count += 1
            if abs(value) < 0.05 * loudest:
                quiet += 1
    return quiet / count


def sparse_pair(x, code_size, seed):
    class Loudest(keras.layers.Layer):
        def call(self, code):
            size = keras.ops.where(code > 0, code, -code)
            loudest = keras.ops.top_k(size, 4)[0]
            bar = -keras.ops.top_k(-loudest, 1)[0]
            return keras.ops.where(size >= bar, code, 0.0)

    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(code_size),
        Loudest(),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="right"
# all nudged copies in one call; training pays for finite differences in a layer around the encoder
def jacobian_norm(encoder, x):
    n, d = x.shape
    step = 0.005
    nudges = step * np.eye(d, dtype="float32")
    many = np.concatenate([x[:, None] + nudges, x[:, None] - nudges], axis=1).reshape(-1, d)
    code = np.asarray(encoder(many)).astype("float64").reshape(n, 2, d, -1)
    slopes = (code[:, 0] - code[:, 1]) / (2 * step)
    return np.mean(np.linalg.norm(slopes.reshape(n, -1), axis=1))


def contractive_pair(x, code_size, seed, penalty):
    class Toll(keras.layers.Layer):
        def __init__(self, encoder, price):
            super().__init__()
            self.encoder = encoder
            self.price = price

        def call(self, rows):
            code = self.encoder(rows)
            total = 0.0
            for way in 0.05 * np.eye(8, dtype="float32"):
                gap = self.encoder(rows + way) - self.encoder(rows - way)
                total = total + keras.ops.mean(keras.ops.sum(gap**2, axis=-1)) / 0.01
            self.add_loss(self.price * total)
            return code

    keras.utils.set_random_seed(seed)
    rows = keras.Input((8,))
    inner = keras.layers.Dense(24, activation="tanh")(rows)
    encoder = keras.Model(rows, keras.layers.Dense(code_size, activation="tanh")(inner))
    code = keras.Input((code_size,))
    inner = keras.layers.Dense(24, activation="tanh")(code)
    decoder = keras.Model(code, keras.layers.Dense(8)(inner))
    toll = keras.Sequential([keras.Input((8,)), Toll(encoder, 0.003 if penalty else 0.0)])
    train(toll, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    encoder(x[:1]), decoder(np.zeros((1, code_size), "float32"))
    return encoder, decoder


# %% task="denoise" kind="right"
# a small U with its bridge inside the encoder; functional; mirrored pairs, each with its own target
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    a = keras.Input(damaged.shape[1:])
    wide = layers.Conv2D(16, 3, padding="same", activation="swish")(a)
    low = layers.Conv2D(24, 3, strides=2, padding="same", activation="swish")(wide)
    low = layers.Conv2D(24, 3, padding="same", activation="swish")(low)
    back = layers.Conv2DTranspose(16, 2, strides=2, padding="same", activation="swish")(low)
    encoder = keras.Model(a, layers.Concatenate()([wide, back]))
    b = keras.Input((16, 16, 32))
    h = layers.Conv2D(16, 3, padding="same", activation="swish")(b)
    decoder = keras.Model(b, layers.Conv2D(1, 3, padding="same")(h))
    turn = lambda p: np.concatenate([p, p[:, ::-1, ::-1]])
    train(encoder, decoder, turn(damaged), turn(clean), steps=700, rate=0.005, batch=24, seed=seed)
    return encoder, decoder


# %% task="colour" kind="right"
# classes of my own: a code that keeps the grey beside what was seen; a plain and a bent way of painting, added; mirrored copies
def colouring_pair(grey, colour, seed):
    class Look(keras.Model):
        def __init__(self):
            super().__init__()
            conv = keras.layers.Conv2D
            self.near = conv(16, 3, padding="same", activation="relu")
            self.down = conv(24, 4, strides=2, padding="same", activation="relu")
            self.far = conv(24, 3, padding="same", activation="relu")
            self.up = keras.layers.UpSampling2D(2)
            self.join = keras.layers.Concatenate()

        def call(self, grey):
            near = self.near(grey)
            return self.join([grey, near, self.up(self.far(self.down(near)))])

    class Paint(keras.Model):
        def __init__(self):
            super().__init__()
            self.mix = keras.layers.Conv2D(24, 3, padding="same", activation="relu")
            self.out = keras.layers.Conv2D(3, 1)
            self.plain = keras.layers.Conv2D(3, 1)

        def call(self, code):
            return self.plain(code) + self.out(self.mix(code))

    keras.utils.set_random_seed(seed)
    flip = lambda p: np.concatenate([p, p[:, :, ::-1]])
    encoder, decoder = Look(), Paint()
    train(encoder, decoder, flip(grey), flip(colour), steps=800, rate=0.004, batch=16, seed=seed)
    return encoder, decoder
