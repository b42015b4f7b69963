# Our own answer, cell by cell; the notebook around it is `exercises/rotten-bananas/notebook.py`.

# %% task="two-funnels"
def build_autoencoder(shape, code_size):
    # Two models, joined end to end: whatever reaches the second has been in the code.
    encoder = keras.Sequential([
        keras.Input(shape),
        keras.layers.Rescaling(1.0, offset=-0.5),
        keras.layers.AveragePooling2D(2),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="gelu"),
        keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(64, activation="gelu"),
        keras.layers.Dense(int(np.prod(shape)), name="picture"),
        keras.layers.Reshape(shape),
    ])
    return keras.Sequential([keras.Input(shape), encoder, decoder]), encoder, decoder

# %% task="train"
def train_on_good(images, code_size, seed):
    # The pictures are their own targets. The last bias starts as the mean picture, as PCA does.
    keras.utils.set_random_seed(seed)
    models = autoencoder, _, decoder = build_autoencoder(images.shape[1:], code_size)
    x = images.astype("float32") / 255
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    falling = keras.optimizers.schedules.CosineDecay(0.004, 12 * len(x) // 40)
    autoencoder.compile(keras.optimizers.Adam(falling), "mse")
    autoencoder.fit(x, x, batch_size=40, epochs=12, verbose=0)
    return models

# %% task="score"
def reconstruction_error(autoencoder, images):
    # One mean for each picture: over rows, columns and colours, never over pictures.
    x = images.astype("float32") / 255
    return ((autoencoder.predict(x, batch_size=256, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))

# %% task="threshold"
def choose_threshold(errors_on_good, false_alarm_rate):
    # The errors' own quantile: no bell, no factor found by trying.
    if not 0 < false_alarm_rate < 1:
        raise ValueError(f"`false_alarm_rate` lies between 0 and 1. Received: {false_alarm_rate}")
    return float(np.quantile(errors_on_good, 1 - false_alarm_rate))

# %% task="detect"
# Weights from some good bananas, the threshold from others; both stand before anybody asks.
detector, _, _ = train_on_good(bananas(2000, seed=1), 16, seed=0)
limit = choose_threshold(reconstruction_error(detector, bananas(1000, seed=2)), 0.05)


def is_rotten(images):
    errors = reconstruction_error(detector, images)
    return errors, errors > limit

# %% task="not-a-jpeg"
def works_only_on_its_kind(autoencoder, own, other):
    # A ratio of means, each over its own pictures.
    on_own, on_other = (np.mean(reconstruction_error(autoencoder, x)) for x in (own, other))
    return float(on_other / on_own)


def smallest_jpeg(images, error):
    # All qualities, since neither size nor error is bound to rise or fall with them.
    fitting = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if (((back / 255.0) - (images / 255.0)) ** 2).mean() <= error:
            fitting.append(size)
    return min(fitting, default=None)
