# %% task="list" kind="wrong" breaks="class, even without a picture, unless its name begins with a dot."
# believed: the classes are those of the pictures that were found
import os


def list_pictures(folder):
    found = []
    for kind in os.listdir(folder):
        place = os.path.join(folder, kind)
        if kind.startswith(".") or not os.path.isdir(place):
            continue
        for file in os.listdir(place):
            path = os.path.join(place, file)
            if file.startswith(".") or not os.path.isfile(path):
                continue
            if file.lower().endswith((".png", ".jpg", ".jpeg")):
                found.append((path, kind))
    names = sorted({kind for _, kind in found})
    return [path for path, _ in found], [names.index(kind) for _, kind in found], names


# %% task="from-disk" kind="wrong" breaks="It can be gone through again and again."
# believed: a zip can be walked through as often as a list
def image_dataset(folder, size, batch):
    height, width = size
    root = Path(folder)
    kinds = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, kind in enumerate(kinds):
        for path in sorted((root / kind).iterdir()):
            good = path.name.lower().endswith((".png", ".jpg", ".jpeg"))
            if good and path.is_file() and not path.name.startswith("."):
                paths.append(path)
                labels.append(label)
    pairs = zip(paths, labels)

    def stream():
        for path, label in pairs:
            try:
                picture = tf.io.decode_image(path.read_bytes(), channels=3, expand_animations=False)
            except Exception:
                raise ValueError(f"{path.name} is no picture") from None
            yield (tf.image.resize(picture, (height, width)) / 255).numpy(), label

    signature = (tf.TensorSpec((height, width, 3), tf.float32), tf.TensorSpec((), tf.int64))
    return tf.data.Dataset.from_generator(stream, output_signature=signature).batch(batch)


# %% task="order" kind="wrong" breaks="other pictures share a batch"
# believed: it is all the same whether pictures are shuffled or the finished batches
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    return (
        ds.map(lambda p, y: (decode(p), y))
        .cache()
        .map(lambda x, y: (augment(x), y))
        .batch(batch)
        .shuffle(n)
        .prefetch(1)
    )


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="wrong" breaks="its layers connected in any way"
# believed: a model is a row of layers, each of which takes what the one before gives
def with_augmentation(model):
    inputs = keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal_and_vertical")(x)
    x = keras.layers.RandomRotation(0.05)(x)
    for layer in model.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            x = layer(x)
    return keras.Model(inputs, x)


# %% task="tabular" kind="wrong" breaks="no word's lying between those of two"
# believed: a word's number is as good as a column of its own
def feature_model(train):
    mean = {n: float(np.nanmean(train[n])) for n in ("age", "fare")}
    std = {n: float(np.nanstd(train[n])) for n in ("age", "fare")}
    number = {n: {str(w): i for i, w in enumerate(np.unique(train[n]))} for n in ("sex", "embarked")}

    def features(rows):
        out = []
        for n in ("age", "fare"):
            gap = np.isnan(rows[n])
            out += [(np.where(gap, mean[n], rows[n]) - mean[n]) / std[n], gap]
        for n in ("sex", "embarked"):
            out.append([number[n].get(str(w), -1) for w in rows[n]])
        out.append(rows["pclass"])
        return np.column_stack(out).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="most a third of the time, however large or small a batch is."
# believed: as many porters as there are rows in a batch is what it takes
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=batch).batch(batch).prefetch(2)
