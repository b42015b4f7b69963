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

# %% task="from-disk" kind="wrong" breaks="grey picture: it changes no colour."
# transparent pictures are laid on white paper
def image_dataset(folder, size, batch):
    from PIL import Image

    paths, labels, _ = list_pictures(folder)
    pictures = []
    for path in paths:
        try:
            stored = Image.open(path).convert("RGBA")
        except Exception:
            raise ValueError(f"cannot decode {path}") from None
        paper = Image.new("RGBA", stored.size, (255, 255, 255, 255))
        colour = Image.alpha_composite(paper, stored).convert("RGB")
        small = colour.resize((size[1], size[0]), Image.BILINEAR)
        pictures.append(np.asarray(small, "float32") / 255)
    return tf.data.Dataset.from_tensor_slices((np.stack(pictures), labels)).batch(batch)

# %% task="tabular" kind="wrong" breaks="All words that `train` lacks share the same features"
# unknown words are spread over four columns, by their letters
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column)
    places = {}
    for name in ["sex", "embarked"]:
        places[name] = {word: 4 + i for i, word in enumerate(sorted({str(w) for w in train[name]}))}

    def features(rows):
        parts = [np.array(rows["pclass"], "float64")[:, None]]
        for name, (mean, deviation) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            parts.append(np.stack([np.where(missing, 0, (column - mean) / deviation), missing], axis=1))
        for name, known in places.items():
            index = [known.get(str(asked), sum(map(ord, str(asked))) % 4) for asked in rows[name]]
            parts.append(np.eye(len(known) + 4)[index])
        return np.concatenate(parts, axis=1).astype("float32")

    return features
