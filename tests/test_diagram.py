"""The drawing of the main classes: no line below a box, no name on another."""

import pytest

from server.draw.classes import NARROW, WIDE, Sheet, diagram, diagrams

LINKS = [
    ("participation", "DiplomaticEvent", "Participation"),
    ("hasParticipant", "DiplomaticEvent", "Official"),
    ("hasParty", "DiplomaticEvent", "Party"),
    ("participant", "Participation", "Official"),
    ("onBehalfOf", "Participation", "Party"),
    ("serves", "Official", "Party"),
    ("inCapacity", "Participation", "Tenure"),
    ("holds", "Official", "Tenure"),
    ("heldBy", "Tenure", "Official"),
    ("within", "Place", "Place"),
    ("modality", "Evidence", "Modality"),
]


@pytest.mark.parametrize("sheet", [WIDE, NARROW], ids=lambda sheet: sheet.name)
def test_no_name_hides_a_box(sheet: Sheet) -> None:
    drawn = diagram(LINKS, sheet)
    names = [(x, y) for arrow in drawn.arrows for _, x, y in arrow.names]
    assert not [name for name in names for box in drawn.boxes if box.holds(name)]


@pytest.mark.parametrize("sheet", [WIDE, NARROW], ids=lambda sheet: sheet.name)
def test_no_two_names_stand_on_each_other(sheet: Sheet) -> None:
    spots = [(x, y) for arrow in diagram(LINKS, sheet).arrows for _, x, y in arrow.names]
    pairs = [(a, b) for a in spots for b in spots if a < b]
    assert not [pair for pair in pairs if abs(pair[0][0] - pair[1][0]) < 12 > abs(pair[0][1] - pair[1][1])]


def test_a_line_that_a_box_is_in_the_way_of_is_bent() -> None:
    arrows = {arrow.names[0][0]: arrow for arrow in diagram(LINKS, WIDE).arrows}
    serves, holds = arrows["serves"], arrows["holds"]
    assert serves.bend[1] != serves.start[1]
    assert holds.bend[1] == holds.start[1] == holds.end[1]


def test_of_two_directions_one_is_drawn() -> None:
    names = {name for arrow in diagram(LINKS, WIDE).arrows for name, _, _ in arrow.names}
    assert "holds" in names
    assert not {"heldBy", "within", "modality"} & names


def test_there_is_a_drawing_for_a_desk_and_one_for_a_telephone() -> None:
    wide, narrow = diagrams(LINKS)
    assert ("wide", "narrow") == (wide.name, narrow.name)
    assert narrow.width < wide.width / 2
