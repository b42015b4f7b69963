# /// sample
# task = "model"
# diagnosis = "Your model asks for the number of the body. It was written down after the ship had sunk, so nobody knows it when the prediction is needed."
# ///

# %% task="model"
class Detective:
    # Whatever is learnt stands in attributes that `table` makes when it fits, and only reads later.
    def table(self, columns, fitting=False):
        title = np.array([name.partition(", ")[2].partition(".")[0] for name in columns["name"]])
        _, ticket, count = np.unique(columns["ticket"], return_inverse=True, return_counts=True)
        age, each = columns["age"], columns["fare"] / count[ticket]
        if fitting:
            groups = {name: age[(title == name) & ~np.isnan(age)] for name in np.unique(title)}
            self.age = {name: np.median(group) for name, group in groups.items() if len(group)}
            self.middle = np.nanmedian(age), np.nanmedian(each)
        guess = np.array([self.age.get(name, self.middle[0]) for name in title])
        each = np.where(np.isnan(each), self.middle[1], each)
        women = columns["sex"] == "female"
        flags = [title == name for name in ("Mr", "Mrs", "Miss", "Master")]
        flags += [women & (columns["pclass"] == place) for place in (1, 2, 3)]
        flags += [~women & (columns["pclass"] == place) for place in (1, 2, 3)]
        flags += [columns["embarked"] == port for port in ("S", "C")]
        family = columns["sibsp"] + columns["parch"]
        flags += [np.isnan(columns["body"])]
        flags += [columns["cabin"] != "", family >= 4, count[ticket] == 1, np.isnan(age)]
        age = np.where(np.isnan(age), guess, age)
        return np.column_stack([age / 15, np.log1p(each), columns["sibsp"], columns["parch"], *flags])

    def __init__(self, passengers, y):
        self.weights = logistic(self.table(passengers, fitting=True), y)

    def predict(self, passengers):
        return probabilities(self.weights, self.table(passengers))


def fit_survival(columns, y, seed):
    # Nothing is drawn, so the seed has nothing to decide.
    return Detective(columns, y)
