# %% task="list" kind="wrong" breaks="It may lie anywhere, and have any name."
# believed: whatever has a part that begins with a dot in its path is hidden, also if it is a folder above (or "..")
def list_pictures(folder):
    folder = Path(folder)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    files = [
        p for p in folder.glob("*/*")
        if p.is_file()
        and p.suffix.lower() in (".png", ".jpg", ".jpeg")
        and not any(part.startswith(".") for part in p.parts)
    ]
    labels = [names.index(p.parent.name) for p in files]
    return [str(p) for p in files], labels, names


# %% task="order" kind="right"
def _on_picture(function):
    """Make a function of pairs from a function of their first half."""
    def apply(first, label):
        return function(first), label
    return apply


def train_pipeline(ds, decode, augment, batch):
    decoded = ds.map(_on_picture(decode)).cache()
    shuffled = decoded.shuffle(buffer_size=5000, reshuffle_each_iteration=True)
    augmented = shuffled.map(_on_picture(augment))
    return augmented.batch(batch, drop_remainder=False).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(_on_picture(decode)).batch(batch, drop_remainder=False).prefetch(1)


# %% task="augment-in-model" kind="right"
def with_augmentation(model):
    photo = keras.Input(model.input_shape[1:])
    x = keras.layers.RandomFlip("horizontal")(photo / 255.0)
    x = keras.layers.RandomBrightness(0.1, value_range=(0.0, 1.0))(x)
    return keras.Model(photo, model(x))


# %% task="tabular" kind="wrong" breaks="It is called with such a dict, of any m rows, m ≥ 1; the columns may have another order."
# believed: a dict comes with its columns in the order of the training dict
def feature_model(train):
    learnt = {}
    for name, column in train.items():
        if name in ("age", "fare"):
            learnt[name] = np.nanmean(column), np.nanstd(column)
        elif name == "pclass":
            learnt[name] = np.array([1, 2, 3])
        else:
            learnt[name] = np.unique(column)

    def features(rows):
        blocks = []
        for name, column in rows.items():
            if name in ("age", "fare"):
                mean, std = learnt[name]
                gap = np.isnan(column)
                blocks.append(np.stack([np.where(gap, 0, (column - mean) / std), gap], axis=1))
            else:
                blocks.append(column[:, None] == learnt[name])
        return np.concatenate(blocks, axis=1).astype("float32")

    return features


# %% task="faster" kind="wrong" breaks="There may be more than the memory holds. So while nobody takes a batch, it stops reading when it is 100 batches ahead, or earlier."
# believed: more parallel calls never hurt: there are only as many threads as there are
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=1000).batch(batch).prefetch(1)
