"""A tensor counts as an array in a notebook, as it does in grading."""

import keras
import numpy as np
import pytest

from course import tensors
from course.expect import Mismatch, as_array, as_parts, close, equal


@pytest.mark.parametrize("dtype", ["float32", "int32", "bool"])
def test_a_tensor_is_an_array(dtype: str) -> None:
    numbers = np.array([[0, 1, 1]], dtype)
    got = as_array(keras.ops.convert_to_tensor(numbers), shape=(1, 3))
    assert type(got) is np.ndarray
    assert got.dtype == dtype
    assert np.array_equal(got, numbers)


def test_a_variable_and_a_scalar_of_keras_are_arrays() -> None:
    close(keras.Variable([1.0, 2.0]), [1.0, 2.0], message="Two weights.")
    close(keras.ops.sum(keras.ops.ones((3,))), 3.0, message="Their sum.")
    equal(keras.ops.arange(3), np.arange(3), message="Three numbers.")


def test_a_symbolic_tensor_and_a_list_of_tensors_are_none() -> None:
    for got in (keras.Input((2,)), [keras.ops.ones(2)]):
        assert tensors.as_array(got) is None
        with pytest.raises(Mismatch):
            as_array(got)


@pytest.mark.parametrize("got", [(1,), (1, 2, 3), {1, 2}, "ab", np.ones(2), None])
def test_what_is_no_tuple_or_list_of_two_is_a_mismatch(got: object) -> None:
    with pytest.raises(Mismatch, match=r"Two floats, \(low, high\)\."):
        as_parts(got, 2, message="Two floats, (low, high).")


def test_parts_are_given_as_they_are() -> None:
    low = object()
    assert as_parts((low, None), 2, message="")[0] is low
