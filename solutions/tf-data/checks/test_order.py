"""The hidden checks of `order`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import itertools

import numpy as np
import pytest

from course.expect import Mismatch, as_array, below, between, close, equal, holds

from .datasets import by_seed
from .larder import probes

# A step of a picture's value: float32 holds all 65536 of them between 0 and 1 exactly.
STEPS = 65536
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
        # Smaller batches are more of them.
        self.endless = all(
            len(epoch.sizes) == most and sum(epoch.sizes) > MANY for epoch in self.epochs
        )
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
def test_pictures_keep_their_labels_in_training(student, made, trainings, seed):
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
    # A dataset with another order each time it is gone through.
    given = made.decoded_number, made.unchanged
    dataset = student.train_pipeline(made.many_names(40, True), *given, TRAY)
    for _ in range(2):
        for pictures, labels in made.taken(dataset, 6):
            own = np.rint(as_array(pictures)[:, 0, 0, 0] * STEPS)
            message = "`ds` was shuffled, and pictures came with the labels of others."
            holds(np.array_equal(own, labels), message=message)


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
        # Pictures that are missing, or come too often, are another check's affair.
        if len(reference) != len(one.numbers):
            continue
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
        between(alike, -0.65, 0.65, message=message)


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
        # Batches of one picture have no pairs.
        again = len(one.pairs() & other.pairs()) / max(1, len(one.pairs()))
        message = "The same pictures share a batch in every epoch; measured is the share of pairs."
        below(again, 0.3, message=message, misconception=misconception, draws=EPOCHS)


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
    between(alike, -0.1, 0.1, message=message)


@pytest.mark.task("order")
@pytest.mark.random
@pytest.mark.tries(
    "In every epoch any picture can come first",
    "as random as if it were the first",
    "Whether two pipelines have the same orders, from a fixed seed, is left to you.",
)
def test_few_pictures_come_in_any_order(student, made):
    """A few pictures, too, come in any order: the last one may be the first."""
    given = made.decoded_number, made.unchanged
    # One of six orders never comes: 2e-9. One of ten pictures is never the first: 4e-11.
    for n, batch, epochs, first in ((3, 2, 120, 3), (10, 4, 250, 1)):
        dataset = student.train_pipeline(made.many_names(n), *given, batch)
        came = {tuple(labels[:first]) for labels in made.orders(dataset, epochs)}
        message = f"{n} pictures, {epochs} epochs: some pictures never came first, or never before others."
        every = set(itertools.permutations(range(n), first))
        holds(came == every, message=message, measured=len(came) / len(every))


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
    # Two are alike in all but what their pictures and labels are: paths, number, names of functions.
    starts = {"a": (20, 1), "b": (20, 20001), "c": (13, 40001)}
    crates = {
        name: Stock(made, labels_for(n, seed + start), start) for name, (n, start) in starts.items()
    }
    datasets = {}
    for name in "abcab":
        if name not in datasets:
            datasets[name] = pipeline(student, made, way, crates[name].larder)
        crates[name].holds(crates[name].larder.epoch(datasets[name], 9))
    # In turn, and from the beginning: a batch of the one, a batch of the other. Last, two of one larder.
    for one, other in ("ab", "ca", "aa"):
        pair = [pipeline(student, made, way, crates[name].larder) for name in (one, other)]
        for _ in range(2):
            for name, batches in zip((one, other), made.by_turns(*pair, 9), strict=True):
                crates[name].holds(batches)
    # Five pipelines have seen the first larder: one above, four here.
    times = crates["a"].larder.counted("decode")
    message = (
        f"Of five pipelines with the same 20 pictures each should decode by itself: {times} times."
    )
    holds(way == "eval_pipeline" or times == 5 * 20, message=message)


class Stock:
    """A larder whose clock starts late enough to tell its pictures from those of others."""

    def __init__(self, made, labels, start):
        self.labels, self.start = labels, start
        self.larder = made.Larder(labels, start)

    def holds(self, batches):
        """Expect that an epoch has all of its pictures, its labels, and nobody else's."""
        epoch, n = Epoch(batches, of=(2, 2, 3)), len(self.labels)
        message = f"Of several pipelines, one for {n} pictures gave others, or others' labels."
        whole = np.array_equal(np.sort(epoch.numbers), np.arange(n))
        holds(whole and np.array_equal(self.labels[epoch.numbers], epoch.labels), message=message)
        message = "A pipeline gave pictures that another pipeline's `decode` had made."
        own = (epoch.decoded >= self.start) & (epoch.decoded < self.start + 20000)
        holds(bool(own.all()), message=message)


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


def by_a_rule(numbers):
    """Whether pictures follow one another by a rule, as backwards: one step comes again and again."""
    _, times = np.unique(np.diff(numbers), return_counts=True)
    # Shuffled, 20 000 draws: 4 of 82 steps (0.7), most 8. Backwards 82, two halves by turns 41.
    return bool(times.max() > 0.25 * len(numbers))


def quicker_ones(numbers):
    """For each two pictures in the wrong order: whether the first is decoded in less time."""
    early, late = np.triu_indices(len(numbers), 1)
    passed = numbers[early] > numbers[late]
    # The larder's pause, in its own unit.
    pause = numbers * 7919 % 5
    return (pause[early] < pause[late])[passed]


def disorder(epochs):
    """What mixed up evaluations: a shuffle, or a race of who is decoded first."""
    orders = [epoch.numbers for epoch in epochs]
    moved = [np.abs(np.argsort(n, kind="stable") - np.arange(len(n))).mean() for n in orders]
    # Places moved, 60 draws: shuffled 27.7 (1.8), least 24.1; in a race 5.8 (1.6), most 7.5, none never.
    if min(moved) > MANY / 6:
        ruled = epochs[0].same_order(epochs[1]) and by_a_rule(orders[0])
        return "" if ruled else "validation_shuffled"
    # In a race 0.97, under load 0.83 (0.11). Shuffled by a small buffer 0.47, of 72 epochs at most 0.7.
    quicker = np.concatenate([quicker_ones(numbers) for numbers in orders])
    raced = max(moved) <= MANY / 6 and quicker.size > 20 and quicker.mean() > 0.7
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
    misconception = disorder(epochs)
    for epoch in epochs:
        kept = bool((np.diff(epoch.numbers) > 0).all())
        message = "Evaluation should go through the dataset in its own order."
        holds(kept, message=message, misconception=misconception, draws=2)
