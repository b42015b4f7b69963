# /// sample
# ///

# %% task="list"
import os
import re


def list_pictures(folder):
    paths, labels, names = [], [], []
    for root, _, files in sorted(os.walk(folder)):
        name = os.path.relpath(root, folder)
        if name.startswith(".") or os.sep in name:
            continue
        names.append(name)
        good = [f for f in files if re.fullmatch(r"[^.].*\.(png|jpe?g)", f, re.IGNORECASE)]
        paths += [os.path.join(root, f) for f in sorted(good)]
        labels += [len(names) - 1] * len(good)
    return paths, labels, names

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, y: (decode(path), y), num_parallel_calls=4).cache()
    ds = ds.shuffle(5000, seed=42, reshuffle_each_iteration=True)
    ds = ds.map(lambda x, y: (tf.clip_by_value(augment(x), 0.0, 1.0), y), num_parallel_calls=4, deterministic=False)
    return ds.batch(batch).prefetch(3)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, y: (decode(path), y)).batch(batch).cache().prefetch(1)

# %% task="augment-in-model"
def with_augmentation(model):
    return keras.Sequential([
        keras.Input(model.input_shape[1:]),
        keras.layers.RandomBrightness(0.1),
        keras.layers.RandomContrast(0.3),
        keras.layers.RandomFlip(),
        keras.layers.RandomTranslation(0.1, 0.1),
        keras.layers.Rescaling(scale=1 / 255),
        model,
    ])

# %% task="tabular"
def feature_model(train):
    """One model over everything: gaps are filled by the median and flagged, ages go into bins as well."""
    inputs = {n: keras.Input((), name=n, dtype="string" if n in ("sex", "embarked") else "float32") for n in COLUMNS}
    columns = []
    for name in ("age", "fare"):
        middle = float(np.nanmedian(train[name]))
        full = np.nan_to_num(train[name], nan=middle)
        ruler = keras.layers.Normalization(axis=None)
        ruler.adapt(full)
        bins = keras.layers.Discretization(num_bins=4, output_mode="one_hot")
        bins.adapt(full)
        x = inputs[name]
        gap = keras.ops.isnan(x)
        x = keras.ops.reshape(keras.ops.where(gap, middle, x), (-1, 1))
        columns += [ruler(x), bins(x), keras.ops.cast(keras.ops.reshape(gap, (-1, 1)), "float32")]
    for name in ("sex", "embarked"):
        known = train[name][train[name] != ""]
        columns.append(keras.layers.StringLookup(vocabulary=sorted(set(known)), output_mode="one_hot")(inputs[name]))
    columns.append(keras.ops.reshape((inputs["pclass"] - 2) / 2, (-1, 1)))
    return keras.Model(inputs, keras.layers.Concatenate()(columns))

# %% task="faster"
def speed_up(places, read, batch):
    def one(place):
        return tf.data.Dataset.from_tensors(place).map(read)

    ds = places.interleave(one, cycle_length=16, num_parallel_calls=16, deterministic=False)
    return ds.batch(batch).prefetch(2)
