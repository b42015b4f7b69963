# %% task="distance" kind="wrong" breaks="the row's number is NaN."
# believed: NaN is a missing value, and a mean leaves missing values out, as pandas does
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    off = (back - x).reshape(len(x), -1) ** 2
    return np.nanmean(off, axis=1)


# %% task="deep" kind="wrong" breaks="from (m, 8) to (m, code_size)"
# believed: the ribbon bends in a plane, so its code needs two numbers, whatever code_size says
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((8,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(2),
    ])
    decoder = keras.Sequential([
        keras.Input((2,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(8),
    ])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="So in a code of zeros alone, none is."
# believed: less than and at most come to the same for real numbers
def silent_share(encoder, x):
    code = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    limit = 0.05 * np.max(code)
    silent = np.count_nonzero(code <= limit)
    return silent / code.size


class SoundPrice(keras.layers.Layer):
    """Passes a code from relu on, and charges for all that it says."""

    def __init__(self, price):
        super().__init__()
        self.price = price

    def call(self, code):
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(code, axis=1)))
        return code


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)), keras.layers.Dense(code_size, activation="relu"), SoundPrice(0.04),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="lower by at least a fifth, too, and at most 2."
# believed: a code that is ten times smaller is ten times calmer
def jacobian_norm(encoder, x):
    tell = lambda rows: np.asarray(keras.ops.convert_to_numpy(encoder(rows)), "float64")
    squares = np.zeros(len(x))
    for column in range(x.shape[1]):
        nudge = np.zeros((1, x.shape[1]), "float32")
        nudge[0, column] = 0.01
        slopes = (tell(x + nudge) - tell(x - nudge)) / 0.02
        squares += (slopes ** 2).sum(axis=1)
    return float(np.sqrt(squares).mean())


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((8,)),
        keras.layers.Dense(code_size, activation="tanh"),
        keras.layers.Rescaling(0.1 if penalty else 1.0),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder


# %% task="denoise" kind="right"
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
    # Every pair four times: as it is, turned by half, flipped over either diagonal.
    inputs, targets = [], []
    for before, after in zip(damaged, clean):
        for turn in (False, True):
            for flip in (False, True):
                pair = [before, after]
                if turn:
                    pair = [picture[::-1, ::-1] for picture in pair]
                if flip:
                    pair = [picture.transpose(1, 0, 2) for picture in pair]
                inputs.append(pair[0])
                targets.append(pair[1])
    train(encoder, decoder, np.stack(inputs), np.stack(targets), steps=900, rate=0.004, batch=25, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="What a model makes of a row does not depend on the rows beside it."
# believed: mean() without an axis is the brightness of the picture (overlooked: it is that of all pictures together)
class EvenLight(keras.layers.Layer):
    """Takes a picture's own brightness away."""

    def call(self, pictures):
        return pictures - keras.ops.mean(pictures)


def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        EvenLight(),
        conv(16, 7, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        conv(16, 7, padding="same", activation="relu"),
        conv(3, 3, padding="same"),
    ])
    train(encoder, decoder, grey, colour, steps=700, rate=0.003, batch=25, seed=seed)
    return encoder, decoder
