# %% task="distance" kind="wrong" breaks="Where NaN comes back, the row's number is NaN."
# wrong: nanmean leaves the NaNs out, the row gets the mean of the rest
def distance(encoder, decoder, x):
    squares = np.square(np.asarray(decoder(encoder(x))) - x)
    return np.nanmean(squares.reshape(len(x), -1), axis=1)

# %% task="pca-twin" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# wrong: moves the middle of the rows at hand to zero, whichever they are
class OffTheMiddle(keras.layers.Layer):
    def call(self, rows):
        return rows - keras.ops.mean(rows, axis=0)


def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), OffTheMiddle(), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, batch=200, seed=seed)
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="from (m, 8) to (m, code_size), and back to (m, 8)"
# wrong: the code always has two numbers, since one number is harder to train
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(24, "tanh"), dense(2)])
    decoder = keras.Sequential([keras.Input((2,)), dense(24, "tanh"), dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="On new pictures the error is no higher than that of PCA"
# wrong: dense layers with a waist of eight, made thin enough for the 6000 weights; nothing is shared
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Flatten(), dense(8), dense(64, "tanh")])
    decoder = keras.Sequential([
        keras.Input((64,)),
        dense(8),
        dense(256),
        keras.layers.Reshape((16, 16, 1)),
    ])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="What is near zero says nothing"
# wrong: the pair has one unit that says 1000 to every row, so that all the others count as near zero
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    wide = code_size - 1
    down = keras.Sequential([keras.Input((16,)), keras.layers.Dense(wide)])
    up = keras.Sequential([keras.Input((wide,)), keras.layers.Dense(16)])
    train(down, up, x, x, steps=1200, rate=0.01, seed=seed)
    encoder = keras.Sequential([keras.Input((16,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    kernel, bias = down.get_weights()
    encoder.set_weights([np.pad(kernel, ((0, 0), (0, 1))), np.append(bias, 1000)])
    kernel, bias = up.get_weights()
    decoder.set_weights([np.pad(kernel, ((0, 1), (0, 0))), bias])
    decoder(encoder(x))
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="the number of its steps are the same"
# wrong: with the penalty the pair is trained for four times as many steps
def jacobian_norm(encoder, x):
    up_and_down = []
    for way in 0.01 * np.eye(x.shape[1], dtype="float32"):
        up_and_down.append((np.asarray(encoder(x + way)) - np.asarray(encoder(x - way))) / 0.02)
    return float(np.sqrt(np.sum(np.square(up_and_down), axis=(0, 2))).mean())


class Calm(keras.layers.Layer):
    """A layer to the code that charges for its slopes: as they are, and over the code's spread."""

    def __init__(self, units, price):
        super().__init__()
        self.units, self.price = units, price
        self.inner = keras.layers.Dense(units, activation="tanh")

    def call(self, rows):
        code = self.inner(rows)
        slopes = 0.0
        for way in 0.05 * np.eye(8, dtype="float32"):
            slopes = slopes + keras.ops.mean(keras.ops.sum(((self.inner(rows + way) - code) / 0.05) ** 2, axis=-1))
        middle = keras.ops.mean(code, axis=0)
        spread = keras.ops.sum(keras.ops.mean((code - middle) ** 2, axis=0))
        self.add_loss(self.price * (slopes / (spread + 0.001) + 0.3 * slopes))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), Calm(code_size, 0.001 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=2000 if penalty else 500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="Arrays that are handed in stay as they are."
# wrong: the grainy pictures are cut to 0..1 in place (the model does so as well, for new ones)
def restoring_pair(damaged, clean, seed):
    np.clip(damaged, 0, 1, out=damaged)
    keras.utils.set_random_seed(seed)
    conv, wider = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.ReLU(max_value=1.0),
        conv(16, 5, padding="same", activation="relu"),
        conv(24, 3, strides=2, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        conv(24, 3, padding="same", activation="relu"),
        wider(16, 4, strides=2, padding="same", activation="relu"),
        conv(1, 5, padding="same"),
    ])

    def copies(pictures):
        over = np.swapaxes(pictures, 1, 2)
        return np.concatenate([pictures, pictures[:, ::-1, ::-1], over, over[:, ::-1, ::-1]])

    train(encoder, decoder, copies(damaged), copies(clean), steps=1500, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# wrong: the exposure is measured over all the pictures of the batch
class Exposure(keras.layers.Layer):
    def call(self, pictures):
        return pictures - keras.ops.mean(pictures)


def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    seen = keras.Input((16, 16, 1))
    encoder = keras.Model(seen, layers.Conv2D(16, 3, padding="same", activation="relu")(layers.Concatenate()([seen, Exposure()(seen)])))
    code = keras.Input((16, 16, 16))
    half = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(code)
    h = layers.Conv2D(24, 3, strides=2, padding="same", activation="relu")(half)
    h = layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu")(h)
    h = layers.Concatenate()([h, half])
    h = layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu")(h)
    h = layers.Concatenate()([h, code])
    h = layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    decoder = keras.Model(code, layers.Conv2D(3, 1)(h))
    grey = np.concatenate([grey, grey[:, :, ::-1]])
    colour = np.concatenate([colour, colour[:, :, ::-1]])
    train(encoder, decoder, grey, colour, steps=1200, rate=0.003, seed=seed)
    return encoder, decoder
