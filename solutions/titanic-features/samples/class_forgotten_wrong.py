# /// sample
# task = "gaps"
# diagnosis = "Your gaps get the median of their title in all classes. In first class a Mr was older than in third."
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
        age = columns["age"].copy()
        for row in np.flatnonzero(~known):
            t, _c = columns["title"][row].item(), columns["pclass"][row].item()
            age[row] = self.books.get(t, self.books[None])
        return {**columns, "age": age, "age_known": known.astype("float32")}
