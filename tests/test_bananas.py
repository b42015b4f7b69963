"""The banana generator: the same bytes everywhere, quickly, and rot that can be seen."""

import os
import subprocess
import sys
import time

import numpy as np
import pytest

from course.data import bananas

# Of twelve pictures, three of each kind. A change of the generator changes every figure that
# exercises state about it: measure those again before you change this.
DIGEST = "94dfed71e092464ce057453893d7fbf94660cc725be062ace03a410e443a98f3"
DRAW = """
import hashlib, sys
import numpy as np
from course.data import bananas
assert "tensorflow" not in sys.modules
grades = np.arange(10) % 5
parts = [
    bananas(10, 32, 7, rot=grades),
    bananas(10, 64, 8, rot=grades),
    bananas(10, 32, 2**40, rot=grades, scene="market"),
    bananas(10, 64, 0, rot=grades, any_angle=True),
]
print(hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest())
"""


def digest(**environment):
    """The digest of the data that a fresh process draws."""
    command = [sys.executable, "-W", "ignore", "-c", DRAW]
    run = subprocess.run(
        command, env=os.environ | environment, check=True, capture_output=True, text=True
    )
    return run.stdout.strip()


def test_every_machine_draws_the_same_bytes():
    assert digest() == DIGEST


def test_the_processor_makes_no_difference():
    # NumPy then takes the plain loops of its baseline, and not the wide ones of this processor.
    wide = "AVX2 FMA3 AVX512F AVX512_SKX AVX512_ICL X86_V3 X86_V4 ASIMDHP ASIMDDP SVE"
    assert digest(NPY_DISABLE_CPU_FEATURES=wide) == DIGEST


def test_pictures_are_what_the_docstring_says():
    for size in (32, 64):
        pictures = bananas(3, size, seed=1)
        assert (pictures.shape, pictures.dtype) == ((3, size, size, 3), "uint8")
    assert bananas(0).shape == (0, 32, 32, 3)
    assert pictures.flags.writeable


def test_a_longer_draw_begins_like_a_shorter_one():
    assert (bananas(5, seed=3)[:2] == bananas(2, seed=3)).all()


def test_another_seed_gives_other_bananas():
    assert (bananas(4, seed=3) != bananas(4, seed=4)).any(axis=(1, 2, 3)).all()


def test_a_banana_is_the_same_at_both_sizes():
    large = bananas(4, 64, seed=5).astype(float)
    shrunk = large.reshape(4, 32, 2, 32, 2, 3).mean(axis=(2, 4))
    assert np.abs(shrunk - bananas(4, 32, seed=5)).mean() < 4


def test_a_banana_rots_where_it_lies():
    stages = np.stack([bananas(20, seed=6, rot=grade) for grade in range(5)]).astype(float)
    apart = np.abs(stages - stages[0])
    # The table stays as it is, and the skin gets browner from grade to grade.
    assert (apart[:, :, 0] == 0).all()
    assert (np.diff(apart.mean(axis=(1, 2, 3, 4))) > 0).all()


def test_grades_may_be_one_for_each():
    mixed = bananas(3, seed=6, rot=[0, 4, 0])
    assert (mixed[[0, 2]] == bananas(3, seed=6)[[0, 2]]).all()
    assert (mixed[1] == bananas(3, seed=6, rot=4)[1]).all()


def test_the_market_differs_in_what_lies_under_the_banana():
    plain, market = (bananas(40, seed=9, scene=scene) for scene in ("table", "market"))
    rough = [np.abs(np.diff(x[:, :4].astype(float), axis=2)).mean() for x in (plain, market)]
    assert rough[1] > 2 * rough[0]


@pytest.mark.parametrize(
    "wrong",
    [{"size": 48}, {"rot": 5}, {"rot": -1}, {"rot": 0.5}, {"rot": True}, {"scene": "moon"}],
)
def test_what_cannot_be_drawn_is_refused(wrong):
    with pytest.raises(ValueError, match=f"`{next(iter(wrong))}`"):
        bananas(2, **wrong)


def test_three_thousand_take_a_few_seconds():
    started = time.process_time()
    bananas(100, 64, rot=3)
    assert (time.process_time() - started) * 30 < 20
