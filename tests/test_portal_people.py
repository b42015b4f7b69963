"""`heldout people`: who may sign in, and the files that universities export."""

import re

import pytest
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.errors import PortalError
from autograder.portal import people, people_file, sign_in
from autograder.portal.database import Database
from autograder.portal.guesses import Place
from autograder.portal.people import NewPerson
from autograder.portal.portal_folder import PortalFolder
from autograder.portal.rows import STAFF


@pytest.fixture
def file(tmp_path):
    return tmp_path / "people.csv"


@pytest.fixture
def course(tmp_path, monkeypatch):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(*words):
    done = CliRunner().invoke(app, ["people", *words])
    return done.exit_code, done.output


ZOE = [NewPerson("zoë", "Zoë Groß", "A")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("student,name,section\nzoë,Zoë Groß,A\n", ZOE),
        ("\ufeffStudent;Name;Section\r\nzoë;Zoë Groß;A\r\n", ZOE),
        ("student\tname\tsection\nzoë\tZoë Groß\tA\n", ZOE),
        ("Section, STUDENT ,email,name\nA, zoë ,z@x, Zoë Groß \n\n,,,\n", ZOE),
        ('student,name\nbob,"Bob, the second"\n', [NewPerson("bob", "Bob, the second")]),
        ("student,role\nprof,Staff\nbob,\n", [NewPerson("prof", role=STAFF), NewPerson("bob")]),
        ("student,name\nbob\n", [NewPerson("bob")]),
        ("student\n", []),
        (
            "Student,ID,SIS Login ID,Section,squares (1)\n    Points Possible,,,,6\n"
            '"Groß, Zoë",7,zoë,A,5\n',
            [NewPerson("zoë", "Groß, Zoë", "A")],
        ),
    ],
)
def test_what_spreadsheets_write_is_read(file, content, expected):
    file.write_bytes(content.encode())
    assert people_file.read(file) == expected


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Found: nothing"),
        (b"Login,Full Name\nann,Ann\n", "Found: `login`, `full name`"),
        (b"student,name\nann,Ann\n,Nameless\n", "line 3: the column `student` is empty"),
        (b"student\nann\nbob\nann\n", "line 4: `ann` stands in line 2 already"),
        (b"student,name\nz,Zo\xeb\n", "is no UTF-8"),
        (b"student\nann\nANN\n", "line 3: `ANN` stands in line 2 already. Capitals make no"),
        ("student,section\nann,A\u202eB\n".encode(), "has an invisible control character"),
        ("student,name\nann,A\u200bnn\n".encode(), "has an invisible control character"),
        ("student\nan\u200bn\n".encode(), r"`an\u200bn` is no student's name"),
        ("student\njürg\nju\u0308rg\n".encode(), "stands in line 2 already"),
    ],
)
def test_a_file_that_does_not_fit_is_told_with_its_line(file, content, words):
    file.write_bytes(content)
    with pytest.raises(PortalError, match=re.escape(words)):
        people_file.read(file)


def test_a_file_that_is_not_there(file):
    with pytest.raises(PortalError, match="cannot be read: No such file"):
        people_file.read(file)


def test_the_list_of_the_second_week_adds_who_is_new(course, file):
    file.write_text("student\nann\n")
    assert typed("import", str(file))[0] == 0
    file.write_text("student\nann\nbob\n")
    status, told = typed("import", str(file))
    assert status == 0
    assert "1 are there already" in told
    assert re.search(r"^bob  ", told, re.MULTILINE)
    assert not re.search(r"^ann ", told, re.MULTILINE)


def test_names_differ_by_more_than_capitals(course, file):
    assert typed("add", "ann")[0] == 0
    status, told = typed("add", "Ann")
    assert (status, "`Ann` and `ann`, who is there already, differ in nothing but" in told) == (
        2,
        True,
    )
    file.write_text("student\nbob\nANN\n")
    assert "differ in nothing but capitals" in typed("import", str(file))[1]
    assert not re.search(r"^bob ", typed("list")[1], re.MULTILINE)


def test_who_was_removed_is_out_until_restored(course):
    _, told = typed("add", "ann")
    password = re.search(r"ann +(\S+)", told)[1]
    with Database.at(PortalFolder(course).database) as database:
        ann = sign_in.check_password(database, "ann", password, Place(""))
        secret = sign_in.open_session(database, ann)
        status, told = typed("remove", "ann")
        assert (status, "is kept" in told) == (0, True)
        assert sign_in.viewer_of_session(database, secret) is None
        assert sign_in.check_password(database, "ann", password, Place("")) == ""
        assert "removed" in typed("list")[1]
        assert "restore" in typed("add", "ann")[1]
        assert typed("restore", "ann")[0] == 0
        assert sign_in.check_password(database, "ann", password, Place("")) == ann


@pytest.mark.parametrize("command", ["remove", "restore", "password"])
def test_nobody_of_this_name(course, command):
    assert "is not among the people" in typed(command, "eve")[1]


def test_nobody_is_added_if_one_name_is_wrong(course):
    assert "Nobody was added" in typed("add", "ann", "Björn Müller")[1]
    with Database.at(PortalFolder(course).database) as database, database.read() as session:
        assert people.everybody(session) == []
