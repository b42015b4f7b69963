# %% task="two-funnels" kind="wrong" breaks="a picture gets the same code and the same drawing in any"
# batch normalisation is left in training mode for good: the code depends on the company
def build_autoencoder(shape, code_size):
    seen = keras.Input(shape)
    value = keras.layers.Flatten()(seen)
    value = keras.layers.Dense(64, use_bias=False)(value)
    value = keras.layers.BatchNormalization()(value, training=True)
    value = keras.layers.Activation("gelu")(value)
    encoder = keras.Model(seen, keras.layers.Dense(code_size)(value))
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape))),
            keras.layers.Reshape(shape),
        ]
    )
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="The same call with the same seed gives the same model"
# the seed is set when the first weights are already drawn: only the order of the batches is settled
def train_on_good(images, code_size, seed):
    x = images.astype("float32") / 255
    shape = x.shape[1:]
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
    decoder.get_layer("drawing").bias.assign(x.mean(axis=0).reshape(-1))
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    keras.utils.set_random_seed(seed)
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="here: nothing is dropped, and it learns nothing"
# calls the model in training mode: dropout drops, and batch normalisation looks at the company and moves its averages
def reconstruction_error(autoencoder, images):
    picture = images.astype("float32") / 255
    drawn = keras.ops.convert_to_numpy(autoencoder(picture, training=True))
    return ((drawn - picture) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="They are not changed."
# sorts the errors of the caller in place
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("no rate")
    errors_on_good.sort()
    above = min(int(len(errors_on_good) * false_alarm_rate), len(errors_on_good) - 1)
    return float(errors_on_good[len(errors_on_good) - 1 - above])


# %% task="detect" kind="wrong" breaks="higher than that of PCA"
# just PCA with 16 numbers: as good as that, and no better
STRAIGHT = pca(bananas(2000, seed=711), 16)


def straight_errors(images):
    x = images.astype("float32") / 255
    return ((STRAIGHT(x) - x) ** 2).mean(axis=(1, 2, 3))


STRAIGHT_LINE = float(np.quantile(straight_errors(bananas(2000, seed=712)), 0.95))


def is_rotten(images):
    errors = straight_errors(images)
    return errors, errors > STRAIGHT_LINE


# %% task="not-a-jpeg" kind="wrong" breaks="Returns the smallest number of"
# stops at the lowest quality that keeps to the error; a higher one may need fewer bytes
def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for images in (other, own):
        picture = images.astype("float32") / 255
        drawn = autoencoder.predict(picture, verbose=0)
        means.append(((drawn - picture).astype("float64") ** 2).mean())
    return float(means[0] / means[1])


def smallest_jpeg(images, error):
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            return size
    return None
