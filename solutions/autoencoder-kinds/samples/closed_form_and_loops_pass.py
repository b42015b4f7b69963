# /// sample
# ///

# %% task="distance"
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x)))
    return np.array([np.square(b - a).mean() for a, b in zip(x, back)])

# %% task="deep"
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    inputs = keras.Input((8,))
    hidden = keras.layers.Dense(48, "tanh")(inputs)
    encoder = keras.Model(inputs, keras.layers.Dense(code_size, "tanh")(hidden))
    codes = keras.Input((code_size,))
    hidden = keras.layers.Dense(48, "tanh")(codes)
    decoder = keras.Model(codes, keras.layers.Dense(8)(hidden))
    whole = keras.Model(inputs, decoder(encoder(inputs)))
    whole.compile(keras.optimizers.Adam(0.01), "mse")
    whole.fit(x, x, epochs=60, batch_size=32, verbose=0)
    return encoder, decoder

# %% task="convolutional"
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(8, 2, strides=2, activation="elu"),
        keras.layers.Conv2D(4, 2, strides=2),
        keras.layers.Flatten(),
    ])
    decoder = keras.Sequential([
        keras.Input((64,)),
        keras.layers.Reshape((4, 4, 4)),
        keras.layers.Conv2DTranspose(8, 2, strides=2, activation="elu"),
        keras.layers.Conv2DTranspose(1, 2, strides=2),
    ])
    train(encoder, decoder, pictures, pictures, steps=1000, rate=0.02, batch=12)
    return encoder, decoder

# %% task="sparse"
def silent_share(encoder, x):
    sizes = keras.ops.abs(encoder(x))
    return keras.ops.mean(keras.ops.cast(sizes < 0.05 * keras.ops.max(sizes), "float32"))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(48, "relu"),
        keras.layers.Dense(code_size, "relu"),
        keras.layers.ActivityRegularization(l1=0.03),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=600, rate=0.01)
    return encoder, decoder

# %% task="contractive"
def jacobian_norm(encoder, x):
    norms = []
    for row in x:
        columns = []
        for place in range(len(row)):
            both = np.stack([row, row])
            both[0, place] += 0.01
            both[1, place] -= 0.01
            ahead, behind = keras.ops.convert_to_numpy(encoder(both))
            columns.append((ahead - behind) / 0.02)
        norms.append(np.linalg.norm(columns))
    return np.mean(norms)


class Nudged(keras.layers.Layer):
    """Pays for how far the code moves when the row is nudged at random."""

    def __init__(self, inner, price):
        super().__init__()
        self.inner = inner
        self.price = price
        self.dice = keras.random.SeedGenerator(1)

    def call(self, x, training=False):
        code = self.inner(x)
        if training:
            nudge = 0.05 * keras.random.normal(keras.ops.shape(x), seed=self.dice)
            moved = (self.inner(x + nudge) - code) / 0.05
            self.add_loss(self.price * keras.ops.mean(keras.ops.sum(moved**2, axis=-1)))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    inner = keras.Sequential([
        keras.Input((8,)),
        keras.layers.Dense(16, "tanh"),
        keras.layers.Dense(code_size, "tanh"),
    ])
    encoder = keras.Sequential([keras.Input((8,)), Nudged(inner, 0.003 * penalty)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=400, rate=0.02)
    return encoder, decoder

# %% task="denoise"
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Conv2D(24, 8, 4, "same")])
    decoder = keras.Sequential([keras.Input((4, 4, 24)), keras.layers.Conv2DTranspose(1, 8, 4, "same")])
    whole = keras.Sequential([encoder, decoder])
    whole.compile(keras.optimizers.Adam(0.005), "mse")
    whole.fit(damaged, clean, epochs=80, batch_size=20, verbose=0)
    return encoder, decoder

# %% task="colour"
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 32)),
        keras.layers.UpSampling2D(),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.UpSampling2D(),
        keras.layers.Conv2D(3, 3, padding="same"),
    ])
    train(encoder, decoder, grey, colour, steps=500, rate=0.005, batch=20)
    return encoder, decoder
