"""What is written below Python: by C libraries and by programs, to descriptors 1 and 2."""

import fcntl
import os
import tempfile


class Descriptor:
    """Sends what is written to one descriptor into a file of this process's own folder."""

    def __init__(self, number: int) -> None:
        # Open for as long as this process lives.
        self.file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
        # Whoever writes next begins at the end, wherever that is then.
        flags = fcntl.fcntl(self.file, fcntl.F_GETFL)
        fcntl.fcntl(self.file, fcntl.F_SETFL, flags | os.O_APPEND)
        os.dup2(self.file.fileno(), number)

    def take(self, most: int) -> str:
        """Give what has come since the last time, up to `most` bytes."""
        self.file.seek(0)
        text = self.file.read(most) or b""
        self.file.truncate(0)
        return text.decode("utf-8", "replace")
