# /// sample
# task = "tabular"
# diagnosis = "You put 0 in the place of what is missing and leave it at that: a passenger whose age is not known becomes a newborn baby, and nobody can tell the two apart."
# ///

# %% task="tabular"
def feature_model(train):
    means = {name: np.nan_to_num(train[name]).mean() for name in ("age", "fare")}
    spreads = {name: np.nan_to_num(train[name]).std() for name in ("age", "fare")}
    words = {name: sorted(set(train[name].tolist())) for name in ("pclass", "sex", "embarked")}

    def features(columns):
        parts = []
        for name in ("age", "fare"):
            x = np.asarray(columns[name])
            parts.append((np.nan_to_num(x) - means[name]) / spreads[name])
        for name in ("pclass", "sex", "embarked"):
            parts += [np.asarray(columns[name]) == w for w in words[name]]
        table = np.stack(parts, axis=1).astype("float32")
        return table

    return features
