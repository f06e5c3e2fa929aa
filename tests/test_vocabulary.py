from pathlib import Path

import pytest

from kg import vocabulary
from kg.vocabulary import PAR
from ontology.generate import module_text, term_names


def test_the_vocabulary_is_what_the_ontology_generates() -> None:
    assert module_text() == Path(vocabulary.__file__).read_text("utf-8")


def test_every_term_of_the_ontology_can_be_reached() -> None:
    assert all(str(PAR[name]).endswith(f"def#{name}") for name in term_names())


def test_a_term_that_is_not_declared_is_refused() -> None:
    with pytest.raises(AttributeError, match="Tlak"):
        getattr(PAR, "Tlak")  # noqa: B009  the type checker knows the name to be wrong
