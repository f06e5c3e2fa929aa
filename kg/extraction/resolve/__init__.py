"""Who is meant: group nouns, pronouns and roles, resolved by what was said before."""
