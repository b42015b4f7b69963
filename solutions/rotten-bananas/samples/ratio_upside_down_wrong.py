# /// sample
# task = "not-a-jpeg"
# diagnosis = "You divide the other way round: asked is how many times larger the error is on the others."
# ///

# %% task="not-a-jpeg"
def works_only_on_its_kind(autoencoder, own, other):
    a, b = (np.mean(reconstruction_error(autoencoder, x)) for x in (own, other))
    return float(a / b)


def smallest_jpeg(images, error):
    fitting = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255.0 - images / 255.0) ** 2).mean() <= error:
            fitting.append(size)
    return min(fitting) if fitting else None

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
