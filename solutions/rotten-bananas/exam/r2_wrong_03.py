# %% task="two-funnels" kind="wrong" breaks="what one learns, all three know, whatever their weights"
# the encoder handed back is built a second time with the same seeds: equal at birth only
def build_autoencoder(shape, code_size):
    L = keras.layers
    shape = tuple(shape)

    def make_encoder():
        seeded = keras.initializers.GlorotUniform
        return keras.Sequential([
            keras.Input(shape), L.Rescaling(2.0, offset=-1.0), L.Flatten(),
            L.Dense(64, activation="elu", kernel_initializer=seeded(seed=1)),
            L.Dense(code_size, kernel_initializer=seeded(seed=2)),
        ])

    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(64, activation="elu"),
        L.Dense(int(np.prod(shape))), L.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), make_encoder(), decoder])
    return autoencoder, make_encoder(), decoder

# %% task="train" kind="wrong" breaks="int, to seed your model with"
# the seed is ignored: the same seed gives another model each time
def _t_build(shape, code_size):
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input(shape), L.Rescaling(2.0, offset=-1.0), L.Flatten(),
        L.Dense(64, activation="gelu"), L.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(64, activation="gelu"),
        L.Dense(int(np.prod(shape)), name="picture"), L.Reshape(shape),
    ])
    pictures = keras.Input(shape)
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder


def train_on_good(images, code_size, seed):
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = _t_build(x.shape[1:], code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="score" kind="wrong" breaks="float array of shape (n,)"
# one picture gives a bare number: squeeze takes the axis of pictures, too
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return np.squeeze(((drawn - x) ** 2).mean(axis=(1, 2, 3), keepdims=True))

# %% task="threshold" kind="wrong" breaks="0 < rate < 1. Any other value raises a ValueError"
# 0 and 1 themselves are let through
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 <= false_alarm_rate <= 1:
        raise ValueError("the rate must lie between 0 and 1")
    return float(np.quantile(errors_on_good, 1 - false_alarm_rate))

# %% task="detect" kind="wrong" breaks="Train once, in this cell and not at every call"
# an autoencoder is trained anew at every call
def _d_build(shape, code_size):
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input(shape), L.Rescaling(2.0, offset=-1.0), L.Flatten(),
        L.Dense(64, activation="gelu"), L.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(64, activation="gelu"),
        L.Dense(int(np.prod(shape)), name="picture"), L.Reshape(shape),
    ])
    pictures = keras.Input(shape)
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder


def _d_train(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    model, _, decoder = _d_build(x.shape[1:], code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    rate = keras.optimizers.schedules.CosineDecay(0.004, 20 * -(-len(x) // 32))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    model.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return model


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    global _d_model
    _d_model = _d_train(bananas(2000, seed=101), 16, 0)
    _d_line = np.quantile(_d_errors(bananas(1000, seed=202)), 0.95)
    errors = _d_errors(images)
    return errors, errors > _d_line

# %% task="not-a-jpeg" kind="wrong" breaks="How many times larger the error is"
# the drawing is clipped to 0 to 1, so it is not the error of task 3
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = np.clip(autoencoder.predict(x, verbose=0), 0, 1)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    return float(_j_errors(autoencoder, other).mean() / _j_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best

