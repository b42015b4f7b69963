# /// sample
# task = "playground"
# diagnosis = "You ask with `isinstance` whether the item belongs to a family that you know; the next thing that bounces will be of a family that you do not know, and it plays as well."
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        if isinstance(item, (Ball, Kangaroo, SimpleNamespace)):
            return item.bounce()
