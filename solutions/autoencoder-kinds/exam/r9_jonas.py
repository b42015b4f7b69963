# %% task="distance" kind="right"
def distance(encoder, decoder, x):
    # first everything goes through both funnels
    code = encoder(x)
    back = keras.ops.convert_to_numpy(decoder(code))
    result = np.zeros(len(x))
    for i in range(len(x)):
        came_back = back[i].flatten()
        went_in = x[i].flatten()
        total = 0.0
        count = 0
        for j in range(len(went_in)):
            difference = float(came_back[j]) - float(went_in[j])
            total = total + difference * difference
            count = count + 1
        result[i] = total / count
    return result


# %% task="deep" kind="wrong" breaks="Arrays that are handed in stay as they are."
# believed: inside my function x is mine; shuffling it first is good practice and does nothing to the caller
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    np.random.default_rng(seed).shuffle(x)
    encoder = keras.Sequential([
        keras.Input((8,)), keras.layers.Dense(32, activation="tanh"), keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), keras.layers.Dense(32, activation="tanh"), keras.layers.Dense(8),
    ])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="from 0 to 1."
# believed: pictures always have to be divided by 255 before training
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    pictures = pictures / 255.0
    conv, up = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 5, strides=2, padding="same", activation="relu"),
        conv(4, 5, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        up(16, 5, strides=2, padding="same", activation="relu"),
        up(1, 5, strides=2, padding="same", activation="sigmoid"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.003, batch=24, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="zeros among them"
# believed: a nudge should be in proportion to the number that is nudged: one per cent of it
def jacobian_norm(encoder, x):
    squares = np.zeros(len(x))
    for j in range(x.shape[1]):
        up = x.copy()
        down = x.copy()
        up[:, j] = x[:, j] * np.float32(1.01)
        down[:, j] = x[:, j] * np.float32(0.99)
        width = (up[:, j] - down[:, j])[:, None]
        change = keras.ops.convert_to_numpy(encoder(up)) - keras.ops.convert_to_numpy(encoder(down))
        squares += ((change / width) ** 2).sum(axis=1)
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


# %% task="denoise" kind="wrong" breaks="each with its own target."
# believed: mirrored copies of the input are more data; the target can stay as it is
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(12, 5, padding="same", activation="relu"),
        conv(12, 5, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 12)),
        conv(12, 5, padding="same", activation="relu"),
        conv(1, 5, padding="same"),
    ])
    inputs = np.concatenate([damaged, damaged[:, :, ::-1]])
    targets = np.concatenate([clean, clean])
    train(encoder, decoder, inputs, targets, steps=900, rate=0.003, batch=25, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="error is at most 0.9 of the postcard's."
# believed: inputs and targets should both be shuffled well (overlooked: in the same order)
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 7, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        conv(16, 7, padding="same", activation="relu"),
        conv(3, 3, padding="same"),
    ])
    rng = np.random.default_rng(seed)
    inputs = rng.permutation(grey)
    targets = rng.permutation(colour)
    train(encoder, decoder, inputs, targets, steps=700, rate=0.003, batch=25, seed=seed)
    return encoder, decoder
