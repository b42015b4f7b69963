# /// sample
# ///

# %% task="train"
def train_on_good(images, code_size, seed):
    """No trick with the mean picture: smaller batches, and a sigmoid at the end."""
    keras.utils.set_random_seed(seed)
    shape = images.shape[1:]
    encoder = keras.Sequential([
        keras.Input(shape),
        keras.layers.Rescaling(2.0, offset=-1.0),
        keras.layers.AveragePooling2D(2),
        keras.layers.Flatten(),
        keras.layers.Dense(72, activation="gelu"),
        keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(72, activation="gelu"),
        keras.layers.Dense(int(np.prod(shape)), activation="sigmoid"),
        keras.layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([encoder, decoder])
    x = images / 255
    autoencoder.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, 945)), "mse")
    autoencoder.fit(x, x, epochs=15, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="detect"
machine = {}


def is_rotten(images):
    if not machine:
        machine["model"] = train_on_good(bananas(2000, seed=3), 12, 1)[0]
        good = reconstruction_error(machine["model"], bananas(700, seed=4))
        machine["line"] = choose_threshold(good, 0.04)
    errors = reconstruction_error(machine["model"], images)
    return errors, np.array([error > machine["line"] for error in errors])
