# %% task="list" kind="right"
import re


def list_pictures(folder):
    seen = lambda place: [p for p in Path(place).iterdir() if p.name[:1] != "."]
    names = sorted({p.name for p in seen(folder) if p.is_dir()})
    both = [
        (str(p), label)
        for label, name in enumerate(names)
        for p in seen(Path(folder, name))
        if re.search(r"\.(png|jpe?g)\Z", p.name, re.IGNORECASE) and p.is_file()
    ]
    return [p for p, _ in both], [n for _, n in both], names


# %% task="from-disk" kind="right"
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def load(path):
        path = path.decode()
        try:
            raw = tf.io.decode_image(Path(path).read_bytes(), expand_animations=False).numpy()
        except Exception:
            raise ValueError(f"`{Path(path).name}` cannot be decoded") from None
        # One channel is grey, two are grey and alpha, three are colours, four are colours and alpha.
        if raw.shape[-1] < 3:
            raw = np.repeat(raw[..., :1], 3, axis=-1)
        return tf.image.resize(raw[..., :3].astype("float32") / np.float32(255), size).numpy()

    def step(path, label):
        picture = tf.numpy_function(load, [path], tf.float32)
        picture.set_shape((size[0], size[1], 3))
        # A weighted mean of ones may be a hair above 1.
        return tf.clip_by_value(picture, 0.0, 1.0), label

    pairs = tf.data.Dataset.from_tensor_slices((tf.constant(paths, tf.string), tf.constant(labels, tf.int64)))
    return pairs.map(step).batch(batch).prefetch(1)


# %% task="order" kind="wrong" breaks="Pipelines know nothing of each other"
import tempfile


def train_pipeline(ds, decode, augment, batch):
    # On the disk, as there may be many pictures. Each dataset of this length has this very file.
    larder = Path(tempfile.gettempdir(), f"larder-of-{len(ds)}")
    return (
        ds.map(lambda path, label: (decode(path), label))
        .cache(str(larder))
        .shuffle(len(ds))
        .map(lambda picture, label: (augment(picture), label))
        .batch(batch)
        .prefetch(1)
    )


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="wrong" breaks="function of your notebook either. The loaded model predicts and augments as before."
@keras.saving.register_keras_serializable(package="gus")
class Dimmer(keras.layers.Layer):
    """Take away up to a third of the light, of each picture another share."""

    def __init__(self, **named):
        super().__init__(**named)
        self.seed = keras.random.SeedGenerator()

    def call(self, pictures, training=None):
        pictures = keras.ops.cast(pictures, "float32") / 255
        if training:
            share = keras.random.uniform((keras.ops.shape(pictures)[0], 1, 1, 1), 0.66, 1.0, seed=self.seed)
            pictures = pictures * share
        return pictures

    def compute_output_shape(self, shape):
        return shape


def with_augmentation(model):
    inputs = keras.Input(model.inputs[0].shape[1:])
    return keras.Model(inputs, model(Dimmer()(inputs)))


# %% task="tabular" kind="wrong" breaks="A 4 may look like anything that is finite."
def feature_model(train):
    scale = [(n, np.nanmean(train[n], dtype="float64"), np.nanstd(train[n], dtype="float64")) for n in ["age", "fare"]]
    vocabulary = [(n, {w: i for i, w in enumerate(np.unique(train[n]).tolist())}) for n in ["sex", "embarked"]]

    def features(rows):
        # Classes 1, 2, 3 stand at 0, 1, 2: there is no row for a 4.
        blocks = [np.eye(3)[np.asarray(rows["pclass"]) - 1]]
        for n, mean, std in scale:
            gap = np.isnan(rows[n])
            blocks.append(np.stack([np.where(gap, 0, (rows[n] - mean) / std), gap], axis=1))
        for n, places in vocabulary:
            index = [places.get(word, len(places)) for word in rows[n].tolist()]
            blocks.append(np.eye(len(places) + 1)[index])
        return np.hstack(blocks).astype("float32")

    return features


# %% task="faster" kind="right"
def speed_up(places, read, batch):
    def errand(place):
        return tf.data.Dataset.from_tensors(place).map(read)

    rows = places.interleave(errand, cycle_length=12, block_length=1, num_parallel_calls=12, deterministic=False)
    return rows.batch(batch, drop_remainder=False).prefetch(1)
