# %% task="list" kind="right"
# glob, with what is special in the folder's names escaped
import glob
import os


def list_pictures(folder):
    inside = os.path.join(glob.escape(str(folder)), "*", "")
    names = sorted(os.path.basename(os.path.dirname(place)) for place in glob.glob(inside))
    paths = [path for path in glob.glob(inside + "*")
             if path.lower().endswith((".png", ".jpg", ".jpeg")) and os.path.isfile(path)]
    labels = [names.index(os.path.basename(os.path.dirname(path))) for path in paths]
    return paths, labels, names


# %% task="from-disk" kind="right"
# one generator of whole batches, plain NumPy: bilinear by two matrices, and int32 labels
def _all_pictures(folder):
    root = Path(folder)
    names = sorted(e.name for e in root.iterdir() if e.is_dir() and not e.name.startswith("."))
    found = [(str(file), label) for label, name in enumerate(names) for file in sorted((root / name).iterdir())
             if file.is_file() and not file.name.startswith(".")
             and file.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [path for path, _ in found], [label for _, label in found]


def _ruler(wanted, given):
    """A matrix (wanted, given): each wanted point is a weighted mean of two given ones."""
    at = np.clip((np.arange(wanted) + 0.5) * given / wanted - 0.5, 0, given - 1)
    low = np.floor(at).astype(int)
    high = np.minimum(low + 1, given - 1)
    matrix = np.zeros((wanted, given))
    np.add.at(matrix, (np.arange(wanted), low), 1 - (at - low))
    np.add.at(matrix, (np.arange(wanted), high), at - low)
    return matrix


def _one(path, size):
    try:
        stored = tf.io.decode_image(Path(path).read_bytes(), expand_animations=False).numpy()
    except Exception as reason:
        raise RuntimeError(f"{path} is broken") from None
    colours = stored[..., :3] if stored.shape[-1] > 2 else np.repeat(stored[..., :1], 3, axis=-1)
    tall, wide = _ruler(size[0], len(colours)), _ruler(size[1], colours.shape[1])
    small = np.einsum("ah,bw,hwc->abc", tall, wide, colours / 255.0, optimize=True)
    return np.clip(small, 0, 1).astype("float32")


def image_dataset(folder, size, batch):
    def batches():
        paths, labels = _all_pictures(folder)
        order = np.random.default_rng().permutation(len(paths))
        for start in range(0, len(order), batch):
            rows = order[start:start + batch]
            yield np.stack([_one(paths[i], size) for i in rows]), np.array([labels[i] for i in rows], "int32")

    signature = (tf.TensorSpec((None, *size, 3), tf.float32), tf.TensorSpec((None,), tf.int32))
    return tf.data.Dataset.from_generator(batches, output_signature=signature)


# %% task="order" kind="right"
# functional style: a list of steps, applied one after the other
from functools import reduce


def _chain(ds, *steps):
    return reduce(lambda so_far, step: so_far.apply(step), steps, ds)


def _on_pictures(function, **options):
    return lambda ds: ds.map(lambda picture, label: (function(picture), label), **options)


def train_pipeline(ds, decode, augment, batch):
    n = int(ds.cardinality())
    return _chain(ds,
                  _on_pictures(decode, num_parallel_calls=2),
                  lambda ds: ds.cache(),
                  lambda ds: ds.shuffle(2 * n),
                  _on_pictures(augment, num_parallel_calls=2, deterministic=False),
                  lambda ds: ds.batch(batch, num_parallel_calls=2),
                  lambda ds: ds.prefetch(1))


def eval_pipeline(ds, decode, batch):
    return _chain(ds, _on_pictures(decode), lambda ds: ds.batch(batch))


# %% task="augment-in-model" kind="right"
# no layer for pictures at all: noise is a small random change, too, and only in training
def with_augmentation(model):
    raw = keras.Input(tuple(model.inputs[0].shape)[1:], dtype="uint8", name="raw_pictures")
    scaled = keras.ops.cast(raw, "float32") / 255.0
    noisy = keras.layers.GaussianNoise(0.03)(scaled)
    return keras.Model(inputs=raw, outputs=model(noisy), name="with_noise")


# %% task="tabular" kind="right"
# Keras's layers, adapted, in a function that gives a tensor
def feature_model(train):
    layers = keras.layers
    scalers, lookups = {}, {}
    for name in ("age", "fare"):
        known = np.array(train[name], "float32")
        known = known[~np.isnan(known)]
        scalers[name] = layers.Normalization(axis=None, mean=float(known.mean(dtype="float64")),
                                             variance=float(known.var(dtype="float64")))
    for name in ("sex", "embarked"):
        words = sorted({str(word) for word in train[name]} - {""})
        if words:
            lookups[name] = layers.StringLookup(vocabulary=words, output_mode="one_hot", oov_token="\0 none of these")

    def features(rows):
        parts = []
        for name, scaler in scalers.items():
            values = tf.constant(np.array(rows[name], "float32"))[:, None]
            missing = tf.math.is_nan(values)
            scaled = tf.convert_to_tensor(scaler(tf.where(missing, 0.0, values)))
            parts += [tf.where(missing, 0.0, scaled), tf.cast(missing, tf.float32)]
        parts.append(tf.cast(np.array(rows["pclass"], "float32")[:, None], tf.float32))
        for name, lookup in lookups.items():
            words = tf.constant([str(word) for word in rows[name]], tf.string)
            parts.append(tf.cast(lookup(words), tf.float32))
        return tf.concat(parts, axis=1)

    return features


# %% task="faster" kind="right"
# porters carry trays of one row, which are put together again afterwards
def speed_up(places, read, batch):
    class Porters:
        hands = 16

        def __call__(self, some):
            return read(some[0])[tf.newaxis]

    porters = Porters()
    single = places.batch(1).map(lambda some: porters(some), num_parallel_calls=porters.hands)
    for step in (lambda rows: rows.unbatch(), lambda rows: rows.batch(batch), lambda trays: trays.prefetch(3)):
        single = single.apply(step)
    return single
