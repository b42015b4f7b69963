# /// attack
# number = 6
# title = "A numpy.py in the working folder"
# verdict = ["wrong"]
# answer = "square"
# ///
from pathlib import Path

for name in ("numpy", "random", "pytest", "hypothesis", "checks"):
    Path(f"{name}.py").write_text("raise SystemExit(0)")


def square(x):
    if isinstance(x, str):
        raise TypeError
    return np.zeros(x.shape)
