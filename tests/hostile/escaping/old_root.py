# /// attack
# number = 67
# title = "A way back to the root that was left"
# verdict = ["pass"]
# ///
import os

for path in ("..", "../" * 40 + "home", "/proc/1/root/home", "/proc/self/root/home", "/proc/self/cwd/../../home"):
    try:
        if "tests" in os.listdir(path) or os.listdir(path + "/../root"):
            through()
    except OSError:
        pass
