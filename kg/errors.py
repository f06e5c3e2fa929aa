"""Errors that Parley raises on purpose; each message says what to do."""


class ParleyError(Exception):
    """A problem that a user can mend; the command line prints it without a trace."""


class ArticleError(ParleyError):
    """One article that cannot be read or extracted.

    Attributes:
        source: the file, URL or line that was read, as the user gave it.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class ReferenceDataError(ParleyError):
    """Reference data in `ontology/reference` that contradict themselves."""


class DecisionError(ParleyError):
    """A file of curators' decisions that cannot be applied.

    Attributes:
        line: 1-based line of the fault, 0 where it is the whole file.
    """

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}" if line else f"{file}: {reason}")
        self.line = line


class ReaderError(ParleyError):
    """A way of reading articles that is not written as it should be, or whose model is not there."""


class ReasonerError(ParleyError):
    """A reasoner that is missing, fails or takes too long."""


class ReleaseError(ParleyError):
    """A release that cannot be made, found or removed."""


class EndpointError(ParleyError):
    """Another SPARQL engine that cannot be reached, or does not answer in time."""


class QueryError(ParleyError):
    """A SPARQL query that cannot be parsed or run.

    Attributes:
        line: 1-based line of the fault, where known.
        column: 1-based column of the fault, where known.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class MissingExtraError(ParleyError):
    """What was asked for needs a package that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs the extra {extra!r}: pip install 'parley-kg[{extra}]'")
