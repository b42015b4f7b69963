# /// sample
# task = "tabular"
# diagnosis = "Your features know a port or a mean that the training rows never showed. You adapt on all passengers, or write down what you know of them. So the exam has leaked into the homework."
# ///

# %% task="tabular"
def feature_model(train):
    everybody = titanic()
    means = {name: np.nanmean(everybody[name]) for name in ("age", "fare")}
    spreads = {name: np.nanstd(everybody[name]) for name in ("age", "fare")}
    words = {name: sorted(set(everybody[name].tolist())) for name in ("pclass", "sex", "embarked")}

    def features(columns):
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
