"""Draws bananas, good ones and rotten ones: pictures that no file holds.

The same call gives the same bytes on every machine. So random numbers come from the raw bits of
PCG64: NumPy never changes that stream, while `Generator` may change. Pictures use only + - * /,
sqrt, floor, minimum and maximum, one number at a time: IEEE 754 fixes these to the last bit. `sin`,
`exp`, `**`, `hypot`, `@`, `sum` and `mean` depend on the library, the processor or the order.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

import numpy as np

# NumPy's own types say `Any` for the result of arithmetic on arrays.
Array = Any
Colour = tuple[float, float, float]

# How far gone a banana of each grade is: at 0 not at all, at 1 dull and brown all over.
SEVERITY = ((0.0, 0.0), (0.08, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1.0))
# Every picture is drawn with this many pixels a side. A smaller one is an average of it.
CANVAS = 64
# The tangent of half an angle turns a plane without sine and cosine: 25 and 45 degrees.
TILT, OCTANT = 0.2217, 0.4142

TABLES: tuple[Colour, ...] = (
    (0.62, 0.64, 0.66), (0.30, 0.33, 0.36), (0.85, 0.83, 0.78), (0.55, 0.42, 0.30),
    (0.36, 0.46, 0.58), (0.70, 0.60, 0.48), (0.47, 0.55, 0.45),
)  # fmt: skip
CLOTHS: tuple[Colour, ...] = (
    (0.63, 0.26, 0.24), (0.25, 0.48, 0.30), (0.66, 0.50, 0.33), (0.40, 0.32, 0.52),
)  # fmt: skip
STICKERS: tuple[Colour, ...] = ((0.15, 0.30, 0.65), (0.80, 0.15, 0.15), (0.95, 0.95, 0.92))
GREEN, DULL = (0.66, 0.72, 0.25), (0.50, 0.36, 0.16)
STEM, CUT = (0.52, 0.50, 0.22), (0.22, 0.17, 0.10)


def bananas(
    n: int,
    size: int = 32,
    seed: int = 0,
    *,
    rot: int | Sequence[int] | np.ndarray = 0,
    scene: Literal["table", "market"] = "table",
    any_angle: bool = False,
) -> np.ndarray:
    """Draw n pictures of one banana each: (n, size, size, 3) uint8, red, green and blue.

    size: 32 or 64 pixels a side.
    seed: a whole number, at least 0. Another seed gives other bananas. The same one gives the same
          bananas at both sizes, in both scenes and at every grade: so one can be seen to rot. The
          first ones of a longer draw are those of a shorter one.
    rot:  the grade, for all or one for each: 0 is good (a few harmless freckles, now and then a
          sticker), 1 has a first few spots, 2 and 3 have more, 4 is past saving.
    scene: "table" is a plain one of many colours; "market" has boards and checked cloths.
    any_angle: bananas lie within 25 degrees of level; with True they lie as they fell.

    Source: drawn here. Licence: that of the course.
    """
    if size not in (32, 64):
        raise ValueError(f"`size` is 32 or 64. Received: {size}")
    if scene not in ("table", "market"):
        raise ValueError(f'`scene` is "table" or "market". Received: {scene!r}')
    grades = np.broadcast_to(np.asarray(rot), (n,))
    if grades.dtype.kind not in "iu" or not ((grades >= 0) & (grades < len(SEVERITY))).all():
        raise ValueError(f"`rot` is a whole number from 0 to {len(SEVERITY) - 1}, or one for each.")
    pictures: np.ndarray = np.empty((n, size, size, 3), "uint8")
    for number, grade in enumerate(grades.tolist()):
        dice = _Dice(number, seed)
        pictures[number] = _developed(_picture(dice, grade, scene, any_angle), size, dice)
    return pictures


class _Dice:
    """Random numbers for one picture, the same on every machine and with every NumPy."""

    def __init__(self, number: int, seed: int, what: int = 0) -> None:
        self._key = number, seed
        # The seed stands last: above 2**32 it takes up more than one place.
        self._bits = np.random.PCG64([number, what, seed])

    def apart(self, what: int) -> "_Dice":
        """Dice for something that the rest of the picture should not depend on."""
        return _Dice(*self._key, what)

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        raw = int(self._bits.random_raw())
        return low + (high - low) * ((raw >> 11) * 2.0**-53)

    def bell(self, spread: float) -> float:
        """Nearly normal, with mean 0: four uniform numbers, whose variances of 1/12 add up."""
        total = self.uniform() + self.uniform() + self.uniform() + self.uniform() - 2
        return spread * 1.7320508 * total

    def pick(self, among: int) -> int:
        return int(self.uniform(0, among))

    def few(self, most: float) -> int:
        """A whole number below 2 * most, those in the middle more often."""
        return int(self.uniform(0, most)) + int(self.uniform(0, most))

    def bells(self, *shape: int) -> Array:
        """An array of numbers with mean 0 and spread 1, each of two 16-bit pieces: a triangle."""
        raw = self._bits.random_raw((math.prod(shape) + 1) // 2)
        pieces = raw.astype("<u8").view("<u2").astype("float32")
        total = pieces[0::2] + pieces[1::2]
        return (total[: math.prod(shape)].reshape(shape) - 65535) * 3.7378e-05

    def turn(self, most: float) -> tuple[float, float]:
        """Cosine and sine of an angle up to the one whose half has the tangent `most`."""
        half = self.uniform(-most, most)
        return (1 - half * half) / (1 + half * half), 2 * half / (1 + half * half)


def _axis() -> Array:
    return ((np.arange(CANVAS) * 2 + 1 - CANVAS) / CANVAS).astype("float32")


ACROSS = np.ascontiguousarray(np.broadcast_to(_axis(), (CANVAS, CANVAS)))
DOWN = np.ascontiguousarray(ACROSS.T)
PIXEL = 2.0 / CANVAS


@cache
def _stretch(cells: int) -> tuple[Array, Array]:
    """Between which of the coarse grid's cells a pixel lies, and how far from the first."""
    place = np.arange(CANVAS) * (cells - 1)
    low = np.minimum(place // (CANVAS - 1), cells - 2)
    return low, ((place - low * (CANVAS - 1)) / (CANVAS - 1)).astype("float32")


def _cloud(dice: _Dice, cells: int) -> Array:
    """A smooth random field: numbers on a coarse grid, stretched over the canvas."""
    grid, (low, part) = dice.bells(cells, cells), _stretch(cells)
    tall = grid[low] + (grid[low + 1] - grid[low]) * part[:, None]
    left = tall[:, low]
    return left + (tall[:, low + 1] - left) * part


def _step(x: Array, low: float, high: float) -> Array:
    """From 0 below `low` to 1 above `high`, without a kink."""
    t = np.minimum(np.maximum((x - low) * (1 / (high - low)), 0), 1)
    return t * t * (3 - 2 * t)


def _paint(picture: Array, cover: Array, colour: Array) -> None:
    """Lay a colour, or a picture of colours, over a picture where `cover` is 1."""
    for channel in range(3):
        picture[channel] += (colour[channel] - picture[channel]) * cover


def _distance(x: Array, y: Array) -> Array:
    return np.sqrt(x * x + y * y)


def _picture(dice: _Dice, grade: int, scene: str, any_angle: bool) -> Array:
    """One banana on its table, (3, CANVAS, CANVAS), 0 is black and 1 is white."""
    ground = _cloth(dice.apart(1)) if scene == "market" else _table(dice.apart(1))
    # Light falls off to one side; the shadow lies away from it.
    along, aside = dice.turn(1.0)
    along *= (1, -1)[dice.pick(2)]
    light = 1 + 0.10 * (along * ACROSS + aside * DOWN) + 0.02 * _cloud(dice, 6)
    picture = np.stack([tone * light for tone in ground])
    banana = _Banana(dice, any_angle)
    shadow = np.maximum(_step(-banana.body, -0.10, 0.05), 0.6 * banana.stem_cover)
    picture *= 1 - 0.38 * _moved(shadow, 0.03 + 0.05 * abs(aside), -0.05 * along)
    # Nothing of what follows is seen outside: the smallest frame that holds the banana will do.
    rows, columns = (np.flatnonzero(banana.cover.any(axis=axis)) for axis in (1, 0))
    frame = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    banana.crop(frame)
    skin = _skin(dice, banana, frame, grade)
    _paint(picture[(slice(None), *frame)], banana.cover, skin)
    return picture


def _table(dice: _Dice) -> list[Array]:
    """The colour of a plain table."""
    return [tone + dice.bell(0.03) for tone in TABLES[dice.pick(len(TABLES))]]


def _cloth(dice: _Dice) -> list[Array]:
    """The colours of a pattern: boards side by side, or a checked cloth."""
    cosine, sine = dice.turn(OCTANT)
    x, y = cosine * ACROSS + sine * DOWN, cosine * DOWN - sine * ACROSS
    wide, start = dice.uniform(2.0, 4.0), dice.uniform()
    stripe = np.floor(x * wide + start)
    if dice.pick(2):
        pattern = 0.16 * (stripe + np.floor(y * wide + start)) % 0.32
    else:
        gap = np.maximum(1 - 12 * np.abs(x * wide + start - stripe - 0.5), 0)
        pattern = 0.04 * (stripe % 3) - 0.25 * gap
    colour = CLOTHS[dice.pick(len(CLOTHS))]
    return [tone + dice.bell(0.03) + pattern for tone in colour]


class _Banana:
    """Where a banana is: it bends along an arc, `along` it from -1 (tip) to 1 (neck), `across` it.

    `body` is each pixel's distance from its edge, less than 0 inside; covers are 1 inside.
    """

    def __init__(self, dice: _Dice, any_angle: bool) -> None:
        x, y = self._pose(dice, any_angle)
        half = dice.uniform(0.62, 0.88)
        self.length = dice.uniform(0.60, 0.68)
        self.girth = dice.uniform(0.185, 0.235)
        radius = self.length / half
        # Half of the bend's depth up: so it lies in the middle, however much it bends.
        y = y + radius * (0.9 + 0.05 * half * half)
        far = _distance(x, y)
        self.off = far - radius
        # The arc's angle is twice that of x / (far + y), which is near enough z / (1 + 0.28 z²).
        z = np.minimum(np.maximum(x / np.maximum(far + y, 1e-3), -1.5), 1.5)
        self.along = z / (1 + 0.28 * z * z) * (2 / half)
        end = np.abs(self.along)
        round_off = np.maximum(1 - end * end * end, 0)
        width = self.girth * np.sqrt(round_off) * (0.75 + 0.25 * round_off)
        self.across = self.off / np.maximum(width, self.girth * 0.25)
        self.across = np.minimum(np.maximum(self.across, -1), 1)
        self.body = np.where(end < 1, np.abs(self.off) - width, 0.2)
        self.stem_length = dice.uniform(0.16, 0.26)
        thin = self.girth * dice.uniform(0.24, 0.32)
        ends = np.maximum(0.86 - self.along, self.along - 1 - self.stem_length) * self.length
        stem = np.maximum(np.abs(self.off - 0.02) - thin, ends)
        tip = _distance((self.along + 0.97) * self.length, self.off) - self.girth * 0.23
        self.stem_cover, self.tip_cover = _step(-stem, -PIXEL, PIXEL), _step(-tip, -PIXEL, PIXEL)
        body_cover = _step(-self.body, -PIXEL, PIXEL)
        self.cover = np.maximum(np.maximum(body_cover, self.stem_cover), self.tip_cover)

    @staticmethod
    def _pose(dice: _Dice, any_angle: bool) -> tuple[Array, Array]:
        """Coordinates in which the banana lies level, in the middle, and has its own size."""
        x, y = ACROSS - dice.uniform(-0.1, 0.1), DOWN - dice.uniform(-0.1, 0.1)
        if any_angle:
            for _ in range(dice.pick(4)):
                x, y = y, -x
        cosine, sine = dice.turn(OCTANT if any_angle else TILT)
        scale = dice.uniform(1.08, 1.30)
        side = (1, -1)[dice.pick(2)] / scale
        return (cosine * x + sine * y) * side + 0.04, (cosine * y - sine * x) / scale

    def crop(self, frame: tuple[slice, slice]) -> None:
        """Keep what is inside the frame."""
        for name in ("off", "along", "across", "body", "stem_cover", "tip_cover", "cover"):
            setattr(self, name, getattr(self, name)[frame])

    def spot(self, dice: _Dice, ends: float, sides: float) -> tuple[Array, Array]:
        """How far each pixel is from a random place on the skin, along it and across it."""
        along = self.along - dice.uniform(-ends, ends)
        across = self.across - dice.uniform(-sides, sides)
        return along * self.length, across * self.girth


def _skin(dice: _Dice, banana: _Banana, frame: tuple[slice, slice], grade: int) -> Array:
    """Return the banana's colours, with its stem, freckles and rot."""
    decay = dice.apart(2)
    severity = decay.uniform(*SEVERITY[grade])
    ripe = dice.uniform()
    yellow = [0.93 + 0.04 * ripe, 0.79 - 0.02 * ripe, 0.20 - 0.05 * ripe]
    skin = np.empty((3, *banana.cover.shape), "float32")
    skin[:] = np.array([tone + dice.bell(0.012) for tone in yellow], "float32")[:, None, None]
    unripe = _step(np.abs(banana.along), 0.55, 1.05) * (1 - 0.6 * ripe)
    unripe = np.minimum(np.maximum(unripe + 0.04 * _cloud(dice, 5)[frame], 0), 1)
    _paint(skin, unripe, GREEN)
    shade = _shade(dice, banana) + 0.012 * _cloud(dice, 14)[frame]
    skin *= shade
    # Good bananas are not all alike: freckles, and now and then a sticker.
    dark = np.zeros_like(shade)
    for _ in range(dice.pick(2) + dice.pick(3)):
        far, size = _distance(*banana.spot(dice, 0.75, 0.7)), dice.uniform(0.012, 0.026)
        dark = np.maximum(dark, 0.55 * _step(-far, -size - PIXEL, -size + PIXEL))
    if dice.uniform() < 0.12:
        along, across = banana.spot(dice, 0.4, 0.25)
        sticker = _step(-_distance(along * 0.8, across), -0.085 - PIXEL, -0.085 + PIXEL)
        light = 0.8 + 0.2 * shade
        _paint(skin, sticker, np.stack([c * light for c in STICKERS[dice.pick(3)]]))
    brown = [tone + dice.bell(0.015) for tone in (0.36, 0.21, 0.09)]
    if severity:
        dark = np.maximum(dark, _rot(decay, banana, frame, severity))
        dull = np.full_like(shade, 0.35 * max(0.0, severity - 0.4) / 0.6)
        _paint(skin, dull, np.stack([tone * shade for tone in DULL]))
        brown = [tone * (1 - 0.45 * max(0.0, severity - 0.5)) for tone in brown]
    light = 0.55 + 0.45 * shade
    _paint(skin, dark, np.stack([tone * light for tone in brown]))
    neck = banana.stem_cover * _step(banana.along, 0.93, 1.05)
    _paint(skin, neck, np.stack([tone * (1 - 0.45 * severity) * shade for tone in STEM]))
    cut = _step(banana.along, 0.93 + banana.stem_length, 1 + banana.stem_length)
    _paint(skin, banana.stem_cover * cut, CUT)
    _paint(skin, banana.tip_cover, CUT)
    return skin


def _shade(dice: _Dice, banana: _Banana) -> Array:
    """Lit from above, with the edges that a banana has."""
    high = banana.across - 0.25
    shade = 0.66 + 0.36 * np.sqrt(np.maximum(1 - 0.85 * high * high, 0))
    shade += (0.07 * dice.uniform(-0.35, 0.35)) * banana.along
    for place in (-0.38, 0.30):
        off = (banana.across - (place + dice.bell(0.05))) * 7
        edge = np.maximum(1 - off * off, 0)
        shade -= 0.07 * edge * edge * (np.abs(banana.along) < 0.95)
    return shade


def _rot(dice: _Dice, banana: _Banana, frame: tuple[slice, slice], severity: float) -> Array:
    """How dark the rot is at each pixel: spots, then patches that run together."""
    dark = np.zeros_like(banana.cover)
    ragged = 0.012 * _cloud(dice, 16)[frame]
    for _ in range(1 + dice.few(2 + 9 * severity)):
        along, across = banana.spot(dice, 0.9, 0.85)
        size = dice.uniform(0.03, 0.045 + 0.075 * severity)
        far = _distance(along / dice.uniform(0.8, 1.7), across) + ragged
        strength = dice.uniform(0.65, 0.95)
        dark = np.maximum(dark, strength * _step(-far, -size - 0.02, -size + 0.01))
    if severity > 0.35:
        patches = _cloud(dice, 7)[frame] + 0.4 * _cloud(dice, 15)[frame]
        strength, start = 0.5 + 0.45 * severity, 1.5 - 1.5 * severity
        dark = np.maximum(dark, strength * _step(patches, start, start + 0.6))
    return dark


def _moved(field: Array, down: float, across: float) -> Array:
    """The field by so much further down and across; what comes in at the edges is 0."""
    rows, columns = (math.floor(part / PIXEL + 0.5) for part in (down, across))
    moved = np.zeros_like(field)
    keep = CANVAS - abs(columns)
    source = field[: CANVAS - rows, max(0, -columns) :][:, :keep]
    moved[rows:, max(0, columns) :][:, :keep] = source
    return moved


def _developed(picture: Array, size: int, dice: _Dice) -> Array:
    """From light to bytes: the camera's pixels, exposure and grain."""
    if size < CANVAS:
        halves = picture[:, ::2, ::2] + picture[:, ::2, 1::2]
        picture = (halves + (picture[:, 1::2, ::2] + picture[:, 1::2, 1::2])) * 0.25
    picture = picture * dice.uniform(0.88, 1.10) + 0.012 * dice.bells(*picture.shape)
    levels = np.minimum(np.maximum(picture, 0), 1) * 255 + 0.5
    return np.moveaxis(levels.astype("uint8"), 0, -1)
