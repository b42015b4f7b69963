# %% task="threshold" kind="wrong" breaks="n times the rate are above it, to within one"
# Wrong: errors far out are left away as outliers before anything is counted.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    far = np.abs(errors_on_good - errors_on_good.mean()) > 3 * errors_on_good.std()
    kept = np.sort(errors_on_good[~far])
    n = len(kept)
    return float(kept[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="not-a-jpeg" kind="wrong" breaks="Returns the smallest number of bytes for each picture"
# Wrong: of the files that are good enough it takes the one nearest to the error, not the smallest.
def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    good_enough = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        loss = ((back / 255 - images / 255) ** 2).mean()
        if loss <= error:
            good_enough.append((loss, size))
    return max(good_enough)[1] if good_enough else None
