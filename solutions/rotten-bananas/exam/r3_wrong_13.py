# %% task="threshold" kind="wrong" breaks="Returns the threshold, a float"
def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: an array of one number is no float
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    return np.quantile(errors_on_good, [1 - false_alarm_rate], method="inverted_cdf")


# %% task="detect" kind="wrong" breaks="higher than that of PCA with 16 numbers"
# On other pictures PCA may be a little higher than PCA. The contract has since asked for 0.015 more.
_d = {}


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: it is PCA with 16 numbers, and no better
    if not _d:
        _d["way"] = pca(bananas(2000, seed=7), 16)
        _d["line"] = float(np.quantile(_d_errors(bananas(2000, seed=8)), 0.95))
    errors = _d_errors(images)
    return errors, errors > _d["line"]


# %% task="not-a-jpeg" kind="wrong" breaks="Returns the smallest number of bytes for each picture"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    # wrong: the fewest bytes of the quality that comes nearest to the error, the largest error that is allowed
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        found = ((back / 255 - images / 255) ** 2).mean()
        if found <= error and (best is None or found > best[0]):
            best = found, size
    return None if best is None else best[1]
