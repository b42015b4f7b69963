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


# %% task="train" kind="wrong" breaks="another seed gives another model"
# Wrong: only the last three digits of the seed matter.
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed % 1000)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = build_autoencoder(x.shape[1:], code_size)
    decoder.get_layer("pixels").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    autoencoder.compile("adam", loss="mse")
    return autoencoder, encoder, decoder


# %% task="detect" kind="wrong" breaks="AUROC for snapped ones, and for some that are turned or shifted, is at least 0.9."
# Wrong: nothing is learnt but a line: dark brown pixels are counted.
def _brown(images):
    red, green, blue = np.moveaxis(images / 255, -1, 0)
    return ((red < 0.5) & (red > 1.15 * green) & (green > 1.15 * blue)).mean(axis=(1, 2))


_brown_line = np.quantile(_brown(bananas(2000, seed=502)), 0.95)


def is_rotten(images):
    errors = _brown(images)
    return errors, errors > _brown_line
