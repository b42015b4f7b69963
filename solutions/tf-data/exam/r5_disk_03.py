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

# %% task="from-disk" kind="wrong" breaks="Of a grey picture all three channels are alike. A transparency channel is left out, also that of a"
# missing channels are copies of the last one, which in a grey picture with transparency is the transparency
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    pictures = []
    for path in paths:
        try:
            stored = tf.io.decode_image(Path(path).read_bytes(), expand_animations=False).numpy()
        except Exception:
            raise ValueError(f"cannot decode {path}") from None
        while stored.shape[-1] < 3:
            stored = np.concatenate([stored, stored[..., -1:]], axis=-1)
        pictures.append(np.clip(tf.image.resize(stored[..., :3], size).numpy() / 255, 0, 1).astype("float32"))
    return tf.data.Dataset.from_tensor_slices((np.stack(pictures), labels)).batch(batch)

# %% task="tabular" kind="right"
# Label corrected, was wrong: "[UNK]" is taken for unknown, as Keras's own StringLookup does. The contract now leaves that open.
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    places = {}
    for name in ["sex", "embarked"]:
        places[name] = {"[UNK]": 0}
        for word in train[name]:
            places[name].setdefault(str(word), len(places[name]))

    def features(rows):
        parts = [np.array(rows["pclass"], "float64")[:, None]]
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            parts.append(np.stack([np.where(missing, 0, (column - mean) / deviation), missing], axis=1))
        for name, known in places.items():
            index = [known.get(str(asked), known["[UNK]"]) for asked in rows[name]]
            parts.append(np.eye(len(known))[index])
        return np.concatenate(parts, axis=1).astype("float32")

    return features
