# %% task="list" kind="right"
import glob
import os


def list_pictures(folder):
    inside = lambda place: glob.glob(os.path.join(glob.escape(str(place)), "*"))  # leaves out dots
    classes = sorted(filter(os.path.isdir, inside(folder)), key=os.path.basename)
    pairs = [
        (path, classes.index(place))
        for place in classes
        for path in inside(place)
        if os.path.isfile(path) and path.lower().endswith((".png", ".jpg", ".jpeg"))
    ]
    return [*map(str, (p for p, _ in pairs))], [n for _, n in pairs], [*map(os.path.basename, classes)]


# %% task="from-disk" kind="right"
class _Folder:
    def __init__(self, folder, size):
        self.folder, self.size = folder, tuple(size)

    def read(self, path):
        with open(path, "rb") as file:
            stored = file.read()
        try:
            raw = tf.io.decode_image(stored, channels=3, expand_animations=False)
        except Exception:
            raise RuntimeError("not a picture: " + path) from None
        picture = tf.image.resize(raw, self.size, method="area") / 255.0
        return np.clip(picture.numpy(), 0, 1).astype("float32")

    def __call__(self):
        for path, label in zip(*list_pictures(self.folder)[:2]):
            yield self.read(path), label


def image_dataset(folder, size, batch):
    kinds = tf.TensorSpec((*size, 3), tf.float32), tf.TensorSpec((), tf.int32)
    return tf.data.Dataset.from_generator(_Folder(folder, size), output_signature=kinds).batch(batch)


# %% task="order" kind="wrong" breaks="can come first, and other pictures share a batch."
def train_pipeline(ds, decode, augment, batch):
    return (
        ds.map(lambda path, label: (decode(path), label))
        .cache()
        .map(lambda picture, label: (augment(picture), label))
        .batch(batch)
        .shuffle(len(ds))  # the trays come in another order, each with the same potatoes
        .prefetch(1)
    )


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="right"
def with_augmentation(model):
    """Augment what still runs from 0 to 255, and scale last."""
    inputs = keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8")
    floats = keras.layers.Rescaling(1.0)
    layers = [
        keras.layers.RandomBrightness(0.2, value_range=(0, 255)),
        keras.layers.RandomContrast(0.2, value_range=(0, 255)),
        keras.layers.Rescaling(1 / 255),
    ]
    x = floats(inputs)
    for layer in layers:
        x = layer(x)
    return keras.Model(inputs, model(x))


# %% task="tabular" kind="wrong" breaks="or when `feature_model` is called again."
_RULERS = {}


def feature_model(train):
    for name in ("age", "fare"):
        column = train[name].astype("float64")
        _RULERS[name] = np.nanmean(column), np.nanstd(column)
    words = {name: sorted(set(train[name].tolist())) for name in ("sex", "embarked")}

    def features(rows):
        out = []
        for name in ("age", "fare"):
            mean, std = _RULERS[name]
            gap = np.isnan(rows[name])
            out += [np.where(gap, 0, (rows[name] - mean) / std), gap]
        out += [rows["pclass"] == 1, rows["pclass"] == 2, rows["pclass"] == 3]
        for name, known in words.items():
            asked = rows[name].tolist()
            out += [[word == one for one in asked] for word in known]
        return np.array(out, "float32").T

    return features


# %% task="faster" kind="right"
def speed_up(places, read, batch):
    """List before we read, read ten at a time, and keep one batch ready."""
    ahead = places.prefetch(8)
    rows = ahead.map(lambda place: read(place), num_parallel_calls=10, deterministic=True)
    return rows.batch(batch).prefetch(1)
