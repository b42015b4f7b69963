# %% task="list" kind="wrong" breaks="in the order of `sorted`"
import re


def list_pictures(folder):
    def human(name):
        # class 2 comes before class 10
        return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", name)]

    folder = Path(folder)
    names = [p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")]
    names.sort(key=human)
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in (folder / name).iterdir():
            if path.name.startswith(".") or not path.is_file():
                continue
            if path.suffix.lower() in {".png", ".jpg", ".jpeg"}:
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Resize in any way that leaves no value below 0 or above 1."
def image_dataset(folder, size, batch):
    paths, labels = [], []
    classes = sorted(p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    for label, place in enumerate(classes):
        for path in place.iterdir():
            if path.is_file() and path.name[0] != "." and path.suffix.lower() in (".png", ".jpg", ".jpeg"):
                paths.append(str(path))
                labels.append(label)

    def load(path):
        path = path.decode()
        try:
            raw = tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"no picture: {path}") from None
        # The finest of all ways; beside a sharp edge it swings below 0 and above 1.
        return (tf.image.resize(raw, size, method="bicubic") / 255).numpy()

    def step(path, label):
        picture = tf.numpy_function(load, [path], tf.float32)
        return tf.ensure_shape(picture, (size[0], size[1], 3)), label

    pairs = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), np.array(labels, "int64")))
    return pairs.map(step).batch(batch)


# %% task="order" kind="wrong" breaks="In each epoch each picture is augmented once, anew, by itself."
def train_pipeline(ds, decode, augment, batch):
    decoded = ds.map(lambda path, label: (decode(path), label)).cache()
    batches = decoded.shuffle(len(ds)).batch(batch)
    return batches.map(lambda pictures, labels: (augment(pictures), labels)).prefetch(tf.data.AUTOTUNE)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).cache().batch(batch)


# %% task="augment-in-model" kind="right"
from functools import reduce


def with_augmentation(model):
    inputs = keras.Input(model.inputs[0].shape[1:], dtype="uint8")
    chain = [
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip(),
        keras.layers.RandomBrightness(0.2, value_range=(0, 1)),
        model,
    ]
    return keras.Model(inputs, reduce(lambda x, layer: layer(x), chain, inputs))


# %% task="tabular" kind="wrong" breaks="and no word of `train` has these"
def feature_model(train):
    stats = {n: (np.nanmean(train[n], dtype="float64"), np.nanstd(train[n], dtype="float64")) for n in ("age", "fare")}
    # The last word needs no column: it is where none of the others is.
    known = {n: sorted(set(train[n].tolist()))[:-1] for n in ("sex", "embarked")}

    def features(rows):
        out = [np.asarray(rows["pclass"] == c) for c in (1, 2, 3)]
        for n, (mean, std) in stats.items():
            gap = np.isnan(rows[n])
            out += [(np.where(gap, mean, rows[n]) - mean) / std, gap]
        for n, words in known.items():
            out += [np.array([w == word for w in rows[n].tolist()]) for word in words]
        return np.column_stack(out).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="while nobody takes a batch, it stops reading when it is"
def speed_up(places, read, batch):
    # A thousand rows in the larder: of batches of one row these are a thousand batches.
    rows = places.map(read, num_parallel_calls=16, deterministic=False).prefetch(1000)
    return rows.batch(batch).prefetch(1)
