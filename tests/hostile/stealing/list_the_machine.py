# /// attack
# number = 25
# title = "Folders of the machine listed"
# verdict = ["pass"]
# control = true
# ///
import os

for folder in ("/home", "/root", "/tmp", "/etc", target["course"], target["solutions"]):
    try:
        if os.listdir(folder):
            through()
    except OSError:
        pass
