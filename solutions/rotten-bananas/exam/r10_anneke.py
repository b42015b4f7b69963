# %% task="two-funnels" kind="right"
def build_autoencoder(shape, code_size):
    """Over-careful: everything checked, everything named."""
    if len(shape) != 3:
        raise ValueError(f"shape should be (height, width, channels), got {shape}")
    height, width, channels = (int(side) for side in shape)
    code_size = int(code_size)
    if code_size < 1:
        raise ValueError(f"code_size should be at least 1, got {code_size}")
    size = height * width * channels

    pictures = keras.Input((height, width, channels), name="pictures")
    x = keras.layers.Flatten(name="flat")(pictures)
    x = keras.layers.Rescaling(2.0, offset=-1.0, name="around_zero")(x)
    x = keras.layers.Dense(64, activation="gelu", name="squeeze")(x)
    x = keras.layers.Dense(code_size, name="narrow")(x)
    encoder = keras.Model(pictures, x, name="encoder")

    codes = keras.Input((code_size,), name="codes")
    y = keras.layers.Dense(64, activation="gelu", name="spread")(codes)
    y = keras.layers.Dense(size, name="paint")(y)
    y = keras.layers.Reshape((height, width, channels), name="picture")(y)
    decoder = keras.Model(codes, y, name="decoder")

    whole = keras.Input((height, width, channels), name="whole")
    autoencoder = keras.Model(whole, decoder(encoder(whole)), name="autoencoder")
    assert autoencoder.output_shape == (None, height, width, channels)
    return autoencoder, encoder, decoder


# %% task="train" kind="filler"
# The label was `right`, but its author had trained nothing. In three gradings the error was 1.04, 0.99 and
# below 0.97 times PCA's, and the contract asks for 0.95.
import math


def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(int(seed))
    keep = np.array(images, dtype="float32") / np.float32(255)
    autoencoder, encoder, decoder = build_autoencoder(keep.shape[1:], code_size)
    # begin with the mean picture
    decoder.get_layer("paint").bias.assign(keep.mean(axis=0).reshape(-1))
    epochs, batch = 20, 32
    steps = epochs * math.ceil(len(keep) / batch)
    pace = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(pace), loss="mse")
    autoencoder.fit(keep, keep, epochs=epochs, batch_size=batch, verbose=0)
    # the pace is 0 by now: whoever trains further should not stand still
    autoencoder.compile(optimizer=keras.optimizers.Adam(0.001), loss="mse")
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
def reconstruction_error(autoencoder, images):
    images = np.asarray(images)
    if images.ndim != 4:
        raise ValueError(f"images should have four axes, got {images.shape}")
    if images.dtype != np.uint8:
        raise TypeError(f"images should be bytes, got {images.dtype}")
    picture = images.astype("float32") / np.float32(255)
    drawn = np.asarray(autoencoder.predict(picture, batch_size=64, verbose=0))
    assert drawn.shape == picture.shape, (drawn.shape, picture.shape)
    difference = drawn.astype("float64") - picture.astype("float64")
    errors = np.square(difference).mean(axis=(1, 2, 3))
    assert errors.shape == (len(images),)
    return errors


# %% task="threshold" kind="right"
def choose_threshold(errors_on_good, false_alarm_rate):
    rate = float(false_alarm_rate)
    if np.isnan(rate):
        raise ValueError("the rate is not a number")
    if rate <= 0:
        raise ValueError(f"the rate should be above 0, got {rate}")
    if rate >= 1:
        raise ValueError(f"the rate should be below 1, got {rate}")
    in_order = np.sort(np.array(errors_on_good, copy=True))
    n = len(in_order)
    alarms = int(np.floor(n * rate))
    alarms = min(max(alarms, 0), n - 1)
    return float(in_order[n - 1 - alarms])


# %% task="detect" kind="right"
_sorter, _, _ = train_on_good(bananas(2000, seed=101), 16, seed=7)
_line = choose_threshold(reconstruction_error(_sorter, bananas(1500, seed=202)), 0.05)


def is_rotten(images):
    errors = reconstruction_error(_sorter, images)
    rotten = errors > _line
    assert errors.shape == rotten.shape == (len(images),)
    return errors, rotten


# %% task="not-a-jpeg" kind="right"
def works_only_on_its_kind(autoencoder, own, other):
    error_own = reconstruction_error(autoencoder, own).mean()
    error_other = reconstruction_error(autoencoder, other).mean()
    return float(error_other / error_own)


def smallest_jpeg(images, error):
    if not error >= 0:
        raise ValueError(f"the error should be at least 0, got {error}")
    wanted = np.asarray(images).astype("float64") / 255
    best = None
    for quality in range(1, 95 + 1):
        size, back = jpeg(images, quality)
        found = np.square(back.astype("float64") / 255 - wanted).mean()
        if found <= error and (best is None or size < best):
            best = float(size)
    return best
