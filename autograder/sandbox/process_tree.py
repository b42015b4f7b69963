"""Finds the processes that a worker has started, seen from outside."""

from autograder.sandbox import syscalls


def descendants(pid: int) -> list[int]:
    """List the process ids below a process, as we see them. Processes that have ended are left out.

    If a process's parent has ended, the worker becomes its parent: it is process 1 of its namespace.
    """
    below: list[int] = []
    waiting = [pid]
    while waiting:
        children = _children(waiting.pop())
        below += children
        waiting += children
    return below


def _children(pid: int) -> list[int]:
    numbers: list[int] = []
    for task in syscalls.tasks(pid):
        try:
            with open(f"/proc/{pid}/task/{task}/children") as names:
                numbers += map(int, names.read().split())
        # The task has ended, or this kernel has no such file.
        except OSError:
            continue
    return numbers
