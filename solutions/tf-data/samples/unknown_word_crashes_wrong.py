# /// sample
# task = "tabular"
# diagnosis = "A word that your features do not know raises an error. One day somebody comes from a new port, so keep a place for the unknown."
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
            parts += [np.where(missing, 0, (x - means[name]) / spreads[name]), missing]
        for name in ("pclass", "sex", "embarked"):
            parts += list(np.eye(len(words[name]))[[words[name].index(w) if name != "pclass" else min(w, 3) - 1 for w in columns[name].tolist()]].T)
        table = np.stack(parts, axis=1).astype("float32")
        return table

    return features
