# /// sample
# task = "train"
# diagnosis = "Your trained autoencoder draws well, and decoder(encoder(x)) draws worse than the mean picture would. Hand back the very encoder and decoder of which this autoencoder is made. A copy, or a second call of `build_autoencoder`, has learnt nothing."
# ///

# %% task="train"
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    autoencoder, _, decoder = build_autoencoder(images.shape[1:], code_size)
    x = images.astype("float32") / 255
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    falling = keras.optimizers.schedules.CosineDecay(0.004, 600)
    autoencoder.compile(keras.optimizers.Adam(falling), "mse")
    autoencoder.fit(x, x, batch_size=40, epochs=12, verbose=0)
    _, encoder, decoder = build_autoencoder(images.shape[1:], code_size)
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
