"""A release described for those who keep, find and cite data: each format in a module of its name."""
