"""The one rule for *not started*: the answer cell still raises what it raised when it was released."""

import linecache
import re
import traceback

# A stub raises the first, a missing name the second: then there is no answer to judge.
UNWRITTEN = frozenset({"NotImplementedError", "NameError"})
STUB = re.compile(r"(.*[:;]\s*)?raise NotImplementedError(\(\s*\))?\s*;?\s*(#.*)?")


def is_stub(line: str) -> bool:
    """Tell whether a line of code is a released cell's placeholder, with or without a comment.

    An error with a message is the learner's own, or a library's.

    >>> is_stub("raise NotImplementedError()  # your answer")
    True
    >>> is_stub('raise NotImplementedError("no kernel")')
    False
    """
    return STUB.fullmatch(line.strip()) is not None


def raised_by_stub(error: BaseException) -> bool:
    """Tell whether an error comes from a released cell's placeholder.

    TensorFlow raises errors of that name, too, with a message. Where the source cannot be read, as in
    some consoles, the message alone decides.
    """
    steps = list(traceback.walk_tb(error.__traceback__))
    if not isinstance(error, NotImplementedError) or not steps:
        return False
    frame, number = steps[-1]
    line = linecache.getline(frame.f_code.co_filename, number)
    return is_stub(line) if line else not str(error)
