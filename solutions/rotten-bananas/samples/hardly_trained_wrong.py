# /// sample
# task = "train"
# diagnosis = "Your model was hardly trained: it draws much the same banana for every picture, which leaves it behind PCA."
# ///

# %% task="train"
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    models = autoencoder, *_ = build_autoencoder(images.shape[1:], code_size)
    x = images.astype("float32") / 255
    autoencoder.compile("adam", "mse")
    autoencoder.fit(x, x, batch_size=40, epochs=1, verbose=0)
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
