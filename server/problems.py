"""What can go wrong with a request, each with its status and a sentence that helps.

Raised anywhere below a view; `server.respond` turns them into a page or plain text.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.errors import ParleyError, QueryError

if TYPE_CHECKING:
    from server.negotiate import Offer


class RequestError(ParleyError):
    """A request that gets no ordinary answer.

    Attributes:
        status: HTTP status code.
        headers: headers that belong to the answer.
    """

    status = 400

    def __init__(self, message: str, **headers: str) -> None:
        super().__init__(message)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class NotAcceptableError(RequestError):
    """No offered form suits the Accept header."""

    status = 406

    def __init__(self, offers: "Sequence[Offer]") -> None:
        kinds = ", ".join(offer.media for offer in offers)
        super().__init__(
            f"This address answers with: {kinds}. Name one of them in the Accept header.", Vary="Accept"
        )


class NotFoundError(RequestError):
    """Nothing has this address.

    Attributes:
        near: IRIs of what the visitor may have meant.
    """

    status = 404

    def __init__(self, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.near = near


class GoneError(RequestError):
    """What had this address was taken down: a release that is no longer kept, or by curators."""

    status = 410


class RefusedError(RequestError):
    """A query asks for what this endpoint never does: updates, LOAD, SERVICE."""

    status = 403


class TooLargeError(RequestError):
    """The request is longer than the server reads."""

    status = 413


class WrongMediaError(RequestError):
    """The body's media type is not one of the protocol's."""

    status = 415


class TooManyError(RequestError):
    """The client sends more requests than one client may."""

    status = 429


class BusyError(RequestError):
    """All query processes are taken and the queue is full."""

    status = 503
    reason = "busy"


class StoppedError(RequestError):
    """The query was stopped: it needed more memory than it may take, or its process was lost.

    Attributes:
        reason: why, in a word, for `/metrics`.
    """

    status = 503
    reason = "memory"

    def __init__(self, message: str, **headers: str) -> None:
        super().__init__(message, **({"Retry_After": "30"} | headers))


class OverdueError(StoppedError):
    """The query ran past its deadline."""

    status = 504
    reason = "deadline"


class AnswerTooLargeError(StoppedError):
    """The answer has more bytes than one answer may have."""

    reason = "size"


class ServiceError(RequestError):
    """Another endpoint that the query asks by `SERVICE` gave no answer that can be used."""

    status = 502


class FormError(RequestError):
    """The answer is a table where the client takes graphs only, or the other way round.

    Attributes:
        form: "table" or "graph", what the answer is.
    """

    status = 406

    def __init__(self, form: str) -> None:
        super().__init__(f"The answer to this query is a {form}.")
        self.form = form


class MalformedError(QueryError, RequestError):
    """A query that does not parse; `line` and `column` say where."""

    status = 400

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        QueryError.__init__(self, message, line, column)
        self.headers = {}
