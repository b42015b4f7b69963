# %% task="distance" kind="wrong" breaks="Keras models, or anything else that can be called"
# asks for predict, which only Keras models have: plain functions fail
def distance(encoder, decoder, x):
    back = decoder.predict(encoder.predict(x, verbose=0), verbose=0)
    return ((back - x) ** 2).reshape(len(x), -1).mean(axis=1)


# %% task="pca-twin" kind="wrong" breaks="the middle of the rows is not zero"
# layers without biases: the sheet has to go through zero
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size, use_bias=False)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d, use_bias=False)])
    train(encoder, decoder, x, x, steps=1200, rate=0.03, batch=100, seed=seed)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="Fit an autoencoder whose sheet may bend."
# many layers, but none with an activation: deep and still flat
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32), dense(16), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(16), dense(32), dense(8)])
    train(encoder, decoder, x, x, steps=1200, rate=0.005, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="Both models together have at most 6000 weights"
# counts the trainable weights only: with batch normalisation's moving means and variances there are more than 6000
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(20, 3, padding="same"), layers.BatchNormalization(momentum=0.9), layers.ReLU(),
        layers.Conv2D(14, 3, strides=2, padding="same"), layers.BatchNormalization(momentum=0.9), layers.ReLU(),
        layers.Conv2D(1, 3, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 1)),
        layers.Conv2D(14, 4, padding="same"), layers.BatchNormalization(momentum=0.9), layers.ReLU(),
        layers.Conv2DTranspose(20, 3, strides=2, padding="same"), layers.BatchNormalization(momentum=0.9), layers.ReLU(),
        layers.Conv2D(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1000, rate=0.003, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="of the largest absolute value in the whole code of x"
# compares with the loudest value of the same row
def silent_share(encoder, x):
    size = np.abs(np.asarray(encoder(x)))
    return float(np.mean(size < 0.05 * size.max(axis=1, keepdims=True)))


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


# %% task="contractive" kind="wrong" breaks="Of these take the root of the sum of squares. Returns the mean of these roots over the rows"
# first the mean over the rows, then one root
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for j in range(x.shape[1]):
        nudge = np.zeros(x.shape[1], "float32")
        nudge[j] = 0.01
        up, down = np.asarray(encoder(x + nudge)), np.asarray(encoder(x - nudge))
        total += (((up - down) / 0.02) ** 2).sum(axis=1)
    return float(np.sqrt(total.mean()))


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


# %% task="denoise" kind="wrong" breaks="The pairs alone tell what the damage is"
# makes its own damage: noise on the clean pictures; the damaged ones are never looked at, so a watermark stays
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
    many = np.concatenate([clean] * 4)
    noisy = (many + 0.2 * np.random.default_rng(seed).standard_normal(many.shape)).astype("float32")
    train(encoder, decoder, noisy, many, steps=700, rate=0.005, batch=24, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="On new pictures of the same camera the mean squared error is at most 0.9 of the postcard's."
# kernels of 1 x 1 with tanh: a postcard whose line is bent a little; no pixel sees its neighbours
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)), layers.Conv2D(6, 1, activation="tanh")])
    decoder = keras.Sequential([keras.Input((16, 16, 6)), layers.Conv2D(3, 1)])
    train(encoder, decoder, grey, colour, steps=800, rate=0.004, batch=16, seed=seed)
    return encoder, decoder
