# /// sample
# task = "gaps"
# diagnosis = "The rows that are to be filled have a say in your medians. Only the fitted rows may teach."
# ///

# %% task="gaps"
class Gaps:
    def fit(self, columns):
        known = ~np.isnan(columns["age"])
        if not known.any():
            raise ValueError("no age is known")
        title, pclass, age = (columns[name][known].tolist() for name in ("title", "pclass", "age"))
        groups = {}
        for t, c, a in zip(title, pclass, age):
            for key in ((t, c), t, None):
                groups.setdefault(key, []).append(a)
        self.books = {key: float(np.median(ages)) for key, ages in groups.items()}

    def fill(self, columns):
        known = ~np.isnan(columns["age"])
        if known.any():
            self.fit(columns)
        age = columns["age"].copy()
        for row in np.flatnonzero(~known):
            t, c = columns["title"][row].item(), columns["pclass"][row].item()
            age[row] = next(self.books[key] for key in ((t, c), t, None) if key in self.books)
        return {**columns, "age": age, "age_known": known.astype("float32")}
