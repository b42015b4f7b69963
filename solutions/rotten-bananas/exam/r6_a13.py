# %% task="threshold" kind="wrong" breaks="No two are equal, but two may be very near."
# Wrong: single precision, in which float64 errors that are very near become one.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    n = len(errors_on_good)
    ordered = np.sort(errors_on_good.astype("float32"))
    return float(ordered[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95"
# Wrong: the quality 95 is left out.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 95):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best
