# /// sample
# task = "gaps"
# diagnosis = "Your function fills the gaps in the very array that was handed in, so that nobody can tell any more where they were."
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
        age = columns["age"]
        for row in np.flatnonzero(~known):
            t, c = columns["title"][row].item(), columns["pclass"][row].item()
            age[row] = next(self.books[key] for key in ((t, c), t, None) if key in self.books)
        return {**columns, "age": age, "age_known": known.astype("float32")}
