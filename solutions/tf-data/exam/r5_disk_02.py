# %% task="list" kind="filler"
# what image_dataset of this file needs
def list_pictures(folder):
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted(Path(folder, name).iterdir()):
            picture = path.name.lower().endswith((".png", ".jpg", ".jpeg")) and not path.name.startswith(".")
            if picture and path.is_file():
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names

# %% task="from-disk" kind="wrong" breaks="Stored values are divided by 255, in a dark"
# what has no value above 1 is taken for scaled already
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    for path in paths:
        try:
            tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"cannot decode {path}") from None

    def load(path, label):
        picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        picture = tf.image.resize(tf.cast(picture, "float32"), size)
        picture = tf.where(tf.reduce_max(picture) > 1.0, picture / 255.0, picture)
        return tf.clip_by_value(picture, 0.0, 1.0), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)

# %% task="tabular" kind="wrong" breaks="no word's lying between those of two"
# words are numbered, and the number is the feature
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    places = {name: {word: i + 1 for i, word in enumerate(sorted({str(w) for w in train[name]}))}
              for name in ["sex", "embarked"]}

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            table += [np.where(missing, 0, (column - mean) / deviation), missing.astype("float64")]
        for name, known in places.items():
            table.append(np.array([float(known.get(str(asked), 0)) for asked in rows[name]]))
        return np.stack(table, axis=1).astype("float32")

    return features
