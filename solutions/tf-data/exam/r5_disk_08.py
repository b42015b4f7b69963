# %% task="list" kind="filler"
# what image_dataset of this file needs
def list_pictures(folder):
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted(Path(folder, name).iterdir()):
            picture = path.name.lower().endswith((".png", ".jpg", ".jpeg")) and not path.name.startswith(".")
            if picture and path.is_file():
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names

# %% task="from-disk" kind="wrong" breaks="message holds the file's name, and no other file's."
# the message names all files of the batch in which the broken one lies
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    pictures = []
    for start in range(0, len(paths), batch):
        tray = paths[start:start + batch]
        try:
            for path in tray:
                stored = tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
                pictures.append(np.clip(tf.image.resize(stored, size).numpy() / 255, 0, 1).astype("float32"))
        except Exception:
            raise ValueError(f"one of these files cannot be decoded: {tray}") from None
    return tf.data.Dataset.from_tensor_slices((np.stack(pictures), labels)).batch(batch)

# %% task="order" kind="wrong" breaks="In every epoch any picture"
# a buffer one too small: the last picture can never come first
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.shuffle(max(1, len(ds) - 1))
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)
