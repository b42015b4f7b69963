"""Hidden checks. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import itertools
import json
import time

import numpy as np
import pytest

from course.data import titanic
from course.expect import Mismatch, as_array, close, equal, holds

# A step of a picture's value: float32 holds all 65536 of them between 0 and 1 exactly.
STEPS = 65536


# What is made again in the worker: folders, slow sources, and loops that take from a dataset.


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


def is_dataset(thing):
    """Whether it is a tf.data.Dataset."""
    import tensorflow as tf

    return isinstance(thing, tf.data.Dataset)


def taken(dataset, most):
    """The first batches of a dataset, as pairs of arrays."""
    import itertools

    import numpy as np

    pairs = itertools.islice(iter(dataset), most)
    return [(np.asarray(pictures), np.asarray(labels)) for pictures, labels in pairs]


def complaint(way, folder, size, batch):
    """How many pictures came, and the message of the error that ended it; empty if none did."""
    came = 0
    try:
        for _, labels in way(folder, size, batch):
            came += len(labels)
    except (NotImplementedError, NameError):
        raise
    except Exception as error:
        return came, f"{type(error).__name__}: {error}"[:20000]
    return came, ""


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


def many_names(n):
    """A dataset of n paths, each its number, labelled with it as well."""
    import tensorflow as tf

    numbers = tf.range(n)
    return tf.data.Dataset.from_tensor_slices((tf.strings.as_string(numbers), numbers))


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


def passengers(columns, backwards=False):
    """Columns as `titanic` gives them, from lists."""
    import numpy as np

    kinds = {"age": "float32", "fare": "float32", "pclass": "int64"}
    names = list(columns)[:: -1 if backwards else 1]
    return {name: np.array(columns[name], kinds.get(name, str)) for name in names}


def as_lists(columns):
    """Columns as lists."""
    return {name: column.tolist() for name, column in columns.items()}


def spoil(columns):
    """Write other values into columns, as their owner may do."""
    for column in columns.values():
        column[...] = "z" if column.dtype.kind == "U" else 3


class FarAway:
    """A source that answers after `delay` seconds, and says when it was asked and when it answered.

    A row holds the place, two turns, and `mark`, by which a source is known; turns are counted on
    one clock, questions for a batch as well. At the place `lost` it raises an error.
    """

    def __init__(self, places, delay, mark, lost=None):
        import itertools

        import numpy as np
        import tensorflow as tf

        self.places = tf.data.Dataset.from_tensor_slices(np.array(places, "int64"))
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


def in_turn(places, read, batch):
    """The slow way: read when asked, one after the other."""
    return places.map(read).batch(batch)


def probes(student):
    """Everything above, made again in the worker."""
    return student.probes(
        *(write_folder, remove, as_text, listed, is_dataset, taken, complaint, as_written, Larder),
        *(many_names, decoded_number, unchanged, compiled_steps, learn, saved_config, passengers),
        *(as_lists, spoil, FarAway, in_turn),
    )


# Not kept for the whole file: what is held in the worker is gone when another task begins.
@pytest.fixture
def made(student):
    """Everything above, made again in the worker."""
    return probes(student)


def by_seed(make):
    """A function that makes something from a seed, once for each seed.

    A failed check is run again with another seed, and then needs another draw of it.
    """
    known = {}
    return lambda *seed: known[seed] if seed in known else known.setdefault(seed, make(*seed))


# list


PLAIN = np.zeros((3, 3, 3), "uint8")


def in_full(files):
    """Files to be written whole."""
    return {name: (content, 1.0) for name, content in files.items()}


def is_listed(student, made, files, pictures, message, name_of=None, **how):
    """Expect that of `files` those in `pictures` are listed, with their classes' labels.

    `name_of` gives a misconception's name from what is missing and what is too much.
    """
    folder = made.write_folder(in_full(files), how.pop("inside", ""))
    paths, labels, names = made.listed(student.list_pictures, folder, **how)
    missing, more = set(pictures) - set(paths), set(paths) - set(pictures)
    misconception = name_of(missing, more) if name_of else ""
    holds(
        sorted(paths) == sorted(pictures), message=message, got=paths, misconception=misconception
    )
    # Every folder of the top whose name has no dot in front.
    within = (
        name.split("/")[0] for name, content in files.items() if content is None or "/" in name
    )
    classes = sorted({name for name in within if not name.startswith(".")})
    equal(names, classes, message="`names` should be the classes, sorted.")
    own = [classes.index(str(path).split("/")[0]) for path in paths]
    misconception = ""
    if labels and labels == [place + 1 for place in own]:
        misconception = "labels_from_one"
    everything = sorted({name.split("/")[0] for name in files})
    if everything != classes and labels == [everything.index(classes[place]) for place in own]:
        misconception = "skipped_ones_are_counted" if labels != own else ""
    message = "A picture's label should be its class's place in `names`."
    holds(labels == own, message=message, got=labels, misconception=misconception)


@pytest.mark.task("list", weight=8)
@pytest.mark.main
@pytest.mark.reveal
@pytest.mark.tries(
    "List the pictures of a folder that holds one folder for each class.",
    "paths: one str for each picture, in any order",
    "the place of its class in `names`",
)
def test_each_picture_is_listed_with_its_class(student, made, seed):
    """Pictures are listed once each, with the place of their class among the sorted names."""
    rng = np.random.default_rng(seed)
    classes = [f"{word}{rng.integers(100)}" for word in ("zebra", "ant", "mole", "bee")]
    files = [f"{name}/{n}.png" for name in rng.permutation(classes) for n in rng.permutation(3)]
    message = "Each picture should be there once."
    is_listed(student, made, dict.fromkeys(files, PLAIN), files, message)


@pytest.mark.task("list")
@pytest.mark.reveal
@pytest.mark.tries("in the order of `sorted`", "for each path, in the same order")
@pytest.mark.parametrize(
    "classes",
    [
        ["Zebra", "apple", "mole", "Äpfel"],
        ["10", "9", "100", "-1"],
        ["ring", "ring 2", "ring.b", "_r"],
    ],
    ids=["capitals", "digits", "spaces"],
)
def test_classes_are_sorted_as_texts(student, made, classes, seed):
    """Classes stand in the order of `sorted`: capitals before small letters, "10" before "9"."""
    files = [f"{name}/{seed % 97}{n}.png" for name in classes for n in range(2)]
    message = "Each picture should be there once."
    is_listed(student, made, dict.fromkeys(files, PLAIN), files, message)


@pytest.mark.task("list", weight=2)
@pytest.mark.reveal
@pytest.mark.tries("even without a picture")
def test_a_folder_without_a_picture_is_a_class(student, made, seed):
    """A folder without a picture is a class, too, and has its place among them."""
    files = {f"b/{seed % 97}.png": PLAIN, "d/2.jpg": PLAIN, "a": None, "c/notes.txt": "x"}
    pictures = [name for name in files if name.endswith(("png", "jpg"))]
    is_listed(student, made, files, pictures, "Each picture should be there once.")
    is_listed(student, made, {"a": None, "b": None}, [], "Two empty classes have no pictures.")


def missed_endings(missing, more):
    """Pictures are missing by whole endings: those in capital letters, or .jpeg."""
    endings = {name.rpartition(".")[2] for name in missing}
    known = "jpeg" in endings or {"PNG", "JPG", "JPEG"} <= endings
    return "some_endings_missed" if known and not more else ""


@pytest.mark.task("list", weight=2)
@pytest.mark.reveal
@pytest.mark.tries(
    "whose name ends in .png, .jpg or .jpeg",
    "in small letters, in capital letters, or in both",
)
def test_all_three_endings_count(student, made, seed):
    """PNG and JPEG are found whatever their ending, in small and capital letters."""
    endings = ("png", "jpg", "jpeg", "PNG", "JPG", "JPEG", "Png", "jPeG")
    files = [f"{c}/{(seed + n) % 97}.{e}" for c in "ab" for n, e in enumerate(endings)]
    message = "Some pictures are missing: look at their endings."
    is_listed(student, made, dict.fromkeys(files, PLAIN), files, message, missed_endings)


@pytest.mark.task("list", weight=2)
@pytest.mark.reveal
@pytest.mark.tries("Names may hold spaces, dots and brackets.")
def test_names_may_hold_dots_and_brackets(student, made):
    """Classes and pictures may have names with spaces, dots and brackets."""
    files = ["x [old]/2024.05.01.png", "v1.2/ring.v2.jpg", "old.png/a (1).jpeg", "b c/x[1].png"]
    files += ["b c/png.png", "b c/-1.JPG", "b c/notes.txt.png", "b c/Ä?*.jpg", "b c/a .png"]
    message = "Some pictures have unusual names, and are missing."
    is_listed(student, made, dict.fromkeys(files, PLAIN), files, message)


OTHERS = [
    *(
        "a/notes.txt",
        "b/Thumbs.db",
        "readme.md",
        "b/png",
        "b/xjpg",
        "a/notes_on_png",
        "a/1.png.txt",
    ),
    *(
        "a/1.png~",
        "b/2.jpg.gz",
        "b/3.png.bak",
        "a/4.gif",
        "b/5.jpe",
        "b/6.jfif",
        "a/7.bmp",
        "a/8.apng",
    ),
    *("a/9.jpg2", "b/jpeg", "a/1.p", "a/10.tiff", "b/11.webp", "a/12.jpegs", "b/xpng"),
]


def takes_all(missing, more):
    """Every other file inside a class's folder is taken for a picture."""
    inside = {name for name in OTHERS if "/" in name}
    return "everything_is_a_picture" if inside <= more and not missing else ""


@pytest.mark.task("list", weight=2)
@pytest.mark.reveal
@pytest.mark.tries("All else is skipped, too: other files, files beside the classes' folders")
def test_what_is_no_picture_is_skipped(student, made, seed):
    """Other files are skipped, inside the classes' folders and beside them."""
    files = {f"a/{seed % 97}.png": PLAIN, "b/2.jpg": PLAIN}
    others = dict.fromkeys(OTHERS, "x") | {"cover.png": PLAIN, "a.jpg": PLAIN}
    message = "Not everything that lies about is a picture of a class."
    is_listed(student, made, others | files, list(files), message, takes_all)


@pytest.mark.task("list", weight=2)
@pytest.mark.reveal
@pytest.mark.tries(
    "A picture is a file directly inside a class's folder", "folders inside a class's folder"
)
def test_folders_inside_a_class_are_skipped(student, made):
    """A folder inside a class's folder is no picture, and holds none."""
    files = {"a/1.png": PLAIN, "b/2.jpg": PLAIN}
    others = {"a/old.png": None, "b/more/3.png": PLAIN, "b/album.jpg/4.jpg": PLAIN}
    message = "A folder inside a class's folder, and all in it, should be skipped."
    is_listed(student, made, others | files, list(files), message)


def takes_hidden(missing, more):
    """Both hidden folders and hidden files are taken, and nothing else is wrong."""
    both = any(name.startswith(".") for name in more) and "a/._1.png" in more
    return "checkpoints_are_a_class" if both and not missing else ""


@pytest.mark.task("list", weight=2)
@pytest.mark.reveal
@pytest.mark.tries(
    "unless its name begins with a dot", "Files whose names begin with a dot are skipped."
)
def test_hidden_files_and_folders_are_skipped(student, made, seed):
    """What has a name that begins with a dot is neither a class nor a picture."""
    files = {f"a/{seed % 97}.png": PLAIN, "b/2.jpg": PLAIN}
    others = {".a/1-checkpoint.png": PLAIN, "a/._1.png": "x", "b/.DS_Store": "x", "b/.jpg": PLAIN}
    message = "A name that begins with a dot belongs to some program, not to you."
    is_listed(student, made, others | files, list(files), message, takes_hidden)


@pytest.mark.task("list")
@pytest.mark.reveal
@pytest.mark.tries("str or Path.", "It may lie anywhere, and have any name.")
@pytest.mark.parametrize(
    ("inside", "form"),
    [("", "Path"), (".cache/set.v1", "text"), ("my [old] set/x.png", "text"), ("set", "relative")],
    ids=["Path", "hidden", "brackets", "relative"],
)
def test_the_folder_may_lie_anywhere(student, made, inside, form):
    """The folder may be a Path or text, lie inside a hidden folder, and have brackets in its name."""
    files = ["a/1.png", "b/2.jpg"]
    message = "Each picture should be there once, wherever the folder lies."
    is_listed(student, made, dict.fromkeys(files, PLAIN), files, message, inside=inside, form=form)


