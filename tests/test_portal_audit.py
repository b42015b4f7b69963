"""The audit log: who did what is entered, and nobody changes it unseen."""

import hashlib
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import old_portals
import pytest
from hypothesis import given
from hypothesis import strategies as st
from portals import Portal
from sqlalchemy import delete, event, insert, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.portal import audit, audit_chain, audit_entries
from autograder.portal.audit_chain import CHANGED, FIELDS, MISPLACED, NO_ENTRY, digest, follow
from autograder.portal.database import Database
from autograder.portal.portal_folder import PortalFolder
from autograder.portal.rows import AuditEntry, Person

REFUSED = "The audit log is append-only"


@dataclass(frozen=True)
class Entry:
    """An entry that is in no database."""

    seq: int
    at: float = 0.0
    actor: str = "prof"
    action: str = "looked at"
    object: str = "s1"
    address: str = ""
    before: str = ""
    after: str = ""
    previous: str = NO_ENTRY
    sha256: str = ""


def chained(*entries: Entry) -> list[Entry]:
    """Give these entries their numbers and hashes."""
    made: list[Entry] = []
    for entry in entries:
        previous = made[-1].sha256 if made else NO_ENTRY
        unsigned = replace(entry, seq=len(made) + 1, previous=previous)
        made.append(replace(unsigned, sha256=digest(unsigned)))
    return made


def enter(own: Portal, *things: str) -> None:
    with own.database.write() as session:
        for thing in things:
            audit.enter(session, "prof", "looked at", thing)


def verified(own: Portal, known: str = "") -> audit_chain.Verified:
    with own.database.read() as session:
        return audit_chain.verify(session, known)


# The chain, without a database.


def test_hash_of_an_entry_never_changes() -> None:
    """Entries of today must verify with Held-out of later."""
    entry = Entry(7, 1.5, "prof", "looked at", "é", "::1", "a", 'b"', NO_ENTRY)
    canonical = (
        '{"action":"looked at","actor":"prof","address":"::1","after":"b\\"","at":1.5,"before":"a",'
        f'"object":"\\u00e9","previous":"{NO_ENTRY}","seq":7}}'
    )
    assert digest(entry) == hashlib.sha256(canonical.encode()).hexdigest()


entries = st.lists(
    st.builds(
        Entry,
        seq=st.just(0),
        at=st.floats(0, 1e11),
        actor=st.text(max_size=5),
        object=st.text(max_size=5),
        before=st.text(max_size=5),
    ),
    min_size=1,
    max_size=6,
).map(lambda made: chained(*made))


@given(entries)
def test_entries_that_are_as_they_were_entered_are_whole(made: list[Entry]) -> None:
    found = follow(made)
    assert (found.entries, found.last, found.broken) == (len(made), made[-1].sha256, None)


@given(entries, st.data())
def test_any_change_is_found_where_it_is(made: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(made) - 1))
    name = data.draw(st.sampled_from([*FIELDS, "sha256"]))
    old = getattr(made[place], name)
    other = old + 1 if isinstance(old, int | float) else old + "x"
    if other == old:
        other = -1.0
    forged = replace(made[place], **{name: other})
    found = follow([*made[:place], forged, *made[place + 1 :]])
    assert (found.broken, found.entries) == (forged, place)


@given(entries.filter(lambda made: len(made) > 1), st.data())
def test_an_entry_that_is_missing_or_moved_is_found(made: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(made) - 2))
    missing = [*made[:place], *made[place + 1 :]]
    assert (follow(missing).broken, follow(missing).why) == (made[place + 1], MISPLACED)
    moved = [*made[:place], made[place + 1], made[place], *made[place + 2 :]]
    assert follow(moved).broken == made[place + 1]


def test_who_hashes_a_changed_entry_anew_breaks_the_next_one() -> None:
    one, two, three = chained(Entry(0), Entry(0), Entry(0))
    forged = replace(two, object="another")
    found = follow([one, replace(forged, sha256=digest(forged)), three])
    assert (found.broken, found.why) == (three, MISPLACED)


def test_only_a_known_hash_tells_that_the_end_was_cut_off() -> None:
    made = chained(*[Entry(0)] * 4)
    cut = made[:3]
    assert follow(cut).broken is None
    assert follow(cut, made[2].sha256).known == 3
    assert follow(cut, made[3].sha256).known is None


# The log in a database.


def test_entries_of_many_transactions_are_one_chain(own: Portal) -> None:
    before = verified(own).entries
    enter(own, "a", "b")
    enter(own)
    enter(own, "c\0d", "\u2028é'\"")
    found = verified(own)
    assert (found.entries, found.broken) == (before + 4, None)
    with own.database.read() as session:
        rows = session.execute(audit_entries.wanted("prof")).all()
    assert [row.object for row in rows] == ["a", "b", "c\ufffdd", "\u2028é'\""]


def test_entry_of_a_transaction_that_fails_is_not_there(own: Portal) -> None:
    with suppress(OSError), own.database.write() as session:
        audit.enter(session, "prof", "looked at", "x")
        raise OSError
    enter(own, "y")
    with own.database.read() as session:
        assert [row.object for row in session.execute(audit_entries.wanted("prof"))] == ["y"]
    assert verified(own).broken is None


