# /// sample
# task = "playground"
# diagnosis = "You take `bounce` from the item's class and not from the item. A module, a namespace or an object with `__getattr__` has it all the same, so ask the item itself."
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        return type(item).bounce(item)