@pytest.mark.task("list", weight=2)
@pytest.mark.reveal
@pytest.mark.tries(
    "Returns (paths, labels, names), three lists.",
    "paths: one str for each picture",
    "labels: for each path, in the same order, a Python int",
)
def test_it_gives_lists_of_texts_and_whole_numbers(student, made):
    """Three lists: of texts, of Python's whole numbers, and of texts."""
    folder = made.write_folder(in_full(dict.fromkeys(["a/1.png", "b/2.jpg"], PLAIN)))
    got = student.list_pictures(folder)
    message = "It should give three lists: `paths, labels, names = list_pictures(folder)`."
    three = type(got) is tuple and len(got) == 3 and all(type(part) is list for part in got)
    holds(three, message=message, got=got)
    for part, kind, name in zip(got, (str, int, str), ("paths", "labels", "names"), strict=True):
        message = f"Each entry of `{name}` should be {'an int' if kind is int else 'a str'}."
        # True is an int to `isinstance`.
        right = all(isinstance(x, kind) and type(x) is not bool for x in part)
        holds(len(part) == 2 and right, message=message, got=part)


@pytest.mark.task("list", weight=2)
@pytest.mark.reveal
@pytest.mark.tries("Each call looks anew.", "Only names count: no file is opened.")
def test_each_call_looks_anew(student, made):
    """Each call tells of what lies there now, even if a file is empty or broken."""
    folder = made.write_folder(in_full({"a/1.png": PLAIN, "b/2.jpg": "no picture", "b/3.png": ""}))
    for files, removed in (
        (["a/1.png", "b/2.jpg", "b/3.png"], "b/2.jpg"),
        (["a/1.png", "b/3.png"], ""),
    ):
        paths, labels, names = made.listed(student.list_pictures, folder)
        holds(sorted(paths) == files, message="Each file of that name is a picture.", got=paths)
        wanted = [names.index(path.split("/")[0]) for path in paths]
        holds(labels == wanted, message="A label is its class's place in `names`.", got=labels)
        equal(names, ["a", "b"], message="`names` should be the classes, sorted.")
        if removed:
            made.remove(folder, removed)


# from-disk


def batches_of(student, made, files, size, batch, times=1):
    """All batches of a folder that holds `files`, as often as that: pairs of pictures and labels."""
    folder = made.write_folder(files)
    dataset = student.image_dataset(folder, size, batch)
    message = "`image_dataset` should return a tf.data.Dataset."
    holds(made.is_dataset(dataset), message=message, got=dataset)
    epochs = []
    for turn in range(times):
        pairs = made.taken(dataset, len(files) + 1)
        message = f"Of {len(files)} pictures not one came{' when asked for again' if turn else ''}."
        holds(len(pairs) > 0, message=message)
        are_batches(pairs, size)
        epochs.append(pairs)
    return epochs if times > 1 else epochs[0]


def are_batches(pairs, size):
    """Expect that pictures have the height and width that were asked for, and three channels."""
    for pictures, labels in pairs:
        shape = (*np.shape(labels), *size, 3)
        swapped = np.shape(pictures) == (*np.shape(labels), size[1], size[0], 3)
        misconception = "width_before_height" if swapped and size[0] != size[1] else ""
        message = f"Pictures of a batch of {len(pictures)} should have the shape {shape}."
        right = np.shape(pictures) == shape
        holds(right, message=message, got=pictures, misconception=misconception, draws=2)


def pictures_of(pairs):
    """All pictures of some batches in one array, float32."""
    pictures = np.concatenate([as_array(pictures) for pictures, _ in pairs])
    holds(pictures.dtype == np.float32, message="Pictures should be float32.", got=pictures)
    return pictures


def coloured(colour, height, width, channels=3):
    """A picture all of one colour, uint8."""
    return np.broadcast_to(np.asarray(colour, "uint8"), (height, width, channels)).copy()


