# %% task="list" kind="wrong" breaks="for each path, in the same order, a Python int"
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths = [
        path
        for name in names
        for path in (folder / name).iterdir()
        if path.is_file() and path.name[0] != "." and path.suffix.lower() in (".png", ".jpg", ".jpeg")
    ]
    # The places of a list of names in a sorted list, all at once: each is an np.int64.
    labels = np.searchsorted(np.array(names, dtype=str), np.array([p.parent.name for p in paths], dtype=str))
    return [str(path) for path in paths], list(labels), names


# %% task="from-disk" kind="wrong" breaks="it changes no colour"
def image_dataset(folder, size, batch):
    root = Path(folder)
    names = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))
    pictures, labels = [], []
    for label, name in enumerate(names):
        for path in (root / name).iterdir():
            if not path.is_file() or path.name[0] == "." or path.suffix.lower() not in (".png", ".jpg", ".jpeg"):
                continue
            try:
                raw = tf.io.decode_image(path.read_bytes(), expand_animations=False).numpy()
            except Exception:
                raise ValueError(f"cannot read {path.name}") from None
            picture = raw / np.float32(255)
            if picture.shape[-1] in (2, 4):
                # What is transparent lies on black.
                picture = picture[..., :-1] * picture[..., -1:]
            if picture.shape[-1] == 1:
                picture = np.repeat(picture, 3, axis=-1)
            pictures.append(tf.image.resize(picture, size).numpy())
            labels.append(label)
    return tf.data.Dataset.from_tensor_slices((np.array(pictures, "float32"), labels)).batch(batch)


# %% task="order" kind="right"
def train_pipeline(ds, decode, augment, batch):
    """The larder has shelves of 32; they are emptied picture by picture before anything is mixed."""
    shelves = ds.map(lambda path, label: (decode(path), label)).batch(32).cache()
    pictures = shelves.unbatch().shuffle(5000)
    return pictures.map(lambda picture, label: (augment(picture), label)).batch(batch).prefetch(2)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).cache().batch(batch)


# %% task="augment-in-model" kind="wrong" breaks="In training each picture of a batch is changed in a way of its own"
def with_augmentation(model):
    height, width, channels = model.inputs[0].shape[1:]
    inputs = keras.Input((height, width, channels), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    # All pictures below each other are one tall picture: all get the same light, and the same flip.
    x = keras.ops.reshape(x, (1, -1, width, channels))
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(x)
    x = keras.ops.reshape(x, (-1, height, width, channels))
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="Neither `train` nor the rows that are asked about are changed."
def feature_model(train):
    scale = {
        name: (float(np.nanmean(train[name].astype("float64"))), float(np.nanstd(train[name].astype("float64"))))
        for name in ("age", "fare")
    }
    words = {name: sorted(set(train[name].tolist())) for name in ("sex", "embarked")}

    def features(rows):
        out = []
        for name, (mean, std) in scale.items():
            column = np.asarray(rows[name])
            gap = np.isnan(column)
            if gap.any():
                # asarray copies nothing: the passenger's age is filled in for good.
                column[gap] = mean
            out += [(column - mean) / std, gap]
        out.append(rows["pclass"] / 3)
        for name, known in words.items():
            asked = rows[name].tolist()
            out += [np.array([word == one for one in asked]) for word in known]
        return np.stack(out, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="Nothing is read before somebody begins to take batches."
def speed_up(places, read, batch):
    rows = places.map(read, num_parallel_calls=16)
    # What comes? Look at one row, to be sure.
    for first in places.take(1).map(read):
        assert first.dtype == tf.float32, "rows should be float32"
    return rows.batch(batch).prefetch(2)
