"""Ways in which an array may lie in memory."""

import numpy as np

LAYOUTS = {
    "read-only": "an array that cannot be written to",
    "reversed": "a view that runs backwards through another array",
    "strided": "a view of every second entry of another array",
    "fortran": "an array in Fortran's order, column after column",
}


def laid_out(array: np.ndarray, layout: str) -> np.ndarray:
    """Return an array of the same numbers, laid out in one of the ways of `LAYOUTS`.

    >>> laid_out(np.arange(3), "strided").strides
    (16,)
    """
    if layout == "read-only":
        array = array.copy()
        array.setflags(write=False)
        return array
    if layout == "fortran" or not array.ndim:
        return np.asfortranarray(array)
    if layout == "reversed":
        return array[::-1].copy()[::-1]
    return np.repeat(array, 2, axis=-1)[..., ::2]
