# /// sample
# task = "from-disk"
# diagnosis = "You cut a piece out, or add a border, to reach the size; what stands at the edge is lost, while the task is to squeeze the whole picture."
# ///

# %% task="from-disk"
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    for path in paths:
        try:
            tf.io.decode_image(tf.io.read_file(path))
        except Exception:
            raise ValueError(f"{path} is no picture")

    def load(path, label):
        image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        image = tf.image.resize_with_crop_or_pad(image, *size) / 255
        return image, label

    ds = tf.data.Dataset.from_tensor_slices((paths, labels))
    return ds.map(load).batch(batch)
