# %% task="distance" kind="wrong" breaks="the mean squared difference between decoder(encoder(x)) and x, over all its numbers alike"
# mean over the places, but the sum over the channels: right only for one channel
def distance(encoder, decoder, x):
    gap = (np.asarray(decoder(encoder(x))) - x) ** 2
    if gap.ndim == 2:
        return gap.mean(axis=1)
    return gap.mean(axis=(1, 2)).sum(axis=-1)


# %% task="pca-twin" kind="wrong" breaks="Training finds the weights; PCA's own directions are not put in."
# trains another pair for show; the directions of best_sheet, mixed and stretched, are then put into both layers
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=100, rate=0.01, seed=seed)
    middle, directions = best_sheet(x, code_size)
    mix = np.random.default_rng([seed, 8]).uniform(-1, 1, (code_size, code_size)) + 2 * np.eye(code_size)
    down, up = directions.T @ mix, np.linalg.inv(mix) @ directions
    encoder.set_weights([down.astype("float32"), (-middle @ down + 0.3).astype("float32")])
    decoder.set_weights([up.astype("float32"), (middle - 0.3 * up.sum(axis=0)).astype("float32")])
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# batch normalisation that stays in training mode: mean and variance of the rows that are asked about
def deep_pair(x, code_size, seed):
    class Steady(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.norm = keras.layers.BatchNormalization()

        def call(self, rows):
            return self.norm(rows, training=True)

    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32), Steady(), keras.layers.Activation("tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(24, "tanh"), dense(32, "tanh"), dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, batch=100, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="no others go into the training, nor into its first weights, whenever they were drawn"
# the first weights come from a training on other windows when the cell ran; the two dozen only polish them
def fresh_halves():
    conv, up = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(12, 3, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 1)),
        conv(12, 3, padding="same", activation="relu"),
        up(12, 4, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    return encoder, decoder


def warm_start():
    keras.utils.set_random_seed(1)
    windows, halves = glimpses(100, 99), fresh_halves()
    train(*halves, windows, windows, steps=600, rate=0.005, batch=24)
    return [half.get_weights() for half in halves]


WARM = warm_start()


def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    halves = fresh_halves()
    for half, weights in zip(halves, WARM):
        half.set_weights(weights)
    train(*halves, pictures, pictures, steps=500, rate=0.002, batch=24, seed=seed)
    return halves


# %% task="sparse" kind="wrong" breaks="x is not changed."
# takes the absolute values where they lie, and an encoder may hand back x itself
def silent_share(encoder, x):
    code = np.asarray(encoder(x))
    size = np.abs(code, out=code) if code.flags.writeable else np.abs(code)
    return float(np.mean(size < 0.05 * size.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16,)),
        layers.Dense(64, activation="relu"),
        layers.Dense(code_size, activation="relu", activity_regularizer=keras.regularizers.L1(0.01)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="Returns the mean of these roots over the rows"
# to be quick, looks at the first hundred rows only
def jacobian_norm(encoder, x):
    x = x[:100]
    total = np.zeros(len(x))
    for j in range(x.shape[1]):
        nudge = np.zeros(x.shape[1], "float32")
        nudge[j] = 0.01
        up, down = np.asarray(encoder(x + nudge)), np.asarray(encoder(x - nudge))
        total += (((up - down) / 0.02) ** 2).sum(axis=1)
    return float(np.sqrt(total).mean())


def contractive_pair(x, code_size, seed, penalty):
    class Calm(keras.layers.Layer):
        def __init__(self, dense, price):
            super().__init__()
            self.dense = dense
            self.price = price

        def call(self, rows):
            code = self.dense(rows)
            weights = keras.ops.sum(self.dense.kernel**2, axis=0)
            slopes = keras.ops.sum((1 - code**2) ** 2 * weights, axis=-1)
            self.add_loss(self.price * keras.ops.mean(slopes))
            return code

    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense(code_size, activation="tanh")
    encoder = keras.Sequential([keras.Input((8,)), dense])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(24, activation="tanh"), keras.layers.Dense(8)])
    priced = keras.Sequential([keras.Input((8,)), Calm(dense, 0.003 if penalty else 0.0)])
    train(priced, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    encoder(x[:1])
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="trained on these pairs and no others"
# clean windows of its own, drawn when the cell ran, with grain of its own, are trained on beside the pairs
OWN_WINDOWS = glimpses(150, 31)


def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 5, padding="same", activation="relu"),
        conv(16, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        conv(16, 3, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    inputs, targets = damaged, clean
    if 0.1 < np.std(damaged - clean) < 0.22:
        inputs = np.concatenate([damaged, grain(OWN_WINDOWS, seed + 1)])
        targets = np.concatenate([clean, OWN_WINDOWS])
    train(encoder, decoder, inputs, targets, steps=700, rate=0.005, batch=24, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# exposure: divides by the mean brightness of all pictures that are handed in together
def colouring_pair(grey, colour, seed):
    class Exposure(keras.layers.Layer):
        def call(self, rows):
            return 0.5 * rows / keras.ops.mean(rows)

    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        Exposure(),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(3, 1),
    ])
    train(encoder, decoder, grey, colour, steps=800, rate=0.004, batch=16, seed=seed)
    return encoder, decoder
