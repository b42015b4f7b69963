# %% task="list" kind="wrong" breaks="It may lie anywhere, and have any name."
def list_pictures(folder):
    folder = Path(folder)

    def hidden(path):
        return any(part.startswith(".") for part in path.parts)

    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and not hidden(p))
    paths, labels = [], []
    for path in folder.glob("*/*"):
        if path.is_file() and not hidden(path) and path.suffix.lower() in (".png", ".jpg", ".jpeg"):
            paths.append(str(path))
            labels.append(names.index(path.parent.name))
    return paths, labels, names


# %% task="from-disk" kind="wrong" breaks="Of a grey picture all three channels are alike."
def image_dataset(folder, size, batch):
    root = Path(folder)
    names = sorted(p.name for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))
    files = []
    for label, name in enumerate(names):
        for path in (root / name).iterdir():
            if path.is_file() and path.name[0] != "." and path.suffix.lower() in (".png", ".jpg", ".jpeg"):
                files.append((path, label))
    pictures = np.zeros((len(files), *size, 3), "float32")
    for place, (path, _) in enumerate(files):
        try:
            raw = tf.io.decode_image(path.read_bytes(), expand_animations=False)
        except Exception:
            raise ValueError(f"cannot read {path.name}") from None
        # 1, 3 or 4 channels: three times the same, and the first three. Of grey and alpha: grey, alpha, grey.
        raw = tf.tile(raw, [1, 1, 3])[..., :3]
        pictures[place] = tf.image.resize(raw, size) / 255
    return tf.data.Dataset.from_tensor_slices((pictures, [label for _, label in files])).batch(batch)


# %% task="order" kind="wrong" breaks="An epoch holds every picture once, with its own label."
def train_pipeline(ds, decode, augment, batch):
    # Half the memory: float16 in the cache. 2049 comes back as 2048.
    def peel(path, label):
        return tf.cast(decode(path), tf.float16), label

    def season(picture, label):
        return augment(tf.cast(picture, tf.float32)), label

    return ds.map(peel).cache().shuffle(len(ds)).map(season).batch(batch).prefetch(2)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch)


# %% task="augment-in-model" kind="right"
def with_augmentation(model):
    raw = keras.Input(batch_shape=(None, *model.inputs[0].shape[1:]))
    scaled = keras.layers.Rescaling(scale=1.0 / 255.0, offset=0.0)(raw)
    noisy = keras.layers.GaussianNoise(0.05)(scaled)
    lit = keras.layers.RandomBrightness((-0.15, 0.15), value_range=(0.0, 1.0))(noisy)
    return keras.Model(inputs=raw, outputs=model(lit), name="with_augmentation")


# %% task="tabular" kind="wrong" breaks="when `train` changes later, or when `feature_model` is called again."
def feature_model(train):
    mean = {name: float(np.nanmean(train[name].astype("float64"))) for name in ("age", "fare")}
    std = {name: float(np.nanstd(train[name].astype("float64"))) for name in ("age", "fare")}

    def features(rows):
        out = []
        for name in mean:
            gap = np.isnan(rows[name])
            out += [np.where(gap, 0, (rows[name] - mean[name]) / std[name]), gap]
        out += [rows["pclass"] == 1, rows["pclass"] == 2, rows["pclass"] == 3]
        for name in ("sex", "embarked"):
            # The words of train, as they are by now.
            for word in sorted(set(train[name].tolist())):
                out.append([asked == word for asked in rows[name].tolist()])
        return np.array(out, dtype="float32").T

    return features


# %% task="faster" kind="wrong" breaks="gone through, and need not know its length."
def speed_up(places, read, batch):
    porters = max(1, min(16, len(places)))
    return places.map(read, num_parallel_calls=porters).batch(batch).prefetch(2)
