"""Speed: realistic graphs, a dozen queries, other engines beside ours in one run: `python -m tests.bench`."""
