# /// sample
# task = "tabular"
# diagnosis = "The mean of the rows that are asked about is subtracted. So a passenger's features change with those who happen to be asked about as well. Measure once, on the training rows."
# ///

# %% task="tabular"
def feature_model(train):
    words = {name: sorted(set(train[name].tolist())) for name in ("pclass", "sex", "embarked")}

    def features(columns):
        parts = []
        for name in ("age", "fare"):
            x = np.asarray(columns[name])
            missing = np.isnan(x)
            spread = max(np.nanstd(x), 1e-3) if not missing.all() else 1
            centre = np.nanmean(x) if not missing.all() else 0
            parts += [np.where(missing, 0, (x - centre) / spread), missing]
        for name in ("pclass", "sex", "embarked"):
            parts += [np.asarray(columns[name]) == w for w in words[name]]
        table = np.stack(parts, axis=1).astype("float32")
        return table

    return features
