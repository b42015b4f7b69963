"""The hidden checks of `detect`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest

from course.expect import (
    Mismatch,
    above,
    as_array,
    as_parts,
    at_least,
    at_most,
    between,
    close,
    holds,
)
from course.promises import Call, LeavesAlone, RowByRow, TakesAnyLayout, promises

from .lookalikes import knows_them_apart
from .pictures import drawn, gives_arrays, pca


def auroc(good, rotten):
    """How often a rotten one has the larger error."""
    return float((rotten[:, None] > good).mean() + (rotten[:, None] == good).mean() / 2)


def looked_at(student, images):
    """The errors and decisions of `is_rotten`."""
    n = len(images)
    got = student.is_rotten(images)
    pair = as_parts(got, 2, message="`is_rotten` should return (errors, rotten).")
    errors = as_array(pair[0], shape=(n,), message="There should be one error for each picture.")
    rotten = as_array(pair[1], shape=(n,), message="There should be one answer for each picture.")
    message = "`rotten` should hold False and True."
    holds(rotten.dtype == bool, message=message, got=rotten)
    holds(bool(np.isfinite(errors).all()), message="The errors should be finite.")
    return errors, rotten


# Our answer, a detector of its own in each of 60 draws: AUROC 0.871 (0.009), worst 0.852; by grade 0.732, 0.845,
# 0.930, 0.976. Above PCA with 16 numbers by 0.037 (0.004), worst 0.028. False alarms 0.049 (0.010), worst
# 0.068. Recall of grade 4 0.85 (0.05), worst 0.70.
# Unseen, least of nine kinds, 150 pictures each, one draw: four autoencoders 0.958 to 0.965, three of PCA 0.994 to
# 0.996; four classifiers that were shown rot 0.31 to 0.57, and the_label_is_needed 0.465.
# By grade, 60 draws: PCA with 16 numbers 0.834 (0.011): 0.707, 0.814, 0.888, 0.925; with 128 0.941 (0.006):
# 0.878, 0.944, 0.971, 0.972; brown pixels 0.832 (0.011): 0.726, 0.804, 0.881, 0.918.
# Sixty draws each: rotten_ones_in_the_training AUROC 0.828 (0.012), above PCA by -0.0055 (0.0039), most 0.0004,
# recall 0.14 (0.024), most 0.19; code_too_wide AUROC 0.759 (0.015), most 0.807, recall 0.20, most 0.25.
# above_average_is_rotten, ten: alarms 0.38 (0.014), least 0.355. The notebook asks for 0.83; a little less passes. It asks for 2 to 10 alarms in 100: of a line from
# 600 pictures, looked at with 1500, the share scatters by 0.0105, so that 0.015 and 0.115 are three of it away.
AUROC, ALARMS, RECALL, UNSEEN = 0.82, (0.015, 0.115), 0.4, 0.88
# Above PCA with 16 numbers, PCA with 16 of other pictures: by 0.002 (0.003), most 0.0055 in 12 draws.
GAIN = 0.0125
# Pictures of each grade; the AUROC over the grades is the mean of four.
GRADES = (1500, 150, 150, 150, 150)


def snapped(images, column, down):
    """Bananas in two pieces: the right one lies lower, or higher."""
    images = images.copy()
    images[:, :, column:] = np.roll(images[:, :, column:], down, axis=1)
    return images


def oddities(rng):
    """For each kind, a way in which a good banana gets odd without any rot."""
    column, down = int(rng.integers(12, 19)), int(rng.choice([-6, 6]))
    return {
        "snapped": lambda images: snapped(images, column, down),
        "turned": lambda images: np.rot90(images, 1, axes=(1, 2)),
        "shifted to the side": lambda images: np.roll(images, 16, axis=2),
        "shifted up or down": lambda images: np.roll(images, down, axis=1),
        "upside down": lambda images: images[:, ::-1],
        "half upside down": lambda images: np.concatenate(
            [images[:, :, :16], images[:, ::-1, 16:]], axis=2
        ),
    }


def in_company(student, kinds, rng):
    """The errors and decisions of each kind of pictures, asked in four mixed sets of one size."""
    # A set of one kind gives away what it is, and so does its length.
    every = np.concatenate(kinds)
    order = rng.permutation(len(every))
    errors, rotten = np.empty(len(every)), np.empty(len(every), bool)
    for places in np.array_split(order, 4):
        errors[places], rotten[places] = looked_at(student, every[places])
    ends = np.cumsum([len(kind) for kind in kinds])[:-1]
    return list(zip(np.split(errors, ends), np.split(rotten, ends), strict=True))


@pytest.fixture(scope="module")
def exam(student, seed):
    """For each grade, and each kind of oddity, the pictures, their errors and whether they were flagged."""
    rng = np.random.default_rng([seed, 20])
    images = [drawn(n, seed, 10 + grade, rot=grade) for grade, n in enumerate(GRADES)]
    fresh = drawn(100, seed, 15)
    images += [np.ascontiguousarray(way(fresh)) for way in oddities(rng).values()]
    return images, in_company(student, images, rng)


def over_all_grades(errors):
    return float(np.mean([auroc(errors[0], rotten) for rotten in errors[1 : len(GRADES)]]))


@pytest.mark.task("detect")
@pytest.mark.supporting
@pytest.mark.tries("The threshold is one number")
def test_one_line_parts_rotten_from_good(exam):
    """All flagged bananas have larger errors than all others, in whichever set they were asked about."""
    _, answers = exam
    errors, rotten = (np.concatenate([answer[part] for answer in answers]) for part in (0, 1))
    largest_good = errors[~rotten].max(initial=-np.inf)
    smallest_rotten = errors[rotten].min(initial=np.inf)
    lost = float(((errors > smallest_rotten) & ~rotten).mean())
    message = (
        "Four sets of pictures were asked about. There should be one line: flagged above it, not flagged "
        "below. Share of pictures that are not flagged, though their error is above that of a flagged one:"
    )
    near = smallest_rotten >= largest_good - 1e-3 * abs(largest_good)
    holds(bool(near), message=message, measured=lost)


WAYS, STEPS = 8, 64


def pictures_between(one, other):
    """Pictures from one to another: byte after byte becomes the other's, or a single byte level by level."""
    start, end = one.reshape(-1), other.reshape(-1)
    places = np.flatnonzero(start != end)
    if len(places) == 1:
        low, high = sorted(int(each[places[0]]) for each in (start, end))
        flat = np.tile(start, (high - low + 1, 1))
        flat[:, places[0]] = np.arange(low, high + 1)
    else:
        shares = np.unique(np.linspace(0, len(places), STEPS + 1).astype(int))
        flat = np.tile(start, (len(shares), 1))
        for row, share in zip(flat, shares, strict=True):
            row[places[:share]] = end[places[:share]]
    return flat.reshape(-1, *one.shape)


