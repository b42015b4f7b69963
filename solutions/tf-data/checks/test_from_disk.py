"""The hidden checks of `from-disk`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest

from course.expect import Mismatch, as_array, below, close, holds

from .datasets import PLAIN, by_seed
from .larder import in_full, probes


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


@pytest.mark.task("from-disk")
@pytest.mark.tries("Its pictures and their labels are those of `list_pictures`.", "str or Path.")
def test_names_are_no_patterns(student, made, seed):
    """Names with spaces, dots and brackets are names, wherever the folder lies and however it is given."""
    # Taken for a pattern, one name fits another file.
    names = ("a [1]/p.png", "a 1/p.png", "b.c/q [2].png", "b.c/q 2.png", "d (x)/r.v2.jpg")
    names += ("e [z-a]/s.png", "f {g,h}/t [!1].PNG", "i.png/u.jpg.png")
    steps = np.random.default_rng(seed).permutation(6)[[0, 1, 2, 3, 4, 5, 0, 1]] * 45 + 15
    colours = np.stack([steps, steps[::-1], np.arange(8) // 4 * 200], axis=1)
    files = {name: coloured(colour, 9, 12) for name, colour in zip(names, colours, strict=True)}
    classes = sorted({name.split("/")[0] for name in names})
    own = np.array([classes.index(name.split("/")[0]) for name in names])
    folder = made.write_folder(in_full(files), "my [old] pictures.d")
    for form in ("text", "Path", "relative"):
        with student.succeeds(
            message="Names hold spaces, dots or brackets, and it raised an error."
        ):
            dataset = made.read_from(student.image_dataset, folder, form, (6, 5), 3)
            pairs = made.taken(dataset, 9)
        came = sum(len(labels) for _, labels in pairs)
        holds(came == len(names), message=f"Of {len(names)} pictures {came} came.")
        numbers = whose(pictures_of(pairs), colours / 255)
        labels = np.concatenate([as_array(labels) for _, labels in pairs])
        message = "Some pictures come twice, and others never: names hold spaces, dots or brackets."
        holds(len(set(numbers.tolist())) == len(names), message=message)
        message = "Pictures came with other labels than those that `list_pictures` gives."
        holds(np.array_equal(labels, own[numbers]), message=message)


@pytest.mark.task("from-disk")
@pytest.mark.tries(
    "(height, width) of every picture in the result",
    "The whole picture is squeezed or stretched to that size: nothing is cut off, no border is added.",
    "Of a grey picture all three channels are alike.",
)
def test_narrow_pictures_are_pictures(student, made, seed):
    """Pictures that are one or a few pixels high or wide come in their colour, and results may be as small."""
    rng = np.random.default_rng(seed)
    shapes = ((1, 9), (9, 1), (1, 1), (1, 3), (3, 1), (3, 3), (4, 4), (1, 4), (2, 2), (30, 1))
    files, wanted = {}, []
    for channels in (1, 2, 3, 4):
        for height, width in shapes:
            colour = rng.integers(20, 235, channels)
            name = f"{len(wanted):02}/{channels} of {height}x{width}.png"
            files[name] = coloured(colour, height, width, channels)
            wanted.append(colour[:3] if channels > 2 else colour[[0, 0, 0]])
    for size in ((6, 5), (1, 1), (1, 7)):
        pairs = batches_of(student, made, in_full(files), size, 7)
        # A class each: the label says which one it is.
        labels = np.concatenate([as_array(labels) for _, labels in pairs]).astype(int)
        right = np.array_equal(np.sort(labels), np.arange(len(wanted)))
        holds(right, message="Each picture should come once, with its own label.")
        colours = np.array(wanted)[labels][:, None, None] / 255
        far = np.abs(pictures_of(pairs) - colours).max(axis=(1, 2, 3))
        worst = list(files)[labels[int(far.argmax())]].split("/")[1][:-4]
        message = (
            f"A picture with {worst} pixels, resized to {size}, should come in its own colour."
        )
        holds(bool(far.max() < 0.02), message=message, measured=float(far.max()))


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
        below(off, 0.1, message=message, misconception=misconception)


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
        under, over = float(-pictures.min()), float(pictures.max() - 1)
        # On both sides, and by little: what sharpening does, and no other scale.
        sharpened = 1e-3 < under < 0.4 and 1e-3 < over < 0.4
        misconception = "resize_overshoots" if sharpened else ""
        message = "Some values lie below 0 or above 1; measured is by how much."
        below(max(under, over), 1e-3, message=message, misconception=misconception)


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


def batches_if_read(student, made, files):
    """The batches of a folder; None if it cannot be read, or if its pictures have another shape."""
    try:
        with student.succeeds(message="It did not."):
            return batches_of(student, made, in_full(files), (8, 8), 2)
    except Mismatch:
        return None


def reads_two_coloured(student, made):
    """Whether two coloured pictures come: if not, grey ones fail for another reason."""
    files = {"a/1.png": coloured((90, 200, 30), 21, 30), "b/2.png": coloured(255, 25, 25)}
    with student.aside():
        return batches_if_read(student, made, files) is not None


@pytest.mark.task("from-disk", weight=2)
@pytest.mark.tries(
    "Of a grey picture all three channels are alike.",
    "A transparency channel is left out, also that of a grey picture: it changes no colour.",
)
def test_grey_and_transparent_pictures_have_three_channels(student, made, seed):
    """Grey pictures and those with a transparency channel come as three channels."""
    read, refused = {}, []
    for kind, (ending, stored, expected) in stored_kinds(seed).items():
        files = {f"a/1.{ending}": stored, "b/2.png": coloured(255, 25, 25)}
        pairs = batches_if_read(student, made, files)
        if pairs is None:
            refused.append(kind)
        else:
            read[kind] = pairs, np.array(expected) / 255
    # Whole batches fail with one channel and with four, and all others do not.
    as_stored = {"grey PNG", "PNG with transparency"} <= set(refused)
    named = as_stored and reads_two_coloured(student, made)
    misconception = "channels_as_stored" if named else ""
    message = f"One batch could not hold a coloured picture and a {' or '.join(refused[:2])}."
    holds(not refused, message=message, misconception=misconception)
    for kind, (pairs, expected) in read.items():
        pictures = pictures_of(pairs)
        far = np.abs(pictures - expected).max(axis=(1, 2, 3))
        message = f"A {kind} should come back in the colour that it has: three channels, no other."
        holds(bool(far.min() < 0.03), message=message, got=pictures)


def reads_sound_pictures(student, made):
    """Whether sound pictures of unlike sizes raise nothing: an error there tells of no broken file."""
    folder = made.write_folder(in_full({"a/1.png": PLAIN, "b/2.jpg": coloured(255, 25, 20)}))
    with student.aside():
        return made.complaint(student.image_dataset, folder, (8, 8), 2) == (2, "")


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
    # Who gives a part of the name, or writes it another way, has thought of it.
    nameless = all(unnamed) and not any("mouldy" in said for _, said, _ in told)
    named = nameless and reads_sound_pictures(student, made)
    misconception = "broken_file_unnamed" if named else ""
    which = " and ".join(kind for kind, none in zip(kinds, unnamed, strict=True) if none)
    message = f"One of the files was {which}: the error should say which file it is."
    holds(not any(unnamed), message=message, misconception=misconception)
    # In any order, the broken one of eleven is the last four times: 7e-5.
    message = "The error came after all other pictures, and not when its picture's turn came."
    holds(any(came < 10 for came, _, _ in told), message=message)
    message = "The error should name the broken file alone, and no sound one."
    holds(not any("sound" in said for _, said, _ in told), message=message)
