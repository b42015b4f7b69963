"""A course's secret. Every draw of its checks follows from it, so no student can guess a draw."""

import hashlib
import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seeding:
    """Derives seeds from the secret `key`."""

    key: bytes = field(repr=False)

    def seed(self, slug: str, digest: str) -> int:
        """Give the seed of a submission's draws. It depends on the code, not on machine or time."""
        return self._number(f"{slug} {digest}")

    @property
    def salt(self) -> int:
        """Give the salt of the graders' hashes.

        Without it, a student could choose keys that all fall into one slot of a grader's dicts. It is
        the same on every machine, so that draws from a set are the same, too.
        """
        return self._number("hashes")

    def _number(self, text: str) -> int:
        return int.from_bytes(hmac.digest(self.key, text.encode(), hashlib.sha256)[:4], "big")