def asked_together(student, paths):
    """For each path of pictures, errors and decisions; all are asked about in one call."""
    errors, rotten = looked_at(student, np.concatenate(paths))
    ends = np.cumsum([len(path) for path in paths])[:-1]
    return list(zip(np.split(errors, ends), np.split(rotten, ends), strict=True))


def parted(errors, rotten):
    """Whether each flagged picture has a larger error than all that are not flagged."""
    return bool(errors[~rotten].max(initial=-np.inf) < errors[rotten].min(initial=np.inf))


@pytest.mark.task("detect")
@pytest.mark.supporting
@pytest.mark.tries("True just where the error that is given back is above the threshold.")
def test_the_errors_tell_who_is_flagged(student, exam):
    """In one call, whatever is flagged has a larger error than all that is not, however near they are."""
    images, answers = exam
    every = np.concatenate(images)
    rotten = np.concatenate([found for _, found in answers])
    ways = list(zip(every[~rotten][:WAYS], every[rotten][-WAYS:], strict=False))
    # All of 3072 bytes, then those near the line, then the levels of one byte.
    for _ in range(3):
        if not ways:
            return
        paths = [pictures_between(*way) for way in ways]
        found = asked_together(student, paths)
        alike = sum(not parted(*each) for each in found)
        message = (
            f"On {len(ways)} ways from a picture that is not flagged to one that is, bytes were exchanged bit "
            "by bit. So often a flagged picture had no larger error than one that is not flagged:"
        )
        # Once may be chance: an error may be stored in fewer digits.
        at_most(alike, 1, message=message)
        flips = [np.flatnonzero(np.diff(flagged)) for _, flagged in found]
        pairs = zip(paths, flips, strict=True)
        ways = [path[places[0] : places[0] + 2] for path, places in pairs if len(places)]


