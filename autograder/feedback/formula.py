"""Draws an instructor's formulas as pictures: our pages run no script, so they have no MathJax.

Parsing TeX may take long. So a student's formulas stay as they were typed.
"""

import base64
import functools
import io
import re
import struct
import warnings
from html import escape

from matplotlib import mathtext
from matplotlib.font_manager import FontProperties

# Dots of a picture for each dot of the page: sharp on a screen and on paper.
SHARP = 2
POINTS = 11
PAGE_DPI = 96
# Commands that mathtext knows by another name, or does not need.
ALIASES = {
    r"\le": r"\leq", r"\ge": r"\geq", r"\ne": r"\neq", r"\to": r"\rightarrow", r"\gets": r"\leftarrow",
    r"\R": r"\mathbb{R}", r"\N": r"\mathbb{N}", r"\Z": r"\mathbb{Z}", r"\lVert": r"\Vert",
    r"\rVert": r"\Vert", r"\displaystyle": "", r"\nonumber": "", r"\limits": "", r"\tfrac": r"\frac",
    r"\bf": r"\mathbf",
}  # fmt: skip
COMMAND = re.compile(r"\\[A-Za-z]+")
LABEL = re.compile(r"\\(?:label|tag)\{[^{}]*\}")
# Environments that only put lines below each other.
LINES = {
    "align",
    "align*",
    "aligned",
    "equation",
    "equation*",
    "gather",
    "gather*",
    "split",
    "eqnarray",
}
INSIDE = re.compile(r"\s*\\begin\{([a-z*]+)\}(.*)\\end\{\1\}\s*", re.S)


def inline(tex: str) -> str:
    """Show a formula within a line. One that cannot be drawn is shown as it was typed."""
    return _drawn(tex) or f"<code>{escape(f'${tex}$')}</code>"


def block(tex: str) -> str:
    """Show a formula on lines of its own."""
    inner = INSIDE.fullmatch(tex)
    if inner and inner[1] in LINES:
        return environment(inner[1], inner[2])
    return _centred([tex], tex)


def environment(name: str, body: str) -> str:
    """Show an environment such as `align`, line by line."""
    typed = f"\\begin{{{name}}}{body}\\end{{{name}}}"
    if name not in LINES:
        return f"<pre>{escape(typed)}</pre>"
    lines = [line.replace("&", "") for line in re.split(r"\\\\(?:\[[^\]]*\])?", body)]
    return _centred([line for line in lines if line.strip()], typed)


def _centred(lines: list[str], typed: str) -> str:
    drawn = [_drawn(line) for line in lines]
    if not drawn or not all(drawn):
        return f"<pre>{escape(typed)}</pre>"
    return f'<span style="display:block;text-align:center">{"<br>".join(drawn)}</span>'


# A class has the same formulas on every page.
@functools.lru_cache(1000)
def _drawn(tex: str) -> str:
    """Draw a formula as an image; empty if mathtext does not know a part of it."""
    plain = COMMAND.sub(lambda match: ALIASES.get(match[0], match[0]), LABEL.sub("", tex))
    plain = " ".join(plain.split())
    picture, font = io.BytesIO(), FontProperties(size=POINTS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            dpi = PAGE_DPI * SHARP
            depth = mathtext.math_to_image(f"${plain}$", picture, prop=font, dpi=dpi, format="png")
    # The parser may raise any exception.
    except Exception:
        return ""
    data = picture.getvalue()
    _, height = struct.unpack(">II", data[16:24])
    style = f"height:{height / SHARP:.1f}px;vertical-align:-{depth * PAGE_DPI / 72:.1f}px"
    source = base64.b64encode(data).decode()
    return f'<img alt="{escape(tex)}" style="{style}" src="data:image/png;base64,{source}">'
