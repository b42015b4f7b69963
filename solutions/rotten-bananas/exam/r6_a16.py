# %% task="not-a-jpeg" kind="wrong" breaks="the mean error of all pictures of `other`, divided by the mean error of all pictures of `own`"
# Wrong: the ratio is rounded to two decimals, as in the example.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return round(float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean()), 2)


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best
