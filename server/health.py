"""For machines that watch: whether the server lives, whether it can answer, what it has counted."""

from flask import Blueprint, Response, current_app, jsonify

from server import urls, web
from server.frames import Question
from server.metrics import CONTENT_TYPE, Metrics
from server.problems import BusyError, StoppedError

blueprint = Blueprint("health", __name__)

_ASKED = Question("ASK {}", "csv", seconds=5.0)


@blueprint.get(urls.HEALTH)
def health() -> Response:
    """The release served and the query processes."""
    pool = web.site().pool
    return _told(
        jsonify(
            status="ok",
            release=web.snapshot().release.number,
            processes=pool.running,
            waiting=pool.waiting,
            memory=pool.in_memory(web.snapshot().store_path),
        )
    )


@blueprint.get(urls.LIVE)
def live() -> Response:
    """That the process runs; a supervisor starts it anew where this does not come."""
    return _told(jsonify(status="live"))


@blueprint.get(urls.READY)
def ready() -> Response:
    """Whether a query process answers; a balancer sends visitors elsewhere where it does not."""
    try:
        web.site().pool.ask(web.snapshot().store_path, _ASKED).close()
    except BusyError:
        return _told(jsonify(status="busy"))
    except StoppedError as error:
        answer = jsonify(status="not ready", reason=error.reason)
        answer.status_code = 503
        return _told(answer)
    return _told(jsonify(status="ready", release=web.snapshot().release.number))


@blueprint.get(urls.METRICS)
def metrics() -> Response:
    """Counts in the text format of Prometheus."""
    counted: Metrics = current_app.extensions["parley.metrics"]
    body = counted.text(web.site().pool, web.snapshot().release.number)
    return _told(Response(body, content_type=CONTENT_TYPE))


def _told(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
