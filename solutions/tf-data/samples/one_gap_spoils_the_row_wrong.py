# /// sample
# task = "tabular"
# diagnosis = "One gap wipes out what is known of another column, too. Only the features of the missing column should say that it is missing."
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
            parts += [np.asarray(columns[name]) == w for w in words[name]]
        table = np.stack(parts, axis=1).astype("float32")
        return np.where((np.isnan(columns["age"]) | np.isnan(columns["fare"]))[:, None], np.float32(-1), table)

    return features
