"""A course's secret: every draw of its checks follows from it, and nobody can guess them without."""

import hashlib
import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seeding:
    """Seeds, by what they are for."""

    key: bytes = field(repr=False)

    def seed(self, slug: str, digest: str) -> int:
        """Seed a submission's draws by its code, not by place or time."""
        return self._number(f"{slug} {digest}")

    @property
    def salt(self) -> int:
        """Salt the hashes of graders.

        Else keys could be chosen that all fall into one place of a grader's dicts; and yet the same
        on every machine, so that draws out of a set are.
        """
        return self._number("hashes")

    def _number(self, text: str) -> int:
        return int.from_bytes(hmac.digest(self.key, text.encode(), hashlib.sha256)[:4], "big")
