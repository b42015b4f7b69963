# /// sample
# task = "raw-number"
# diagnosis = "You try rules that you know and keep the one that agrees with y: asked a question that is not on your list, you have no answer."
# ///

# %% task="raw-number"
def compare_features(X, y, seed):
    rules = {
        "raw": [lambda x: (x >= 2048).astype("int64"), lambda x: (x < 2048).astype("int64")],
        "bits": [lambda x: x % 2, lambda x: 1 - x % 2],
    }

    def best(known):
        return max(known, key=lambda rule: np.mean(rule(X) == y))

    return best(rules["raw"]), best(rules["raw"] + rules["bits"])
