"""The portal's students in nbgrader's gradebook."""

from typing import Any

import pytest
from sqlalchemy import select

from autograder.portal import people, person_changes
from autograder.portal.people import NewPerson
from autograder.portal.rows import STAFF, STUDENT, Person
from autograder.report import submission_status

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def names(service: Any) -> dict[str, tuple[str | None, str | None]]:
    """The gradebook's students, with first and last names."""
    service.loop._look_at_course()
    with service.course.gradebook() as book:
        return {each.id: (each.first_name, each.last_name) for each in book.students}


def rename(service: Any, name: str, student: str = "ann") -> None:
    person_changes.describe(service.database, NewPerson(student, name))


def test_students_are_in_the_gradebook_and_staff_are_not(service):
    assert names(service) == {"ann": (None, None), "bob": (None, None)}
    people.add(service.database, [NewPerson("zoë", "Zoë van Groß"), NewPerson("cai", "Li, Cai Yu")])
    found = names(service)
    assert found["zoë"] == ("Zoë van", "Groß")
    assert found["cai"] == ("Cai Yu", "Li")


def test_a_name_follows_and_takes_nothing_back_that_nbgrader_has(service):
    rename(service, "Ann Lee")
    assert names(service)["ann"] == ("Ann", "Lee")
    rename(service, "Ann Kim")
    assert names(service)["ann"] == ("Ann", "Kim")
    with service.course.gradebook() as book:
        book.update_or_create_student("ann", first_name="Anna")
    rename(service, "Ann Bo")
    assert names(service)["ann"] == ("Anna", "Kim")


def test_who_is_removed_keeps_the_grades(service, written):
    service.hand_in("ann", written())
    service.grade()
    person_changes.set_active(service.database, "ann", active=False)
    assert "ann" in names(service)
    assert service.standing("ann").score == 6


def test_who_is_removed_and_has_handed_in_nothing_is_taken_out(service):
    names(service)
    person_changes.set_active(service.database, "bob", active=False)
    assert names(service).keys() == {"ann"}
    person_changes.set_active(service.database, "bob", active=True)
    assert names(service).keys() == {"ann", "bob"}


def test_an_emptied_name_is_emptied_in_the_gradebook(service):
    rename(service, "Rob by tutor")
    assert names(service)["ann"] == ("Rob by", "tutor")
    rename(service, "")
    assert names(service)["ann"] == (None, None)


def test_staff_who_become_students_are_entered(service):
    people.add(service.database, [NewPerson("dean", role=STAFF)])
    person_changes.describe(service.database, NewPerson("prof", role=STUDENT))
    assert names(service).keys() == {"ann", "bob", "prof"}


def test_reports_name_who_has_handed_in_nothing(service, written):
    names(service)
    service.hand_in("ann", written())
    service.grade()
    status = submission_status.read(service.course, "squares", ["ann"], {})
    assert status.missing == ("bob",)


def test_nothing_is_written_twice(service, monkeypatch):
    names(service)
    monkeypatch.setattr(service.course, "gradebook", lambda: pytest.fail("It was opened again."))
    assert not service.loop._enrolled.refresh()
    with service.database.read() as session:
        rows = session.scalars(select(Person).where(Person.role == STUDENT)).all()
        assert all(row.written_name == row.name for row in rows)
