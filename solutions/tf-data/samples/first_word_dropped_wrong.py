# /// sample
# task = "tabular"
# diagnosis = "You leave the first word out, since the columns of a one-hot code add up to 1. With unknown words they do not: somebody whose sex nobody knows now looks exactly like the word that you left out."
# ///

# %% task="tabular"
def feature_model(train):
    rulers, words = {}, {}
    for name in ("age", "fare"):
        known = train[name][~np.isnan(train[name])]
        rulers[name] = known.mean(), known.std()
    for name in ("sex", "embarked"):
        words[name] = np.unique(train[name])[1:]

    def features(columns):
        parts = []
        for name, (mean, spread) in rulers.items():
            missing = np.isnan(columns[name])
            parts += [(np.where(missing, mean, columns[name]) - mean) / spread, missing]
        for name, known in words.items():
            parts += [columns[name] == word for word in known]
        parts += [columns["pclass"] == number for number in (1, 2, 3)]
        return np.stack(parts, axis=1).astype("float32")

    return features
