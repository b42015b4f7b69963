# /// sample
# task = "tabular"
# diagnosis = "An unknown word has the features of the word that `sorted` puts first. That word was left out, or unknown ones are put in its place. Keep a place for the unknown that no word has."
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
