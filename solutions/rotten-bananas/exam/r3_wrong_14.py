# %% task="detect" kind="wrong" breaks="and the same answer in any company, and at each call"
_d = {}


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: the line follows what it sees: each call moves it a little towards the newest pictures
    if not _d:
        _d["way"] = pca(bananas(2000, seed=7), 128)
        _d["line"] = float(np.quantile(_d_errors(bananas(2000, seed=8)), 0.95))
    errors = _d_errors(images)
    rotten = errors > _d["line"]
    _d["line"] += 0.1 * (float(np.quantile(errors, 0.95)) - _d["line"])
    return errors, rotten
