"""What is published of the extraction's quality is what the floors were pinned with."""

import json

from flask.testing import FlaskClient

from kg.scoring.published import corpora
from tests.quality.floors import PINNED


def test_each_corpus_is_described() -> None:
    assert all(one.made and one.articles > 0 and one.words > one.articles for one in corpora())


def test_the_figures_are_those_of_the_floors() -> None:
    reached = {name: one["reached"]["mean F1"] for name, one in json.loads(PINNED.read_text()).items()}
    assert reached == {one.name: round(one.mean.share, 3) for one in corpora()}


def test_a_figure_lies_within_its_interval() -> None:
    figures = [figure for one in corpora() for figure in (one.mean, *one.figures)]
    assert all(figure.low <= figure.share <= figure.high for figure in figures)


def test_the_page_shows_each_corpus(client: FlaskClient) -> None:
    page = client.get("/quality").text
    assert all(f"{one.mean.share:.2f}" in page for one in corpora())
