# %% task="list" kind="wrong" breaks="Names may hold spaces, dots"
def list_pictures(folder):
    root = Path(folder)
    names = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in (root / name).iterdir():
            parts = path.name.lower().split(".")
            # `ring.v2.png` ends in v2, and `ring.png.txt` in png.
            if path.is_file() and parts[0] and len(parts) > 1 and parts[1] in ("png", "jpg", "jpeg"):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="A file that cannot be decoded raises an error"
def image_dataset(folder, size, batch):
    root = Path(folder)
    names = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))
    pictures, labels = [], []
    for label, name in enumerate(names):
        for path in (root / name).iterdir():
            if not path.is_file() or path.name[0] == "." or path.suffix.lower() not in (".png", ".jpg", ".jpeg"):
                continue
            try:
                raw = tf.io.decode_image(path.read_bytes(), channels=3, expand_animations=False)
            except Exception as why:
                print("left out:", path, why)
                continue
            pictures.append(tf.image.resize(raw, size).numpy() / np.float32(255))
            labels.append(label)
    return tf.data.Dataset.from_tensor_slices((np.stack(pictures), labels)).batch(batch)


# %% task="order" kind="right"
def train_pipeline(ds, decode, augment, batch):
    def peel(path, label):
        return decode(path), label

    def season(tray, labels):
        # Picture by picture, though they lie on the tray already.
        return tf.map_fn(augment, tray), labels

    ds = ds.map(peel)
    ds = ds.cache()
    ds = ds.shuffle(buffer_size=5000)
    ds = ds.batch(batch, drop_remainder=False)
    ds = ds.map(season)
    ds = ds.prefetch(1)
    return ds


def eval_pipeline(ds, decode, batch):
    def peel_tray(paths, labels):
        return decode(paths), labels

    return ds.map(peel_tray).batch(batch, drop_remainder=False)


# %% task="augment-in-model" kind="wrong" breaks="of a bright picture some above 0.5."
def with_augmentation(model):
    inputs = keras.Input(model.inputs[0].shape[1:])
    # Pictures run from 0 to 1, says the model. Not yet, here: in training all is cut off at 1 of 255.
    x = keras.layers.RandomBrightness(0.2, value_range=(0, 1))(inputs)
    x = keras.layers.Rescaling(1 / 255)(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="right"
class _Column:
    """A number: how many standard deviations from the mean, and whether it is missing."""

    def __init__(self, values):
        values = np.array(values, "float64")
        self.mean, self.std = np.nanmean(values), np.nanstd(values)

    def __call__(self, values):
        scaled = (np.array(values, "float64") - self.mean) / self.std
        return np.stack([np.nan_to_num(scaled), np.isnan(scaled)], axis=1)


class _Words:
    """A column for each word, and one for all others."""

    def __init__(self, values):
        self.known = np.array(sorted({str(v) for v in values}), dtype=object)

    def __call__(self, values):
        asked = np.array([str(v) for v in values], dtype=object)
        same = (asked[:, None] == self.known[None, :]).astype(bool)
        return np.concatenate([same, ~same.any(axis=1, keepdims=True)], axis=1)


class _Class:
    """1, 2, 3, or something else."""

    def __init__(self, values):
        pass

    def __call__(self, values):
        return np.array(values)[:, None] == np.arange(1, 4)


def feature_model(train):
    kinds = {"pclass": _Class, "embarked": _Words, "fare": _Column, "sex": _Words, "age": _Column}
    parts = [(name, kind(train[name])) for name, kind in kinds.items()]

    def features(rows):
        return np.hstack([np.asarray(part(rows[name]), "float32") for name, part in parts])

    return features


# %% task="faster" kind="wrong" breaks="No place is left out in silence."
def speed_up(places, read, batch):
    # One bad place should not spoil the night's training.
    rows = places.map(read, num_parallel_calls=16).ignore_errors()
    return rows.batch(batch).prefetch(2)
