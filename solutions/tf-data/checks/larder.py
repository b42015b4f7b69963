"""What is made again in the student's process: folders, slow sources, and loops that take from a dataset."""

from .datasets import as_lists, complaint, is_dataset, passengers


def write_folder(files, inside=""):
    """Write arrays as pictures, whole or only their first bytes; text as it is; None as a folder."""
    import tempfile
    from pathlib import Path

    import tensorflow as tf

    folder = Path(tempfile.mkdtemp(), inside)
    folder.mkdir(parents=True, exist_ok=True)
    for name, (content, share) in files.items():
        path = folder / name
        if content is None:
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.write_text(content)
            continue
        if path.suffix.lower() in (".jpg", ".jpeg"):
            data = tf.io.encode_jpeg(content, quality=100, chroma_downsampling=False).numpy()
        else:
            data = tf.io.encode_png(content).numpy()
        path.write_bytes(data[: int(len(data) * share)])
    return str(folder)


def remove(folder, name):
    """Delete a file of a folder."""
    from pathlib import Path

    Path(folder, name).unlink()


def as_text(path):
    """A path as text, whether it is text, a Path, or a tensor of either."""
    import os

    value = path.numpy() if hasattr(path, "numpy") else path
    return os.fsdecode(value)


def listed(way, folder, form="text"):
    """What `list_pictures` gives, as plain lists; paths as they lie in the folder."""
    import os
    from pathlib import Path

    forms = {"text": folder, "Path": Path(folder), "relative": os.path.relpath(folder)}
    paths, labels, names = way(forms[form])
    top = os.path.realpath(folder)
    short = [os.path.relpath(os.path.realpath(as_text(p)), top) for p in paths]
    return short, [int(n) for n in labels], [as_text(n) for n in names]


def taken(dataset, most):
    """The first batches of a dataset, as pairs of arrays."""
    import itertools

    import numpy as np

    pairs = itertools.islice(iter(dataset), most)
    return [(np.asarray(pictures), np.asarray(labels)) for pictures, labels in pairs]


def by_turns(one, other, most):
    """The batches of two datasets, taken now from the one and now from the other."""
    import itertools

    import numpy as np

    steps, came = [iter(one), iter(other)], [[], []]
    for _ in range(most):
        for step, batches in zip(steps, came, strict=True):
            for pictures, labels in itertools.islice(step, 1):
                batches.append((0, np.asarray(pictures), np.asarray(labels)))
    return came


def orders(dataset, epochs):
    """The labels of many epochs, each in the order in which they came."""
    import numpy as np

    return [[int(n) for _, labels in dataset for n in np.asarray(labels)] for _ in range(epochs)]


def read_from(way, folder, form, size, batch):
    """The dataset of a folder that is named as text, as a Path, or from where we are."""
    import os
    from pathlib import Path

    forms = {"text": folder, "Path": Path(folder), "relative": os.path.relpath(folder)}
    return way(forms[form], size, batch)


def as_written(dataset):
    """Give a dataset sixteen threads, whatever the machine has, and nothing that it does not say.

    TensorFlow 2.21 adds a prefetch where there is none; others do not.
    """
    import tensorflow as tf

    if not isinstance(dataset, tf.data.Dataset):
        return dataset
    options = tf.data.Options()
    options.threading.private_threadpool_size = 16
    options.experimental_optimization.apply_default_optimizations = False
    return dataset.with_options(options)


class Larder:
    """Pictures of 2 × 2 pixels that say who they are, and when they were decoded and augmented.

    The channels hold three whole numbers, as 65536ths: the picture's own, its decoding's turn and
    its augmentation's. All turns are counted on one clock, questions for a batch as well.
    """

    def __init__(self, labels, start, pause=0.0):
        import itertools

        import tensorflow as tf

        names = [f"cellar/{number}.png" for number in range(len(labels))]
        self.dataset = tf.data.Dataset.from_tensor_slices((names, labels))
        self.clock = itertools.count(start)
        self.calls = {"decode": itertools.count(), "augment": itertools.count()}
        self.pause = pause

    def decode(self, path):
        import tensorflow as tf

        picture = tf.numpy_function(self._decoded, [path], tf.float32)
        picture.set_shape((2, 2, 3))
        return picture

    def augment(self, picture):
        import tensorflow as tf

        changed = tf.numpy_function(self._augmented, [picture], tf.float32)
        changed.set_shape(picture.shape)
        return changed

    def counted(self, what):
        """How often `what` was called. Asking counts, too, so it is asked once."""
        return next(self.calls[what])

    def epoch(self, dataset, most, wait=0.0):
        """One epoch, batch by batch: the turn at which it was asked for, pictures, labels."""
        import time

        import numpy as np

        batches, steps = [], iter(dataset)
        while len(batches) < most:
            asked = next(self.clock)
            try:
                pictures, labels = next(steps)
            except StopIteration:
                break
            batches.append((asked, np.asarray(pictures), np.asarray(labels)))
            time.sleep(wait)
        return batches

    def _decoded(self, path):
        import time

        import numpy as np

        next(self.calls["decode"])
        # Bytes in a graph, an array of no dimension outside.
        number = int(np.asarray(path).item().decode().split("/")[1].split(".")[0])
        time.sleep(self.pause * (number * 7919 % 5))
        picture = np.zeros((2, 2, 3), "float32")
        picture[..., :2] = number / 65536, next(self.clock) / 65536
        return picture

    def _augmented(self, picture):
        next(self.calls["augment"])
        picture = picture.copy()
        picture[..., 2] = next(self.clock) / 65536
        return picture


