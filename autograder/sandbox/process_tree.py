"""A worker and the processes that it has started, seen from outside."""

from autograder.sandbox import syscalls


def descendants(pid: int) -> list[int]:
    """Number the processes below one, as we see them; those that are gone meanwhile are left out.

    A process whose parent has ended hangs below the worker, which is process 1 of its own namespace.
    """
    found: list[int] = []
    left = [pid]
    while left:
        own = _children(left.pop())
        found += own
        left += own
    return found


def _children(pid: int) -> list[int]:
    numbers: list[int] = []
    for task in syscalls.tasks(pid):
        try:
            with open(f"/proc/{pid}/task/{task}/children") as names:
                numbers += map(int, names.read().split())
        # Gone, or a kernel without such a file.
        except OSError:
            continue
    return numbers
