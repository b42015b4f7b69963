# %% task="two-funnels" kind="right"
# Sequential halves with gelu, joined by the functional API
def build_autoencoder(shape, code_size):
    shape = tuple(int(side) for side in shape)
    layers = keras.layers
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            layers.Flatten(),
            layers.Rescaling(4.0, offset=-2.0),
            layers.Dense(96, activation="gelu"),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(96, activation="gelu"),
            layers.Dense(int(np.prod(shape)), name="last"),
            layers.Reshape(shape),
        ]
    )
    pictures = keras.Input(shape)
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder

# %% task="train" kind="right"
# the plain recipe of the text: mean picture first, cosine decay, 20 epochs
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = build_autoencoder(images.shape[1:], code_size)
    decoder.get_layer("last").bias.assign(x.mean(axis=0).ravel())
    schedule = keras.optimizers.schedules.CosineDecay(0.003, 22 * -(-len(x) // 25))
    autoencoder.compile(optimizer=keras.optimizers.Adam(schedule), loss="mse")
    autoencoder.fit(x, x, epochs=22, batch_size=25, verbose=0)
    return autoencoder, encoder, decoder

# %% task="score" kind="right"
# the shortest way
def reconstruction_error(autoencoder, images):
    x = images / np.float32(255)
    return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean((1, 2, 3))

# %% task="threshold" kind="right"
# the quantile
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError(f"no share between 0 and 1: {false_alarm_rate}")
    return float(np.quantile(errors_on_good, 1 - false_alarm_rate))

# %% task="detect" kind="right"
# autoencoder of task 2 with 16 numbers, the line from other good ones
detector, *_ = train_on_good(bananas(2500, seed=11), 16, seed=0)
line = choose_threshold(reconstruction_error(detector, bananas(2000, seed=12)), 0.05)


def is_rotten(images):
    errors = reconstruction_error(detector, images)
    return errors, errors > line

# %% task="not-a-jpeg" kind="right"
# straightforward, functional, with min and default
def works_only_on_its_kind(autoencoder, own, other):
    return float(reconstruction_error(autoencoder, other).mean() / reconstruction_error(autoencoder, own).mean())


def smallest_jpeg(images, error):
    tries = (jpeg(images, quality) for quality in range(1, 96))
    return min((size for size, back in tries if np.mean((back / 255 - images / 255) ** 2) <= error), default=None)
