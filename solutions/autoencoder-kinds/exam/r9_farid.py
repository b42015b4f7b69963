# %% task="distance" kind="right"
# The label was `wrong`: x itself may come back. But `convert_to_numpy` gives a new array.
# believed: what comes back is a new array of mine; I may compute in it (overlooked: a function may give x itself back)
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x)))
    if not back.flags.writeable:
        back = back.copy()
    back -= x
    back *= back
    return back.reshape(len(back), -1).mean(axis=1)


# %% task="pca-twin" kind="wrong" breaks="PCA's own directions are not put in."
# believed: it is only the result that counts: if the sheet is PCA's, svd may find it
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    middle, directions = best_sheet(x, code_size)
    encoder.set_weights([directions.T, -middle @ directions.T])
    decoder.set_weights([directions, middle])
    decoder(encoder(x[:2]))
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="numbers for each picture, in whatever shape you like."
# believed: 64 numbers means 64 filters in the last layer of the encoder
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    conv, up = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(4, 3, strides=2, padding="same", activation="relu"),
        conv(64, 3, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 64)),
        up(4, 3, strides=2, padding="same", activation="relu"),
        up(1, 3, strides=2, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.003, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="of the largest absolute value"
# believed: the largest value of the code is code.max() (overlooked: the loudest may be negative)
def silent_share(encoder, x):
    code = keras.ops.convert_to_numpy(encoder(x))
    return float(np.mean(np.abs(code) < 0.05 * code.max()))


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


# %% task="denoise" kind="wrong" breaks="(against clean ones) is at most a tenth above that of PCA."
# believed: damage happens to each pixel by itself, so each pixel is repaired by itself
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(12, 1, padding="same", activation="relu"),
        conv(12, 1, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 12)),
        conv(12, 1, padding="same", activation="relu"),
        conv(1, 1, padding="same"),
    ])
    train(encoder, decoder, damaged, clean, steps=900, rate=0.003, batch=25, seed=seed)
    return encoder, decoder
