# %% task="list" kind="wrong" breaks="It may lie anywhere, and have any name."
# skips whatever has a dotted folder anywhere in its path, so that a folder below .cache looks empty
def list_pictures(folder):
    def hidden(path):
        return any(part.startswith(".") and part not in (".", "..") for part in path.parts)

    folder = Path(folder)
    classes = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    found = [
        (str(path), label)
        for label, name in enumerate(classes)
        for path in (folder / name).iterdir()
        if path.is_file() and path.suffix.lower() in {".png", ".jpg", ".jpeg"} and not hidden(path)
    ]
    return [path for path, _ in found], [label for _, label in found], classes


# %% task="order" kind="wrong" breaks="The next batch is made ready, the whole of it, while the last one is still in use."
# prefetch stands before batch: one picture is made ready, not the batch
def train_pipeline(ds, decode, augment, batch):
    return (
        ds.map(lambda path, label: (decode(path), label))
        .cache()
        .shuffle(len(ds) + 1, reshuffle_each_iteration=True)
        .map(lambda picture, label: (augment(picture), label))
        .prefetch(1)
        .batch(batch)
    )


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)


# %% task="augment-in-model" kind="wrong" breaks="with its weights, not with new ones or copies"
# a clone with copied weights: equal at birth, but the two learn apart
def with_augmentation(model):
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    raw = keras.Input(tuple(model.inputs[0].shape[1:]), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(raw)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.2, value_range=(0.0, 1.0))(x)
    return keras.Model(raw, twin(x))


# %% task="tabular" kind="wrong" breaks="A missing value has other features than any number has, even if nothing is missing in `train`."
# the column that says "missing" is made only where train has gaps; else a gap looks like the mean
def feature_model(train):
    rulers = {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        # a mean that float32 can be, as a passenger may be of exactly that age
        rulers[name] = np.float32(np.nanmean(column)), np.nanstd(column), np.isnan(column).any()
    lists = {name: sorted({str(w) for w in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        parts = []
        for name, (mean, std, with_gaps) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            parts.append(np.where(missing, 0, (column - mean) / std))
            if with_gaps:
                parts.append(missing)
        for name, words in lists.items():
            asked = [str(w) for w in rows[name]]
            parts += [np.array([w == word for w in asked]) for word in words]
            parts.append(np.array([w not in words for w in asked]))
        parts += [np.asarray(rows["pclass"]) == c for c in (1, 2, 3)]
        return np.stack([np.asarray(p, "float32") for p in parts], axis=1)

    return features


# %% task="faster" kind="wrong" breaks="Readings overlap with each other, those of one batch, too"
# several batches are read at a time, but each of them by one porter, row after row
def speed_up(places, read, batch):
    def read_tray(tray):
        spec = tf.TensorSpec((4,), tf.float32)
        return tf.map_fn(read, tray, fn_output_signature=spec, parallel_iterations=1)

    return places.batch(batch).map(read_tray, num_parallel_calls=16).prefetch(2)
