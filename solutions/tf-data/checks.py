"""Hidden checks. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import itertools
import time

import numpy as np
import pytest

from course.expect import Mismatch, as_array, close, equal, holds

# A step of a picture's value: float32 holds all 65536 of them between 0 and 1 exactly.
STEPS = 65536


# What is made again in the worker: folders, slow sources, and loops that take from a dataset.


def write_folder(files):
    """Write arrays as pictures, by their ending, whole or only their first bytes; text as it is."""
    import tempfile
    from pathlib import Path

    import tensorflow as tf

    folder = Path(tempfile.mkdtemp())
    for name, (content, share) in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.write_text(content)
            continue
        if path.suffix.lower() == ".png":
            data = tf.io.encode_png(content).numpy()
        else:
            data = tf.io.encode_jpeg(content, quality=100, chroma_downsampling=False).numpy()
        path.write_bytes(data[: int(len(data) * share)])
    return str(folder)


def as_text(path):
    """A path as text, whether it is text, a Path, or a tensor of either."""
    import os

    value = path.numpy() if hasattr(path, "numpy") else path
    return os.fsdecode(value)


def listed(way, folder):
    """What `list_pictures` gives, as plain lists."""
    paths, labels, names = way(folder)
    return [as_text(p) for p in paths], [int(n) for n in labels], [as_text(n) for n in names]


def taken(dataset, most):
    """The first batches of a dataset, as pairs of arrays."""
    import itertools

    import numpy as np

    pairs = itertools.islice(iter(dataset), most)
    return [(np.asarray(pictures), np.asarray(labels)) for pictures, labels in pairs]


def complaint(way, folder, size, batch):
    """The message of the error that reading a folder raises; empty where it raises none."""
    try:
        for _ in way(folder, size, batch):
            pass
    except (NotImplementedError, NameError):
        raise
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:20000]
    return ""


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

        # Bytes in a graph, an array of no dimension outside.
        number = int(np.asarray(path).item().decode().split("/")[1].split(".")[0])
        time.sleep(self.pause * (number * 7919 % 5))
        picture = np.zeros((2, 2, 3), "float32")
        picture[..., :2] = number / 65536, next(self.clock) / 65536
        return picture

    def _augmented(self, picture):
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


def passengers(columns):
    """Columns as `titanic` gives them, from lists."""
    import numpy as np

    kinds = {"age": "float32", "fare": "float32", "pclass": "int64"}
    return {name: np.array(values, kinds.get(name, str)) for name, values in columns.items()}


class FarAway:
    """A source that answers after `delay` seconds, and says when it was asked and when it answered.

    A row holds the place, two turns, and `mark`, by which a source is known; turns are counted on
    one clock, questions for a batch as well.
    """

    def __init__(self, n, delay, mark):
        import itertools

        import tensorflow as tf

        self.places = tf.data.Dataset.range(n)
        self.delay, self.mark = delay, mark
        self.clock = itertools.count(1)

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

    def _answered(self, place):
        import time

        import numpy as np

        begun = next(self.clock)
        time.sleep(self.delay)
        return np.array([place, begun, next(self.clock), self.mark], "float32")


def in_turn(places, read, batch):
    """The slow way: read when asked, one after the other."""
    return places.map(read).batch(batch)


def probes(student):
    """Everything above, made again in the worker."""
    return student.probes(
        *(write_folder, as_text, listed, taken, complaint, as_written, Larder, many_names),
        *(decoded_number, unchanged, compiled_steps, passengers, FarAway, in_turn),
    )


# Not kept for the whole file: what is held in the worker is gone when another task begins.
@pytest.fixture
def made(student):
    """Everything above, made again in the worker."""
    return probes(student)


# list


PLAIN = np.zeros((3, 3, 3), "uint8")


def in_full(files):
    """Files to be written whole."""
    return {name: (content, 1.0) for name, content in files.items()}


def is_listed(student, made, files, pictures, message, misconception):
    """Expect that of `files` those in `pictures` are listed, with their classes' labels."""
    folder = made.write_folder(in_full(files))
    paths, labels, names = made.listed(student.list_pictures, folder)
    short = sorted(str(path).removeprefix(folder).strip("/") for path in paths)
    holds(short == sorted(pictures), message=message, got=short, misconception=misconception)
    classes = sorted({name.split("/")[0] for name in pictures})
    equal(names, classes, message="`names` should be the classes, sorted.")
    own = [classes.index(str(path).removeprefix(folder).strip("/").split("/")[0]) for path in paths]
    shifted = bool(labels) and labels == [place + 1 for place in own]
    # With nothing to skip among the folders, only who counts from one is off by one.
    among = {name.split("/")[0] for name in files}
    counted = "labels_from_one" if among == set(classes) else "skipped_ones_are_counted"
    message = "A picture's label should be its class's place in `names`."
    misconception = counted if shifted or among != set(classes) else ""
    holds(labels == own, message=message, got=labels, misconception=misconception)


@pytest.mark.task("list", weight=2)
@pytest.mark.reveal
def test_each_picture_is_listed_with_its_class(student, made, seed):
    """Pictures are listed once each, with the place of their class among the sorted names."""
    rng = np.random.default_rng(seed)
    classes = [f"{word}{rng.integers(100)}" for word in ("zebra", "ant", "mole", "bee")]
    files = [f"{name}/{n}.png" for name in rng.permutation(classes) for n in rng.permutation(3)]
    is_listed(
        student, made, dict.fromkeys(files, PLAIN), files, "Each picture should be there once.", ""
    )


