# /// sample
# task = "model"
# diagnosis = "Your model adds the pairs of sex and class to the plain list, and nothing else. The title says more."
# ///

# %% task="model"
class Crossed(Plain):
    def table(self, listed):
        columns = listed
        women = columns["sex"] == "female"
        pairs = [women & (columns["pclass"] == place) for place in (1, 2, 3)]
        return np.column_stack([super().table(columns), *pairs])


def fit_survival(columns, y, seed):
    return Crossed().fit(columns, y)
