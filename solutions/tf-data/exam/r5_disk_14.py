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

# %% task="from-disk" kind="wrong" breaks="Its pictures and their labels are those of `list_pictures`."
# Keras chooses the pictures: also GIF and BMP, and those of folders inside a class's folder
def image_dataset(folder, size, batch):
    paths, _, _ = list_pictures(folder)
    for path in paths:
        try:
            tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"cannot decode {path}") from None
    ds = keras.utils.image_dataset_from_directory(
        str(folder), image_size=tuple(size), batch_size=batch, shuffle=False, verbose=False)
    return ds.map(lambda pictures, labels: (tf.clip_by_value(pictures / 255.0, 0.0, 1.0), labels))
