# %% task="list" kind="wrong" breaks="see the comment"
def list_pictures(folder):
    # only classes that have pictures
    folder = Path(folder)
    files = [p for p in folder.glob("*/*") if p.is_file() and p.suffix.lower() in (".png", ".jpg", ".jpeg")
             and not p.name.startswith(".") and not p.parent.name.startswith(".")]
    names = sorted({p.parent.name for p in files})
    return [str(p) for p in files], [names.index(p.parent.name) for p in files], names

# %% task="tabular" kind="wrong" breaks="see the comment"
def feature_model(train):
    # missing ages are filled in place: the dict that is asked about is changed
    m = {c: np.nanmean(train[c]) for c in ("age", "fare")}
    d = {c: np.nanstd(train[c]) for c in ("age", "fare")}
    words = {c: sorted(set(train[c])) for c in ("sex", "embarked")}
    def f(rows):
        cols = []
        for c in ("age", "fare"):
            gap = np.isnan(rows[c])
            rows[c][gap] = m[c]
            cols += [(rows[c] - m[c]) / d[c], gap]
        cols.append(rows["pclass"])
        for c, ws in words.items():
            for w in ws:
                cols.append(rows[c] == w)
        return np.stack(cols, 1).astype("float32")
    return f

# %% task="faster" kind="wrong" breaks="see the comment"
def speed_up(places, read, batch):
    # everything is kept ready
    return places.map(read, num_parallel_calls=16).batch(batch).prefetch(100000)
