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


# %% task="train" kind="wrong" breaks="further with `fit`, all three still learn together."
# Wrong: encoder and decoder are given back as copies, to keep them safe.
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = build_autoencoder(x.shape[1:], code_size)
    decoder.get_layer("pixels").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    autoencoder.compile("adam", loss="mse")
    copies = []
    for half in (encoder, decoder):
        copy = keras.models.clone_model(half)
        copy.set_weights(half.get_weights())
        copies.append(copy)
    return autoencoder, *copies


# %% task="detect" kind="wrong" breaks="later calls train nothing"
# Wrong: it goes on learning from the pictures that it has let pass.
def _learn_good(good, code_size=16):
    keras.utils.set_random_seed(7)
    x = good.astype("float32") / 255
    model, _, decoder = build_autoencoder(x.shape[1:], code_size)
    decoder.get_layer("pixels").bias.assign(x.mean(axis=0).ravel())
    rate = keras.optimizers.schedules.CosineDecay(0.004, 20 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(rate), loss="mse")
    model.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return model


def _odd(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, batch_size=128, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))


_model = _learn_good(bananas(2000, seed=501))
_line = np.quantile(_odd(_model, bananas(1000, seed=502)), 0.95)


_model.compile(keras.optimizers.Adam(0.0005), loss="mse")


def is_rotten(images):
    errors = _odd(_model, images)
    rotten = errors > _line
    passed = images[~rotten].astype("float32") / 255
    if len(passed):
        _model.fit(passed, passed, batch_size=32, epochs=1, verbose=0)
    return errors, rotten
