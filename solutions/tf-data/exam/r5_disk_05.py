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

# %% task="from-disk" kind="wrong" breaks="that size: nothing is cut off, no border is added."
# the ratio of the sides is kept, and a black border added
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    for path in paths:
        try:
            tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"cannot decode {path}") from None

    def load(path, label):
        picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        picture = tf.image.resize_with_pad(tf.cast(picture, "float32") / 255.0, size[0], size[1])
        return tf.clip_by_value(picture, 0.0, 1.0), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)

# %% task="tabular" kind="wrong" breaks="features than any number has"
# -1 stands for a missing number: an age or a fare of -1 looks the same
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64")
            column[np.isnan(column)] = -1
            table.append((column - mean) / deviation)
        for name, known in words.items():
            table += [np.array([float(str(asked) == word) for asked in rows[name]]) for word in known]
        return np.stack(table, axis=1).astype("float32")

    return features
