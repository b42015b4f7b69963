# %% task="list" kind="wrong" breaks="Only names count"
def list_pictures(folder):
    root = Path(folder)
    names = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))

    def is_picture(path):
        named = path.suffix.lower() in (".png", ".jpg", ".jpeg") and not path.name.startswith(".")
        # What was never written to the end has 0 bytes.
        return named and path.is_file() and path.stat().st_size > 0

    found = [(str(p), n) for n, name in enumerate(names) for p in (root / name).iterdir() if is_picture(p)]
    return [p for p, _ in found], [n for _, n in found], names


# %% task="from-disk" kind="wrong" breaks="It can be gone through again and again."
def image_dataset(folder, size, batch):
    root = Path(folder)
    names = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))

    def load(path):
        try:
            raw = tf.io.decode_image(path.read_bytes(), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"cannot decode {path.name}") from None
        return tf.clip_by_value(tf.image.resize(raw, size) / 255, 0, 1)

    # One walk, made once: it is at its end after the first time.
    walk = (
        (load(path), label)
        for label, name in enumerate(names)
        for path in (root / name).iterdir()
        if path.is_file() and path.name[0] != "." and path.suffix.lower() in (".png", ".jpg", ".jpeg")
    )
    signature = (tf.TensorSpec((size[0], size[1], 3), tf.float32), tf.TensorSpec((), tf.int64))
    return tf.data.Dataset.from_generator(lambda: walk, output_signature=signature).batch(batch)


# %% task="order" kind="wrong" breaks="Each epoch has an order of its own, as random as if it were the first."
def train_pipeline(ds, decode, augment, batch):
    # Mixed well once, before the cache; then a small buffer will do, and needs little memory.
    mixed = ds.shuffle(len(ds)).map(lambda path, label: (decode(path), label)).cache()
    return (
        mixed.shuffle(2 * batch)
        .map(lambda picture, label: (augment(picture), label))
        .batch(batch)
        .prefetch(tf.data.AUTOTUNE)
    )


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(tf.data.AUTOTUNE)


# %% task="augment-in-model" kind="wrong" breaks="Predicting, it gives what `model` gives for the same pictures divided by 255"
def with_augmentation(model):
    height, width = model.inputs[0].shape[1:3]
    inputs = keras.Input((height, width, 3), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    # A border, and a random window of the old size. Predicting, RandomCrop squeezes all, border and all.
    x = keras.layers.ZeroPadding2D(1)(x)
    x = keras.layers.RandomCrop(height, width)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="right"
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        known = np.array(train[name], "float64")
        known = known[~np.isnan(known)]
        centre = known.mean()
        ruler = keras.layers.Normalization(axis=-1)
        ruler.adapt((known - centre).astype("float32").reshape(-1, 1))
        rulers[name] = centre, ruler
    shelves = {}
    for name in ["sex", "embarked"]:
        # Place 0 is for all words that are not here.
        shelves[name] = {word: place for place, word in enumerate(sorted(set(train[name].tolist())), start=1)}

    def features(rows):
        parts = []
        for name, (centre, ruler) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            filled = np.where(missing, 0.0, column - centre).astype("float32").reshape(-1, 1)
            parts.append(keras.ops.cast(ruler(filled), "float32"))
            parts.append(keras.ops.convert_to_tensor(missing.astype("float32").reshape(-1, 1)))
        grades = np.array(rows["pclass"]).astype("float32").reshape(-1, 1)
        parts.append(keras.ops.convert_to_tensor(grades))
        for name, shelf in shelves.items():
            places = np.array([shelf.get(word, 0) for word in rows[name].tolist()], "int32")
            parts.append(keras.ops.one_hot(places, len(shelf) + 1, dtype="float32"))
        return keras.ops.concatenate(parts, axis=1)

    return features


# %% task="faster" kind="wrong" breaks="most a third of the time"
def speed_up(places, read, batch):
    # One porter goes down while the other comes up.
    return places.map(read, num_parallel_calls=2, deterministic=False).batch(batch).prefetch(2)
