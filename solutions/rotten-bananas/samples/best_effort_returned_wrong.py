# /// sample
# task = "not-a-jpeg"
# diagnosis = "Where no quality is good enough you return a size all the same, that of the best quality or the last. It does not keep to the error, and nobody can tell it from an answer."
# ///

# %% task="not-a-jpeg"
def works_only_on_its_kind(autoencoder, own, other):
    a, b = (np.mean(reconstruction_error(autoencoder, x)) for x in (own, other))
    return float(b / a)


def smallest_jpeg(images, error):
    fitting = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255.0 - images / 255.0) ** 2).mean() <= error:
            fitting.append(size)
    return min(fitting) if fitting else jpeg(images, 95)[0]

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
