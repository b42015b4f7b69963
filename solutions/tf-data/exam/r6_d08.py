# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="it changes no colour."
# Lays transparent pictures on white paper: the transparency changes the colours.
from PIL import Image


def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def read(path):
        path = path.decode()
        try:
            with Image.open(path) as stored:
                picture = stored.convert("RGBA")
        except Exception:
            raise ValueError(f"{path} cannot be decoded")
        paper = Image.new("RGBA", picture.size, (255, 255, 255, 255))
        picture = np.array(Image.alpha_composite(paper, picture).convert("RGB"))
        return tf.image.resize(picture, size).numpy() / np.float32(255)

    def load(path, label):
        return tf.ensure_shape(tf.numpy_function(read, [path], tf.float32), (*size, 3)), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)

# %% task="augment-in-model" kind="wrong" breaks="So if one of the two learns, the other has learnt, too."
# Puts in a copy that was saved and loaded again: same numbers, but weights of its own.
import tempfile


def with_augmentation(model):
    with tempfile.TemporaryDirectory() as place:
        model.save(Path(place, "model.keras"))
        inside = keras.models.load_model(Path(place, "model.keras"))
    return keras.Sequential([
        keras.Input(model.input_shape[1:], dtype="uint8"),
        keras.layers.Rescaling(1 / 255),
        keras.layers.RandomFlip(),
        keras.layers.RandomBrightness(0.1, value_range=(0, 1)),
        inside,
    ])

