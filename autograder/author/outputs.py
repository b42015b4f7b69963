"""The outputs of experiment cells, which a release shows before anybody has written an answer.

`heldout outputs` makes them with our own answers, as text and pictures in the exercise's public folder.
"""

import base64
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from nbformat import NotebookNode

FOLDER = "outputs"
# By the digest of a cell's source: the names of the files that hold its outputs, in order.
INDEX = "index.json"
# The fewest colours are taken with which 99 of 100 pixels are off by so many of 255 levels at most.
COLOURS, LARGEST_STEP = (64, 128, 256), 12
Index = Mapping[str, Sequence[str]]


def digest(source: str) -> str:
    """Return a short hash of a cell's source."""
    return hashlib.sha256(source.strip().encode()).hexdigest()[:12]


def index(folder: Path) -> Index:
    """Read which files hold the outputs of which cell; empty if nobody has made them."""
    path = folder / FOLDER / INDEX
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def stamp(folder: Path) -> int:
    """Return a number that changes when the outputs are made again."""
    path = folder / FOLDER / INDEX
    return path.stat().st_mtime_ns if path.is_file() else 0


def of_cell(folder: Path, source: str, known: Index) -> list[NotebookNode]:
    """Read the outputs of a cell with this source; none if it has changed since they were made."""
    return [_read(folder / FOLDER / name) for name in known.get(digest(source), ())]


def _read(path: Path) -> NotebookNode:
    if path.suffix == ".txt":
        return nbformat.v4.new_output("stream", name="stdout", text=path.read_text("utf-8"))
    picture = base64.b64encode(path.read_bytes()).decode()
    return nbformat.v4.new_output("display_data", {"image/png": picture})


def write(folder: Path, shown: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Path]:
    """Write outputs of cells, by their source, in place of all that were there.

    Texts and PNG pictures are kept. Returns the files.
    """
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    for path in target.iterdir():
        path.unlink()
    found: dict[str, list[str]] = {}
    for number, (source, outputs) in enumerate(shown.items(), 1):
        names = found.setdefault(digest(source), [])
        for output in outputs:
            for suffix, content in _parts(output):
                name = f"{number:02}-{len(names) + 1}{suffix}"
                (target / name).write_bytes(content)
                names.append(name)
    (target / INDEX).write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return sorted(target.iterdir())


def _parts(output: Mapping[str, Any]) -> list[tuple[str, bytes]]:
    """Give an output's text or picture, and the ending of its file."""
    if output["output_type"] == "stream":
        return [(".txt", str(output["text"]).encode())]
    data = output.get("data", {})
    if "image/png" in data:
        return [(".png", _small(base64.b64decode(data["image/png"])))]
    return [(".txt", (data["text/plain"] + "\n").encode())] if "text/plain" in data else []


def _small(picture: bytes) -> bytes:
    """Draw a picture with few colours: a quarter of the bytes, and the eye sees the same.

    A drawing needs 64. Photographs need more: with 64, a freckle has the colour of the skin around it.
    """
    from PIL import Image

    full = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        # Of two ways to choose the colours, this one keeps that of a thin line.
        reduced = full.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        off = np.abs(np.asarray(full, int) - np.asarray(reduced.convert("RGB"), int)).max(axis=2)
        if np.quantile(off, 0.99) <= LARGEST_STEP:
            break
    written = io.BytesIO()
    reduced.save(written, "PNG", optimize=True)
    return written.getvalue()
