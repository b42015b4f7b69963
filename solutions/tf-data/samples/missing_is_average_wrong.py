# /// sample
# task = "tabular"
# diagnosis = "A missing number has exactly the features of the mean or the median. To fill it in is well, but a further column should tell that the value was not known."
# ///

# %% task="tabular"
def feature_model(train):
    means = {name: np.nanmean(train[name]) for name in ("age", "fare")}
    spreads = {name: np.nanstd(train[name]) for name in ("age", "fare")}
    words = {name: sorted(set(train[name].tolist())) for name in ("pclass", "sex", "embarked")}

    def features(columns):
        parts = []
        for name in ("age", "fare"):
            x = np.asarray(columns[name])
            missing = np.isnan(x)
            parts.append(np.where(missing, 0, (x - means[name]) / spreads[name]))
        for name in ("pclass", "sex", "embarked"):
            parts += [np.asarray(columns[name]) == w for w in words[name]]
        table = np.stack(parts, axis=1).astype("float32")
        return table

    return features
