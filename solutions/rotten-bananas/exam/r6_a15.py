# %% task="not-a-jpeg" kind="wrong" breaks="as `jpeg` gives it, among those that keep to the error"
# Wrong: attempts are remembered by the shape and the sum of the pictures; others may have the same.
_attempts = {}


def _kind_errors(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3), dtype="float64")


def works_only_on_its_kind(autoencoder, own, other):
    return float(_kind_errors(autoencoder, other).mean() / _kind_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    key = images.shape, int(images.sum(dtype="int64"))
    if key not in _attempts:
        _attempts[key] = []
        for quality in range(1, 96):
            size, back = jpeg(images, quality)
            _attempts[key].append((size, ((back / 255 - images / 255) ** 2).mean()))
    return min((size for size, loss in _attempts[key] if loss <= error), default=None)
