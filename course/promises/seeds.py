"""Promises about chance: which seed or generator decides it."""

from dataclasses import dataclass
from typing import Any

from course.expect import holds
from course.promises.promise import Call, Generator, Promise, expect_same, same

# 0 is false: `seed or None` forgets it. The last one needs all 32 bits.
SEEDS = (0, 1, 2, 12345, 2**32 - 1)


@dataclass(frozen=True)
class Seeded(Promise):
    """The argument `argument`, a seed, decides every draw; no generator that others share is touched.

    `seeds` are those that are tried. With `elsewhere`, another process must draw the same.
    `differ=False` is for results that may be alike with two seeds. `rtol` allows for rounding.
    """

    comes_first = True

    argument: str = "seed"
    seeds: tuple[int, ...] = SEEDS
    elsewhere: bool = False
    differ: bool = True
    rtol: float = 0.0

    @property
    def claim(self) -> str:
        return f"`{self.argument}` alone decides what is drawn, whatever the seed is."

    def keep(self, student: Any, call: Call) -> None:
        results = {seed: self._twice(student, call, seed) for seed in self.seeds}
        if self.elsewhere:
            self._in_another_process(student, call, results)
        several = list(results.items())
        for place, (seed, result) in enumerate(several if self.differ else ()):
            for other, another in several[:place]:
                message = f"The seeds {other} and {seed} should not draw the same."
                holds(not same(result, another), message=message, got=result, of_last_call=False)

    def _twice(self, student: Any, call: Call, seed: int) -> Any:
        numpy, python = student.module("numpy").random, student.module("random")
        numpy.seed(1)
        python.seed(1)
        first = call.on(student, **{self.argument: seed})
        drawn = numpy.random_sample(), python.random()
        # Code that draws from the global state draws something else now.
        numpy.seed(2)
        python.seed(2)
        again = call.on(student, **{self.argument: seed})
        message = f"Two calls with {self.argument}={seed} should draw the same."
        expect_same(first, again, rtol=self.rtol, message=message)
        numpy.seed(1)
        python.seed(1)
        message = f"With {self.argument}={seed} the global random state moved on."
        holds(drawn == (numpy.random_sample(), python.random()), message=message)
        return first

    def _in_another_process(self, student: Any, call: Call, results: dict[int, Any]) -> None:
        with student.elsewhere() as other:
            for seed, result in results.items():
                got = call.on(other, **{self.argument: seed})
                message = f"With {self.argument}={seed}, another process should draw the same."
                expect_same(got, result, rtol=self.rtol, message=message)


@dataclass(frozen=True)
class DrawsFrom(Promise):
    """Every random number comes from the generator `argument`, which moves on with each call."""

    comes_first = True

    argument: str = "rng"

    @property
    def claim(self) -> str:
        return f"Every random number comes from `{self.argument}`, and from nowhere else."

    def keep(self, student: Any, call: Call) -> None:
        numpy = student.module("numpy").random
        for seed in (0, 1, 12345):
            numpy.seed(1)
            first = call.on(student, **{self.argument: Generator(seed)})
            drawn = numpy.random_sample()
            numpy.seed(1)
            message = "The global random state should stay as it is."
            holds(drawn == numpy.random_sample(), message=message)
            rng = student.rng(seed)
            again = call.on(student, **{self.argument: rng})
            expect_same(first, again, message="Two generators of one seed should draw the same.")
            later = call.on(student, **{self.argument: rng})
            message = "The same generator, used again, should draw something else."
            holds(not same(again, later), message=message)
        for kind in ("MT19937", "Philox"):
            message = f"A generator with another source of bits ({kind}) should do as well."
            with student.succeeds(message=message):
                one, two = (
                    call.on(student, **{self.argument: numpy.Generator(getattr(numpy, kind)(5))})
                    for _ in range(2)
                )
            expect_same(one, two, message="Two generators of one seed should draw the same.")
