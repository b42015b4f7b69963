# %% task="detect" kind="wrong" breaks="flags about 5 in 100 good bananas"
# the line is chosen on the market's boards, where other errors are usual: hardly any alarm on these tables
_d_way = pca(bananas(2000, seed=101), 128)


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_line = np.quantile(_d_errors(bananas(1500, seed=202, scene="market")), 0.95)


def is_rotten(images):
    errors = _d_errors(images)
    return errors, errors > _d_line

# %% task="not-a-jpeg" kind="wrong" breaks="so that JPEG's long file header is paid for only once"
# each picture is stored in a file of its own and pays the header each time
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    return float(_j_errors(autoencoder, other).mean() / _j_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        stored = [jpeg(images[i : i + 1], quality) for i in range(len(images))]
        size = float(np.mean([one for one, _ in stored]))
        back = np.concatenate([picture for _, picture in stored])
        if ((images / 255 - back / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best

