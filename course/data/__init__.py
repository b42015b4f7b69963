"""Small data sets of the course. Each loader reads one file beside it, and never the network.

`LICENCES.md` names their sources and licences. `bananas` reads no file: it draws pictures.
"""

import csv
from pathlib import Path

import numpy as np

from course.data.bananas import bananas

__all__ = ["bananas", "breast_cancer", "penguins", "titanic"]

Columns = dict[str, np.ndarray]


def penguins() -> Columns:
    """344 penguins of three species, caught on three islands: 8 columns of shape (344,).

    Text, "" where missing: species, island, sex. float32, NaN where missing: bill_length_mm,
    bill_depth_mm, flipper_length_mm, body_mass_g. int64: year. Rows stand species by species.

    Source: Gorman, Williams and Fraser (2014), by way of palmerpenguins 0.1.6. Licence: CC0.
    """
    return _columns("penguins", text=("species", "island", "sex"), whole=("year",))


def breast_cancer() -> tuple[np.ndarray, np.ndarray]:
    """569 tumours, measured under the microscope: x (569, 30) float32 and y (569,) int64.

    y is 1 for benign (357 rows), 0 for malignant (212). Ten measures of the cells' nuclei, first
    their means, then standard errors, then the worst values; the names are the file's first line.

    Source: Wolberg, Street and Mangasarian (1995), by way of scikit-learn 1.9.1. Licence:
    BSD-3-Clause, as part of scikit-learn.
    """
    columns = _columns("breast_cancer", whole=("benign",))
    y = columns.pop("benign")
    return np.stack(list(columns.values()), axis=1), y


def titanic() -> Columns:
    """1309 passengers of the Titanic: 14 columns of shape (1309,).

    int64: pclass, survived, sibsp, parch. float32, NaN where missing: age, fare, body. Text, ""
    where missing: name, sex, ticket, cabin, embarked, boat, home_dest. Passengers who travelled
    together share a ticket: there are 929. Rows are sorted by class, then by name.

    Source: Harrell and Cason, by way of scikit-learn 1.9.1. Licence: stated as "Public".
    """
    return _columns(
        "titanic",
        text=("name", "sex", "ticket", "cabin", "embarked", "boat", "home_dest"),
        whole=("pclass", "survived", "sibsp", "parch"),
    )


def _columns(name: str, text: tuple[str, ...] = (), whole: tuple[str, ...] = ()) -> Columns:
    """Read a CSV file by columns. A column that is neither text nor whole numbers is float32."""
    path = Path(__file__).parent / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    kinds = dict.fromkeys(text, "str") | dict.fromkeys(whole, "int64")
    columns = zip(head, zip(*rows, strict=True), strict=True)
    return {column: _array(values, kinds.get(column, "float32")) for column, values in columns}


def _array(values: tuple[str, ...], kind: str) -> np.ndarray:
    return np.array([value or "nan" for value in values] if kind == "float32" else values, kind)
