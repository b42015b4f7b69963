# /// sample
# task = "playground"
# diagnosis = "You turn errors into None; whoever plays then cannot tell a toy that answers None from a broken one, and the bug in the toy is never heard of."
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except Exception:
            return None
