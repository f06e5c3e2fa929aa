"""The talks browser: which talks there are, by party, period, level, form, series and topic."""