@pytest.mark.task("detect", weight=2)
@pytest.mark.supporting
@pytest.mark.tries(
    "fixed before any of these pictures is seen",
    "A picture gets the same error and the same answer in any company, and at each call.",
)
def test_company_changes_no_answer(student, exam):
    """A banana gets the same error and the same answer in any company."""
    images, answers = exam
    every = np.concatenate(images)
    errors, rotten = (np.concatenate([answer[part] for answer in answers]) for part in (0, 1))
    # Those that were flagged by themselves, and the others: who flags a share of what comes is found out.
    sets = [np.flatnonzero(rotten == flagged)[:60] for flagged in (True, False)]
    asked = [looked_at(student, every[chosen]) for chosen in sets if len(chosen)]
    sets = [chosen for chosen in sets if len(chosen)]
    shares = [float(found.mean()) for _, found in asked]
    # A fixed share of whatever comes, of those flagged before and of the others alike.
    # A line that drifts from call to call flags none of those that were below it before.
    batch = (
        len(shares) == 2
        and max(shares) < 0.3
        and max(shares) - min(shares) < 0.1
        and min(shares) > 0
    )
    for (again, found), chosen in zip(asked, sets, strict=True):
        message = "In other company, a picture gets another error."
        close(again, errors[chosen], message=message, rtol=1e-2, atol=1e-9)
        # What lies on the line may be rounded to either side.
        agree = float((found == rotten[chosen]).mean())
        message = "In other company, pictures get another answer; the share that stays the same:"
        name = "threshold_from_the_batch" if batch else ""
        above(agree, 0.95, message=message, misconception=name, draws=2)


@pytest.mark.task("detect")
@pytest.mark.supporting
@pytest.mark.tries("A picture gets the same error and the same answer in any company")
def test_pictures_that_look_alike_get_errors_of_their_own(student, exam):
    """Other pictures get an error and an answer of their own, though their sum or array was seen before."""
    images, _ = exam
    some, more = np.concatenate([images[0][:3], images[4][:3]]), images[0][3:5]

    def expect(asked, got):
        # Two more change the sum, and the shape.
        own, _ = looked_at(student, np.concatenate([asked, more]))
        message = "After a call with pictures that look much alike, pictures get other errors than among others."
        close(as_array(got[0], shape=(6,)), own[:6], message=message, rtol=1e-2, atol=1e-9)

    knows_them_apart(student, student.is_rotten, some, expect)


@pytest.mark.task("detect")
@pytest.mark.supporting
@pytest.mark.tries("two arrays of shape (n,)")
def test_errors_and_answers_are_arrays_of_numpy(student, exam):
    """Errors and answers are NumPy arrays, and no tensors."""
    images, _ = exam
    gives_arrays(student, "is_rotten", images[0][:3])


def dim(images):
    """The first picture in the dark, and the last one with the bytes 0 and 1 alone."""
    images = images.copy()
    images[0] //= 4
    images[-1] = images[-1] > 127
    return images


@pytest.mark.task("detect", weight=2)
@pytest.mark.supporting
@promises(
    RowByRow("images", none=False, rtol=1e-3, tries="in any company, and at each call"),
    LeavesAlone("images", tries="They are not changed."),
    TakesAnyLayout("images", tries="however they lie in memory"),
)
def test_the_machine_keeps_its_promises(student, promise, exam):
    """What `is_rotten` promises in general, for its errors and answers."""
    images, answers = exam
    # Dark pictures, alone, tell who divides by the brightest byte that there is.
    some = dim(np.concatenate([images[0][:6], images[4][:6]]))
    # A promise's `rtol` is an absolute bound, too: it must not depend on how large errors are.
    unit = float(np.abs(answers[0][0]).mean() + 1e-30)
    unit *= 1 if isinstance(promise, RowByRow) else 1000

    def read(got):
        errors, rotten = (as_array(part) for part in got)
        return np.stack([errors / unit, rotten], axis=1)

    promise.keep(student, Call("is_rotten", images=some).then(read))


@pytest.mark.task("detect", weight=4)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Look at pictures of bananas and tell which ones are odd.",
    "images: (n, 32, 32, 3) uint8, 0 to 255, n at least 1.",
    "Returns (errors, rotten), two arrays of shape (n,).",
    "errors: floats, larger where a picture looks less like a good banana.",
    "AUROC over the four grades of rot is at least 0.83",
)
def test_it_tells_rotten_from_good(exam):
    """AUROC over four grades of rot is at least 0.83."""
    _, answers = exam
    value = over_all_grades([errors for errors, _ in answers])
    # Turned round it would pass.
    misconception = "smaller_is_odder" if 1 - value >= AUROC else ""
    message = "AUROC over the four grades of rot, asked for 0.83."
    at_least(value, AUROC, message=message, misconception=misconception, draws=2)


