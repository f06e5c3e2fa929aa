"""Lets `python -m kg.cli` stand for the command `parley`."""

from kg.cli import main

main(prog_name="parley")
