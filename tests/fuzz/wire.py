"""Coverage-guided fuzzing of the decoder: `python tests/fuzz/wire.py -max_total_time=600`.

Needs `pip install atheris`. Options are libFuzzer's; a finding's bytes go to the temporary folder,
and `python tests/fuzz/wire.py FILE` runs them again.
"""

import sys
import tempfile
from random import Random

import atheris

with atheris.instrument_imports(include=["autograder"]):
    from properties import check_decode, check_receive, spoiled

OPTIONS = ["-max_len=8192", "-timeout=10", "-rss_limit_mb=1024"]


def check(data: bytes) -> None:
    """Take the first byte as the way in, the rest as a frame."""
    way, frame = data[:1], data[1:]
    if way in (b"\1", b"\2"):
        check_receive(frame, hang=way == b"\2")
    else:
        check_decode(frame)


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Spoil the frame's tree, which random bytes would never reach, or now and then its bytes."""
    rng = Random(seed)
    if rng.random() < 0.8:
        way = bytes(rng.choices([0, 1, 2], [80, 18, 2]))
        changed = way + spoiled(data[1:], rng)
        if len(changed) <= most:
            return changed
    return atheris.Mutate(data, most)


def main() -> None:
    """Run until an option or a finding ends it."""
    artifacts = f"-artifact_prefix={tempfile.gettempdir()}/"
    argv = [sys.argv[0], *OPTIONS, artifacts, *sys.argv[1:]]
    atheris.Setup(argv, check, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
