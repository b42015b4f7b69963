# %% task="threshold" kind="wrong" breaks="n times the rate are above it, to within one"
# Wrong: for fewer than 20 errors it always gives the largest one.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    n = len(errors_on_good)
    if n < 20:
        return float(errors_on_good.max())
    return float(np.sort(errors_on_good)[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="not-a-jpeg" kind="wrong" breaks="The mean is taken over all pictures, pixels and channels together."
# Wrong: the pictures are compared in grey; errors of colour cancel out.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    sizes = []
    grey = images.mean(axis=-1) / 255
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back.mean(axis=-1) / 255 - grey) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=None)