def many_names(n, shuffled=False):
    """A dataset of n paths, each its number, labelled with it as well."""
    import tensorflow as tf

    numbers = tf.range(n)
    pairs = tf.data.Dataset.from_tensor_slices((tf.strings.as_string(numbers), numbers))
    return pairs.shuffle(n) if shuffled else pairs


def decoded_number(path):
    """A picture of one pixel that is the path's number, as 65536ths."""
    import tensorflow as tf

    return tf.fill((1, 1, 3), tf.strings.to_number(path) / 65536)


def unchanged(picture):
    """An augmentation that changes nothing."""
    return picture


def compiled_steps(model, pictures, steps):
    """What a model gives in training, step by step, in code that was traced once."""
    import tensorflow as tf

    step = tf.function(lambda batch: model(batch, training=True))
    batch = tf.constant(pictures)
    return [step(batch).numpy() for _ in range(steps)]


def learn(model, pictures, targets):
    """Train a model for one step."""
    import keras

    model.compile(keras.optimizers.SGD(0.1), "mse", jit_compile=False)
    model.fit(pictures, targets, epochs=1, batch_size=len(pictures), verbose=0)


def saved_config(model, name):
    """Save a model, and give what its file says of its classes."""
    import zipfile

    model.save(name)
    with zipfile.ZipFile(name) as file:
        return file.read("config.json").decode()


def spoil(columns):
    """Write other values into columns, as their owner may do."""
    for column in columns.values():
        column[...] = "z" if column.dtype.kind == "U" else 3


class FarAway:
    """A source that answers after `delay` seconds, and says when it was asked and when it answered.

    A row holds the place, two turns, and `mark`, by which a source is known; turns are counted on
    one clock, questions for a batch as well. At the place `lost` it raises an error. `form` says what
    kind of dataset the places are.
    """

    def __init__(self, places, delay, mark, lost=None, form="array"):
        import itertools

        import numpy as np
        import tensorflow as tf

        self.places = tf.data.Dataset.from_tensor_slices(np.array(places, "int64"))
        if form == "shuffled":
            self.places = self.places.shuffle(len(places))
        if form == "filtered":
            self.places = self.places.filter(lambda place: place >= 0)
        if form == "generator":
            signature = tf.TensorSpec((), tf.int64)
            self.places = tf.data.Dataset.from_generator(
                lambda: iter(places), output_signature=signature
            )
        self.delay, self.mark, self.lost = delay, mark, lost
        self.clock, self.calls = itertools.count(1), []

    def read(self, place):
        import tensorflow as tf

        row = tf.numpy_function(self._answered, [place], tf.float32)
        row.set_shape((4,))
        return row

    def epoch(self, dataset, training):
        """All batches, each with the turn at which it was asked for; a step of training after each."""
        import time

        import numpy as np

        batches, rows = [], iter(dataset)
        while True:
            asked = next(self.clock)
            try:
                batches.append((asked, np.asarray(next(rows))))
            except StopIteration:
                return batches
            time.sleep(training)

    def complaint(self, dataset):
        """The error that ends an epoch; empty if none does."""
        try:
            for _ in dataset:
                pass
        except Exception as error:
            return f"{type(error).__name__}: {error}"[:2000]
        return ""

    def read_ahead(self, dataset):
        """How many places are read if one batch is taken, and then none, until reading rests."""
        import time

        rows, before, quiet = iter(dataset), -1, 0
        next(rows)
        for _ in range(200):
            time.sleep(0.05)
            quiet = quiet + 1 if len(self.calls) == before else 0
            before = len(self.calls)
            if quiet == 6:
                break
        return before

    def counted(self):
        """How often it was asked."""
        return len(self.calls)

    def _answered(self, place):
        import time

        import numpy as np

        self.calls.append(place)
        begun = next(self.clock)
        if place == self.lost:
            raise ValueError("nobody answers")
        time.sleep(self.delay)
        return np.array([place, begun, next(self.clock), self.mark], "float32")


class OddRows:
    """A source that gives odd rows for odd places: without a number, without end, all 0, twice the same."""

    def __init__(self, rows):
        import numpy as np
        import tensorflow as tf

        numbers = [0, -1, 2**40, -(2**40), *range(5, 1 + len(rows))]
        self.rows = {
            number: np.array(row, "float32") for number, row in zip(numbers, rows, strict=True)
        }
        self.places = tf.data.Dataset.from_tensor_slices(np.array(list(self.rows), "int64"))

    def read(self, place):
        import tensorflow as tf

        row = tf.numpy_function(lambda number: self.rows[int(number)], [place], tf.float32)
        row.set_shape((4,))
        return row

    def epoch(self, dataset):
        """All rows, as lists."""
        import numpy as np

        return [row for rows in dataset for row in np.asarray(rows).tolist()]


def in_turn(places, read, batch):
    """The slow way: read when asked, one after the other."""
    return places.map(read).batch(batch)


def probes(student):
    """Everything above, made again in the worker."""
    return student.probes(
        *(write_folder, remove, as_text, listed, is_dataset, taken, complaint, as_written, Larder),
        *(many_names, decoded_number, unchanged, compiled_steps, learn, saved_config, passengers),
        *(as_lists, spoil, FarAway, in_turn, by_turns, orders, read_from, OddRows),
    )


def in_full(files):
    """Files to be written whole."""
    return {name: (content, 1.0) for name, content in files.items()}
