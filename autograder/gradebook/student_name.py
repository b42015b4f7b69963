"""The names that a student can have."""

import re
import unicodedata

# A student's name is a folder, a pattern that nbgrader matches, a row of a table, and a part of
# formgrader's pages, which escape nothing. So letters, digits and a few signs may occur.
STUDENT = re.compile(r"\w[\w.@-]{0,99}")


def is_name(student: str) -> bool:
    """Tell whether a folder's name can be a student's name."""
    # macOS writes an accent as a separate combining mark, and many scripts write vowels so.
    letters = "".join(sign for sign in student if not unicodedata.category(sign).startswith("M"))
    return STUDENT.fullmatch(letters) is not None and len(student) <= 200
