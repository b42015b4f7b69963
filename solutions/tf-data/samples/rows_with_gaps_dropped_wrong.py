# /// sample
# task = "tabular"
# diagnosis = "You leave out passengers whose age or fare is missing. They still want an answer, and the rows that are left no longer belong to the labels."
# ///

# %% task="tabular"
def feature_model(train):
    means = {name: np.nanmean(train[name]) for name in ("age", "fare")}
    spreads = {name: np.nanstd(train[name]) for name in ("age", "fare")}
    words = {name: sorted(set(train[name].tolist())) for name in ("pclass", "sex", "embarked")}

    def features(columns):
        whole = ~(np.isnan(columns['age']) | np.isnan(columns['fare']))
        columns = {name: np.asarray(c)[whole] for name, c in columns.items()}
        parts = []
        for name in ("age", "fare"):
            x = np.asarray(columns[name])
            missing = np.isnan(x)
            parts += [np.where(missing, 0, (x - means[name]) / spreads[name]), missing]
        for name in ("pclass", "sex", "embarked"):
            parts += [np.asarray(columns[name]) == w for w in words[name]]
        table = np.stack(parts, axis=1).astype("float32")
        return table

    return features
