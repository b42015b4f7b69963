# /// sample
# task = "tabular"
# diagnosis = "The gaps have a part in your mean and spread, as if a number such as 0 or -999 had been known there. They pull both away; measure known values only."
# ///

# %% task="tabular"
def feature_model(train):
    filled = {name: np.where(np.isnan(train[name]), -999, train[name]) for name in ("age", "fare")}
    means = {name: filled[name].mean() for name in ("age", "fare")}
    spreads = {name: filled[name].std() for name in ("age", "fare")}
    words = {name: sorted(set(train[name].tolist())) for name in ("pclass", "sex", "embarked")}

    def features(columns):
        parts = []
        for name in ("age", "fare"):
            x = np.asarray(columns[name])
            missing = np.isnan(x)
            parts.append((np.where(missing, -999, x) - means[name]) / spreads[name])
        for name in ("pclass", "sex", "embarked"):
            parts += [np.asarray(columns[name]) == w for w in words[name]]
        table = np.stack(parts, axis=1).astype("float32")
        return table

    return features