@pytest.mark.task("detect", weight=2)
@pytest.mark.random
@pytest.mark.tries("higher than that of PCA with 16 numbers by 0.015 or more")
def test_it_is_worth_more_than_pca(exam, taught):
    """AUROC is higher than that of PCA with 16 numbers on the same pictures, by 0.015 or more."""
    images, answers = exam
    own = over_all_grades([errors for errors, _ in answers])
    errors = pca(taught, 16)
    gain = own - over_all_grades([errors(each) for each in images])
    message = "By how much your AUROC is above that of PCA with 16 numbers; asked for 0.015."
    above(gain, GAIN, message=message)


@pytest.mark.task("detect", weight=2)
@pytest.mark.supporting
@pytest.mark.random
@pytest.mark.tries(
    "It flags about 5 in 100 good bananas that the machine was not trained on (2 to 10 in 100 will do)."
)
def test_false_alarms_are_as_rare_as_asked(exam):
    """About 5 in 100 fresh good bananas are flagged: 2 to 10."""
    _, answers = exam
    errors, rotten = answers[0]
    share = float(rotten.mean())
    misconception = "above_average_is_rotten" if _parted_at_the_mean(errors, rotten) else ""
    least, most = ALARMS
    message = "Share of good bananas that are flagged; asked for 0.05, and 0.02 to 0.10 will do."
    between(share, least, most, message=message, misconception=misconception, draws=2)


def _parted_at_the_mean(errors, rotten):
    """Whether the line is the mean error of good bananas, to within a few per cent."""
    if rotten.all() or not rotten.any():
        return False
    line = (errors[~rotten].max() + errors[rotten].min()) / 2
    return bool(abs(line / errors.mean() - 1) < 0.06)


@pytest.mark.task("detect")
@pytest.mark.random
@pytest.mark.tries("Of grade 4, 4 in 10 are flagged, or more.", "rotten: bools")
def test_the_worst_are_found(exam):
    """Of bananas past saving 4 in 10 are flagged, or more."""
    _, answers = exam
    if answers[0][1].mean() > 0.9:
        raise Mismatch(
            "Every banana is flagged, good ones too: that finds nothing.",
            names_mistake=False,
        )
    share = float(answers[4][1].mean())
    message = "Share of bananas of grade 4 that are flagged; asked for 0.4."
    at_least(share, RECALL, message=message)


@pytest.mark.task("detect", weight=2)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "The machine learns from good bananas only, so it finds what is odd without any rot, too",
    "For each kind of these its AUROC is at least 0.9: snapped, turned, shifted, upside down, half upside down.",
)
def test_what_nobody_has_shown_it_is_odd_too(exam):
    """What is odd in a way that is not rot has larger errors, too."""
    _, answers = exam
    # Only the names are asked for.
    kinds = oddities(np.random.default_rng(0))
    pairs = zip(kinds, answers[len(GRADES) :], strict=True)
    values = {kind: auroc(answers[0][0], errors) for kind, (errors, _) in pairs}
    worst = min(values, key=values.__getitem__)
    value = values[worst]
    # It knows rot better than any rule or reproduction does, and misses what else is odd.
    known = over_all_grades([errors for errors, _ in answers])
    name = "the_label_is_needed" if known > 0.95 and value < 0.75 else ""
    message = (
        "AUROC of bananas that have no rot and are odd in one of six ways; asked for 0.9. Least for those "
        f"that are {worst}:"
    )
    at_least(value, UNSEEN, message=message, misconception=name, draws=2)


def training_refused():
    """Let optimizers, `fit` and NumPy's decompositions raise; gives a function that ends this."""
    import keras
    import numpy

    def refuse(*given, **named):
        raise RuntimeError("`is_rotten` trains again")

    places = [
        (keras.optimizers.Optimizer, "apply"),
        (keras.Model, "fit"),
        (keras.Model, "train_on_batch"),
    ]
    places += [(numpy.linalg, name) for name in ("eigh", "eig", "svd", "qr")]
    before = [(place, name, getattr(place, name)) for place, name in places]
    for place, name in places:
        setattr(place, name, refuse)

    def end():
        for place, name, function in before:
            setattr(place, name, function)

    return end


@pytest.mark.task("detect")
@pytest.mark.supporting
@pytest.mark.tries(
    "The machine learns once, in this cell or at the first call; later calls train nothing."
)
def test_later_calls_train_nothing(student, exam):
    """After the first call nothing is trained or fitted any more."""
    images, _ = exam
    # The call before may be the first that learns.
    looked_at(student, images[0][:2])
    end = student.held(student.probes(training_refused).training_refused)()
    try:
        message = "A later call of `is_rotten` trains or fits again."
        with student.succeeds(RuntimeError, message=message):
            looked_at(student, images[0][:2])
    finally:
        end()
