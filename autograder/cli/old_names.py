"""Old names of commands and options. They work for one release, and stderr gives the new name."""

import shlex
from collections.abc import Iterator, Mapping, Sequence

import typer

OPTIONS: dict[str, dict[str, str]] = {
    "grade": {"--on": "--cluster", "--fresh": "--no-cache"},
    "verify": {
        "--fast": "--no-samples",
        "--fresh": "--no-cache",
        "--record": "--update-signatures",
    },
}
# `bench` was one command. One of these options chose what it measured; the first one found decides.
# Each gives today's command and the new names of its options. An empty name leaves the value alone.
BENCH: dict[str, tuple[str, dict[str, str]]] = {
    "--gpu": ("gpu", {"--gpu": "--slots", "--many": "--most", "--slug": ""}),
    "--on": ("cluster", {"--on": "--cluster", "--slug": ""}),
    "--simulate": ("simulate", {"--simulate": "--students", "--slug": ""}),
}


def with_new_names(words: Sequence[str]) -> list[str]:
    """Translate a command line (without `heldout`), and print what to write instead."""
    command, *rest = words
    if command == "bench" and _is_old_bench(rest):
        new = [command, *_bench(rest)]
        _print_new_name(shlex.join(["heldout", *words]), shlex.join(["heldout", *new]))
        return new
    new_names = OPTIONS.get(command, {})
    for word in rest:
        option = word.partition("=")[0]
        if option in new_names:
            _print_new_name(option, new_names[option])
    return [command, *_renamed(rest, new_names)]


def _is_old_bench(rest: Sequence[str]) -> bool:
    return not rest or (rest[0].startswith("-") and "--help" not in rest)


def _bench(rest: Sequence[str]) -> list[str]:
    options = {word.partition("=")[0] for word in rest}
    for option, (command, new_names) in BENCH.items():
        if option in options:
            return [command, *_renamed(rest, new_names)]
    return ["run", *rest]


def _renamed(words: Sequence[str], new_names: Mapping[str, str]) -> Iterator[str]:
    for word in words:
        option, equals, value = word.partition("=")
        new_name = new_names.get(option, option)
        if new_name or equals:
            yield new_name + equals + value if new_name else value


def _print_new_name(old: str, new: str) -> None:
    # Not at the top: `course` imports NumPy, and most command lines have no old name.
    from course.renamed import sentence

    typer.echo(sentence(old, new), err=True)
