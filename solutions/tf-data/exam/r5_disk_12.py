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

# %% task="from-disk" kind="wrong" breaks="size:   (height, width) of every picture in the result. The whole picture is squeezed or stretched to"
# np.squeeze finds grey pictures, but also drops an axis of a picture in colour that is one pixel high or wide
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    pictures = []
    for path in paths:
        try:
            stored = tf.io.decode_image(Path(path).read_bytes(), expand_animations=False).numpy()
        except Exception:
            raise ValueError(f"cannot decode {path}") from None
        if stored.shape[-1] == 2:
            stored = stored[..., :1]
        stored = np.squeeze(stored)
        if stored.ndim < 3:
            stored = np.repeat(np.atleast_2d(stored)[..., None], 3, axis=-1)
        pictures.append(np.clip(tf.image.resize(stored[..., :3], size).numpy() / 255, 0, 1).astype("float32"))
    return tf.data.Dataset.from_tensor_slices((np.stack(pictures), labels)).batch(batch)
