# %% task="list" kind="wrong" breaks="see the comment"
def list_pictures(folder):
    # anything that Python's mimetypes call an image, also .gif; folder.iterdir's files whatever they are
    import mimetypes
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = [(str(p), i) for i, n in enumerate(names) for p in (folder / n).iterdir()
             if not p.name.startswith(".") and (mimetypes.guess_type(p.name)[0] or "") in ("image/png", "image/jpeg")]
    return [p for p, _ in pairs], [i for _, i in pairs], names

# %% task="tabular" kind="wrong" breaks="see the comment"
def feature_model(train):
    # no port = the port of most people; a word that is not there = it, too
    m = {c: np.nanmean(train[c]) for c in ("age", "fare")}
    d = {c: np.nanstd(train[c]) for c in ("age", "fare")}
    words = {c: sorted(set(train[c]) - {""}) for c in ("sex", "embarked")}
    most = {c: max(ws, key=list(train[c]).count) for c, ws in words.items()}
    def f(rows):
        cols = []
        for c in ("age", "fare"):
            gap = np.isnan(rows[c])
            cols += [np.where(gap, 0, (rows[c] - m[c]) / d[c]), gap]
        cols.append(rows["pclass"])
        for c, ws in words.items():
            col = np.array([w if w else most[c] for w in rows[c]])
            for w in ws:
                cols.append(col == w)
        return np.stack(cols, 1).astype("float32")
    return f

# %% task="faster" kind="wrong" breaks="see the comment"
def speed_up(places, read, batch):
    # the first batch is read when the dataset is made
    first = list(places.take(1).map(read))
    return places.map(read, num_parallel_calls=tf.data.AUTOTUNE).batch(batch)
