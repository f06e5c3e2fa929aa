"""Sentences, dates, names and gazetteers of diplomatic English."""
