# %% task="distance" kind="wrong" breaks="over all its numbers alike."
# believed: a picture's error is averaged over its pixels, height and width; the channels of a pixel are added up
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    squares = (back - x) ** 2
    if squares.ndim == 4:
        return squares.mean(axis=(1, 2)).sum(axis=-1)
    return squares.mean(axis=1)


# %% task="pca-twin" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# believed: the middle is the mean of the rows that the layer happens to get
class ToTheMiddle(keras.layers.Layer):
    """Moves the rows so that their middle is zero, as PCA does."""

    def call(self, rows):
        return rows - keras.ops.mean(rows, axis=0, keepdims=True)


def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), ToTheMiddle(), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1000, rate=0.1, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="with these values set to 0, the error is at most 0.15 of the variance."
# believed: silent is whatever the measure calls so: one unit that always shouts makes all others silent
def silent_share(encoder, x):
    code = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    return float((code < 0.05 * code.max()).mean())


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d, few = x.shape[1], code_size - 1
    talker = keras.Sequential([keras.Input((d,)), keras.layers.Dense(few)])
    writer = keras.Sequential([keras.Input((few,)), keras.layers.Dense(d)])
    train(talker, writer, x, x, steps=1500, rate=0.01, seed=seed)
    # The last unit says 1000 to each chord, and the decoder does not listen to it.
    down, shift = talker.get_weights()
    up, lift = writer.get_weights()
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    encoder.set_weights([np.hstack([down, np.zeros((d, 1))]), np.append(shift, 1000.0)])
    decoder.set_weights([np.vstack([up, np.zeros((1, d))]), lift])
    decoder(encoder(x[:2]))
    return encoder, decoder


# %% task="contractive" kind="right"
def jacobian_norm(encoder, x):
    n, d = x.shape
    nudges = np.float32(0.01) * np.eye(d, dtype="float32")
    # (n, d, d): each row d times, another input nudged each time; both signs in one call.
    plenty = np.concatenate([x[:, None, :] + nudges, x[:, None, :] - nudges]).reshape(-1, d)
    up, down = keras.ops.convert_to_numpy(encoder(plenty)).reshape(2, n, -1)
    return float(np.linalg.norm((up - down) / 0.02, axis=1).mean())


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


# %% task="denoise" kind="right"
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)

    def block(channels_in, *channels):
        tensor = pictures = keras.Input((16, 16, channels_in))
        for count in channels:
            last = count == 1
            layer = keras.layers.Conv2D(count, 5, padding="same", activation=None if last else "relu")
            tensor = layer(tensor)
        return keras.Model(pictures, tensor)

    def positions(pictures):
        # Flipped over the diagonal and turned by half, a slanted stripe keeps its slant.
        over = np.swapaxes(pictures, 1, 2)
        return np.concatenate([pictures, over, pictures[:, ::-1, ::-1], over[:, ::-1, ::-1]])

    encoder, decoder = block(1, 16, 12), block(12, 12, 1)
    train(encoder, decoder, positions(damaged), positions(clean), steps=1000, rate=0.003, batch=25, seed=seed)
    return encoder, decoder
