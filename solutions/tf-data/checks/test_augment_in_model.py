"""The hidden checks of `augment-in-model`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import json

import numpy as np
import pytest

from course.expect import Mismatch, above, as_array, below, close, holds

from .datasets import SIZE, by_seed, noise


def photographs(n, seed):
    """n pictures, uint8, brighter on one side, no two alike; some pixels are black and white."""
    rng = np.random.default_rng([seed, 3])
    y, x = np.mgrid[0 : 1 : SIZE[0] * 1j, 0 : 1 : SIZE[1] * 1j]
    ramp = 40 + 120 * x[None, :, :, None] + 50 * y[None, :, :, None]
    pictures = (ramp + rng.uniform(-30, 40, (n, 1, 1, 3))).astype("uint8")
    pictures[:, 3:5, 3:5], pictures[:, 3:5, 6:8] = 0, 255
    return pictures


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
        # NaN twice is the same answer twice.
        calm = np.allclose(first, again, rtol=1e-3, atol=1e-3, equal_nan=True)
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
        below(off, 1e-3, message=message)


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
    alike, changed, steps = True, True, []
    for _ in range(2):
        seen = seen_by(mirror, pictures, training=True)
        steps.append(seen)
        alike = alike and bool(np.abs(seen - seen[:1]).max() < 1e-3 * np.abs(seen).max())
        changed = changed and bool(np.abs(seen - pictures / 255).max() > 1e-3)
    message = "One picture, 32 times in a batch, was changed in the same way each time."
    # The same change at each step is not drawn at all.
    drawn = bool(np.abs(steps[0] - steps[1]).max() > 1e-3)
    misconception = "one_change_for_the_batch" if changed and drawn else ""
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
        above(largest, 0.5, message=message)


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
