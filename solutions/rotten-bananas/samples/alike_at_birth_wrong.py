# /// sample
# task = "two-funnels"
# diagnosis = "Of the encoder that you hand back and the one in the autoencoder, or of the decoders, one is a copy with the same weights at birth. It never hears of what the other learns. Hand back the very models that the autoencoder calls."
# ///

# %% task="two-funnels"
def build_autoencoder(shape, code_size):
    encoder = keras.Sequential([
        keras.Input(shape),
        keras.layers.Rescaling(2.0, offset=-1.0),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="tanh"),
        keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(64, activation="tanh"),
        keras.layers.Dense(int(np.prod(shape)), name="picture"),
        keras.layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    twin = keras.models.clone_model(encoder)
    twin.set_weights(encoder.get_weights())
    return autoencoder, twin, decoder

# %% task="train"
# Stands on its own, whatever the funnels above are like.
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    shape = images.shape[1:]
    x = images.astype("float32") / 255
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
        keras.layers.Dense(x[0].size, bias_initializer=lambda shape, dtype: x.mean(axis=0).ravel()),
        keras.layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    falling = keras.optimizers.schedules.CosineDecay(0.004, 600)
    autoencoder.compile(keras.optimizers.Adam(falling), "mse")
    autoencoder.fit(x, x, batch_size=40, epochs=12, verbose=0)
    return autoencoder, encoder, decoder


# %% task="detect"
# Stands on its own, whatever the rest is like.
redraw = pca(bananas(1500, seed=7), 128)


def odd(images):
    x = images / np.float32(255)
    return ((redraw(x) - x) ** 2).mean(axis=(1, 2, 3))


line = np.quantile(odd(bananas(800, seed=8)), 0.95)


def is_rotten(images):
    errors = odd(images)
    return errors, errors > line
