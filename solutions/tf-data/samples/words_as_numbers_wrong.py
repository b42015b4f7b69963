# /// sample
# task = "tabular"
# diagnosis = "You give each word one number, which says that one word lies between two others. Ports and sexes have no such order; give each word a column of its own."
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
            parts.append([words[name].index(w) + 1 if w in words[name] else 0 for w in np.asarray(columns[name]).tolist()])
        table = np.stack(parts, axis=1).astype("float32")
        return table

    return features
