# /// attack
# number = 74
# title = "Answers that cost the grader more than the worker"
# verdict = ["error", "wrong", "timeout"]
# answer = "square"
# ///
KEYS = {f"{n:05}" * 20: float(n) for n in range(15_000)}


def square(x):
    return KEYS
