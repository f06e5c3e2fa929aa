"""Other ways to read an article than the rules alone: a statistical parser, a language model."""
