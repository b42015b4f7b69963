# /// sample
# task = "train"
# diagnosis = "You train on bytes from 0 to 255 where the model should live between 0 and 1; asked about numbers from 0 to 1, it sees nothing but black. Divide by 255, once, before anything else."
# ///

# %% task="train"
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    models = autoencoder, _, decoder = build_autoencoder(images.shape[1:], code_size)
    x = images.astype("float32")
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    autoencoder.compile(keras.optimizers.Adam(0.004), "mse")
    autoencoder.fit(x, x, batch_size=40, epochs=8, verbose=0)
    return models

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
