# %% task="list" kind="wrong" breaks="endings may be written in small letters, in capital letters, or in both"
def list_pictures(folder):
    small = [".png", ".jpg", ".jpeg"]
    endings = {*small, *(e.upper() for e in small), *("." + e[1:].capitalize() for e in small)}
    classes = sorted(
        (p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith(".")),
        key=lambda p: p.name,
    )
    found = [
        (str(path), label)
        for label, place in enumerate(classes)
        for path in place.iterdir()
        # .jPG is none of these
        if path.suffix in endings and path.is_file() and not path.name.startswith(".")
    ]
    return [path for path, _ in found], [label for _, label in found], [p.name for p in classes]


# %% task="from-disk" kind="wrong" breaks="nothing is cut off, no border is added"
def image_dataset(folder, size, batch):
    height, width = size
    pictures, labels = [], []
    places = sorted(p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    for label, place in enumerate(places):
        for path in place.iterdir():
            if path.name.startswith(".") or not path.is_file():
                continue
            if path.suffix.lower() not in (".png", ".jpg", ".jpeg"):
                continue
            try:
                raw = tf.io.decode_image(path.read_bytes(), channels=3, expand_animations=False)
            except Exception as why:
                raise RuntimeError(f"{path.name} is broken") from why
            # A ring should stay a ring, and not become an egg.
            pictures.append(tf.image.resize_with_pad(raw, height, width).numpy() / np.float32(255))
            labels.append(label)
    return tf.data.Dataset.from_tensor_slices((np.stack(pictures), labels)).batch(batch)


# %% task="order" kind="wrong" breaks="The next batch is made ready, the whole of it, while the last one is still in use."
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label))
    ds = ds.cache()
    ds = ds.shuffle(len(ds), reshuffle_each_iteration=True)
    ds = ds.map(lambda picture, label: (augment(picture), label))
    # One picture of the next batch is ready, not the batch.
    ds = ds.prefetch(1)
    return ds.batch(batch)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="wrong" breaks="with its weights, not with new ones or copies"
def with_augmentation(model):
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    inputs = keras.Input(model.inputs[0].shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip()(x)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    return keras.Model(inputs, twin(x))


# %% task="tabular" kind="wrong" breaks="word is another one if a single letter, capital or space differs"
def feature_model(train):
    known = {name: np.unique(train[name]) for name in ("sex", "embarked")}
    mean = {name: np.nanmean(train[name].astype("float64")) for name in ("age", "fare")}
    std = {name: np.nanstd(train[name].astype("float64")) for name in ("age", "fare")}

    def features(rows):
        parts = [rows["pclass"][:, None] == np.array([1, 2, 3])]
        for name in mean:
            gap = np.isnan(rows[name])
            parts.append(np.where(gap, 0.0, (rows[name] - mean[name]) / std[name])[:, None])
            parts.append(gap[:, None])
        for name, words in known.items():
            # Same kind of text on both sides: of <U1, "Southampton" is "S".
            asked = np.asarray(rows[name]).astype(words.dtype)
            parts.append(asked[:, None] == words[None, :])
        return np.concatenate(parts, axis=1, dtype="float32", casting="unsafe")

    return features


# %% task="faster" kind="right"
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16, deterministic=False)
    return rows.batch(batch).prefetch(2)
