"""Asks another SPARQL endpoint: one POST, no redirect, bounded in time and bytes.

The name is resolved once, and the address found is the one that is connected to, so that a name
cannot lead elsewhere between the check and the connection. Addresses that are not public (loopback,
private networks, link-local) are refused, unless the endpoint is written as such an address.
"""

import http.client
import socket
import ssl
import time
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlencode, urlsplit

from server.problems import ServiceError

_LARGEST: Final = 8 * 1024**2
_PIECE: Final = 1 << 16
_OK: Final = 200


def select(endpoint: str, query: str, seconds: float) -> bytes:
    """The answer to a SELECT query, in JSON.

    Raises:
        ServiceError: no answer, another than wanted, or one that is too large or too slow.
    """
    host = urlsplit(endpoint).hostname or ""
    end = time.monotonic() + seconds
    try:
        line = _line(endpoint, seconds)
        try:
            return _asked(line, endpoint, query, end)
        finally:
            line.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ServiceError(f"{host} gave no answer to SERVICE: {_why(error)}.") from error


def _asked(line: http.client.HTTPConnection, endpoint: str, query: str, end: float) -> bytes:
    parts = urlsplit(endpoint)
    headers = {
        "Accept": "application/sparql-results+json",
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": "Parley",
    }
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    line.request("POST", path, urlencode({"query": query}).encode(), headers)
    answer = line.getresponse()
    if answer.status != _OK:
        raise ServiceError(f"{parts.hostname} answered SERVICE with status {answer.status}.")
    body = bytearray()
    while piece := answer.read1(_PIECE):
        body += piece
        if len(body) > _LARGEST:
            raise ServiceError(f"{parts.hostname} answers SERVICE with more than {_LARGEST // 1024**2} MB.")
        if time.monotonic() > end:
            raise TimeoutError
        if line.sock is not None:
            line.sock.settimeout(max(end - time.monotonic(), 0.01))
    return bytes(body)


def _line(endpoint: str, seconds: float) -> http.client.HTTPConnection:
    """A connection to the one address that was checked."""
    parts = urlsplit(endpoint)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ServiceError(f"SERVICE asks http and https endpoints only, not {endpoint}.")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _address(parts.hostname, port)
    line = http.client.HTTPConnection(parts.hostname, port, timeout=seconds)
    line.sock = socket.create_connection((address, port), seconds)
    if parts.scheme == "https":
        line.sock = ssl.create_default_context().wrap_socket(line.sock, server_hostname=parts.hostname)
    return line


def _address(host: str, port: int) -> str:
    try:
        return str(ip_address(host))  # written as an address: whoever wrote the list means it
    except ValueError:
        pass
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    public = [address for address in found if ip_address(address.partition("%")[0]).is_global]
    if not public:
        raise ServiceError(f"{host} has no public address; list the endpoint by its address if you mean it.")
    return public[0]


def _why(error: Exception) -> str:
    """What happened, without what the system says of addresses."""
    if isinstance(error, TimeoutError):
        return "it took too long"
    if isinstance(error, ssl.SSLError):
        return "its certificate is not valid"
    return "it could not be reached" if isinstance(error, OSError) else "it does not speak HTTP"
