"""Scenes: the talk under discussion at each sentence, and whom its phrases mean."""

import pytest

from kg.extraction.discourse import Scene, discourse
from kg.extraction.talks.relate import relate_talks
from tests.reading import lexicon, recognised

MEETING = (
    "Defense Minister Park Min-ho of South Korea met his Vietnamese counterpart, Ngo Xuan Lich, in Hanoi on "
    "Monday."
)
TRILATERAL = (
    "South Korean Defense Minister Park Min-ho, US Secretary of Defense John Carter and Japanese Defense "
    "Minister Kenji Mori held talks in Seoul on Monday."
)


def scenes(text: str) -> tuple[Scene, ...]:
    found = recognised(text)
    return discourse(found, relate_talks(found, lexicon().reference))


def last_actor(text: str) -> list[str]:
    """The keys of the first acting phrase of the last sentence."""
    return [a.key for a in scenes(text)[-1].actors[0].agents]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The two sides agreed to meet again.", ["KR", "VN"]),
        ("Both countries agreed to meet again.", ["KR", "VN"]),
        ("They agreed to meet again.", ["Park Min-ho", "Ngo Xuan Lich"]),
        ("The two ministers agreed to meet again.", ["Park Min-ho", "Ngo Xuan Lich"]),
        ("Minister Park thanked his host.", ["Park Min-ho"]),
        ("He thanked his host.", ["Park Min-ho"]),
        ("The Vietnamese side thanked its guests.", ["VN"]),
        ("Hanoi welcomed the visit.", ["VN"]),
    ],
)
def test_phrases_take_their_meaning_from_the_talk_before(sentence: str, expected: list[str]) -> None:
    assert expected == last_actor(f"{MEETING} {sentence}")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The three ministers condemned the launch.", ["Park Min-ho", "John Carter", "Kenji Mori"]),
        ("The three countries will work together.", ["KR", "US", "JP"]),
        ("Minister Mori and Secretary Carter left.", ["Kenji Mori"]),
    ],
)
def test_three_sides_are_counted(sentence: str, expected: list[str]) -> None:
    assert sorted(expected) == sorted(last_actor(f"{TRILATERAL} {sentence}"))


def test_there_is_one_scene_for_each_sentence() -> None:
    assert [0, 1] == [s.sentence for s in scenes(f"{MEETING} The two sides agreed.")]


def test_a_scene_names_its_talk_with_sides_in_order_of_mention() -> None:
    scene = scenes(f"{MEETING} The two sides agreed.")[1]
    assert ("t1", ("KR", "VN")) == (scene.talk, scene.parties)


def test_a_person_held_by_a_preposition_is_not_taken_up_by_he() -> None:
    text = f"{MEETING} In bilateral talks with Japanese Defense Minister Kenji Mori he also spoke."
    actors = scenes(text)[-1].actors
    assert ["Park Min-ho"] == [g.key for a in actors if a.kind == "pronoun" for g in a.agents]


def test_acting_phrases_near_an_offset_come_nearest_first() -> None:
    scene = scenes(TRILATERAL)[0]
    before = scene.before(scene.actors[-1].span.start)
    assert list(reversed(scene.actors[:-1])) == list(before)
    assert scene.actors[1:] == scene.after(scene.actors[0].span.end)


def test_a_text_without_talks_has_scenes_without_a_talk() -> None:
    text = "The report lists the roads and bridges that the province repaired last year."
    assert [None] == [s.talk for s in scenes(text)]
