# /// sample
# task = "tabular"
# diagnosis = "A missing number goes through as NaN, and NaN times anything is NaN: put the mean in its place, and a column beside it that says so."
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
            parts += [(x - means[name]) / spreads[name], missing]
        for name in ("pclass", "sex", "embarked"):
            parts += [np.asarray(columns[name]) == w for w in words[name]]
        table = np.stack(parts, axis=1).astype("float32")
        return table

    return features