@pytest.mark.task("list")
@pytest.mark.reveal
def test_all_three_endings_count(student, made):
    """PNG and JPEG are found whatever their ending, in small and capital letters."""
    files = [
        f"{c}/{n}.{e}" for c in "ab" for n, e in enumerate(("png", "jpg", "jpeg", "JPG", "PnG"))
    ]
    message = "Some pictures are missing: look at their endings."
    is_listed(student, made, dict.fromkeys(files, PLAIN), files, message, "some_endings_missed")


@pytest.mark.task("list")
@pytest.mark.reveal
def test_what_is_no_picture_is_skipped(student, made):
    """Other files are skipped, inside the classes' folders and beside them."""
    files = {"a/1.png": PLAIN, "b/2.jpg": PLAIN}
    others = {
        "a/notes.txt": "x",
        "b/Thumbs.db": "x",
        "readme.md": "x",
        "cover.png": PLAIN,
        "b/png": "x",
    }
    message = "Not everything that lies about is a picture of a class."
    is_listed(student, made, others | files, list(files), message, "everything_is_a_picture")


@pytest.mark.task("list")
@pytest.mark.reveal
def test_hidden_files_and_folders_are_skipped(student, made):
    """What has a name that begins with a dot is neither a class nor a picture."""
    files = {"a/1.png": PLAIN, "b/2.jpg": PLAIN}
    others = {".ipynb_checkpoints/1-checkpoint.png": PLAIN, "a/._1.png": "x", "b/.DS_Store": "x"}
    message = "A name that begins with a dot belongs to some program, not to you."
    is_listed(student, made, others | files, list(files), message, "checkpoints_are_a_class")


# from-disk


def batches_of(student, made, files, size, batch):
    """All batches of a folder that holds `files`: pairs of pictures and labels."""
    folder = made.write_folder(files)
    dataset = student.image_dataset(folder, size, batch)
    pairs = made.taken(dataset, len(files) + 1)
    holds(len(pairs) > 0, message=f"Of {len(files)} pictures not one came.")
    for pictures, labels in pairs:
        shape = (*np.shape(labels), *size, 3)
        swapped = np.shape(pictures) == (*np.shape(labels), size[1], size[0], 3)
        misconception = "width_before_height" if swapped and size[0] != size[1] else ""
        message = f"Pictures of a batch of {len(pictures)} should have the shape {shape}."
        holds(
            np.shape(pictures) == shape, message=message, got=pictures, misconception=misconception
        )
    return pairs


def pictures_of(pairs):
    """All pictures of some batches in one array, float32."""
    pictures = np.concatenate([as_array(pictures) for pictures, _ in pairs])
    holds(pictures.dtype == np.float32, message="Pictures should be float32.", got=pictures)
    return pictures


def coloured(colour, height, width, channels=3):
    """A picture all of one colour, uint8."""
    return np.broadcast_to(np.asarray(colour, "uint8"), (height, width, channels)).copy()


