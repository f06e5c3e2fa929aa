"""The Flask application that serves a release."""
