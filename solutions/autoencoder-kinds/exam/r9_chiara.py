# %% task="distance" kind="wrong" breaks="Keras models, or anything else that can be called"
# believed: every encoder is a Keras model, and predict is how a model is asked
def distance(encoder, decoder, x):
    code = encoder.predict(x, verbose=0)
    back = decoder.predict(code, verbose=0)
    n = x.shape[0]
    return np.mean(np.square(back.reshape(n, -1) - x.reshape(n, -1)), axis=1)


# %% task="deep" kind="wrong" breaks="both code sizes."
# believed: it is the encoder that has to understand the bend; the decoder just writes the row out
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((8,)),
        keras.layers.Dense(32, activation="tanh"),
        keras.layers.Dense(16, activation="tanh"),
        keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="whole code of x."
# believed: each row is compared with its own loudest value
def silent_share(encoder, x):
    code = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    loudest = code.max(axis=1, keepdims=True)
    return float(np.mean(code < 0.05 * loudest))


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


# %% task="denoise" kind="wrong" breaks="(against clean ones)"
# believed: an autoencoder's target is its input
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
    train(encoder, decoder, damaged, damaged, steps=900, rate=0.003, batch=25, seed=seed)
    return encoder, decoder


# %% task="colour" kind="right"
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
    # each picture once more, as in a mirror, with its own colours
    inputs = np.concatenate([grey, grey[:, :, ::-1]])
    targets = np.concatenate([colour, colour[:, :, ::-1]])
    train(encoder, decoder, inputs, targets, steps=700, rate=0.003, batch=25, seed=seed)
    return encoder, decoder
