# %% task="two-funnels" kind="right"
# two Sequential models, joined by a functional one; recommended layers
def build_autoencoder(shape, code_size):
    shape = tuple(int(side) for side in shape)
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape)), name="drawing"),
            keras.layers.Reshape(shape),
        ]
    )
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    return autoencoder, encoder, decoder


# %% task="train" kind="right"
# the recipe of the text: mean picture in the last bias, cosine decay, 20 epochs of batches of 32
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = build_autoencoder(x.shape[1:], code_size)
    decoder.get_layer("drawing").bias.assign(x.mean(axis=0).reshape(-1))
    epochs = 20
    steps = epochs * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=epochs, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
# vectorised NumPy on what predict gives
def reconstruction_error(autoencoder, images):
    picture = images.astype("float32") / 255
    drawn = autoencoder.predict(picture, verbose=0)
    return ((drawn.astype("float64") - picture) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="right"
# sort a copy, and take the error that has floor(n * rate) others above it
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate of false alarms lies between 0 and 1")
    falling = np.sort(errors_on_good)[::-1]
    above = min(int(len(falling) * false_alarm_rate), len(falling) - 1)
    return float(falling[above])


# %% task="detect" kind="right"
# trained in the cell, with the answers of the other tasks
DETECTOR, _, _ = train_on_good(bananas(2000, seed=1), 16, seed=0)
LINE = choose_threshold(reconstruction_error(DETECTOR, bananas(2000, seed=200)), 0.05)


def is_rotten(images):
    errors = reconstruction_error(DETECTOR, images)
    return errors, errors > LINE


# %% task="not-a-jpeg" kind="right"
# plain loop over the qualities; the ratio by means of reconstruction_error
def works_only_on_its_kind(autoencoder, own, other):
    there = reconstruction_error(autoencoder, other).mean()
    here = reconstruction_error(autoencoder, own).mean()
    return float(there / here)


def smallest_jpeg(images, error):
    smallest = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        found = ((back.astype("float64") - images.astype("float64")) ** 2).mean() / 255**2
        if found <= error and (smallest is None or size < smallest):
            smallest = size
    return smallest
