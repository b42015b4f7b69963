"""The data sets that travel with the course: what their docstrings say of them holds, offline."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from course import data

FOLDER = Path(data.__file__).parent
LOADERS = [data.penguins, data.breast_cancer, data.titanic]
every = pytest.mark.parametrize("load", LOADERS, ids=lambda load: load.__name__)


def missing(column):
    return int((column == "").sum() if column.dtype.kind == "U" else np.isnan(column).sum())


def test_penguins_are_what_their_docstring_says():
    columns = data.penguins()
    kinds = {"species": "U", "island": "U", "sex": "U", "year": "i"}
    assert len(columns) == 8
    for name, column in columns.items():
        assert (column.shape, column.dtype.kind) == ((344,), kinds.get(name, "f"))
    assert columns["body_mass_g"].dtype == "float32"
    assert sum(map(missing, columns.values())) == 19
    assert (columns["species"][1:] != columns["species"][:-1]).sum() == 2


def test_breast_cancer_is_what_its_docstring_says():
    x, y = data.breast_cancer()
    assert (x.shape, x.dtype, y.shape, y.dtype) == ((569, 30), "float32", (569,), "int64")
    assert np.isfinite(x).all()
    assert np.bincount(y).tolist() == [212, 357]


def test_titanic_is_what_its_docstring_says():
    columns = data.titanic()
    assert len(columns) == 14
    assert {column.shape for column in columns.values()} == {(1309,)}
    known = {"age": 263, "cabin": 1014, "embarked": 2, "fare": 1}
    assert {name: missing(columns[name]) for name in known} == known
    assert len(set(columns["ticket"])) == 929
    assert columns["survived"].sum() == 500


@every
def test_shape_dtype_source_and_licence_are_told(load):
    told = inspect.getdoc(load)
    assert all(word in told for word in ("float32", "int64", "Source:", "Licence:"))


@every
def test_each_call_gives_arrays_of_its_own(load):
    first, second = load(), load()
    if isinstance(first, dict):
        first, second = first.values(), second.values()
    pairs = zip(first, second, strict=True)
    assert not any(np.shares_memory(one, two) for one, two in pairs)


def test_every_file_has_its_terms():
    told = set(re.findall(r"^\| `([\w.]+)`", (FOLDER / "LICENCES.md").read_text("utf-8"), re.M))
    assert (
        told
        == {path.name for path in FOLDER.glob("*.csv")}
        == {f"{f.__name__}.csv" for f in LOADERS}
    )


def test_data_are_loaded_when_asked_for_without_a_network_or_a_framework():
    code = """
import socket, sys
def refuse(*_, **__): raise AssertionError("no network")
socket.socket.connect = socket.getaddrinfo = refuse
from course import open_exercise
assert "course.data" not in sys.modules
from course.data import breast_cancer, penguins, titanic
breast_cancer(), penguins(), titanic()
loaded = {"tensorflow", "keras", "pandas", "sklearn"} & set(sys.modules)
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-c", code], check=True)