class Crate:
    """17 pictures of one colour each, in five classes, read in batches of 5, twice."""

    # Other orders are other labels: as numbers, without capitals, or as whole paths ("/" is after " ").
    NAMES = ("10", "9", "B", "a", "a b")

    def __init__(self, student, seed):
        rng = np.random.default_rng(seed)
        steps = rng.choice(6**3, 17, replace=False)
        colours = np.stack([steps % 6, steps // 6 % 6, steps // 36], axis=1) * 45 + 15
        self.classes = np.repeat(range(5), [5, 4, 3, 3, 2])
        files = {}
        for number, (colour, kind) in enumerate(zip(colours, self.classes, strict=True)):
            ending = "jpg" if number % 3 == 0 else "png"
            height, width = rng.integers(20, 50, 2)
            files[f"{self.NAMES[kind]}/{number:02}.{ending}"] = coloured(colour, height, width)
        self.colours = colours / 255
        read = batches_of(student, probes(student), in_full(files), (12, 16), 5, times=2)
        self.pairs, self.again = read

    def labels(self, pairs):
        """The labels of all pictures, in one array."""
        labels = np.concatenate([as_array(labels) for _, labels in pairs])
        holds(labels.dtype.kind in "iu", message="Labels should be whole numbers.", got=labels)
        return labels


@pytest.fixture(scope="module")
def crates(student):
    """Crates of pictures, by seed."""
    return by_seed(lambda seed: Crate(student, seed))


def whose(pictures, colours):
    """Which of the colours each picture has, whatever its scale."""
    means = pictures.mean(axis=(1, 2))
    for scale in (1, 255, 1 / 255):
        far = np.abs(means[:, None] - colours[None] * scale).max(axis=2) / scale
        if (far.min(axis=1) < 0.06).all():
            return far.argmin(axis=1)
    raise Mismatch("A picture all of one colour should come back in that colour.", got=pictures)


@pytest.mark.task("from-disk", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Read a folder of pictures in batches.",
    "Returns a tf.data.Dataset of pairs (pictures, labels).",
    "float32 of shape (batch, height, width, 3)",
    "Stored values are divided by 255, in a dark picture, too.",
)
def test_values_run_from_zero_to_one(student, made, crates, seed):
    """Whatever was stored, values are float32 from 0 to 1, scaled once."""
    crate = crates(seed)
    pictures = pictures_of(crate.pairs)
    largest, stored = float(pictures.max()), float(crate.colours.max())
    misconception = ""
    for name, scale in (("still_from_0_to_255", 255), ("rescaled_twice", 1 / 255)):
        if abs(largest / scale - stored) < 0.05:
            misconception = name
    message = "The largest value should be that of the brightest picture, as a share of 255."
    near = abs(largest - stored) < 0.05
    holds(near, message=message, measured=largest, misconception=misconception)
    ends = {"a/1.png": coloured(0, 20, 30), "b/2.png": coloured(255, 30, 20)}
    pictures = pictures_of(batches_of(student, made, in_full(ends), (8, 9), 2))
    for value in (0, 1):
        far = np.abs(pictures - value).max(axis=(1, 2, 3))
        # A 256th instead of a 255th is off by 0.004.
        message = f"A picture of {255 * value} alone should come back as {value} alone."
        holds(bool(far.min() < 1e-3), message=message, measured=float(far.min()))
    # Who divides only what looks bright leaves these.
    dark = {"a/1.png": coloured(0, 20, 30), "b/2.png": coloured(1, 30, 20)}
    pictures = pictures_of(batches_of(student, made, in_full(dark), (8, 9), 2))
    message = "Dark pictures, of stored 0 and 1, should be divided by 255, too."
    ends = np.sort(pictures.mean(axis=(1, 2, 3)))
    close(ends, np.array([0, 1]) / 255, message=message, rtol=0, atol=5e-4)


@pytest.mark.task("from-disk", weight=2)
@pytest.mark.tries(
    "every picture is there once",
    "batch: pictures in a batch.",
    "All batches but the last are full; the last holds what is left.",
    "It can be gone through again and again.",
)
def test_every_picture_comes_once(student, made, crates, seed):
    """Every picture is in the dataset once, each time; the last batch is kept."""
    crate = crates(seed)
    sizes = [[len(labels) for _, labels in pairs] for pairs in (crate.pairs, crate.again)]
    misconception = "last_batch_dropped" if sizes == [[5, 5, 5]] * 2 else ""
    message = "17 pictures in batches of 5 are three batches of 5 and one of 2."
    right = sizes == [[5, 5, 5, 2]] * 2
    holds(right, message=message, got=sizes, misconception=misconception)
    for pairs in (crate.pairs, crate.again):
        numbers = whose(pictures_of(pairs), crate.colours)
        message = "Some pictures come twice, and others never."
        holds(len(set(numbers.tolist())) == 17, message=message)
    few = in_full({f"{kind}/1.png": coloured(90, 20, 20) for kind in "abc"})
    for batch, wanted in ((1, [1, 1, 1]), (8, [3])):
        sizes = [len(labels) for _, labels in batches_of(student, made, few, (6, 5), batch)]
        message = f"Three pictures in batches of {batch} are batches of {wanted}."
        holds(sizes == wanted, message=message, got=sizes)


@pytest.mark.task("from-disk", weight=2)
@pytest.mark.tries("with its own label", "whole numbers of shape (batch,)")
def test_labels_belong_to_their_pictures(crates, seed):
    """Each picture has the label of the folder that it lies in, each time."""
    crate = crates(seed)
    for pairs in (crate.pairs, crate.again):
        labels = crate.labels(pairs)
        own = crate.classes[whose(pictures_of(pairs), crate.colours)]
        # The right labels, on the wrong pictures, and most classes torn: classes in another order are not.
        torn = sum(len(set(labels[own == kind].tolist())) > 1 for kind in range(5))
        apart = sorted(labels.tolist()) == sorted(own.tolist()) and torn > 2
        apart = apart and (labels != own).sum() > 6
        misconception = "labels_shuffled_apart" if apart else ""
        message = "Pictures came with the labels of other folders."
        holds(np.array_equal(labels, own), message=message, misconception=misconception)


@pytest.mark.task("from-disk")
@pytest.mark.tries("Its pictures and their labels are those of `list_pictures`.", "str or Path.")
def test_it_reads_the_pictures_that_are_listed(student, made, seed):
    """What `list_pictures` skips is skipped, and an empty class has a label."""
    colour = np.random.default_rng(seed).integers(60, 250, 3)
    files = in_full({"b/1.png": coloured(colour, 9, 9), "c/2.JPG": coloured(0, 9, 9)})
    white = coloured(255, 9, 9)
    others = dict.fromkeys((".hid/3.png", "c/._4.png", "b/5.gif", "b/6.bmp", "d/in/7.png"), white)
    folder = made.write_folder(
        files | in_full(others | {"a": None, "c/notes.txt": "x", "e.png": white})
    )
    pairs = made.taken(student.image_dataset(folder, (8, 8), 4), 9)
    came = sum(len(labels) for _, labels in pairs)
    message = "Two pictures and six other things lie there: two pictures should come."
    holds(came == 2, message=message, got=came)
    dark = pictures_of(pairs).mean(axis=(1, 2, 3)) < 0.1
    labels = np.concatenate([as_array(labels) for _, labels in pairs])
    right = sorted(zip(dark.tolist(), labels.tolist(), strict=True)) == [(False, 1), (True, 2)]
    holds(right, message="Classes a (empty), b, c, d have the labels 0 to 3.", got=labels)


def is_cut_or_framed(picture):
    """Whether a picture of a ramp is only a part of it, or has a black border."""
    row, column = picture[picture.shape[0] // 2, :, 0], picture[:, picture.shape[1] // 2, 1]
    framed = picture[0].max() < 0.01 and picture[-1].max() < 0.01
    framed = framed or (picture[:, 0].max() < 0.01 and picture[:, -1].max() < 0.01)
    straight = all(np.corrcoef(line, np.arange(len(line)))[0, 1] > 0.995 for line in (row, column))
    return framed or (straight and min(np.ptp(row), np.ptp(column)) < 0.85)


@pytest.mark.task("from-disk")
@pytest.mark.tries(
    "(height, width) of every picture in the result",
    "The whole picture is squeezed or stretched to that size: nothing is cut off, no border is added.",
)
def test_the_whole_picture_is_squeezed(student, made, seed):
    """The whole picture fits into the size that is asked for: nothing is cut off or added."""
    rng = np.random.default_rng(seed)
    for height, width in ((30, 64), (70, 25)):
        y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
        ramp = np.stack([x, y, np.full_like(x, 0.5)], axis=-1)
        files = in_full({f"{name}/1.png": np.rint(ramp * 255).astype("uint8") for name in "ab"})
        size = tuple(int(n) for n in rng.choice([16, 20, 24], 2, replace=False))
        pictures = pictures_of(batches_of(student, made, files, size, 2))
        pictures = pictures / max(float(pictures[..., 2].max()) * 2, 1e-6)
        across, down = (np.arange(n) / n + 0.5 / n for n in (size[1], size[0]))
        # Nearest is off by 0.04, bilinear, area, bicubic and Lanczos by 0.021 at most; cropped by 0.25.
        off = max(
            float(np.abs(pictures[0, :, :, 0] - across[None]).max()),
            float(np.abs(pictures[0, :, :, 1] - down[:, None]).max()),
        )
        message = f"A picture of {height} × {width} should be squeezed to {size} from end to end."
        misconception = "cropped_to_size" if is_cut_or_framed(pictures[0]) else ""
        holds(off < 0.1, message=message, measured=off, misconception=misconception)


@pytest.mark.task("from-disk")
@pytest.mark.tries("Resize in any way that leaves no value below 0 or above 1.")
def test_edges_stay_between_zero_and_one(student, made, seed):
    """Where black meets white, too, values stay between 0 and 1 when the picture is resized."""
    rng = np.random.default_rng(seed)
    edges = np.repeat(np.repeat(rng.integers(0, 2, (6, 6, 1)), 7, axis=0), 7, axis=1)
    edges[:7, :7], edges[7:14, :7] = 0, 1
    pattern = (255 * edges.repeat(3, axis=2)).astype("uint8")
    files = in_full({f"{name}/1.png": pattern for name in "ab"})
    for size in ((17, 19), (64, 60)):
        pictures = pictures_of(batches_of(student, made, files, size, 2))
        if not (np.ptp(pictures, axis=(1, 2, 3)) > 0.5 * pictures.max()).all():
            message = "Black and white fields should come back as dark and bright ones."
            raise Mismatch(message, got=pictures, names_mistake=False)
        below, above = float(-pictures.min()), float(pictures.max() - 1)
        # On both sides, and by little: what sharpening does, and no other scale.
        sharpened = 1e-3 < below < 0.4 and 1e-3 < above < 0.4
        misconception = "resize_overshoots" if sharpened else ""
        message = "Some values lie below 0 or above 1; measured is by how much."
        beyond = max(below, above)
        holds(beyond < 1e-3, message=message, measured=beyond, misconception=misconception)


def stored_kinds(seed):
    """Pictures with one, two and four channels, and the colour in which each should come back."""
    rng = np.random.default_rng(seed)
    grey, colour = int(rng.integers(60, 220)), rng.integers(60, 220, 3)
    faint = np.broadcast_to(rng.integers(0, 256, (21, 1, 1)), (21, 30, 1)).astype("uint8")
    plain = coloured(colour, 21, 30)
    return {
        "grey PNG": ("png", coloured(grey, 30, 20, 1), [grey] * 3),
        "grey JPEG": ("jpg", coloured(grey, 20, 30, 1), [grey] * 3),
        "PNG with transparency": ("png", np.dstack([plain, faint]), colour),
        "grey PNG with transparency": (
            "png",
            np.dstack([coloured(grey, 21, 30, 1), faint]),
            [grey] * 3,
        ),
    }


@pytest.mark.task("from-disk", weight=2)
@pytest.mark.tries(
    "Of a grey picture all three channels are alike.",
    "A transparency channel is left out, also that of a grey picture: it changes no colour.",
)
def test_grey_and_transparent_pictures_have_three_channels(student, made, seed):
    """Grey pictures and those with a transparency channel come as three channels."""
    read, refused = {}, []
    for kind, (ending, stored, expected) in stored_kinds(seed).items():
        files = in_full({f"a/1.{ending}": stored, "b/2.png": coloured(255, 25, 25)})
        try:
            with student.succeeds(message="It did not."):
                read[kind] = batches_of(student, made, files, (8, 8), 2), np.array(expected) / 255
        except Mismatch:
            refused.append(kind)
    # Whole batches fail with one channel and with four, and all others do not.
    as_stored = {"grey PNG", "PNG with transparency"} <= set(refused)
    misconception = "channels_as_stored" if as_stored else ""
    message = f"One batch could not hold a coloured picture and a {' or '.join(refused[:2])}."
    holds(not refused, message=message, misconception=misconception)
    for kind, (pairs, expected) in read.items():
        pictures = pictures_of(pairs)
        far = np.abs(pictures - expected).max(axis=(1, 2, 3))
        message = f"A {kind} should come back in the colour that it has: three channels, no other."
        holds(bool(far.min() < 0.03), message=message, got=pictures)


BROKEN = [("png", 0.3, None), ("jpg", 0.5, None), ("JPG", 1.0, ""), ("png", 1.0, "no picture")]


@pytest.mark.task("from-disk", weight=2)
@pytest.mark.tries(
    "A file that cannot be decoded raises an error (of any kind).",
    "Its message holds the file's name, and no other file's.",
    "The error comes when the dataset is made, or at the latest when the picture's turn comes.",
)
def test_a_broken_file_is_named(student, made, seed):
    """A file that cannot be decoded raises an error that names it, and no other."""
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 256, (40, 40, 3)).astype("uint8")
    told = []
    for place, (ending, share, content) in enumerate(BROKEN):
        name = f"mouldy {rng.integers(1000, 10000)}.{ending}"
        files = in_full({f"{kind}/sound{n}{kind}.png": PLAIN for kind in "ab" for n in range(5)})
        files[f"{'ab'[place % 2]}/{name}"] = (noise if content is None else content, share)
        folder = made.write_folder(files)
        came, said = made.complaint(student.image_dataset, folder, (8, 8), 2)
        told.append((came, said, name))
    silent = [said == "" for _, said, _ in told]
    # Left out, and not replaced: the ten sound ones came, and no other.
    left_out = all(silent) and all(came == 10 for came, _, _ in told)
    misconception = "broken_file_vanishes" if left_out else ""
    kinds = ("a PNG cut short", "a JPEG cut short", "an empty file", "a text")
    which = " and ".join(kind for kind, quiet in zip(kinds, silent, strict=True) if quiet)
    message = f"One of the files was no picture, but {which}, and no error was raised."
    holds(not any(silent), message=message, misconception=misconception)
    unnamed = [name not in said for _, said, name in told]
    misconception = "broken_file_unnamed" if all(unnamed) else ""
    which = " and ".join(kind for kind, none in zip(kinds, unnamed, strict=True) if none)
    message = f"One of the files was {which}: the error should say which file it is."
    holds(not any(unnamed), message=message, misconception=misconception)
    # In any order, the broken one of eleven is the last four times: 7e-5.
    message = "The error came after all other pictures, and not when its picture's turn came."
    holds(any(came < 10 for came, _, _ in told), message=message)
    message = "The error should name the broken file alone, and no sound one."
    holds(not any("sound" in said for _, said, _ in told), message=message)


# order


MANY, TRAY = 83, 8
TRAYS = [TRAY] * 10 + [3]
EPOCHS = 3


def traces_of(pixels):
    """What pictures of a larder say, a row of three whole numbers each; pictures of nobody say nothing."""
    traces = np.rint(np.clip(np.nan_to_num(pixels * STEPS), -1, 2**30)).astype(int)
    numbers, decoded, _ = traces.T
    # No turn is 0.
    known = ((numbers >= 0) & (numbers < MANY) & (decoded > 0)).all()
    if not known or len(set(numbers.tolist())) <= TRAY:
        message = "The pictures that came are not those that `decode` gave, or too few of them."
        raise Mismatch(message, names_mistake=False)
    return traces


class Epoch:
    """One epoch of a larder's pictures: numbers, turns and labels in the order in which they came."""

    def __init__(self, batches, *, of):
        message = f"A batch should be a pair: pictures of shape (batch, {', '.join(map(str, of))}), labels."
        for _, pictures, labels in batches:
            same = np.ndim(labels) == 1 and np.shape(pictures) == (*np.shape(labels), *of)
            holds(same, message=message, got=pictures)
        self.asked = [asked for asked, _, _ in batches]
        self.sizes = [len(labels) for _, _, labels in batches]
        pictures = [as_array(pictures)[:, 0, 0] for _, pictures, _ in batches]
        traces = traces_of(np.concatenate(pictures or [np.zeros((0, 3))]))
        self.numbers, self.decoded, self.augmented = traces.T
        self.labels = np.concatenate([labels for _, _, labels in batches])
        self.batches = np.split(traces, np.cumsum(self.sizes)[:-1])

    def same_order(self, other):
        """Whether two epochs have the same pictures in the same order."""
        return np.array_equal(self.numbers, other.numbers)

    def turns(self, of):
        """At which turn each picture was decoded or augmented."""
        return dict(zip(self.numbers.tolist(), getattr(self, of).tolist(), strict=True))

    def pairs(self):
        """Pairs of pictures that share a batch."""
        batches = (sorted(batch[:, 0].tolist()) for batch in self.batches)
        return {pair for batch in batches for pair in itertools.combinations(batch, 2)}


def labels_for(n, seed):
    """n labels that are not in the order of the pictures."""
    return np.random.default_rng([seed, 7]).integers(0, 1000, n)


class Training:
    """Three epochs of `train_pipeline`, the labels of all pictures, and how often they were handled."""

    def __init__(self, student, seed):
        self.labels = labels_for(MANY, seed)
        larder = probes(student).Larder(self.labels, 1 + seed % 1000)
        student.module("keras").utils.set_random_seed(seed % 2**31)
        dataset = student.train_pipeline(larder.dataset, larder.decode, larder.augment, TRAY)
        is_a_dataset(student, dataset, "train_pipeline")
        # A picture twice is still within it, and an epoch without end is not.
        most = 4 * len(TRAYS)
        self.epochs = [Epoch(larder.epoch(dataset, most), of=(2, 2, 3)) for _ in range(EPOCHS)]
        self.endless = all(len(epoch.sizes) == most for epoch in self.epochs)
        self.calls = {what: larder.counted(what) for what in ("decode", "augment")}


def is_a_dataset(student, dataset, name):
    """Expect a dataset of tf.data."""
    message = f"`{name}` should return a tf.data.Dataset."
    holds(probes(student).is_dataset(dataset), message=message, got=dataset)


@pytest.fixture(scope="module")
def trainings(student):
    """Training pipelines that have run for three epochs, by seed."""
    return by_seed(lambda seed: Training(student, seed))


@pytest.mark.task("order", weight=2)
@pytest.mark.tries(
    "Make batches to train on.",
    "it knows its length (`len(ds)`).",
    "A path is whatever `decode` takes, a label is a whole number.",
    "batch: pictures in a batch.",
    "Returns a tf.data.Dataset of batches (pictures, labels).",
    "To go through it once is an epoch.",
    "An epoch holds every picture once",
    "All batches but the last are full; the last holds what is left.",
)
def test_an_epoch_holds_every_picture_once(trainings, seed):
    """To go through the training batches once is to see every picture once."""
    training = trainings(seed)
    message = "The epoch does not end after all pictures have been there."
    misconception = "endless_epoch" if training.endless else ""
    holds(not training.endless, message=message, misconception=misconception, draws=EPOCHS)
    for epoch in training.epochs:
        message = f"{MANY} pictures in batches of {TRAY} are ten whole batches and one of 3."
        holds(epoch.sizes == TRAYS, message=message, got=epoch.sizes)
        once = np.array_equal(np.sort(epoch.numbers), np.arange(MANY))
        holds(once, message="In an epoch every picture should come once.")


@pytest.mark.task("order", weight=2)
@pytest.mark.tries("with its own label")
def test_pictures_keep_their_labels_in_training(trainings, seed):
    """However they are shuffled, pictures and labels stay together."""
    training = trainings(seed)
    own = [training.labels[epoch.numbers] for epoch in training.epochs]
    came = [epoch.labels for epoch in training.epochs]
    # All labels are there, and most are somebody else's.
    left = all(
        len(a) == len(b) and sorted(a) == sorted(b) and (a != b).mean() > 0.5
        for a, b in zip(own, came, strict=True)
    )
    message = "Pictures came with the labels of others: shuffle the pairs, and not the two apart."
    right = all(np.array_equal(a, b) for a, b in zip(own, came, strict=True))
    misconception = "labels_left_behind" if left else ""
    holds(right, message=message, misconception=misconception, draws=EPOCHS)


def neighbours(numbers):
    """Pairs of pictures that follow one another, in either direction."""
    return {frozenset(pair) for pair in itertools.pairwise(numbers.tolist())}


@pytest.mark.task("order", weight=3)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Each epoch has an order of its own, as random as if it were the first.",
    "`keras.utils.set_random_seed` changes none of this.",
)
def test_each_epoch_has_its_own_order(trainings, seed):
    """Each epoch brings the pictures in an order of its own, that another does not tell."""
    epochs = trainings(seed).epochs
    pairs = list(itertools.combinations(epochs, 2))
    frozen = all(one.same_order(other) for one, other in pairs)
    as_stored = np.array_equal(epochs[0].numbers, np.arange(len(epochs[0].numbers)))
    misconception = "buffer_of_one" if as_stored else "shuffled_before_the_cache"
    differ = not any(one.same_order(other) for one, other in pairs)
    message = "Two epochs have the same order."
    holds(differ, message=message, misconception=misconception if frozen else "", draws=EPOCHS)
    for one, other in [*pairs, *((epoch, None) for epoch in epochs)]:
        reference = np.arange(MANY) if other is None else other.numbers
        beside = neighbours(one.numbers) & neighbours(reference)
        # Independent orders share 2 of 82 neighbours, (1.4); 20 have a probability below 1e-15.
        message = "Two epochs have much of their order in common: who follows whom."
        if other is None:
            message = "An epoch has much of the dataset's own order: who follows whom."
        holds(len(beside) < 20, message=message, measured=len(beside) / (MANY - 1))
        places = np.argsort(one.numbers), np.argsort(reference)
        # Independent orders: 0 (0.11). Mixed a little, with a buffer of 16: 0.9.
        alike = float(np.corrcoef(*places)[0, 1])
        message = message.replace("who follows whom", "what comes early, and what late")
        holds(abs(alike) < 0.65, message=message, measured=alike)


@pytest.mark.task("order")
@pytest.mark.random
@pytest.mark.tries("other pictures share a batch")
def test_each_epoch_has_its_own_batches(trainings, seed):
    """Who shares a batch with whom is new in each epoch."""
    epochs = trainings(seed).epochs
    runs = {frozenset(range(n, min(n + TRAY, MANY))) for n in range(0, MANY, TRAY)}
    whole = all(
        {frozenset(batch[:, 0].tolist()) for batch in epoch.batches} == runs for epoch in epochs
    )
    ordered = all(epoch.same_order(epochs[0]) for epoch in epochs)
    misconception = "batched_before_the_shuffle" if whole and not ordered else ""
    for one, other in itertools.combinations(epochs, 2):
        # Of 283 pairs 24 (5) come again by chance.
        again = len(one.pairs() & other.pairs()) / len(one.pairs())
        message = "The same pictures share a batch in every epoch; measured is the share of pairs."
        holds(
            again < 0.3, message=message, measured=again, misconception=misconception, draws=EPOCHS
        )


def reach(numbers):
    """How far before its place a picture comes at most: what the buffer of a shuffle allows."""
    return int((numbers - np.arange(len(numbers))).max())


@pytest.mark.task("order")
@pytest.mark.random
@pytest.mark.tries("1 to 5000 of them", "In every epoch any picture can come first")
def test_any_picture_can_come_first(student, made):
    """The shuffle reaches over the whole dataset, in each epoch: any picture can come first."""
    n, batch = 5000, 200
    dataset = student.train_pipeline(made.many_names(n), made.decoded_number, made.unchanged, batch)
    epochs = []
    for _ in range(2):
        pairs = made.taken(dataset, n // batch + 1)
        numbers = np.concatenate([as_array(labels) for _, labels in pairs])
        whole = np.array_equal(np.sort(numbers), np.arange(n))
        holds(whole, message=f"Of {n} pictures each should come once.")
        epochs.append(numbers)
    # A buffer of 1000 reaches to 999; all of 5000 to 4960 or more.
    buffers = [reach(numbers) for numbers in epochs]
    small = 1 < buffers[0] < 0.9 * n and abs(buffers[0] - buffers[1]) < 0.02 * buffers[0]
    misconception = "buffer_too_small" if small else ""
    # 200 draws, all from the first 4600: 6e-8. A buffer of 4000 reaches to 4199.
    largest = min(int(numbers[:batch].max()) for numbers in epochs)
    message = "The first batches hold pictures from the beginning of the dataset only."
    far = largest >= 0.92 * n
    holds(far, message=message, measured=largest / n, misconception=misconception, draws=2)
    # Independent orders: 0 (0.014).
    alike = float(np.corrcoef(*(np.argsort(numbers) for numbers in epochs))[0, 1])
    message = "What comes early in one epoch comes early in the next; measured is the correlation."
    holds(abs(alike) < 0.1, message=message, measured=alike)


@pytest.mark.task("order", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Each picture is decoded once, in the first epoch.",
    "decode: function: decode(path) gives the picture, (height, width, 3), float32.",
    "All pictures have one size.",
    "It is slow.",
)
def test_each_picture_is_decoded_once(trainings, seed):
    """In three epochs a picture is decoded once."""
    training = trainings(seed)
    first, *later = [epoch.turns("decoded") for epoch in training.epochs]
    anew = [all(turn != first.get(number) for number, turn in turns.items()) for turns in later]
    misconception = "decoded_each_epoch" if all(anew) else ""
    message = "In the second epoch pictures were decoded again."
    kept = all(turns == first for turns in later)
    holds(kept, message=message, misconception=misconception, draws=len(later))
    times = training.calls["decode"]
    message = f"For {MANY} pictures and three epochs `decode` was called {times} times."
    holds(times == MANY, message=message)


@pytest.mark.task("order")
@pytest.mark.tries("Nothing is decoded before that begins.", "call them inside `map`")
def test_nothing_is_decoded_beforehand(student, made, trainings, seed):
    """Nothing is decoded before the first epoch begins."""
    first = trainings(seed).epochs[0]
    message = "Pictures were decoded before the first batch was asked for."
    holds(bool((first.decoded > first.asked[0]).all()), message=message)
    larder = made.Larder(labels_for(20, seed), 1)
    student.train_pipeline(larder.dataset, larder.decode, larder.augment, TRAY)
    times = larder.counted("decode")
    message = f"`decode` was called {times} times, and nobody has asked for a batch."
    holds(times == 0, message=message)


@pytest.mark.task("order", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "In each epoch each picture is augmented once, anew, by itself.",
    "augment: function: augment(picture) gives the same picture changed at random.",
    "It takes one picture, not a batch.",
)
def test_each_epoch_augments_anew(trainings, seed):
    """A picture is augmented once, anew in each epoch, on its own."""
    training = trainings(seed)
    epochs = training.epochs
    never = [(epoch.augmented == 0).all() for epoch in epochs]
    misconception = "never_augmented" if all(never) else ""
    message = "Some pictures were never augmented."
    none = any((epoch.augmented == 0).any() for epoch in epochs)
    holds(not none, message=message, misconception=misconception, draws=EPOCHS)
    batches = [batch[:, 2] for epoch in epochs for batch in epoch.batches]
    shared = all(len(set(turns.tolist())) == 1 for turns in batches)
    alone = all(len(set(epoch.augmented.tolist())) == len(epoch.augmented) for epoch in epochs)
    message = "Several pictures share one augmentation: `augment` takes one picture, not a batch."
    misconception = "augmented_by_the_batch" if shared else ""
    holds(alone, message=message, misconception=misconception, draws=EPOCHS)
    turns = [epoch.turns("augmented") for epoch in epochs]
    seen = [set(each.values()) for each in turns]
    kept = turns[0] == turns[1] == turns[2]
    message = "In the second epoch pictures looked exactly as in the first."
    misconception = "augmented_before_the_cache" if kept else ""
    anew = not any(one & other for one, other in itertools.combinations(seen, 2))
    holds(anew, message=message, misconception=misconception, draws=EPOCHS)
    times = training.calls["augment"]
    message = f"For {MANY} pictures and {EPOCHS} epochs `augment` was called {times} times."
    holds(times == EPOCHS * MANY, message=message)


@pytest.mark.task("order")
@pytest.mark.random
@pytest.mark.tries(
    "The next batch is made ready, the whole of it, while the last one is still in use.",
    "Say so yourself: the library may add it, or may not.",
)
def test_the_next_batch_is_made_ready_meanwhile(student, made, seed):
    """While a batch is in use, the next one is made ready."""
    larder = made.Larder(labels_for(MANY, seed), 1)
    dataset = student.train_pipeline(larder.dataset, larder.decode, larder.augment, TRAY)
    dataset = made.as_written(dataset)
    ahead, touched = False, False
    # A busy machine may need a while to begin: it has four chances.
    waits = (0.05, 0.2, 1.0, 3.0)
    for wait in waits:
        epoch = Epoch(larder.epoch(dataset, 2, wait), of=(2, 2, 3))
        holds(len(epoch.asked) == 2, message="There should be more than one batch.")
        if (epoch.augmented == 0).any():
            raise Mismatch("Some pictures were never augmented.", names_mistake=False)
        ahead = ahead or int(epoch.batches[1][:, 2].max()) < epoch.asked[1]
        touched = touched or int(epoch.batches[1][:, 2].min()) < epoch.asked[1]
        if ahead:
            break
    message = "The second batch was not ready when it was asked for, though there was time."
    misconception = "" if touched else "the_cook_waits"
    holds(ahead, message=message, misconception=misconception, draws=len(waits))


def pipeline(student, made, way, larder, batch=TRAY):
    """A pipeline of one of the two kinds, from a larder."""
    if way == "eval_pipeline":
        return student.eval_pipeline(larder.dataset, larder.decode, batch)
    return student.train_pipeline(larder.dataset, larder.decode, larder.augment, batch)


@pytest.mark.task("order")
@pytest.mark.tries(
    "Pipelines know nothing of each other: many can be made and used, one after the other or in turn."
)
@pytest.mark.parametrize("way", ["train_pipeline", "eval_pipeline"])
def test_pipelines_know_nothing_of_each_other(student, made, way, seed):
    """A second pipeline has its own pictures and labels, and so has the first, used again."""
    kinds = {n: labels_for(n, seed + n) for n in (20, 13)}
    larders = {n: made.Larder(labels, 1) for n, labels in kinds.items()}
    datasets = {}
    for n in (20, 13, 20):
        if n not in datasets:
            datasets[n] = pipeline(student, made, way, larders[n])
        epoch = Epoch(larders[n].epoch(datasets[n], 9), of=(2, 2, 3))
        message = f"Of two pipelines, the one for {n} pictures gave others, or others' labels."
        whole = np.array_equal(np.sort(epoch.numbers), np.arange(n))
        holds(whole and np.array_equal(kinds[n][epoch.numbers], epoch.labels), message=message)


@pytest.mark.task("order")
@pytest.mark.tries(
    "1 to 5000 of them", "All batches but the last are full; the last holds what is left."
)
@pytest.mark.parametrize("way", ["train_pipeline", "eval_pipeline"])
def test_few_pictures_are_enough(student, made, way):
    """One picture is a batch, and batches may be larger than the dataset, or hold one picture."""
    for n, batch, wanted in ((1, 4, [1]), (5, 8, [5]), (3, 1, [1, 1, 1])):
        given = [made.many_names(n), made.decoded_number]
        given += [made.unchanged] if way == "train_pipeline" else []
        dataset = getattr(student, way)(*given, batch)
        for _ in range(2):
            pairs = made.taken(dataset, n + 2)
            sizes = [len(labels) for _, labels in pairs]
            message = f"{n} pictures in batches of {batch} should come in batches of {wanted}."
            holds(sizes == wanted, message=message, got=sizes)
            numbers = np.sort(np.concatenate([labels for _, labels in pairs]))
            equal(numbers, np.arange(n), message=f"Each of {n} pictures should come once.")
            shown = np.sort(np.concatenate([as_array(p)[:, 0, 0, 0] for p, _ in pairs])) * STEPS
            close(shown, np.arange(n), message="Pictures should be those that `decode` gives.")


class Exam:
    """Two epochs of `eval_pipeline`, its decoding now quick and now slow, and the labels."""

    def __init__(self, student, seed):
        self.labels = labels_for(MANY, seed + 1)
        made = probes(student)
        larder = made.Larder(self.labels, 1 + seed % 1000, 0.001)
        dataset = student.eval_pipeline(larder.dataset, larder.decode, TRAY)
        is_a_dataset(student, dataset, "eval_pipeline")
        dataset = made.as_written(dataset)
        epochs = (larder.epoch(dataset, 2 * len(TRAYS)) for _ in range(2))
        self.epochs = [Epoch(epoch, of=(2, 2, 3)) for epoch in epochs]


@pytest.fixture(scope="module")
def exams(student):
    """Evaluations, by seed."""
    return by_seed(lambda seed: Exam(student, seed))


@pytest.mark.task("order", weight=2)
@pytest.mark.tries("all of ds", "All batches but the last are full; the last holds what is left.")
def test_evaluation_leaves_nobody_out(exams, seed):
    """Every picture is evaluated, the last ones too, with its own label."""
    exam = exams(seed)
    dropped = all(epoch.sizes == TRAYS[:-1] for epoch in exam.epochs)
    misconception = "remainder_dropped" if dropped else ""
    for epoch in exam.epochs:
        whole = np.array_equal(np.sort(epoch.numbers), np.arange(MANY))
        message = "Each picture should be evaluated, and once."
        holds(whole, message=message, got=epoch.sizes, misconception=misconception, draws=2)
        message = f"{MANY} pictures in batches of {TRAY} are ten whole batches and one of 3."
        holds(epoch.sizes == TRAYS, message=message, got=epoch.sizes)
        message = "Pictures came with the labels of others."
        holds(np.array_equal(exam.labels[epoch.numbers], epoch.labels), message=message)
        message = "For evaluation pictures should stay as `decode` gives them."
        holds(bool((epoch.augmented == 0).all()), message=message)


def disorder(epoch):
    """What mixed up an evaluation: a shuffle, or a race of who is decoded first."""
    moved = np.abs(np.argsort(epoch.numbers, kind="stable") - np.arange(len(epoch.numbers)))
    # Places moved, 60 draws: shuffled 27.7 (1.8), least 24.1; in a race 5.8 (1.6), most 7.5, none never.
    if moved.mean() > MANY / 6:
        return "validation_shuffled"
    # Who is ready first comes first.
    raced = moved.mean() > 0 and (np.diff(epoch.decoded) > 0).mean() > 0.9
    return "order_left_to_chance" if raced else ""


@pytest.mark.task("order", weight=2)
@pytest.mark.random
@pytest.mark.tries(
    "Make batches to validate and test with.",
    "ds, decode, batch: as for `train_pipeline`.",
    "in ds's order, each time that it is gone through",
)
def test_evaluation_keeps_the_order(exams, seed):
    """Evaluation has the dataset's own order, each time."""
    epochs = exams(seed).epochs
    found = {disorder(epoch) for epoch in epochs}
    misconception = found.pop() if len(found) == 1 else ""
    for epoch in epochs:
        kept = bool((np.diff(epoch.numbers) > 0).all())
        message = "Evaluation should go through the dataset in its own order."
        holds(kept, message=message, misconception=misconception, draws=2)


# augment-in-model


SIZE = (12, 16, 3)


def photographs(n, seed):
    """n pictures, uint8, brighter on one side, no two alike; some pixels are black and white."""
    rng = np.random.default_rng([seed, 3])
    y, x = np.mgrid[0 : 1 : SIZE[0] * 1j, 0 : 1 : SIZE[1] * 1j]
    ramp = 40 + 120 * x[None, :, :, None] + 50 * y[None, :, :, None]
    pictures = (ramp + rng.uniform(-30, 40, (n, 1, 1, 3))).astype("uint8")
    pictures[:, 3:5, 3:5], pictures[:, 3:5, 6:8] = 0, 255
    return pictures


def noise(n, seed):
    """n pictures of which no pixel tells of its neighbours, from 0 to 255, uint8."""
    return np.random.default_rng([seed, 4]).integers(0, 256, (n, *SIZE)).astype("uint8")


def two_paths(keras):
    """A model whose layers do not stand in a row: two matrices see the same pictures."""
    inputs = keras.Input(SIZE)
    flat = keras.layers.Flatten()(inputs)
    return keras.Model(inputs, keras.layers.Add()([keras.layers.Dense(4)(flat) for _ in range(2)]))


def one_path(keras):
    """A model whose layers stand in a row."""
    return keras.Sequential([keras.Input(SIZE), keras.layers.Flatten(), keras.layers.Dense(4)])


class Served:
    """A linear model of the grader's, and what `with_augmentation` made of it."""

    def __init__(self, student, build, seed):
        self.model = build(student.module("keras"))
        self.shapes = [np.shape(weights) for weights in self.model.get_weights()]
        self.weigh(seed)
        self.answer = student.with_augmentation(self.model)
        holds(
            callable(self.answer),
            message="`with_augmentation` should return a Keras model.",
            got=self.answer,
        )

    def weigh(self, seed, scale=1.0):
        """Give the model other weights; with a scale of 0 it is blind, and answers its bias."""
        rng = np.random.default_rng([seed, len(self.shapes)])
        weights = [rng.standard_normal(shape).astype("float32") for shape in self.shapes]
        weights[::2] = [np.float32(scale) * matrix for matrix in weights[::2]]
        self.kernels, self.matrix, self.bias = weights[::2], sum(weights[::2]), sum(weights[1::2])
        self.model.set_weights(weights)

    def wanted(self, pictures):
        """What the model gives for pictures of floats."""
        return pictures.reshape(len(pictures), -1).astype("float32") @ self.matrix + self.bias


@pytest.fixture(scope="module")
def served(student):
    """Two models with augmentation, by seed."""
    return by_seed(lambda seed: [Served(student, build, seed) for build in (two_paths, one_path)])


@pytest.fixture(scope="module")
def mirror(student):
    """`with_augmentation` round a model that gives back what it is given."""
    keras = student.module("keras")
    inputs = keras.Input(SIZE)
    model = keras.Model(inputs, keras.layers.Activation("linear")(inputs))
    answer = student.with_augmentation(model)
    holds(callable(answer), message="`with_augmentation` should return a Keras model.", got=answer)
    return answer


def seen_by(model, pictures, *, training):
    """What the model inside sees of some pictures; numbers that are all alike are no pictures."""
    return pictures_seen(model(pictures, training=training), pictures)


def pictures_seen(got, pictures):
    """An array of so many pictures: finite numbers, not all of them the same."""
    seen = as_array(got, shape=pictures.shape)
    if not np.isfinite(seen).all() or np.ptp(seen) == 0:
        message = (
            "What the model sees should be pictures: finite numbers, not all of them the same."
        )
        raise Mismatch(message, got=seen, names_mistake=False)
    return seen


def predicted(model, pictures):
    """What a model predicts for pictures, four numbers each."""
    return as_array(model.predict(pictures, verbose=0), shape=(len(pictures), 4))


def twin_of(one):
    """Whether the answer has weights of the model's shapes, and none of its values."""
    held = [as_array(weights) for weights in one.answer.get_weights()]
    fitting = [weights for weights in held if weights.shape == one.matrix.shape]
    alike = any(np.allclose(w, kernel) for w in fitting for kernel in one.kernels)
    return bool(fitting) and not alike


@pytest.mark.task("augment-in-model", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Predicting, it gives what `model` gives for the same pictures divided by 255, up to rounding.",
    "Put scaling and augmentation in front of a model.",
    "It takes pictures (batch, height, width, 3), float32 from 0 to 1;",
    "height and width are fixed.",
    "To predict is to call `predict`, or the model with `training=False`.",
    "Sequential or functional, its layers connected in any way",
    "takes raw pictures (batch, height, width, 3), uint8 from 0 to 255, one or many",
)
def test_predictions_are_those_of_the_scaled_pictures(served, seed):
    """Predicting from raw pictures gives what the model gives for them divided by 255."""
    pictures = noise(16, seed)
    for one in served(seed):
        first, again = predicted(one.answer, pictures), predicted(one.answer, pictures)
        calm = np.allclose(first, again, rtol=1e-3, atol=1e-3)
        message = "The same pictures were predicted twice, and the answers differ."
        holds(calm, message=message, misconception="augments_when_predicting", draws=2)
        known = {
            "never_rescaled": one.wanted(pictures),
            "rescaled_twice_on_the_way": one.wanted(pictures / 255**2),
        }
        values = [one.wanted(pictures / 255), *known.values()]
        if not any(np.allclose(first, value, rtol=1e-2, atol=0.1) for value in values) and twin_of(
            one
        ):
            message = "The weights of `model` are not in the model that came back."
            raise Mismatch(message, misconception="weights_left_behind")
        message = "Raw pictures should get the answers that `model` gives for them divided by 255."
        # Right answers are off by 3e-6; a 256th instead of a 255th by 0.04.
        near = {"rtol": 1e-3, "atol": 5e-3, "message": message, "mistakes": known}
        close(first, one.wanted(pictures / 255), **near)
        for few in (pictures[:1], pictures[:5]):
            close(one.answer(few, training=False), one.wanted(few / 255), **near)


@pytest.mark.task("augment-in-model")
@pytest.mark.tries("up to rounding")
def test_prediction_sees_the_picture_itself(mirror, seed):
    """Predicting, the model sees each picture as it is, pixel by pixel, divided by 255."""
    # Dark ones alone and among bright ones: who divides only where it seems needed leaves them.
    dark, bright = noise(2, seed) // 128, noise(2, seed)
    mixed = np.concatenate([dark, bright])
    for pictures in (noise(3, seed), photographs(1, seed), dark, dark[:1] * 2, mixed):
        seen = seen_by(mirror, pictures, training=False)
        off = float(np.abs(seen - pictures / 255).max())
        message = "Predicting, `model` should see each pixel divided by 255; measured: how far off."
        holds(off < 1e-3, message=message, measured=off)


@pytest.mark.task("augment-in-model", weight=2)
@pytest.mark.tries(
    "`model` itself is inside, with its weights, not with new ones or copies.",
    "So if one of the two learns, the other has learnt, too.",
    "`model` alone still gives what it gave.",
)
def test_the_model_itself_is_inside(student, made, seed):
    """The model and the one round it share their weights, whichever of them learns."""
    # Layers in a row, too: they are easily moved from one model to another.
    for build in (two_paths, one_path):
        is_inside(Served(student, build, seed), made, seed)


def is_inside(one, made, seed):
    """Expect that a model and the one round it learn together."""
    pictures = noise(8, seed)
    alone = predicted(one.model, pictures / np.float32(255))
    message = "`model` alone should still give what it gave before."
    close(alone, one.wanted(pictures / 255), message=message, rtol=1e-3, atol=5e-3)
    one.weigh(seed, 0.0)
    message = "A model that answers the same to every picture should do so in training, too."
    got = as_array(one.answer(pictures, training=True), shape=(8, 4))
    close(got, one.wanted(pictures / 255), message=message, rtol=1e-3, atol=1e-3)
    one.weigh(seed + 1)
    message = "`model` got other weights, and the model round it did not answer by them."
    got = predicted(one.answer, pictures)
    close(got, one.wanted(pictures / 255), message=message, rtol=1e-3, atol=5e-3)
    before = [as_array(weights) for weights in one.model.get_weights()]
    made.learn(one.answer, pictures, np.zeros((8, 4), "float32"))
    after = [as_array(weights) for weights in one.model.get_weights()]
    message = "The model that came back was trained, and not all weights of `model` have changed."
    moved = all(not np.array_equal(a, b) for a, b in zip(before, after, strict=True))
    holds(moved, message=message)


@pytest.mark.task("augment-in-model", weight=2)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries("Any changes will do, as long as some pictures do change.")
def test_pictures_change_in_training(mirror, seed):
    """In training some pictures are changed before the model sees them."""
    pictures = photographs(32, seed)
    plain, seen = (seen_by(mirror, pictures, training=training) for training in (False, True))
    changed = np.abs(seen - plain).max(axis=(1, 2, 3)) > 0.01 * plain.max()
    # Our answer: 31.9 (0.3), least of 200 draws 30. Flips alone change half: three or fewer 1e-6.
    message = "In training the model saw the same pictures as in prediction."
    misconception = "" if changed.any() else "nothing_is_augmented"
    enough = int(changed.sum()) > 3
    share = float(changed.mean())
    holds(enough, message=message, measured=share, misconception=misconception)


@pytest.mark.task("augment-in-model")
@pytest.mark.random
@pytest.mark.tries(
    "In training each picture of a batch is changed in a way of its own, before `model` sees it"
)
def test_each_picture_is_changed_in_its_own_way(mirror, seed):
    """Pictures of one batch are changed each in a way of its own."""
    pictures = np.repeat(photographs(1, seed), 32, axis=0)
    # Flips alone, all 32 alike twice: 2**-62.
    alike, changed = True, True
    for _ in range(2):
        seen = seen_by(mirror, pictures, training=True)
        alike = alike and bool(np.abs(seen - seen[:1]).max() < 1e-3 * np.abs(seen).max())
        changed = changed and bool(np.abs(seen - pictures / 255).max() > 1e-3)
    message = "One picture, 32 times in a batch, was changed in the same way each time."
    misconception = "one_change_for_the_batch" if changed else ""
    holds(not alike, message=message, misconception=misconception, draws=2)


def out_of_range(seen, outside):
    """Which mistake brings values beyond 0 to 1: light on another scale, or white corners."""
    bright = seen.min(axis=(1, 2, 3)) > 1.5
    # Light moves a whole picture and keeps its contrast; 0 to 255 would widen that, too.
    if bright.any() and (np.ptp(seen, axis=(1, 2, 3))[bright] < 1.5).all():
        return "light_of_the_wrong_range"
    filled = (seen[outside] > 100).all() and (seen <= 256).all() and outside.mean() < 0.3
    return "corners_filled_with_bytes" if filled else ""


@pytest.mark.task("augment-in-model", weight=2)
@pytest.mark.random
@pytest.mark.tries(
    "In training `model` still sees values from about 0 to about 1: none below -0.5, none above 1.5, "
    "and of a bright picture some above 0.5."
)
def test_training_sees_the_range_that_prediction_sees(mirror, seed):
    """In training, too, the values that the model sees run from about 0 to about 1."""
    pictures = photographs(32, seed)
    for _ in range(3):
        seen = seen_by(mirror, pictures, training=True)
        # Ours: 0 to 1. Light on the wrong scale goes beyond by 20.
        outside = (seen < -0.5) | (seen > 1.5)
        message = "In training the model saw values far from 0 to 1."
        misconception = out_of_range(seen, outside) if outside.any() else ""
        largest = float(seen.max())
        holds(not outside.any(), message=message, measured=largest, misconception=misconception)
        message = "In training the model saw dark pictures alone; measured is the largest value."
        holds(largest > 0.5, message=message, measured=largest)


@pytest.mark.task("augment-in-model", weight=2)
@pytest.mark.random
@pytest.mark.tries("The change is new at every step, inside compiled code too.")
def test_compiled_steps_draw_anew(mirror, made, seed):
    """In compiled code, traced once, each step changes pictures anew; outside of it, too."""
    pictures = photographs(16, seed)
    loose = [seen_by(mirror, pictures, training=True) for _ in range(2)]
    steps = [pictures_seen(step, pictures) for step in made.compiled_steps(mirror, pictures, 4)]
    # Flips of 16 pictures alike in four steps: 2**-48.
    moving = not np.array_equal(*loose)
    differ = any(not np.array_equal(steps[0], step) for step in steps[1:])
    changed = np.abs(steps[0] - pictures / 255).max() > 1e-3
    message = "Four steps of compiled code changed the pictures in exactly the same way."
    misconception = "frozen_in_the_graph" if moving and changed else ""
    holds(differ, message=message, misconception=misconception, draws=3)
    message = "Two steps, called one after the other, changed the pictures in the same way."
    holds(moving, message=message)


def foreign(config):
    """Classes in a saved model that a Python without the notebook does not know."""
    if isinstance(config, list):
        return [name for part in config for name in foreign(part)]
    if not isinstance(config, dict):
        return []
    found = [name for part in config.values() for name in foreign(part)]
    name, module = config.get("class_name"), config.get("module", "keras")
    if name is None or "config" not in config:
        return found
    known = module in (None, "builtins") or str(module).split(".")[0] == "keras"
    # A class that was registered has its package before its name.
    if name in ("__lambda__", "function") or not known or ">" in str(config.get("registered_name")):
        found.append(str(config.get("registered_name") or name))
    return found


def alone_in_its_file(made, model, name):
    """Expect that a model's file needs nothing of the notebook."""
    strange = foreign(json.loads(made.saved_config(model, name)))
    message = (
        f"The file needs `{next(iter(strange), '')}`, which Keras does not know: a Python without "
        "your notebook cannot load it."
    )
    misconception = "lambda_cannot_be_loaded" if set(strange) == {"__lambda__"} else ""
    holds(not strange, message=message, misconception=misconception, draws=2)


@pytest.mark.task("augment-in-model", weight=2)
@pytest.mark.random
@pytest.mark.tries(
    "It is saved and loaded as one file: `keras.models.load_model` needs nothing else, no class or function of your notebook either.",
    "The loaded model predicts and augments as before.",
)
def test_one_file_holds_it_all(student, made, served, mirror, seed):
    """Saved and loaded, the model predicts the same, and still augments in training."""
    keras = student.module("keras")
    model, pictures = served(seed)[0].answer, photographs(16, seed)
    message = "The model could not be saved."
    with student.succeeds(message=message):
        alone_in_its_file(made, model, "served.keras")
        alone_in_its_file(made, mirror, "mirror.keras")
    message = "The model was saved, and `load_model` could not load the file."
    with student.succeeds(message=message):
        loaded, glass = (keras.models.load_model(f"{name}.keras") for name in ("served", "mirror"))
    before, after = predicted(model, pictures), predicted(loaded, pictures)
    if not np.isfinite(before).all() or np.ptp(before, axis=0).max() == 0:
        message = "Before saving, other pictures should get other predictions, all of them finite."
        raise Mismatch(message, got=before, names_mistake=False)
    own = np.allclose(before, predicted(model, pictures), rtol=1e-3, atol=1e-3)
    message = "The loaded model predicts something else than the one that was saved."
    holds(not own or np.allclose(before, after, rtol=1e-3, atol=1e-3), message=message)
    changes = [
        bool(np.abs(m(pictures, training=True) - m(pictures, training=False)).max() > 0)
        for m in (mirror, glass)
    ]
    if not changes[0]:
        message = "Nothing was augmented before saving, so there was nothing to save."
        raise Mismatch(message, names_mistake=False)
    holds(changes[1], message="The loaded model augments no more.")


# tabular


PORTS = ("S", "C", "Q")
OTHER_PORTS = ("B", "L", "G")
NOWHERE = "Atlantis"


def drawn_passengers(n, seed, gaps):
    """n passengers, other than the Titanic's; what is known of the draw: words, and an absent port."""
    rng = np.random.default_rng([seed, 5])
    absent = str(rng.choice(PORTS))
    ports = [port for port in PORTS if port != absent] + [str(rng.choice(OTHER_PORTS))]
    # Other words by a letter, a capital: "S" and "s" and "So" are three ports.
    ports += [ports[0].lower(), ports[1] + "o"]
    sexes = ["female", "male", "Male"]
    # Ages and fares of other means and spreads than on the ship: 30 (14) and 33 (52) there.
    age = rng.gamma(9, 2, n) + rng.choice([0, 40])
    fare = rng.lognormal(rng.choice([1.5, 5.5]), 0.5, n)
    if gaps:
        age = np.where(rng.random(n) < 0.2, np.nan, age)
        fare = np.where(rng.random(n) < 0.05, np.nan, fare)
    shares = [0.3, 0.25, 0.2, 0.12, 0.11, 0.02]
    columns = {
        "age": age.astype("float32").tolist(),
        "fare": fare.astype("float32").tolist(),
        "pclass": [1, 2, 3, *rng.integers(1, 4, n - 3).tolist()],
        "sex": [*sexes, *rng.choice(sexes, n - 3, p=[0.35, 0.5, 0.15]).tolist()],
        "embarked": [*ports, *rng.choice([*ports, ""], n - 5, p=shares).tolist()],
    }
    return columns, ports, absent


class Desk:
    """Where the student's features are asked for: about drawn rows, and about changed ones."""

    def __init__(self, student, seed, gaps=True, words=None):
        self.student, self.made = student, probes(student)
        self.columns, self.ports, self.absent = drawn_passengers(300, seed, gaps)
        self.columns |= words or {}
        self.sexes = ["female", "male", "Male"]
        # The arrays that the features were learnt from stay there: they may be changed later.
        self.train = self.rows(self.columns)
        self.features = student.feature_model(self.train)
        message = "`feature_model` should return a model or a function."
        holds(callable(self.features), message=message, got=self.features)

    def rows(self, columns, backwards=False):
        """A dict of columns, which stays in the worker: text is no data."""
        return self.student.held(self.made.passengers)(columns, backwards)

    def ask(self, columns, backwards=False):
        """Features of some rows, (m, k)."""
        rows = len(columns["age"])
        got = self.features(self.rows(columns, backwards))
        gaps = int(np.isnan(np.array([columns["age"], columns["fare"]])).any(axis=0).sum())
        dropped = np.ndim(got) == 2 and gaps and len(got) == rows - gaps
        misconception = "rows_with_gaps_dropped" if dropped else ""
        right = np.ndim(got) == 2 and len(got) == rows
        message = f"Asked about {rows} rows, the features should have the shape ({rows}, k)."
        holds(right, message=message, got=got, misconception=misconception)
        return as_array(got)

    def changed(self, base=None, **values):
        """Features of one known row, again and again, with some columns changed."""
        row = {"age": 31.0, "fare": 20.0, "pclass": 2, "sex": "male", "embarked": self.ports[0]}
        row |= base or {}
        length = len(next(iter(values.values())))
        return self.ask(
            {name: list(values.get(name, [value] * length)) for name, value in row.items()}
        )

    def told_by(self, name, values, base=None):
        """Which features change with a column."""
        got = self.changed(base, **{name: values})
        return np.flatnonzero(np.abs(got - got[:1]).max(axis=0) > 1e-5)

    def refuses(self, **values):
        """Whether it raises an error for some values."""
        try:
            with self.student.succeeds(message="It does."):
                self.changed(**values)
        except Mismatch as error:
            return "It does." in error.message
        return False


NUMBERS = {
    "age": [0.5, 4.0, 18.0, 30.0, 55.0, 80.0, 99.0, 100.0, 120.0],
    "fare": [0.0, 7.0, 14.0, 30.0, 80.0, 500.0, 999.0, 1000.0],
}


@pytest.fixture(scope="module")
def desks(student):
    """Features learnt from 300 drawn passengers, with and without gaps, by seed."""
    return by_seed(lambda *draw: Desk(student, *draw))


@pytest.mark.task("tabular")
@pytest.mark.tries(
    "Returns a Keras model or a function.",
    "It is called with such a dict, of any m rows, m ≥ 1;",
    "the columns may have another order.",
    "Learn from training rows how to turn passengers into features.",
    "train: dict of five columns, NumPy arrays of shape (n,):",
    "age, fare: float32, NaN where missing.",
    "Some are known, and these are not all alike.",
    "pclass: int64.",
    "1, 2 and 3 all occur.",
    'sex, embarked: text, "" where missing.',
    "It gives float32 features of shape (m, k), all finite, k always the same.",
    "A 4 may look like anything that is finite.",
)
def test_features_are_finite(desks, seed):
    """Missing values and unknown words neither crash nor give anything that is not finite."""
    desk, whole = desks(seed), desks(seed, False)
    known = [d.changed(age=[30.0, 5.0], fare=[7.0, 90.0]) for d in (desk, whole)]
    # Gaps in the training rows make NaN of those who have none.
    spoilt = not np.isfinite(known[0]).all() and np.isfinite(known[1]).all()
    message = "Of passengers about whom all is known, features are NaN or infinite."
    misconception = "nan_in_the_ruler" if spoilt else ""
    holds(bool(np.isfinite(known[0]).all()), message=message, misconception=misconception)
    strange = [desk.refuses(sex=["?", "male"]), desk.refuses(embarked=[NOWHERE, "Z"])]
    message = "A word that was not in `train` should not stop anything."
    misconception = "unknown_word_crashes" if all(strange) else ""
    holds(not any(strange), message=message, misconception=misconception, draws=2)
    unknown = desk.changed(sex=["?", "male", ""], embarked=[NOWHERE, "", NOWHERE])
    ages, fares = [np.nan, 20.0, np.nan, 0.0], [9.0, np.nan, np.nan, 0.0]
    gaps = desk.changed(age=ages, fare=fares, pclass=[1, 3, 4, 4])
    through = np.isfinite(unknown).all() and np.isnan(gaps[:2]).any(axis=1).all()
    misconception = "gaps_go_through" if through and np.isfinite(gaps[3]).all() else ""
    finite = bool(np.isfinite(unknown).all() and np.isfinite(gaps).all())
    holds(finite, message="Some features are NaN or infinite.", misconception=misconception)
    holds(known[0].dtype == np.float32, message="Features should be float32.", got=known[0])
    rows = {name: values[:7] for name, values in desk.columns.items()}
    message = "The columns of the dict stand in another order, and the features are others."
    close(desk.ask(rows, backwards=True), desk.ask(rows), message=message)
    width = {
        np.shape(got)[1]
        for got in (*known[:1], unknown, gaps, desk.ask(rows), desk.changed(age=[3.0]))
    }
    holds(len(width) == 1, message="k should be the same whatever is asked.", got=sorted(width))


@pytest.mark.task("tabular", weight=2)
@pytest.mark.tries(
    "All that it knows, it has learnt from `train`",
    "All words that `train` lacks share the same features, and no word of `train` has these.",
    "A word is another one if a single letter, capital or space differs.",
)
def test_what_train_lacks_is_unknown(desks, seed):
    """A word that is not in the training rows is unknown, whatever other rows say."""
    desk = desks(seed)
    first, second = desk.ports[:2]
    strange = [
        NOWHERE,
        "Z",
        "?",
        first + "outhampton",
        first + " ",
        " " + second,
        second + "oo",
        "Zz",
    ]
    strange += [f"port {n}" for n in range(8)]
    far = {}
    for name, words in (
        ("embarked", [*strange, desk.absent]),
        ("sex", ["?", "FEMALE", "females", "male ", "m", "x"]),
    ):
        got = desk.changed(**{name: words})
        far[name] = np.abs(got - got[0]).max(axis=1)
    leaked = far["embarked"][-1] > 1e-5 and far["embarked"][:-1].max() < 1e-5
    misconception = "adapted_on_everything" if leaked else ""
    message = f"{desk.absent!r} was not in `train`, and yet its features are not those of an unknown port."
    holds(not leaked, message=message, misconception=misconception)
    for name, apart in far.items():
        message = f"Words of {name} that are not in `train` should all have the same features."
        holds(bool((apart < 1e-5).all()), message=message, measured=float(apart.max()))


def between(one, other, middle):
    """Whether `middle` lies on the way from `one` to `other`."""
    way = other - one
    share = float((middle - one) @ way / max(float(way @ way), 1e-12))
    return 0 < share < 1 and bool(np.abs(one + share * way - middle).max() < 1e-4)


def alike_to(words, unknown):
    """Which rows are alike to the last."""
    return np.flatnonzero(np.abs(words - unknown).max(axis=1) < 1e-5)


@pytest.mark.task("tabular", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "each word of `train` has features of its own, no word's lying between those of two others",
    "The words may be others than the Titanic's",
    "no word of `train` has these",
    'Whether "" is a word like others, or always an unknown one, is left to you.',
    "1, 2, 3 differ, as a number or as columns.",
)
def test_no_word_lies_between_others(desks, seed):
    """Known words have features of their own, and none lies between others."""
    desk = desks(seed)
    got = {
        "sex": desk.changed(sex=[*desk.sexes, "", "?"]),
        "embarked": desk.changed(embarked=[*desk.ports, "", NOWHERE]),
    }
    words = {name: table[:-2] for name, table in got.items()}
    # The first word alone looks unknown; of the ports that may be "". The most frequent one is another.
    like = {name: alike_to(words[name], got[name][-1]).tolist() for name in got}
    first = {
        name: [known.index(min(known))]
        for name, known in (("sex", desk.sexes), ("embarked", desk.ports))
    }
    dropped = like["sex"] == first["sex"] and like["embarked"] in ([], first["embarked"])
    for name, known in words.items():
        apart = np.abs(known[:, None] - known[None]).max(axis=2) + np.eye(len(known))
        message = f"Two words of {name} in `train` have the same features."
        holds(bool((apart > 1e-5).all()), message=message)
        message = f"A word of {name} in `train` has the features of an unknown one."
        misconception = "first_word_dropped" if dropped else ""
        unknown = len(alike_to(known, got[name][-1])) == 0
        holds(unknown, message=message, misconception=misconception)
        message = f'A word of {name} in `train` has the features of "".'
        holds(len(alike_to(known, got[name][-2])) == 0, message=message)
    for name, known in words.items():
        # Numbers stand on a line; words that stand for themselves do not.
        spread = np.linalg.svd(known[1:] - known[0], compute_uv=False)
        on_a_line = len(spread) < 2 or spread[1] < 1e-3 * spread[0]
        misconception = "words_as_numbers" if on_a_line else ""
        triples = itertools.permutations(range(len(known)), 3)
        lies = any(between(known[a], known[b], known[c]) for a, b, c in triples)
        message = f"Of the words of {name} one lies between two others."
        holds(not lies, message=message, misconception=misconception)
    classes = desk.changed(pclass=[1, 2, 3])
    apart = all(np.abs(classes[a] - classes[b]).max() > 1e-5 for a, b in ((0, 1), (0, 2), (1, 2)))
    holds(apart, message="The classes 1, 2 and 3 should have different features.")


@pytest.mark.task("tabular")
@pytest.mark.tries(
    "any number of them",
    "each word of `train` has features of its own",
    "no word of `train` has these",
)
def test_many_words_are_told_apart(student, seed):
    """However many words there are, each has features of its own, also if all are equally rare."""
    # 150 words, twice each, of one length; they differ at their end, some by the order of letters alone.
    numbers = np.random.default_rng([seed, 8]).choice(900, 150, replace=False)
    for name in ("sex", "embarked"):
        words = [f"{name} of a long name {number:03}" for number in numbers]
        desk = Desk(student, seed, words={name: words * 2})
        got = desk.changed(**{name: [*words, f"{name} of a long name 999", NOWHERE]})
        known, unknown = got[:-2], got[-2:]
        message = f"Of 150 words of {name} in `train` some have the features of an unknown one."
        alike = [word for row in unknown for word in alike_to(known, row)]
        holds(len(alike) == 0, message=message, measured=len(set(alike)))
        apart = np.abs(known[:, None] - known[None]).max(axis=2) + np.eye(len(known))
        message = (
            f"Of 150 words of {name} in `train`, all equally frequent, two have the same features."
        )
        holds(bool((apart > 1e-5).all()), message=message)


def ruler_of(name, values, told, spread, whole):
    """Which mistake put a number on a wrong scale: its values, and the features that tell of it."""
    ship = titanic()[name]
    leaked = (values - np.nanmean(ship)) / np.nanstd(ship)
    columns = list(told.T)
    if any(np.allclose(column, leaked, rtol=1e-2, atol=1e-2) for column in columns):
        return "adapted_on_everything"
    if any(np.allclose(column, values, rtol=1e-4) for column in columns):
        return "left_unscaled"
    # Gaps alone make the scale wrong.
    return "gaps_in_the_ruler" if 0 < spread < 0.5 and whole else ""


def standard(desk, name):
    """The features of a number over known training rows, their spread, and whether one is right."""
    known = ~np.isnan(np.array(desk.columns[name]))
    rows = {
        each: [v for v, k in zip(values, known, strict=True) if k]
        for each, values in desk.columns.items()
    }
    told = desk.ask(rows)[:, desk.told_by(name, NUMBERS[name])]
    holds(told.shape[1] > 0, message=f"No feature changes with {name}.")
    told = told[:, [len(np.unique(column)) > 20 for column in told.T]]
    means, spreads = told.mean(axis=0), told.std(axis=0)
    # Gaps filled by the mean before measuring, 600 draws: 1.17 at most; by the median 0.06 and 1.16,
    # by zero 0.45 and 0.72 at worst. Filled with -999 the spread is below 0.1, unscaled above 10.
    right = bool(((np.abs(means) < 0.21) & (spreads > 0.79) & (spreads < 1.22)).any())
    return np.array(rows[name]), told, float(spreads.max()) if told.shape[1] else 0.0, right


@pytest.mark.task("tabular", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "one feature has mean 0 and standard deviation 1 over the known values in `train`, give or take 0.2",
    "So gaps may be filled with the mean before or after measuring.",
    "All that it knows, it has learnt from `train`",
)
def test_numbers_are_measured_with_the_training_ruler(desks, seed):
    """A feature of age, and one of fare, have mean 0 and spread 1 over known training values."""
    desk, whole = desks(seed), desks(seed, False)
    for name in NUMBERS:
        values, told, spread, right = standard(desk, name)
        *_, fine = standard(whole, name)
        misconception = "" if right else ruler_of(name, values, told, spread, fine)
        message = f"No feature of {name} has mean 0 and standard deviation 1 over `train`."
        holds(right, message=message, measured=spread, misconception=misconception)
        message = (
            f"No feature of {name} has mean 0 and standard deviation 1, where none is missing."
        )
        holds(fine, message=message)


# Numbers by which people mark what is missing.
BELOW = [-1.0, -2.0, -9.0, -10.0, -99.0, -100.0, -999.0, -1000.0, -9999.0]


@pytest.mark.task("tabular", weight=2)
@pytest.mark.tries(
    "A missing value has other features than any number has, even if nothing is missing in `train`."
)
def test_a_missing_number_is_told_apart(desks, seed):
    """A missing age or fare has features that no number has, below 0 either."""
    for gaps in (True, False):
        desk, same = desks(seed, gaps), {}
        for name, values in NUMBERS.items():
            train = np.array(desk.columns[name])
            usual = [float(np.nanmean(train)), float(np.nanmedian(train))]
            least, most = float(np.nanmin(train)), float(np.nanmax(train))
            usual += [least, most, least - 1, most + 1, *BELOW]
            got = desk.changed(**{name: [np.nan, 0.0, *usual, *values]})
            same[name] = np.abs(got[1:] - got[0]).max(axis=1) < 1e-4
        misconception = ""
        # Where nothing was missing in `train`, a column for it may only be left out there.
        if gaps and all(alike[0] for alike in same.values()):
            misconception = "missing_is_zero"
        elif gaps and all(alike[1] or alike[2] for alike in same.values()):
            misconception = "missing_is_average"
        where = "" if gaps else " (in `train` none was missing)"
        message = f"A missing {' or '.join(n for n in same if same[n].any())} looks like a known one{where}."
        told = not any(alike.any() for alike in same.values())
        holds(told, message=message, misconception=misconception, draws=2)


@pytest.mark.task("tabular")
@pytest.mark.tries("A row's features do not depend on what other rows are asked about.")
def test_a_row_does_not_depend_on_others(desks, seed):
    """A row's features are the same alone and among others, in any order."""
    desk = desks(seed)
    rows = {name: values[:12] for name, values in desk.columns.items()}
    together = desk.ask(rows)
    old = desk.changed(age=[700.0, 710.0, 720.0, 745.0])
    told = desk.told_by("age", NUMBERS["age"])
    # Whoever measures those who are asked finds their mean, however old they are.
    asked = bool(
        (np.abs(old[:, told].mean(axis=0)) < 0.1).any() and np.ptp(old[:, told], axis=0).max() > 0.5
    )
    misconception = "measured_when_asked" if asked else ""
    order = np.random.default_rng([seed, 6]).permutation(12)
    for chosen in ([0], [5], [11], [3, 3, 3], list(order), [1, 2]):
        some = {name: [values[n] for n in chosen] for name, values in rows.items()}
        got, wanted = desk.ask(some), together[chosen]
        message = f"{len(chosen)} of twelve passengers have other features than among the twelve."
        same = np.shape(got) == np.shape(wanted) and np.allclose(got, wanted, rtol=1e-3, atol=1e-4)
        holds(bool(same), message=message, misconception=misconception)


BASES = (
    {},
    {"age": np.nan, "fare": np.nan},
    {"embarked": NOWHERE, "sex": "?"},
    {"age": np.nan, "pclass": 1},
)


@pytest.mark.task("tabular")
@pytest.mark.tries("Each column of features tells of one of the five columns and of no other.")
def test_each_column_has_features_of_its_own(desks, seed):
    """A feature tells of one column: a gap in one leaves what is known of the others alone."""
    desk = desks(seed)
    values = NUMBERS | {"pclass": [1, 2, 3], "sex": [*desk.sexes, "?"]}
    values = {
        name: [*given, np.nan] if name in NUMBERS else given for name, given in values.items()
    }
    values["embarked"] = [*desk.ports, NOWHERE, ""]
    told = {name: set() for name in values}
    for base in BASES:
        for name, given in values.items():
            more = set(desk.told_by(name, given, base).tolist())
            wiped = not more and np.isnan(base.get("age", 0.0)) and name not in base
            misconception = "one_gap_spoils_the_row" if wiped else ""
            message = f"No feature changes with {name}{' where age is missing' if wiped else ''}."
            holds(len(more) > 0, message=message, misconception=misconception)
            told[name] |= more
    for name, features in told.items():
        shared = features & set().union(*(told[other] for other in told if other != name))
        message = f"A feature that changes with {name} changes with another column, too."
        holds(not shared, message=message)


@pytest.mark.task("tabular")
@pytest.mark.tries(
    "It does not change when `train` changes later, or when `feature_model` is called again."
)
def test_what_was_learnt_stays(student, made, seed):
    """Later changes of `train`, and learning from other rows, change no features."""
    desk = Desk(student, seed + 2)
    # Before anything is asked: who measures or looks up only then finds other rows.
    made.spoil(desk.train)
    *_, right = standard(desk, "age")
    known, unknown = desk.changed(embarked=[desk.ports[0], NOWHERE])
    message = "When the arrays of `train` change later, the features change with them."
    holds(right and bool(np.abs(known - unknown).max() > 1e-5), message=message)
    rows = {name: values[:40] for name, values in desk.columns.items()}
    before = desk.ask(rows)
    Desk(student, seed + 3, False)
    message = "After `feature_model` was called with other rows, the first features have changed."
    close(desk.ask(rows), before, message=message)


@pytest.mark.task("tabular")
@pytest.mark.tries("Neither `train` nor the rows that are asked about are changed.")
def test_nobody_is_changed(made, desks, seed):
    """Neither the training rows nor those that are asked about are changed."""
    desk = desks(seed)
    some = {name: values[:40] for name, values in desk.columns.items()}
    asked = desk.rows(some)
    got = [as_array(desk.features(asked)) for _ in range(2)]
    kept = {"The rows that were asked about": (asked, some)}
    kept["The columns of `train`"] = (desk.train, desk.columns)
    for who, (there, before) in kept.items():
        found = made.as_lists(there)
        message = f"{who} have other names after the call."
        holds(list(found) == list(before), message=message)
        for name, values in before.items():
            same = np.array_equal(found[name], values, equal_nan=name in NUMBERS)
            holds(same, message=f"{who} have other values of {name} after the call.")
    message = "The same rows, asked about twice, have two answers."
    close(got[1], got[0], message=message)


# faster


BATCH = 8
# How many times as fast as reading in turn: less than the task asks for, since the machine may be busy.
# Our answer, 60 runs on two cores under a load of 15: 2.0 (0.25), least 1.35; without training 9.1 (3.6),
# least 2.6; in one large batch, right answers in 50 runs under a load of 6: 6.6, least 3.0, and
# batched_before_reading in ten 0.87, most 0.95. In turn, by the ratio alone: 1.02 (0.07), most 1.34 in 25 runs; hence OVERLAPPED.
WITH_TRAINING, WITHOUT = 1.2, 1.5
# An answer that is fast enough needs two, one without any overlap as well.
TRIES = 8
# The share of readings ahead of their batch. Our answer: 1.0 in all of 120 tries. In turn 0, by construction.
OVERLAPPED = 0.4
# How many readings are under way when one begins, on average. With two porters two at most.
AT_ONCE = 2.4
# The task allows 100 batches ahead; a few more are in the hands of the porters.
AHEAD = 110


class Rows:
    """One epoch of rows from far away: sizes of batches, places, and the turns of asking and answering."""

    def __init__(self, batches, mark):
        message = "A batch should have the shape (batch, 4)."
        for _, rows in batches:
            holds(np.ndim(rows) == 2 and np.shape(rows)[1] == 4, message=message, got=rows)
        self.sizes = [len(rows) for _, rows in batches]
        rows = np.concatenate(
            [as_array(rows) for _, rows in batches] or [np.zeros((0, 4), "float32")]
        )
        holds(rows.dtype == np.float32, message="Batches should be float32.", got=rows)
        self.places, self.begun, self.ended, marks = rows.T
        if not (marks == mark).all():
            message = "Batches should hold the rows that `read` gave, just as they were."
            raise Mismatch(message, names_mistake=False)
        self.first = batches[0][0] if batches else 0
        self.asked = np.repeat([asked for asked, _ in batches], self.sizes)

    def hold(self, places):
        """Whether each of the places was read, and once."""
        return np.array_equal(np.sort(self.places), np.sort(places))

    def share_ahead(self):
        """The share of rows of all batches but the first that were read before their batch was asked for."""
        later = self.asked > self.first
        return float((self.begun < self.asked)[later].mean()) if later.any() else 0.0

    def at_once(self):
        """How many readings are under way when one begins, on average, itself included."""
        inside = (self.begun[:, None] >= self.begun) & (self.begun[:, None] < self.ended)
        return float(inside.sum(axis=1).mean())


# Each source has a mark of its own; none is 0 or 1.
MARKS = itertools.count(1001)


class Reading:
    """A way of reading from a source far away, which it may never have seen before."""

    def __init__(self, made, way, n, delay, batch=BATCH, lost=None):
        self.mark = next(MARKS)
        # No place is the number of its turn.
        self.places = [7 * place + 20 for place in reversed(range(n))]
        self.source = made.FarAway(self.places, delay, self.mark, lost)
        given = way(self.source.places, self.source.read, batch)
        message = "`speed_up` should return a tf.data.Dataset."
        holds(made.is_dataset(given), message=message, got=given)
        self.dataset = made.as_written(given)

    def epoch(self, training=0.0):
        """One epoch of batches, with a step of training after each."""
        return self.source.epoch(self.dataset, training)

    def rows(self, batches):
        """What the batches hold; rows of another source are none."""
        return Rows(batches, self.mark)

    def all_rows(self, batches):
        """The same; of an epoch without all of its rows nothing else can be told."""
        rows = self.rows(batches)
        if not rows.hold(self.places):
            message = f"An epoch should have the rows of all {len(self.places)} places, each once."
            raise Mismatch(message, names_mistake=False)
        return rows


@pytest.mark.task("faster", weight=2)
@pytest.mark.tries(
    "Read from far away without anybody waiting who need not.",
    "places: tf.data.Dataset of numbers, int64.",
    "each place read once, in any order",
    "All batches but the last are full; the last holds what is left.",
    "It can be gone through again and again",
    "Returns a tf.data.Dataset of float32 batches (batch, 4)",
)
def test_each_place_is_read_once_an_epoch(student, made):
    """Every epoch reads each place, once, in batches of the size that was asked for."""
    reading, epochs = Reading(made, student.speed_up, 8 * BATCH + 3, 0.002), []
    for number in range(3):
        rows = reading.rows(reading.epoch())
        epochs.append(rows.sizes)
        if number == 1 and not rows.sizes:
            epochs.append(reading.rows(reading.epoch()).sizes)
        misconception = "used_up_after_one_epoch" if epochs[1:] == [[], []] else ""
        message = "Each place should be read once in every epoch."
        whole = rows.hold(reading.places)
        holds(whole, message=message, got=rows.sizes, misconception=misconception, draws=2)
        message = "All batches but the last should be full."
        holds(rows.sizes == [BATCH] * 8 + [3], message=message, got=rows.sizes)
    times = reading.source.counted()
    message = f"In three epochs {len(reading.places)} places were read {times} times."
    holds(times == 3 * len(reading.places), message=message)
    for n, batch, wanted in ((1, 4, [1]), (5, 8, [5]), (3, 1, [1, 1, 1])):
        reading = Reading(made, student.speed_up, n, 0.002, batch)
        rows = reading.all_rows(reading.epoch())
        message = f"{n} places in batches of {batch} should come in batches of {wanted}."
        holds(rows.sizes == wanted, message=message, got=rows.sizes)


@pytest.mark.task("faster")
@pytest.mark.tries(
    "Nothing is read before somebody begins to take batches.",
    "reads again each time: what is far away may have changed",
)
def test_it_reads_when_it_is_asked(student, made):
    """Nothing is read before somebody takes batches, and each epoch reads again."""
    reading = Reading(made, student.speed_up, 4 * BATCH, 0.002)
    epochs = [reading.all_rows(reading.epoch()) for _ in range(3)]
    before = [bool((rows.begun < epochs[0].first).all()) for rows in epochs]
    message = "The rows were read before anybody asked for a batch."
    misconception = "read_beforehand" if all(before) else ""
    holds(not any(before), message=message, misconception=misconception, draws=2)
    kept = [bool((rows.begun < rows.first).all()) for rows in epochs[1:]]
    message = "The second epoch brought what the first had read."
    misconception = "kept_from_the_first_epoch" if all(kept) else ""
    late = all((rows.begun > rows.first).all() for rows in epochs)
    holds(late, message=message, misconception=misconception, draws=2)
    # Time enough for whatever goes on behind the scenes.
    idle = Reading(made, student.speed_up, 4 * BATCH, 0.002)
    time.sleep(0.2)
    times = idle.source.counted()
    message = f"`read` was called {times} times, and nobody has asked for a batch."
    holds(times == 0, message=message)


@pytest.mark.task("faster")
@pytest.mark.tries(
    "There may be more than the memory holds.",
    "So while nobody takes a batch, it stops reading when it is 100 batches ahead, or earlier.",
)
def test_it_does_not_read_on_without_end(student, made):
    """While nobody takes a batch, reading stops in time: not everything is read at once."""
    reading = Reading(made, student.speed_up, 250 * BATCH, 0.0)
    ahead = reading.source.read_ahead(reading.dataset) / BATCH
    message = "One batch was taken and then none; measured is how many batches were read meanwhile."
    holds(ahead <= AHEAD, message=message, measured=ahead)


@pytest.mark.task("faster")
@pytest.mark.tries(
    "If `read` raises an error, it reaches you when you take batches.",
    "No place is left out in silence.",
)
def test_an_error_reaches_you(student, made):
    """If a place cannot be read, whoever takes the batches gets an error."""
    for lost in (0, 20):
        reading = Reading(made, student.speed_up, 4 * BATCH, 0.001, lost=7 * lost + 20)
        for _ in range(2):
            said = reading.source.complaint(reading.dataset)
            message = "`read` raised an error for one place, and no error came with the batches."
            holds(said != "", message=message)


def times_as_fast(student, made, training, enough, overlap, least, batch=BATCH):
    """In turn against `speed_up`, side by side: the ratio of the quickest of a few tries each.

    Other work on the machine can only delay, so the quickest try is nearest to what the delays alone
    make. It can delay the slow way most: where the rows themselves do not show an overlap, the ratio is
    chance and counts as 1 at most. Gives the overlap, too.
    """
    ways = made.in_turn, student.speed_up
    seconds, overlapped = [[], []], 0.0
    for number in range(TRIES):
        for way, tries in zip(ways, seconds, strict=True):
            reading = Reading(made, way, 8 * BATCH, 0.01, batch)
            started = time.monotonic()
            batches = reading.epoch(training)
            tries.append(time.monotonic() - started)
        ratio = min(seconds[0]) / min(seconds[1])
        overlapped = max(overlapped, overlap(reading.all_rows(batches)))
        if number and (ratio >= enough or overlapped < least):
            break
    return (ratio if overlapped >= least else min(ratio, 1.0)), overlapped


@pytest.mark.task("faster", weight=3)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Readings overlap with training: where both take equally long, an epoch takes at most three quarters of the time that `in_turn` takes.",
    "Times are those of `as_written` datasets, with sixteen threads.",
)
def test_reading_goes_on_during_training(student, made):
    """Where reading and training take equally long, an epoch takes three quarters of the time at most."""
    given = 0.01 * BATCH, WITH_TRAINING, Rows.share_ahead, OVERLAPPED
    ratio, ahead = times_as_fast(student, made, *given)
    message = "Reading and training hardly overlap: this is how many times as fast it was."
    misconception = "read_only_when_asked" if ahead == 0 else ""
    holds(
        ratio >= WITH_TRAINING,
        message=message,
        measured=ratio,
        misconception=misconception,
        draws=2,
    )


@pytest.mark.task("faster", weight=3)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Readings overlap with each other, those of one batch, too: without any training, an epoch takes at most a third of the time, however large or small a batch is.",
    "rows in a batch, 1 or more",
    "read: function to be called inside `map`: read(place) gives a float32 tensor of shape (4,), after a while.",
    "It may be called several times at once.",
)
def test_several_readings_go_on_at_once(student, made):
    """Without any training, reading takes a third of the time at most, in batches of any size."""
    known = {BATCH: "a_generator_called_fast", 8 * BATCH: "batched_before_reading", 1: ""}
    for batch, mistake in known.items():
        ratio, at_once = times_as_fast(student, made, 0.0, WITHOUT, Rows.at_once, AT_ONCE, batch)
        message = (
            f"With batches of {batch}, too few places are read at once (measured is how many)."
        )
        # Never two at a time; that of small batches is tried first.
        misconception = mistake if at_once < 1.01 else ""
        holds(
            at_once >= AT_ONCE,
            message=message,
            measured=at_once,
            misconception=misconception,
            draws=2,
        )
        message = f"With batches of {batch}, this is how many times as fast as in turn it was."
        holds(ratio >= WITHOUT, message=message, measured=ratio)
