"""The hidden checks of `list`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest

from course.expect import equal, holds

from .datasets import PLAIN
from .larder import in_full


def is_listed(student, made, files, pictures, message, name_of=None, **how):
    """Expect that of `files` those in `pictures` are listed, with their classes' labels.

    `name_of` gives a misconception's name from what is missing and what is too much.
    """
    folder = made.write_folder(in_full(files), how.pop("inside", ""))
    paths, labels, names = made.listed(student.list_pictures, folder, **how)
    missing, more = set(pictures) - set(paths), set(paths) - set(pictures)
    misconception = name_of(missing, more) if name_of else ""
    off = {"missing": sorted(missing), "too many": sorted(more)}
    # A path may also come twice.
    off |= {} if missing or more else {"listed": sorted(paths)}
    right = sorted(paths) == sorted(pictures)
    holds(right, message=message, got=off, misconception=misconception)
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
    # Of each ending there are two pictures, and whoever looks at endings knows .png and .jpg.
    known = known and not {"png", "jpg"} & endings and len(missing) == 2 * len(endings)
    return "some_endings_missed" if known and not more else ""


@pytest.mark.task("list", weight=2)
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
@pytest.mark.tries("All else is skipped, too: other files, files beside the classes' folders")
def test_what_is_no_picture_is_skipped(student, made, seed):
    """Other files are skipped, inside the classes' folders and beside them."""
    files = {f"a/{seed % 97}.png": PLAIN, "b/2.jpg": PLAIN}
    others = dict.fromkeys(OTHERS, "x") | {"cover.png": PLAIN, "a.jpg": PLAIN}
    message = "Not everything that lies about is a picture of a class."
    is_listed(student, made, others | files, list(files), message, takes_all)


@pytest.mark.task("list", weight=2)
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
@pytest.mark.supporting
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
