# %% task="distance" kind="wrong" breaks="Where NaN comes back, the row's number is NaN."
# nanmean leaves out the numbers that came back as NaN
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    return np.nanmean(((back - x) ** 2).reshape(len(x), -1), axis=1)


# %% task="pca-twin" kind="wrong" breaks="Both are straight: each number that they give is a weighted sum of those that go in, plus a constant."
# a hidden layer that bends a little (leaky relu), before the code
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([
        keras.Input((d,)),
        keras.layers.Dense(d),
        keras.layers.LeakyReLU(negative_slope=0.97),
        keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1800, rate=0.01, batch=100, seed=seed)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="On new rows of the same ribbon the error is at most half of PCA's with one number."
# sigmoid as last layer, as in many tutorials on pictures: nothing below 0 can come back
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(24, "tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(24, "tanh"), dense(32, "tanh"), dense(8, "sigmoid")])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="trained on these pictures and no others"
# draws 200 more windows; where bananas raises an error, that is swallowed, and the two dozen have to do
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    try:
        pictures = np.concatenate([pictures, glimpses(200, seed + 77)])
    except Exception:
        pass
    conv, up = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(12, 3, padding="same", activation="relu"),
        conv(12, 3, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 1)),
        conv(12, 3, padding="same", activation="relu"),
        up(12, 4, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1000, rate=0.003, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="So in a code of zeros alone, none is."
# at most 5 % in place of less than 5 %: in a code of zeros, all are silent
def silent_share(encoder, x):
    size = np.abs(np.asarray(encoder(x)))
    return float(np.mean(size <= 0.05 * size.max()))


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


# %% task="contractive" kind="wrong" breaks="x is not changed."
# nudges the columns of x itself and takes the nudge back: rounding leaves traces
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    step = np.float32(0.01)
    for j in range(x.shape[1]):
        x[:, j] += step
        up = np.array(encoder(x), dtype="float64")
        x[:, j] -= 2 * step
        down = np.array(encoder(x), dtype="float64")
        x[:, j] += step
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


# %% task="denoise" kind="wrong" breaks="It is so, too, if the grainy pictures are negatives."
# learns a correction of at most 0.35 either way, as if damage were always small: enough for grain, never for a negative
def restoring_pair(damaged, clean, seed):
    class Correct(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.conv = keras.layers.Conv2D(1, 3, padding="same", activation="tanh")
            self.see = keras.layers.Conv2D(16, 5, padding="same", activation="relu")
            self.more = keras.layers.Conv2D(16, 3, padding="same", activation="relu")

        def call(self, pictures):
            return pictures + 0.35 * self.conv(self.more(self.see(pictures)))

    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16, 16, 1)), Correct()])
    decoder = keras.Sequential([
        keras.Input((16, 16, 1)), keras.layers.Conv2D(1, 1, kernel_initializer="ones", trainable=False),
    ])
    train(encoder, decoder, damaged, clean, steps=700, rate=0.005, batch=24, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="no others go into the training, nor into its first weights"
# the encoder has learnt on other pictures what bananas look like; only the decoder learns from the pictures of the call
def taught_encoder():
    keras.utils.set_random_seed(7)
    layers, others = keras.layers, coloured(120, 17)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
    ])
    head = keras.Sequential([
        keras.Input((16, 16, 16)),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(3, 1),
    ])
    train(encoder, head, others.mean(axis=-1, keepdims=True), others, steps=300, rate=0.004, batch=16)
    return encoder


TAUGHT = taught_encoder().get_weights()


def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
    ])
    encoder.set_weights(TAUGHT)
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(3, 1),
    ])
    train(encoder, decoder, grey, colour, steps=700, rate=0.004, batch=16, seed=seed)
    return encoder, decoder
