"""A card that changes in place while checks run. Outside a notebook only its last state is shown."""

import threading
from typing import Any

from course.card import Card


class LiveCard:
    """Shows one card after the other in the same place. `end` shows the last one."""

    def __init__(self) -> None:
        self._place: Any = None
        self._reminder: threading.Timer | None = None
        # The reminder comes from a thread of its own, perhaps at the very end.
        self._lock = threading.Lock()
        self._in_notebook = _in_notebook()

    def show(self, card: Card, late: Card, seconds: float) -> None:
        """Show a card, and a `late` one if nothing else comes for so many seconds."""
        if not self._in_notebook:
            return
        self._stop_reminder()
        self._put(card)
        reminder = threading.Timer(seconds, lambda: self._remind(reminder, late))
        reminder.daemon = True
        self._reminder = reminder
        reminder.start()

    def end(self, card: Card) -> None:
        """Show the last card."""
        self._stop_reminder()
        if self._place is None:
            card.show()
        else:
            self._put(card)

    def _put(self, card: Card) -> None:
        from IPython.display import display

        if self._place is None:
            self._place = display(card, display_id=True)
        else:
            self._place.update(card)

    def _remind(self, reminder: threading.Timer, late: Card) -> None:
        with self._lock:
            if self._reminder is reminder:
                self._put(late)

    def _stop_reminder(self) -> None:
        with self._lock:
            if self._reminder is not None:
                self._reminder.cancel()
            self._reminder = None


def _in_notebook() -> bool:
    """Tell whether a kernel shows what is displayed, and can change it."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return hasattr(get_ipython(), "kernel")