@pytest.fixture(scope="module")
def crate(student, seed):
    """17 pictures of one colour each, in three classes, read in batches of 5: colours, classes, batches."""
    rng = np.random.default_rng(seed)
    steps = rng.choice(6**3, 17, replace=False)
    colours = np.stack([steps % 6, steps // 6 % 6, steps // 36], axis=1) * 45 + 15
    classes = np.array([0] * 7 + [1] * 6 + [2] * 4)
    files = {}
    for number, (colour, kind) in enumerate(zip(colours, classes, strict=True)):
        ending = "jpg" if number % 3 == 0 else "png"
        height, width = rng.integers(20, 50, 2)
        files[f"{'abc'[kind]}/{number:02}.{ending}"] = coloured(colour, height, width)
    pairs = batches_of(student, probes(student), in_full(files), (12, 16), 5)
    return colours / 255, classes, pairs


def whose(pictures, colours):
    """Which of the colours each picture has, whatever its scale."""
    means = pictures.mean(axis=(1, 2))
    for scale in (1, 255, 1 / 255):
        far = np.abs(means[:, None] - colours[None] * scale).max(axis=2) / scale
        if (far.min(axis=1) < 0.06).all():
            return far.argmin(axis=1)
    raise Mismatch("A picture all of one colour should come back in that colour.", got=pictures)


@pytest.mark.task("from-disk", weight=2)
def test_values_run_from_zero_to_one(crate):
    """Whatever was stored, values are float32 from 0 to 1, scaled once."""
    colours, _, pairs = crate
    pictures = pictures_of(pairs)
    largest, stored = float(pictures.max()), float(colours.max())
    misconception = ""
    for name, scale in (("still_from_0_to_255", 255), ("rescaled_twice", 1 / 255)):
        if abs(largest / scale - stored) < 0.05:
            misconception = name
    message = "The largest value should be that of the brightest picture, as a share of 255."
    holds(
        abs(largest - stored) < 0.05, message=message, measured=largest, misconception=misconception
    )


@pytest.mark.task("from-disk", weight=2)
def test_every_picture_comes_once(crate):
    """Every picture is in the dataset once; the last batch is kept."""
    colours, _, pairs = crate
    sizes = [len(labels) for _, labels in pairs]
    misconception = "last_batch_dropped" if sizes == [5, 5, 5] else ""
    message = "17 pictures in batches of 5 are three batches of 5 and one of 2."
    holds(sorted(sizes) == [2, 5, 5, 5], message=message, got=sizes, misconception=misconception)
    numbers = whose(pictures_of(pairs), colours)
    holds(len(set(numbers.tolist())) == 17, message="Some pictures come twice, and others never.")


@pytest.mark.task("from-disk", weight=2)
@pytest.mark.mistake("labels_shuffled_apart")
def test_labels_belong_to_their_pictures(crate):
    """Each picture has the label of the folder that it lies in."""
    colours, classes, pairs = crate
    labels = np.concatenate([as_array(labels) for _, labels in pairs])
    holds(labels.dtype.kind in "iu", message="Labels should be whole numbers.", got=labels)
    numbers = whose(pictures_of(pairs), colours)
    # Which label is whose is judged in `list`; here, that one folder has one label of its own.
    given = {kind: set(labels[classes[numbers] == kind].tolist()) for kind in range(3)}
    apart = len(set.union(*given.values())) == 3 and all(len(own) == 1 for own in given.values())
    holds(apart, message="Pictures of one folder came with the labels of several.")


@pytest.mark.task("from-disk")
@pytest.mark.mistake("cropped_to_size")
def test_the_whole_picture_is_squeezed(student, made, seed):
    """The whole picture fits into the size that is asked for: nothing is cut off or added."""
    height, width = 30, 64
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    ramp = np.stack([x, y, np.full_like(x, 0.5)], axis=-1)
    files = in_full({f"{name}/1.png": np.rint(ramp * 255).astype("uint8") for name in "ab"})
    size = tuple(int(n) for n in np.random.default_rng(seed).choice([16, 20, 24], 2, replace=False))
    pictures = pictures_of(batches_of(student, made, files, size, 2))
    pictures = pictures / (pictures.mean() * 2)
    across, down = (np.arange(n) / n + 0.5 / n for n in (size[1], size[0]))
    message = "From left to right, and from top to bottom, the picture should run from end to end."
    # Nearest is off by 0.031, bilinear, area, bicubic and Lanczos by 0.021 at most; cropped by 0.25.
    off = max(
        float(np.abs(pictures[0, :, :, 0] - across[None]).max()),
        float(np.abs(pictures[0, :, :, 1] - down[:, None]).max()),
    )
    holds(off < 0.1, message=message, measured=off)


@pytest.mark.task("from-disk")
@pytest.mark.mistake("resize_overshoots")
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
        beyond = float(max(-pictures.min(), pictures.max() - 1))
        message = "Some values lie below 0 or above 1; measured is by how much."
        holds(beyond < 1e-3, message=message, measured=beyond)


@pytest.mark.task("from-disk", weight=2)
def test_grey_and_transparent_pictures_have_three_channels(student, made, seed):
    """Grey pictures and those with a transparency channel come as three channels."""
    rng = np.random.default_rng(seed)
    grey, colour, alpha = rng.integers(60, 250), rng.integers(60, 250, 3), rng.integers(90, 200)
    files = {
        "a/1.png": coloured(grey, 30, 20, 1),
        "a/2.jpg": coloured(grey, 20, 30, 1),
        "b/3.png": coloured([*colour, alpha], 21, 33, 4),
        "b/4.png": coloured(colour, 25, 25),
    }
    message = "Grey pictures, and pictures with a fourth channel, should go into one batch with the others."
    with student.succeeds(message=message, misconception="channels_as_stored"):
        pairs = batches_of(student, made, in_full(files), (8, 8), 4)
    pictures = pictures_of(pairs)
    expected = np.stack([np.full(3, grey), np.full(3, grey), colour, colour]) / 255
    whose(pictures, expected)


@pytest.mark.task("from-disk", weight=2)
def test_a_broken_file_is_named(student, made, seed):
    """A file that cannot be decoded raises an error that names it."""
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 256, (40, 40, 3)).astype("uint8")
    kinds = [("png", noise, 0.3), ("jpg", noise, 0.5), ("png", "no picture", 1.0), ("jpg", "", 1.0)]
    for ending, content, share in kinds:
        name = f"mouldy{rng.integers(1000, 10000)}.{ending}"
        files = in_full({f"{kind}/{n}.png": PLAIN for kind in "ab" for n in range(3)})
        folder = made.write_folder(files | {f"b/{name}": (content, share)})
        message = f"One of the files is {'cut short' if share < 1 else 'no picture'}, and no error was raised."
        said = made.complaint(student.image_dataset, folder, (8, 8), 2)
        holds(said != "", message=message, misconception="broken_file_vanishes")
        message = "The error should say which file it is."
        holds(name in str(said), message=message, misconception="broken_file_unnamed")


# order


MANY, TRAY = 83, 8
TRAYS = [TRAY] * 10 + [3]


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


def labels_for(n, seed):
    """n labels that are not in the order of the pictures."""
    return np.random.default_rng(seed).integers(0, 1000, n)


@pytest.fixture(scope="module")
def trained(student, seed):
    """Three epochs of `train_pipeline`, and the labels that belong to the pictures' numbers."""
    labels = labels_for(MANY, seed)
    larder = probes(student).Larder(labels, 1 + seed % 1000)
    dataset = student.train_pipeline(larder.dataset, larder.decode, larder.augment, TRAY)
    epochs = [Epoch(larder.epoch(dataset, 2 * len(TRAYS)), of=(2, 2, 3)) for _ in range(3)]
    return epochs, labels


@pytest.mark.task("order", weight=2)
def test_an_epoch_holds_every_picture_once(trained):
    """To go through the training batches once is to see every picture once."""
    epochs, _ = trained
    for epoch in epochs:
        endless = len(epoch.sizes) == 2 * len(TRAYS)
        message = "The epoch does not end after all pictures have been there."
        holds(not endless, message=message, misconception="endless_epoch")
        message = f"{MANY} pictures in batches of {TRAY} are ten whole batches and one of 3."
        holds(sorted(epoch.sizes) == sorted(TRAYS), message=message, got=epoch.sizes)
        once = np.array_equal(np.sort(epoch.numbers), np.arange(MANY))
        holds(once, message="In an epoch every picture should come once.")


@pytest.mark.task("order", weight=2)
@pytest.mark.mistake("labels_left_behind")
def test_pictures_keep_their_labels_in_training(trained):
    """However they are shuffled, pictures and labels stay together."""
    epochs, labels = trained
    message = "Pictures came with the labels of others: shuffle the pairs, and not the two apart."
    holds(all(np.array_equal(labels[e.numbers], e.labels) for e in epochs), message=message)


@pytest.mark.task("order", weight=2)
@pytest.mark.random
def test_each_epoch_has_its_own_order(trained):
    """Each epoch brings the pictures in an order of its own."""
    (first, second, third), _ = trained
    as_stored = np.array_equal(first.numbers, np.arange(MANY))
    misconception = "buffer_of_one" if as_stored else "shuffled_before_the_cache"
    message = "Two epochs have the same order."
    differ = not (first.same_order(second) or second.same_order(third))
    holds(differ, message=message, misconception=misconception)


@pytest.mark.task("order", weight=2)
@pytest.mark.random
@pytest.mark.mistake("batched_before_the_shuffle")
def test_each_epoch_has_its_own_batches(trained):
    """Who shares a batch with whom is new in each epoch."""
    (first, second, _), _ = trained
    trays = [
        {frozenset(batch[:, 0].tolist()) for batch in epoch.batches} for epoch in (first, second)
    ]
    # Ten trays of eight: that one comes again by chance has a probability below 1e-8.
    same = len(trays[0] & trays[1]) > 1
    holds(not same, message="The same pictures share a batch in every epoch.")


@pytest.mark.task("order")
@pytest.mark.random
def test_any_picture_can_come_first(student, made):
    """The shuffle reaches over the whole dataset: any picture can be in the first batch."""
    n = 3000
    dataset = student.train_pipeline(made.many_names(n), made.decoded_number, made.unchanged, 32)
    largest = -1
    for _ in range(2):
        pictures, labels = made.taken(dataset, 1)[0]
        as_array(pictures, shape=(32, 1, 1, 3))
        largest = max(largest, int(np.max(labels)))
    # 64 draws, all from the first half: 2**-64. A buffer of 1000 reaches to 1031.
    message = "The first batches hold pictures from the beginning of the dataset only."
    holds(largest >= n / 2, message=message, measured=largest / n, misconception="buffer_too_small")


@pytest.mark.task("order", weight=2)
@pytest.mark.mistake("decoded_each_epoch")
def test_each_picture_is_decoded_once(trained):
    """In three epochs a picture is decoded once."""
    epochs, _ = trained
    turns = [dict(zip(e.numbers.tolist(), e.decoded.tolist(), strict=True)) for e in epochs]
    message = "In the second epoch pictures were decoded again."
    holds(turns[0] == turns[1] == turns[2], message=message)


@pytest.mark.task("order", weight=2)
def test_each_epoch_augments_anew(trained):
    """A picture is augmented anew in each epoch, on its own."""
    epochs, _ = trained
    never = any((epoch.augmented == 0).any() for epoch in epochs)
    holds(not never, message="Some pictures were never augmented.", misconception="never_augmented")
    alone = all(len(set(epoch.augmented.tolist())) == len(epoch.augmented) for epoch in epochs)
    message = "Several pictures share one augmentation: `augment` takes one picture, not a batch."
    holds(alone, message=message, misconception="augmented_by_the_batch")
    seen = [set(epoch.augmented.tolist()) for epoch in epochs]
    message = "In the second epoch pictures looked exactly as in the first."
    holds(not seen[0] & seen[1], message=message, misconception="augmented_before_the_cache")


@pytest.mark.task("order")
@pytest.mark.random
@pytest.mark.mistake("the_cook_waits")
def test_the_next_batch_is_made_ready_meanwhile(student, made, seed):
    """While a batch is in use, work on the next one has begun."""
    larder = made.Larder(labels_for(MANY, seed), 1)
    dataset = student.train_pipeline(larder.dataset, larder.decode, larder.augment, TRAY)
    dataset = made.as_written(dataset)
    ahead = False
    # A busy machine may need a while to begin: it has four chances.
    for wait in (0.05, 0.2, 1.0, 3.0):
        epoch = Epoch(larder.epoch(dataset, 2, wait), of=(2, 2, 3))
        holds(len(epoch.asked) == 2, message="There should be more than one batch.")
        if (epoch.augmented == 0).any():
            raise Mismatch("Some pictures were never augmented.", names_mistake=False)
        ahead = ahead or int(epoch.batches[1][:, 2].min()) < epoch.asked[1]
        if ahead:
            break
    message = "Nobody touched the second batch before it was asked for, though there was time."
    holds(ahead, message=message)


@pytest.fixture(scope="module")
def examined(student, seed):
    """Two epochs of `eval_pipeline`, its decoding now quick and now slow, and the labels."""
    labels = labels_for(MANY, seed + 1)
    made = probes(student)
    larder = made.Larder(labels, 1 + seed % 1000, 0.001)
    dataset = made.as_written(student.eval_pipeline(larder.dataset, larder.decode, TRAY))
    return [Epoch(larder.epoch(dataset, 2 * len(TRAYS)), of=(2, 2, 3)) for _ in range(2)], labels


@pytest.mark.task("order", weight=2)
@pytest.mark.mistake("remainder_dropped")
def test_evaluation_leaves_nobody_out(examined):
    """Every picture is evaluated, the last ones too, with its own label."""
    epochs, labels = examined
    for epoch in epochs:
        whole = np.array_equal(np.sort(epoch.numbers), np.arange(MANY))
        holds(whole, message="Each picture should be evaluated, and once.", got=epoch.sizes)
        message = "Pictures came with the labels of others."
        holds(np.array_equal(labels[epoch.numbers], epoch.labels), message=message)


@pytest.mark.task("order", weight=2)
@pytest.mark.random
def test_evaluation_keeps_the_order(examined):
    """Evaluation has the dataset's own order, each time."""
    epochs, _ = examined
    for epoch in epochs:
        moved = np.abs(np.argsort(epoch.numbers, kind="stable") - np.arange(len(epoch.numbers)))
        # Places moved, 60 draws: shuffled 27.7 (1.8), least 24.1; in a race 5.8 (1.6), most 7.5, none never.
        misconception = "validation_shuffled" if moved.mean() > MANY / 6 else "order_left_to_chance"
        kept = bool((np.diff(epoch.numbers) > 0).all())
        message = "Evaluation should go through the dataset in its own order."
        holds(kept, message=message, measured=float(moved.mean()), misconception=misconception)


# augment-in-model


SIZE = (12, 16, 3)


def photographs(n, seed):
    """n pictures, uint8, brighter on one side, no two alike."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0 : 1 : SIZE[0] * 1j, 0 : 1 : SIZE[1] * 1j]
    ramp = 40 + 120 * x[None, :, :, None] + 50 * y[None, :, :, None]
    return (ramp + rng.uniform(-30, 40, (n, 1, 1, 3))).astype("uint8")


@pytest.fixture(scope="module")
def served(student, seed):
    """A linear model of the grader's and what `with_augmentation` made of it: model, matrix, bias."""
    keras = student.module("keras")
    layers = keras.layers
    model = keras.Sequential([keras.Input(SIZE), layers.Flatten(), layers.Dense(4)])
    rng = np.random.default_rng(seed)
    matrix = rng.standard_normal((int(np.prod(SIZE)), 4)).astype("float32")
    bias = rng.standard_normal(4).astype("float32")
    model.set_weights([matrix, bias])
    answer = student.with_augmentation(model)
    holds(callable(answer), message="`with_augmentation` should return a Keras model.", got=answer)
    return answer, matrix, bias


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


@pytest.mark.task("augment-in-model", weight=3)
def test_predictions_are_those_of_the_scaled_pictures(served, seed):
    """Predicting from raw pictures gives what the model gives for them divided by 255."""
    model, matrix, bias = served
    pictures = photographs(16, seed)
    flat = pictures.reshape(16, -1).astype("float32")
    first, again = predicted(model, pictures), predicted(model, pictures)
    message = "The same pictures were predicted twice, and the answers differ."
    holds(
        np.allclose(first, again, rtol=1e-3, atol=1e-3),
        message=message,
        misconception="augments_when_predicting",
    )
    known = {
        "never_rescaled": flat @ matrix + bias,
        "rescaled_twice_on_the_way": flat / 255**2 @ matrix + bias,
    }
    message = "Raw pictures should get the answers that `model` gives for them divided by 255."
    held = [as_array(weights) for weights in model.get_weights()]
    if not any(w.shape == matrix.shape and np.array_equal(w, matrix) for w in held):
        raise Mismatch(
            "The weights of `model` are not in the model that came back.",
            misconception="weights_left_behind",
        )
    # A float16 or bfloat16 policy would still be within 0.1; the mistakes are off by 5 and more.
    close(first, flat / 255 @ matrix + bias, message=message, mistakes=known, rtol=1e-2, atol=5e-2)


@pytest.mark.task("augment-in-model", weight=2)
@pytest.mark.random
@pytest.mark.mistake("nothing_is_augmented")
def test_pictures_change_in_training(mirror, seed):
    """In training some pictures are changed before the model sees them."""
    pictures = photographs(32, seed)
    plain, seen = (seen_by(mirror, pictures, training=training) for training in (False, True))
    changed = np.abs(seen - plain).max(axis=(1, 2, 3)) > 0.01 * plain.max()
    # Our answer: 31.9 (0.3), least of 200 draws 30. Flips alone change half: three or fewer 1e-6.
    message = "In training the model saw the same pictures as in prediction."
    holds(int(changed.sum()) > 3, message=message, measured=float(changed.mean()))


@pytest.mark.task("augment-in-model")
@pytest.mark.random
@pytest.mark.mistake("one_change_for_the_batch")
def test_each_picture_is_changed_in_its_own_way(mirror, seed):
    """Pictures of one batch are changed each in a way of its own."""
    pictures = np.repeat(photographs(1, seed), 32, axis=0)
    # Flips alone, all 32 alike twice: 2**-62.
    alike = True
    for _ in range(2):
        seen = seen_by(mirror, pictures, training=True)
        alike = alike and bool(np.abs(seen - seen[:1]).max() < 1e-3 * np.abs(seen).max())
    holds(
        not alike,
        message="One picture, 32 times in a batch, was changed in the same way each time.",
    )


@pytest.mark.task("augment-in-model", weight=2)
@pytest.mark.random
@pytest.mark.mistake("light_of_the_wrong_range")
def test_training_sees_the_range_that_prediction_sees(mirror, seed):
    """In training, too, the values that the model sees run from about 0 to about 1."""
    pictures = photographs(32, seed)
    seen = seen_by(mirror, pictures, training=True)
    # Ours: 0 to 1. Contrast that is not clipped may go beyond by a quarter; light on the wrong scale by 20.
    outside = (seen < -0.5) | (seen > 1.5)
    # Light moves whole pictures, what fills a turned picture's corners only these.
    corners = "corners_filled_with_bytes" if outside.mean() < 0.3 else ""
    message = "In training the model saw values far from 0 to 1."
    holds(not outside.any(), message=message, measured=float(seen.max()), misconception=corners)


@pytest.mark.task("augment-in-model", weight=2)
@pytest.mark.random
@pytest.mark.mistake("frozen_in_the_graph")
def test_compiled_steps_draw_anew(mirror, made, seed):
    """In compiled code, traced once, each step changes pictures anew."""
    pictures = photographs(16, seed)
    steps = [pictures_seen(step, pictures) for step in made.compiled_steps(mirror, pictures, 4)]
    # Flips of 16 pictures alike in four steps: 2**-48.
    differ = any(not np.array_equal(steps[0], step) for step in steps[1:])
    holds(
        differ, message="Four steps of compiled code changed the pictures in exactly the same way."
    )


@pytest.mark.task("augment-in-model", weight=2)
@pytest.mark.random
@pytest.mark.mistake("lambda_cannot_be_loaded")
def test_one_file_holds_it_all(student, served, mirror, seed):
    """Saved and loaded, the model predicts the same, and still augments in training."""
    keras = student.module("keras")
    model, _, _ = served
    pictures = photographs(16, seed)
    message = "The model was saved, and `load_model` could not load the file."
    with student.succeeds(message=message, misconception="lambda_cannot_be_loaded"):
        model.save("served.keras")
        mirror.save("mirror.keras")
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


def drawn_passengers(n, seed):
    """n passengers from three ports, one of the Titanic's left out; what is known of the draw."""
    rng = np.random.default_rng(seed)
    absent = str(rng.choice(PORTS))
    ports = [port for port in PORTS if port != absent] + [str(rng.choice(OTHER_PORTS))]
    age = np.where(rng.random(n) < 0.2, np.nan, rng.gamma(5, 6, n)).astype("float32")
    fare = np.where(rng.random(n) < 0.05, np.nan, rng.lognormal(3, 0.8, n)).astype("float32")
    columns = {
        "age": age.tolist(),
        "fare": fare.tolist(),
        "pclass": rng.integers(1, 4, n).tolist(),
        "sex": rng.choice(["female", "male"], n, p=[0.35, 0.65]).tolist(),
        "embarked": rng.choice([*ports, ""], n, p=[0.4, 0.35, 0.23, 0.02]).tolist(),
    }
    return columns, ports, absent


class Desk:
    """Where the student's features are asked for: about drawn rows, and about changed ones."""

    def __init__(self, student, made, seed):
        self.student, self.made = student, made
        self.columns, self.ports, self.absent = drawn_passengers(300, seed)
        self.features = student.feature_model(made.passengers(self.columns))
        message = "`feature_model` should return a model or a function."
        holds(callable(self.features), message=message, got=self.features)

    def ask(self, columns):
        """Features of some rows, (m, k)."""
        rows, known = len(columns["age"]), {*self.ports, "", "female", "male"}
        asked = self.made.passengers(columns)
        if known.issuperset(columns["sex"] + columns["embarked"]):
            got = self.features(asked)
        else:
            message = "A word that was not in `train` should not stop anything."
            with self.student.succeeds(message=message, misconception="unknown_word_crashes"):
                got = self.features(asked)
        right = np.ndim(got) == 2 and len(got) == rows
        misconception = "rows_with_gaps_dropped" if np.ndim(got) == 2 and len(got) < rows else ""
        message = f"Asked about {rows} rows, the features should have the shape ({rows}, k)."
        holds(right, message=message, got=got, misconception=misconception)
        return as_array(got)

    def changed(self, **values):
        """Features of one known row, again and again, with some columns changed."""
        row = {"age": 31.0, "fare": 20.0, "pclass": 2, "sex": "male", "embarked": self.ports[0]}
        length = len(next(iter(values.values())))
        rows = {name: list(values.get(name, [value] * length)) for name, value in row.items()}
        return self.ask(rows)

    def told_by(self, name, values):
        """Which features change with a column."""
        got = self.changed(**{name: values})
        return np.flatnonzero(np.abs(got - got[:1]).max(axis=0) > 1e-5)


NUMBERS = {"age": [0.5, 4.0, 18.0, 30.0, 55.0, 80.0], "fare": [0.0, 7.0, 14.0, 30.0, 80.0, 500.0]}


@pytest.fixture(scope="module")
def desk(student, seed):
    """The features learnt from 300 drawn passengers."""
    return Desk(student, probes(student), seed)


@pytest.mark.task("tabular", weight=2)
@pytest.mark.mistake("gaps_go_through")
def test_features_are_finite(desk):
    """Missing values and unknown words neither crash nor give anything that is not finite."""
    known = desk.changed(age=[30.0, 5.0], fare=[7.0, 90.0])
    message = "Of passengers about whom all is known, features are NaN or infinite."
    holds(bool(np.isfinite(known).all()), message=message, misconception="nan_in_the_ruler")
    unknown = desk.changed(sex=["?", "male", ""], embarked=[NOWHERE, "", NOWHERE])
    gaps = desk.changed(age=[np.nan, 20.0, np.nan], fare=[9.0, np.nan, np.nan], pclass=[1, 3, 4])
    whole = np.isfinite(unknown).all() and np.isfinite(gaps).all()
    holds(bool(whole), message="Some features are NaN or infinite.")
    holds(known.dtype == np.float32, message="Features should be float32.", got=known)


@pytest.mark.task("tabular", weight=2)
@pytest.mark.mistake("adapted_on_everything")
def test_what_train_lacks_is_unknown(desk):
    """A word that is not in the training rows is unknown, whatever other rows say."""
    ports = desk.changed(embarked=[desk.absent, NOWHERE, "Z"])
    message = f"{desk.absent!r} was not in `train`, and yet its features are not those of an unknown port."
    holds(
        bool(np.abs(ports - ports[1]).max() < 1e-5), message=message, measured=float(np.ptp(ports))
    )


@pytest.mark.task("tabular", weight=2)
@pytest.mark.mistake("words_as_numbers")
def test_no_word_lies_between_others(desk):
    """Known words have features of their own, and none lies between others."""
    got = desk.changed(embarked=[*desk.ports, NOWHERE])
    apart = np.abs(got[:, None] - got[None]).max(axis=2) + np.eye(4)
    message = "Two ports, or a port and an unknown one, have the same features."
    holds(bool((apart > 1e-5).all()), message=message)
    # Three words span a plane where each stands for itself; numbers stand on a line.
    spanned = np.linalg.svd(got[1:3] - got[0], compute_uv=False)
    message = "Three ports stand on one line: one of them lies between the others."
    holds(bool(spanned[-1] > 1e-3 * spanned[0]), message=message)
    sexes = desk.changed(sex=["female", "male", "?"])
    holds(bool((sexes[0] != sexes[1]).any()), message="`sex` should be told by the features.")
    unknown = bool((np.abs(sexes[:2] - sexes[2]).max(axis=1) > 1e-5).all())
    message = "Somebody of unknown sex has exactly the features of a known one."
    holds(unknown, message=message, misconception="first_word_dropped")


@pytest.mark.task("tabular", weight=2)
def test_numbers_are_measured_with_the_training_ruler(desk):
    """A feature of age, and one of fare, have mean 0 and spread 1 over known training values."""
    got = desk.ask(desk.columns)
    for name, values in NUMBERS.items():
        known = ~np.isnan(np.array(desk.columns[name]))
        told = got[known][:, desk.told_by(name, values)]
        holds(told.shape[1] > 0, message=f"No feature changes with {name}.")
        means, spreads = told.mean(axis=0), told.std(axis=0)
        # Gaps filled before measuring, 600 draws: by the mean 0 and 1.17 at most, by the median 0.06 and
        # 1.16, by zero 0.45 and 0.72 at worst. Filled with -999 the spread is below 0.1, unscaled above 10.
        right = (np.abs(means) < 0.6) & (spreads > 0.6) & (spreads < 1.5)
        continuous = np.array([len(np.unique(column)) > 20 for column in told.T])
        spread = float(spreads[continuous].max()) if continuous.any() else 0.0
        misconception = (
            "gaps_in_the_ruler" if 0 < spread < 0.5 else "left_unscaled" if spread > 5 else ""
        )
        message = f"No feature of {name} has mean 0 and standard deviation 1 over `train`."
        holds(
            bool((right & continuous).any()),
            message=message,
            measured=spread,
            misconception=misconception,
        )


@pytest.mark.task("tabular", weight=2)
def test_a_missing_number_is_told_apart(desk):
    """A missing age or fare has features that no known one has."""
    for name, values in NUMBERS.items():
        train = np.array(desk.columns[name])
        usual = [float(np.nanmean(train)), float(np.nanmedian(train))]
        got = desk.changed(**{name: [np.nan, 0.0, *usual, *values]})
        same = np.abs(got[1:] - got[0]).max(axis=1) < 1e-4
        misconception = "missing_is_zero" if same[0] else "missing_is_average" if same.any() else ""
        message = f"A missing {name} looks exactly like a known one."
        holds(not same.any(), message=message, misconception=misconception)


@pytest.mark.task("tabular")
@pytest.mark.mistake("measured_when_asked")
def test_a_row_does_not_depend_on_others(desk):
    """A row's features are the same alone and among others."""
    rows = {name: values[:12] for name, values in desk.columns.items()}
    together = desk.ask(rows)
    alone = [desk.ask({name: [v[n]] for name, v in rows.items()}) for n in (0, 5, 11)]
    message = "The same passenger has other features when asked about alone."
    close(np.concatenate(alone), together[[0, 5, 11]], message=message, rtol=1e-3, atol=1e-4)


@pytest.mark.task("tabular")
@pytest.mark.mistake("one_gap_spoils_the_row")
def test_each_column_has_features_of_its_own(desk):
    """A feature tells of one column: a gap in one leaves what is known of the others alone."""
    values = NUMBERS | {"pclass": [1, 2, 3], "sex": ["female", "male", "?"]}
    values = {
        name: [*given, np.nan] if name in NUMBERS else given for name, given in values.items()
    }
    values["embarked"] = [*desk.ports, NOWHERE, ""]
    told = {name: desk.told_by(name, given) for name, given in values.items()}
    for name, features in told.items():
        holds(len(features) > 0, message=f"No feature changes with {name}.")
    for name, features in told.items():
        others = set().union(*(told[other].tolist() for other in told if other != name))
        shared = others & set(features.tolist())
        holds(
            not shared,
            message=f"A feature that changes with {name} changes with another column, too.",
        )


# faster


BATCH = 8
# How many times as fast as reading in turn: less than the task asks for, since the machine may be busy.
# Our answer, 60 runs on two cores under a load of 15: 2.0 (0.25), least 1.35; without training 9.1 (3.6),
# least 2.6; in one large batch, right answers in 50 runs under a load of 6: 6.6, least 3.0, and
# batched_before_reading in ten 0.87, most 0.95. In turn, by the ratio alone: 1.02 (0.07), most 1.34 in 25 runs; hence OVERLAPPED.
WITH_TRAINING, WITHOUT = 1.2, 1.5
# An answer that is fast enough needs two, one without any overlap as well.
TRIES = 8
# The share of readings that overlap. Our answer: ahead of its batch 1.0 in all of 120 tries; with another
# one 0.97 (0.014), least 0.92. In turn both are 0, by construction.
OVERLAPPED = 0.4


class Rows:
    """One epoch of rows from far away: sizes of batches, places, and the turns of asking and answering."""

    def __init__(self, batches, mark):
        message = "A batch should have the shape (batch, 4)."
        for _, rows in batches:
            holds(np.ndim(rows) == 2 and np.shape(rows)[1] == 4, message=message, got=rows)
        self.sizes = [len(rows) for _, rows in batches]
        rows = np.concatenate([as_array(rows) for _, rows in batches] or [np.zeros((0, 4))])
        self.places, self.begun, self.ended, marks = rows.T
        if not (marks == mark).all():
            message = "Batches should hold the rows that `read` gave, just as they were."
            raise Mismatch(message, names_mistake=False)
        self.first = batches[0][0] if batches else 0
        self.asked = np.repeat([asked for asked, _ in batches], self.sizes)

    def hold(self, n):
        """Whether each of n places was read, and once."""
        return np.array_equal(np.sort(self.places), np.arange(n))

    def share_ahead(self):
        """The share of rows of all batches but the first that were read before their batch was asked for."""
        later = self.asked > self.first
        return float((self.begun < self.asked)[later].mean()) if later.any() else 0.0

    def share_at_once(self):
        """The share of readings during which another one began."""
        inside = (self.begun[:, None] < self.begun) & (self.begun < self.ended[:, None])
        return float(inside.any(axis=1).mean())


# Each source has a mark of its own; none is 0 or 1.
MARKS = itertools.count(1001)


class Reading:
    """A way of reading from a source far away, which it may never have seen before."""

    def __init__(self, made, way, n, delay, batch=BATCH):
        self.n, self.mark = n, next(MARKS)
        self.source = made.FarAway(n, delay, self.mark)
        self.dataset = made.as_written(way(self.source.places, self.source.read, batch))

    def epoch(self, training=0.0):
        """One epoch of batches, with a step of training after each."""
        return self.source.epoch(self.dataset, training)

    def rows(self, batches):
        """What the batches hold; rows of another source are none."""
        return Rows(batches, self.mark)

    def all_rows(self, batches):
        """The same; of an epoch without all of its rows nothing else can be told."""
        rows = self.rows(batches)
        if not rows.hold(self.n):
            message = f"An epoch should have the rows of all {self.n} places, each once."
            raise Mismatch(message, names_mistake=False)
        return rows


@pytest.mark.task("faster", weight=2)
def test_each_place_is_read_once_an_epoch(student, made):
    """Every epoch reads each place, once, in batches of the size that was asked for."""
    n = 8 * BATCH + 3
    reading = Reading(made, student.speed_up, n, 0.002)
    for number in range(2):
        rows = reading.rows(reading.epoch())
        misconception = "used_up_after_one_epoch" if number and not rows.sizes else ""
        message = "Each place should be read once in every epoch."
        holds(rows.hold(n), message=message, got=rows.sizes, misconception=misconception)
        message = "All batches but the last should be full."
        holds(sorted(rows.sizes) == sorted([BATCH] * 8 + [3]), message=message, got=rows.sizes)


@pytest.mark.task("faster")
def test_it_reads_when_it_is_asked(student, made):
    """Nothing is read before somebody takes batches, and each epoch reads again."""
    reading = Reading(made, student.speed_up, 4 * BATCH, 0.002)
    kinds = [
        ("read_beforehand", "The rows were read before anybody asked for a batch."),
        ("kept_from_the_first_epoch", "The second epoch brought what the first had read."),
    ]
    for misconception, message in kinds:
        rows = reading.all_rows(reading.epoch())
        holds(bool((rows.begun > rows.first).all()), message=message, misconception=misconception)


def times_as_fast(student, made, training, enough, overlap, batch=BATCH):
    """In turn against `speed_up`, side by side: the ratio of the quickest of a few tries each.

    Other work on the machine can only delay, so the quickest try is nearest to what the delays alone
    make. It can delay the slow way most: where the rows themselves do not show an overlap, the ratio is
    chance and counts as 1 at most.
    """
    ways = made.in_turn, student.speed_up
    seconds, overlapped = [[], []], 0.0
    for number in range(TRIES):
        for way, tries in zip(ways, seconds, strict=True):
            started = time.monotonic()
            reading = Reading(made, way, 8 * BATCH, 0.01, batch)
            batches = reading.epoch(training)
            tries.append(time.monotonic() - started)
        ratio = min(seconds[0]) / min(seconds[1])
        overlapped = max(overlapped, overlap(reading.all_rows(batches)))
        if number and (ratio >= enough or overlapped < OVERLAPPED):
            break
    return ratio if overlapped >= OVERLAPPED else min(ratio, 1.0)


@pytest.mark.task("faster", weight=2)
@pytest.mark.random
@pytest.mark.mistake("read_only_when_asked")
def test_reading_goes_on_during_training(student, made):
    """Where reading and training take equally long, an epoch takes three quarters of the time at most."""
    ratio = times_as_fast(student, made, 0.01 * BATCH, WITH_TRAINING, Rows.share_ahead)
    message = "Reading and training hardly overlap: this is how many times as fast it was."
    holds(ratio >= WITH_TRAINING, message=message, measured=ratio)


@pytest.mark.task("faster", weight=2)
@pytest.mark.random
def test_several_readings_go_on_at_once(student, made):
    """Without any training, reading takes half of the time at most, in few batches and in many."""
    message = "One place is read after the other: this is how many times as fast it was."
    many = times_as_fast(student, made, 0.0, WITHOUT, Rows.share_at_once)
    holds(many >= WITHOUT, message=message, measured=many, misconception="a_generator_called_fast")
    one = times_as_fast(student, made, 0.0, WITHOUT, Rows.share_at_once, 8 * BATCH)
    message = (
        "Inside a batch one place is read after the other: this is how many times as fast it was."
    )
    holds(one >= WITHOUT, message=message, measured=one, misconception="batched_before_reading")
