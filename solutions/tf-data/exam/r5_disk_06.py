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

# %% task="from-disk" kind="wrong" breaks="that size: nothing is cut off"
# the ratio of the sides is kept, and what stands out is cut off
def image_dataset(folder, size, batch):
    from PIL import Image, ImageOps

    paths, labels, _ = list_pictures(folder)
    pictures = []
    for path in paths:
        try:
            stored = Image.open(path).convert("RGB")
        except Exception:
            raise ValueError(f"cannot decode {path}") from None
        pictures.append(np.asarray(ImageOps.fit(stored, (size[1], size[0]), Image.BILINEAR), "float32") / 255)
    return tf.data.Dataset.from_tensor_slices((np.stack(pictures), labels)).batch(batch)

# %% task="tabular" kind="wrong" breaks="It is called with such a dict, of any m rows"
# squeezed: a single passenger gives a vector, not a table of one row
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        table = [np.reshape(rows["pclass"], (-1, 1)).astype("float64")]
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64").reshape(-1, 1)
            missing = np.isnan(column)
            table += [np.where(missing, 0, (column - mean) / deviation), missing.astype("float64")]
        for name, known in words.items():
            table += [np.array([[float(str(asked) == word)] for asked in rows[name]]) for word in known]
        return np.stack(table, axis=1).squeeze().astype("float32")

    return features
