# %% task="list" kind="wrong" breaks="see the comment"
def list_pictures(folder):
    # classes sorted without regard to capitals
    folder = Path(folder)
    names = sorted((p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")), key=str.lower)
    paths, labels = [], []
    for i, name in enumerate(names):
        for p in sorted((folder / name).iterdir()):
            if p.is_file() and not p.name.startswith(".") and p.suffix.lower() in {".png", ".jpg", ".jpeg"}:
                paths.append(str(p)); labels.append(i)
    return paths, labels, names

# %% task="tabular" kind="wrong" breaks="see the comment"
def feature_model(train):
    # words in small letters: Male and male are one
    m = {c: np.nanmean(train[c]) for c in ("age", "fare")}
    d = {c: np.nanstd(train[c]) for c in ("age", "fare")}
    words = {c: sorted({w.strip().lower() for w in train[c]}) for c in ("sex", "embarked")}
    def f(rows):
        cols = []
        for c in ("age", "fare"):
            gap = np.isnan(rows[c])
            cols += [np.where(gap, 0, (rows[c] - m[c]) / d[c]), gap]
        cols.append(rows["pclass"])
        for c, ws in words.items():
            for w in ws:
                cols.append([x.strip().lower() == w for x in rows[c]])
        return np.stack(cols, 1).astype("float32")
    return f

# %% task="faster" kind="wrong" breaks="see the comment"
def speed_up(places, read, batch):
    # and mixed a little, with a buffer that takes all
    return places.map(read, num_parallel_calls=16).shuffle(10000).batch(batch).prefetch(2)
