"""Short forms of given names in English: "Mike" for "Michael"."""

import csv
from functools import cache
from importlib.resources import files


@cache
def nicknames() -> dict[str, str]:
    """Full given names by short form, in lower case; the table `data/nicknames.csv`, read once."""
    text = files("kg.language").joinpath("data/nicknames.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {short: row["canonical"] for row in rows for short in row["variants"].split()}
