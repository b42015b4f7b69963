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

# %% task="from-disk" kind="wrong" breaks="the latest when the picture's turn comes."
# broken files are passed over, and the error comes only behind the last batch
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def batches():
        broken, pictures, kept = None, [], []
        for path, label in zip(paths, labels):
            try:
                stored = tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
            except Exception:
                broken = broken or Path(path).name
                continue
            pictures.append(np.clip(tf.image.resize(stored, size).numpy() / 255, 0, 1).astype("float32"))
            kept.append(label)
            if len(kept) == batch:
                yield np.stack(pictures), np.array(kept)
                pictures, kept = [], []
        if kept:
            yield np.stack(pictures), np.array(kept)
        if broken:
            raise ValueError("cannot decode " + broken)

    signature = (tf.TensorSpec((None, *size, 3), tf.float32), tf.TensorSpec((None,), tf.int64))
    return tf.data.Dataset.from_generator(batches, output_signature=signature)
