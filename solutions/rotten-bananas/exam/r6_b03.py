# %% task="two-funnels" kind="filler"
# Filler: three Sequential models.
def build_autoencoder(shape, code_size):
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape)), name="pixels"),
            keras.layers.Reshape(shape),
        ]
    )
    return keras.Sequential([keras.Input(shape), encoder, decoder]), encoder, decoder


# %% task="train" kind="wrong" breaks="The same call with the same seed gives the same model"
# Wrong: the seed 0 counts as no seed, so that model cannot be repeated.
def train_on_good(images, code_size, seed):
    if seed:
        keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = build_autoencoder(x.shape[1:], code_size)
    decoder.get_layer("pixels").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    autoencoder.compile("adam", loss="mse")
    return autoencoder, encoder, decoder


# %% task="detect" kind="wrong" breaks="The machine learns from good bananas only"
# Wrong: a classifier that is trained on rotten bananas as well.
def _learn_rot():
    keras.utils.set_random_seed(3)
    grades = [bananas(500, seed=510 + k, rot=k) for k in (1, 2, 3, 4)]
    x = np.concatenate([bananas(2000, seed=501), *grades]).astype("float32") / 255
    y = np.repeat([0.0, 1.0], 2000)
    model = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            keras.layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    model.compile("adam", loss=keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(x, y, epochs=12, batch_size=32, verbose=0)
    return model


_classifier = _learn_rot()


def _logit(images):
    return _classifier.predict(images.astype("float32") / 255, verbose=0)[:, 0]


_logit_line = np.quantile(_logit(bananas(1000, seed=502)), 0.95)


def is_rotten(images):
    errors = _logit(images)
    return errors, errors > _logit_line