def test_chain_takes_its_lock_when_all_else_is_written(own: Portal) -> None:
    """So no transaction that holds it waits for another one."""
    statements: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        statements.append(re.sub(r"\s+", " ", statement))

    event.listen(own.database._engine, "before_cursor_execute", note)
    with own.database.write() as session:
        audit.enter(session, "prof", "person added", "x")
        session.add(Person(id="x", student="x", name="x", role="student", password=""))
    event.remove(own.database._engine, "before_cursor_execute", note)
    of_the_log = [place for place, each in enumerate(statements) if "audit" in each]
    person = next(place for place, each in enumerate(statements) if "INTO person" in each)
    assert person < of_the_log[0]
    assert of_the_log[-1] == len(statements) - 1
    locks = [place for place, each in enumerate(statements) if "pg_advisory" in each]
    assert locks == ([] if own.database.url.get_backend_name() == "sqlite" else [person + 1])


def test_writers_at_once_make_one_chain(own: Portal) -> None:
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(enter, own, f"{n}", f"{n} again") for n in range(24)]:
            done.result()
    found = verified(own)
    assert (found.entries, found.broken) == (48, None)


FORGERIES: dict[str, Callable[[Session], Any]] = {
    "update": lambda session: session.execute(update(AuditEntry).values(actor="bob")),
    "delete": lambda session: session.execute(delete(AuditEntry)),
    "delete the last": lambda session: session.execute(
        delete(AuditEntry).where(AuditEntry.object == "b")
    ),
    "change a row": lambda session: setattr(session.get_one(AuditEntry, 1), "actor", "bob"),
    "delete a row": lambda session: session.delete(session.get_one(AuditEntry, 1)),
    "truncate": lambda session: session.execute(
        text("DELETE FROM audit" if _is_sqlite(session) else "TRUNCATE audit")
    ),
    "replace": lambda session: session.execute(
        insert(AuditEntry).prefix_with("OR REPLACE", dialect="sqlite").values(_row(1))
    ),
}


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _row(seq: int) -> dict[str, Any]:
    return {name: getattr(Entry(seq), name) for name in (*FIELDS, "sha256")}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_the_database_refuses_to_change_or_delete_an_entry(own: Portal, forgery: str) -> None:
    enter(own, "a", "b")
    with pytest.raises(DBAPIError) as refused, own.database.write() as session:
        FORGERIES[forgery](session)
    # PostgreSQL has no REPLACE: it refuses the number that is there already.
    assert REFUSED in str(refused.value) or (
        forgery == "replace" and "duplicate" in str(refused.value)
    )
    assert (verified(own).entries, verified(own).broken) == (2, None)


def test_what_gets_round_the_triggers_is_found(own: Portal) -> None:
    enter(own, "a", "b", "c")
    for trigger in ("audit_no_update", "audit_no_change"):
        on = "" if own.database.url.get_backend_name() == "sqlite" else " ON audit"
        with own.database.write() as session:
            session.execute(text(f"DROP TRIGGER IF EXISTS {trigger}{on}"))
    with own.database.write() as session:
        session.execute(update(AuditEntry).where(AuditEntry.object == "b").values(actor="bob"))
    found = verified(own)
    assert (found.broken.seq, found.why, found.entries) == (2, CHANGED, 1)


# `heldout audit`.


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    path = PortalFolder(tmp_path).database
    path.parent.mkdir(parents=True)
    old_portals.make(f"sqlite:///{path}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(*words: str) -> Any:
    done = CliRunner().invoke(app, ["audit", *words])
    return SimpleNamespace(status=done.exit_code, told=done.output)


def test_whole_log_is_told_with_its_last_hash(course: Path) -> None:
    first = typed("verify")
    assert (first.status, "5 entries. Their chain of hashes is whole" in first.told) == (0, True)
    last = re.search("Last hash: ([0-9a-f]{64})", first.told)
    assert last
    with Database.at(PortalFolder(course).database) as database, database.write() as session:
        audit.enter(session, "prof", "looked at", "x")
    later = typed("verify", "--last", f" {last[1].upper()}")
    assert (later.status, "is that of entry 8" in later.told) == (0, True)
    assert last[1] not in later.told


def test_end_that_was_cut_off_is_told(course: Path) -> None:
    done = typed("verify", "--last", "ab" * 32)
    assert (done.status, "was cut off or changed" in done.told) == (1, True)


def test_what_is_no_hash_is_wrong_use(course: Path) -> None:
    done = typed("verify", "--last", "abc")
    assert (done.status, "Expected: 64 digits" in done.told) == (2, True)


def test_first_broken_entry_is_told(course: Path) -> None:
    assert typed("verify").status == 0
    with Database.at(PortalFolder(course).database) as database, database.write() as session:
        session.execute(text("DROP TRIGGER audit_no_update"))
        session.execute(text("UPDATE audit SET object = 'a\nb' WHERE seq IN (2, 7)"))
    done = typed("verify")
    assert done.status == 1
    assert re.search(r"Broken: 2  1970-01-01 00:18:20 UTC  ann  signed in  a\\nb  10", done.told)
    assert f"{CHANGED}. Before it, 1 entry can be trusted." in done.told
    assert "Last hash" not in done.told


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ((), [1, 2, 3, 7, 8]),
        (("--actor", "ann"), [2, 7, 8]),
        (("--action", "signed in"), [2, 7]),
        (("--actor", "ann", "--action", "handed in"), [8]),
        (("--actor", "nobody"), []),
    ],
)
def test_entries_are_listed(course: Path, options: tuple[str, ...], numbers: list[int]) -> None:
    lines = typed("list", *options).told.splitlines()
    assert [int(line.split()[0]) for line in lines] == numbers
    told = json.loads(typed("list", *options, "--json").told)
    assert [each["seq"] for each in told] == numbers


def test_listed_json_is_enough_to_verify_the_log_elsewhere(course: Path) -> None:
    told = json.loads(typed("list", "--json").told)
    found = follow(SimpleNamespace(**each) for each in told)
    assert (found.entries, found.broken) == (5, None)
