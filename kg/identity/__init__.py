"""One URI for one thing: officials, events and their claims across articles."""
