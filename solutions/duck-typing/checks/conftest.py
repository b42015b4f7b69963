"""Toys in the student's process."""

import pytest

from .arrivals import Fuse, box_that, own_words, unfit
from .bearers import (
    a_function,
    a_generator,
    answering,
    asking,
    bearing,
    bearing_functions,
    bearing_methods,
    bearing_module,
    child_of,
    class_itself,
    empty_box,
    family,
    from_above,
    heir,
    hung_on,
    module,
    namespace,
    of_two_sources,
    one_by_one,
    phantom,
    plain_one,
    rich,
    shed,
    slotted,
    undecided,
)
from .boxes import boxed, left_alone, many_of, siblings
from .errors import (
    Particular,
    Punctured,
    Stopped,
    Torn,
    UnknownFailure,
    Worn,
    complaint,
    failing_inside_c,
    particular,
    silent,
    written,
)
from .rivals import (
    Breaking,
    breaking,
    exactly,
    lacking,
    look_alike,
    odd_callables,
    reticent,
    rival,
    with_odd,
)
from .toys import (
    Aching,
    Counted,
    Flaky,
    Late,
    Limp,
    Limping,
    Mute,
    Parrot,
    Pretending,
    Ringing,
    Ticking,
    Tripping,
    alone,
    club,
    hello,
    impostor,
    puck,
    shy,
    stepping,
    with_words,
)


@pytest.fixture
def toys(student):
    """The toys, in the student's process."""
    classes = UnknownFailure, Ticking, Counted, Limp, Limping, Pretending, Tripping, Flaky, Late
    classes += Aching, Ringing, Mute, Parrot
    errors = Stopped, Punctured, Torn, Worn, Particular, particular
    functions = puck, impostor, answering, a_function, a_generator, hello, failing_inside_c, club
    functions += stepping, shy, alone, with_words
    things = namespace, module, family, shed, phantom, heir, slotted, empty_box, undecided
    more = written, complaint, silent, asking, one_by_one, exactly, rival, lacking
    more += Breaking, breaking, look_alike
    more += Fuse, box_that, own_words, unfit, boxed, left_alone, many_of, siblings
    people = rich, plain_one, child_of, bearing, bearing_functions, bearing_module, class_itself
    return student.probes(*classes, *errors, *functions, *things, *more, *people)


@pytest.fixture
def people(student):
    """Things with some words, in the student's process."""
    more = of_two_sources, hung_on, from_above, odd_callables, with_odd, reticent, lacking
    more += (bearing_methods,)
    return student.probes(
        rich, plain_one, child_of, bearing, bearing_functions, bearing_module, class_itself, *more
    )
