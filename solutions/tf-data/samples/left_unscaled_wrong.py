# /// sample
# task = "tabular"
# diagnosis = "An age or a fare is handed on as it is, in tens or in hundreds. Bring each of the two to mean 0 and standard deviation 1, as measured on the training rows."
# ///

# %% task="tabular"
def feature_model(train):
    words = {name: sorted(set(train[name].tolist())) for name in ("pclass", "sex", "embarked")}

    def features(columns):
        parts = []
        for name in ("age", "fare"):
            x = np.asarray(columns[name])
            missing = np.isnan(x)
            parts += [np.where(missing, 0, x), missing]
        for name in ("pclass", "sex", "embarked"):
            parts += [np.asarray(columns[name]) == w for w in words[name]]
        table = np.stack(parts, axis=1).astype("float32")
        return table

    return features
