"""Models with classes of their author's own: followed down to Keras's layers, or told why not."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers as L
from keras import ops

from autograder.worker import model_allowlist
from autograder.worker.model_allowlist import ArchitectureRefused
from autograder.worker.model_description import describe
from autograder.worker.model_host import ModelHost

X = np.random.default_rng(0).normal(size=(6, 4)).astype("float32")


def chain(*steps: Any) -> keras.Model:
    return keras.Sequential([keras.Input((4,)), *steps])


class Bent(keras.Model):
    """Layers of one name in each of its kind, Dropout that is told whether it trains."""

    def __init__(self, *units: int) -> None:
        super().__init__()
        self.hidden = [L.Dense(n, "silu", name=f"hidden{i}") for i, n in enumerate(units)]
        self.drop = L.Dropout(0.5)

    def call(self, x: Any, training: bool | None = None) -> Any:
        for layer in self.hidden:
            x = layer(x)
        return self.drop(x, training=training)


class Funnels(keras.Model):
    """Holds two halves, whatever they are."""

    def __init__(self, encoder: Any, decoder: Any) -> None:
        super().__init__()
        self.encoder, self.decoder = encoder, decoder

    def call(self, x: Any, training: bool | None = None) -> Any:
        return self.decoder(self.encoder(x, training=training), training=training)


class Loudest(L.Layer):
    """Keeps the two loudest units of each row."""

    def call(self, x: Any) -> Any:
        least = ops.top_k(ops.abs(x), 2)[0][:, -1:]
        return ops.where(ops.abs(x) >= least, x, 0.0)


class Priced(L.Dense):
    """Adds to the loss, which symbolic values cannot."""

    def call(self, x: Any) -> Any:
        code = super().call(x)
        self.add_loss(ops.mean(ops.matmul(code**2, ops.transpose(self.kernel**2))))
        return code


class Mirror(L.Layer):
    """Uses another layer's weights, and one of its own."""

    def __init__(self, down: Any) -> None:
        super().__init__()
        self.down = down

    def build(self, shape: Any) -> None:
        self.offset = self.add_weight(shape=(4,), initializer="ones")

    def call(self, code: Any) -> Any:
        return ops.matmul(code, ops.transpose(self.down.kernel)) + self.offset


class TwoIn(keras.Model):
    def __init__(self) -> None:
        super().__init__()
        self.dense = L.Dense(3)

    def call(self, both: Any) -> Any:
        return self.dense(both[0]) - both[1][:, :3] / 2


def mirrored() -> keras.Model:
    down = L.Dense(4)
    return chain(down, Mirror(down))


def arithmetic() -> keras.Model:
    start = keras.Input((4,))
    return keras.Model(start, L.Dense(4)(start - np.arange(4.0, dtype="float32")) * 2 + 1)


def doubled(x: Any) -> Any:
    return 2 * x


FOLLOWED: list[Callable[[], keras.Model]] = [
    lambda: Bent(3, 2),
    lambda: Funnels(chain(L.Dense(3), L.BatchNormalization()), Bent(3, 4)),
    lambda: Funnels(Bent(3, 2), Bent(2, 4)),
    lambda: keras.Sequential([Bent(3), Bent(4)]),
    lambda: chain(L.Dense(5), Loudest()),
    lambda: chain(Priced(3, "tanh")),
    lambda: chain(L.Dense(3, doubled)),
    mirrored,
    arithmetic,
]


@pytest.mark.parametrize("build", FOLLOWED)
def test_what_is_followed_predicts_the_same_once_rebuilt(
    build: Callable[[], keras.Model],
) -> None:
    model = build()
    wanted = np.asarray(model(X, training=False))
    host = ModelHost()
    facts = host.rebuild(**describe(model))
    np.testing.assert_allclose(host.predict(X), wanted, rtol=1e-4, atol=1e-5)
    # Weights inside operations count, too: they cannot be hidden there.
    assert facts["parameters"] >= model.count_params() - 4
    # Nothing of it is left in the model.
    np.testing.assert_allclose(np.asarray(model(X, training=False)), wanted)
    assert [layer.name for layer in model.layers] == [layer.name for layer in build_again(model)]


def build_again(model: keras.Model) -> list[Any]:
    """The layers once more, after another description."""
    describe(model)
    return list(model.layers)


def test_a_list_of_inputs_is_followed() -> None:
    model, host = TwoIn(), ModelHost()
    wanted = np.asarray(model([X, X]))
    host.rebuild(**describe(model))
    np.testing.assert_allclose(host.predict([X, X]), wanted, rtol=1e-4, atol=1e-5)


def test_numbers_in_operations_are_counted_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    start = keras.Input((4,))
    given = describe(keras.Model(start, ops.matmul(start, np.ones((4, 50), "float32"))))
    assert ModelHost().rebuild(**given)["parameters"] == 200
    monkeypatch.setattr("autograder.worker.model_host.MOST_PARAMETERS", 199)
    with pytest.raises(ArchitectureRefused, match="has 200 parameters"):
        ModelHost().rebuild(**given)


def test_outputs_of_operations_are_bounded() -> None:
    start = keras.Input((4000, 1))
    wide = ops.matmul(ops.matmul(start, np.ones((1, 4000), "float32")), np.ones((4000, 9000), "f4"))
    with pytest.raises(ArchitectureRefused, match="outputs of the layers"):
        ModelHost().rebuild(**describe(keras.Model(start, wide)))


seen: dict[str, Any] = {}


class Remembers(keras.Model):
    def call(self, x: Any) -> Any:
        seen["x"] = x
        return x[:, :1]


class Recalls(keras.Model):
    def call(self, code: Any) -> Any:
        return seen["x"] + 0 * code


class Outside(keras.Model):
    """Leaves Keras on the way."""

    def call(self, x: Any) -> Any:
        return ops.convert_to_tensor(np.asarray(x) * 2)


class Chooses(keras.Model):
    """Looks at values, which symbolic inputs have none of."""

    def call(self, x: Any) -> Any:
        return x if float(ops.sum(x)) > 0 else -x


class Sorts(L.Layer):
    def call(self, x: Any) -> Any:
        return ops.sort(x)


def test_nothing_passes_beside_the_code() -> None:
    encoder, decoder = Remembers(), Recalls()
    decoder(encoder(X))
    describe(encoder)
    with pytest.raises(ValueError, match="does not come from its inputs alone"):
        describe(decoder)


@pytest.mark.parametrize("kind", [Outside, Chooses])
def test_what_cannot_be_followed_is_told_with_what_to_do(kind: type[keras.Model]) -> None:
    model = kind()
    model(X)
    with pytest.raises(ValueError, match=f"`{kind.__name__}` cannot .* Build it as `keras.Seq"):
        describe(model)
    # It still works as before.
    assert np.shape(model(X)) == X.shape


def test_an_operation_off_the_list_is_told_with_what_to_do() -> None:
    with pytest.raises(ArchitectureRefused, match="is 'Sort'; .* build it as `keras.Sequential`"):
        model_allowlist.check(describe(chain(Sorts()))["config"])


def test_a_class_that_was_never_called_is_told_so() -> None:
    model = Bent(3)
    model.built = True
    with pytest.raises(ValueError, match="input shape of `Bent` is not known: call it once"):
        describe(model)
