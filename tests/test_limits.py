"""The rate of a client: what passes, what is told to wait, who counts as one."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server import create_app
from server.limits import Rates, client
from tests.serving_app import made


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_client_is_an_address_or_the_network_of_one(address: str | None, expected: str) -> None:
    assert expected == client(address)


def test_a_burst_passes_and_then_the_rate_holds() -> None:
    rates = Rates(2.0, 3, clock=Clock())
    assert [0, 0, 0, 1] == [rates.wait("a") for _ in range(4)]


def test_who_waits_as_told_may_go_on() -> None:
    clock = Clock()
    rates = Rates(0.5, 1, clock=clock)
    rates.wait("a")
    clock.now += (seconds := rates.wait("a"))
    assert (2, 0) == (seconds, rates.wait("a"))


def test_one_client_s_requests_are_not_another_s() -> None:
    rates = Rates(1.0, 1, clock=Clock())
    assert [0, 0, 1] == [rates.wait("a"), rates.wait("b"), rates.wait("a")]


def test_no_rate_sets_no_bound() -> None:
    rates = Rates(0.0, 1)
    assert {0} == {rates.wait("a") for _ in range(1000)}


def test_processes_that_share_a_file_count_together(tmp_path: Path) -> None:
    clock = Clock()
    both = [Rates(1.0, 2, tmp_path / "rates", clock) for _ in range(2)]
    assert [0, 0, 1] == [both[turn % 2].wait("a") for turn in range(3)]


def test_a_file_of_before_the_clock_began_anew_keeps_nobody_out(tmp_path: Path) -> None:
    clock = Clock()
    Rates(1.0, 2, tmp_path / "rates", clock).wait("a")
    clock.now = 5.0
    again = Rates(1.0, 2, tmp_path / "rates", clock)
    clock.now += again.wait("a")
    assert 0 == again.wait("a")


def test_many_clients_are_counted_apart_and_take_no_more_room() -> None:
    rates = Rates(1.0, 1, clock=Clock())
    first = sum(not rates.wait(str(number)) for number in range(20_000))
    again = sum(not rates.wait(str(number)) for number in range(20_000))
    assert (20_000, 0) == (first, again)


def test_threads_let_through_no_more_than_the_burst() -> None:
    rates = Rates(1.0, 50, clock=Clock())
    with ThreadPoolExecutor(8) as threads:
        assert 50 == sum(not wait for wait in threads.map(rates.wait, ["a"] * 400))


def test_what_is_too_much_is_429_with_the_time_to_wait(small_data: Path) -> None:
    with made(create_app, small_data, rate=0.001, burst=2) as visitor:
        answers = [visitor.get("/sparql?query=ASK{}") for _ in range(3)]
    assert [200, 200, 429] == [answer.status_code for answer in answers]
    assert (True, "nosniff") == (
        int(answers[2].headers["Retry-After"]) > 100,
        answers[2].headers["X-Content-Type-Options"],
    )


def test_another_client_is_served_meanwhile(small_data: Path) -> None:
    with made(create_app, small_data, rate=0.001, burst=1) as visitor:
        statuses = [
            visitor.get("/sparql?query=ASK{}", environ_base={"REMOTE_ADDR": address}).status_code
            for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2")
        ]
    assert [200, 429, 200] == statuses


def test_behind_a_trusted_proxy_the_visitor_counts(small_data: Path) -> None:
    with made(create_app, small_data, rate=0.001, burst=1, trusted_proxies=1) as visitor:
        statuses = [
            visitor.get("/robots.txt", headers={"X-Forwarded-For": f"6.6.6.6, {address}"}).status_code
            for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2")
        ]
    assert [200, 429, 200] == statuses


def test_without_trust_nobody_can_name_himself_another(small_data: Path) -> None:
    with made(create_app, small_data, rate=0.001, burst=1) as visitor:
        statuses = [
            visitor.get("/robots.txt", headers={"X-Forwarded-For": address}).status_code
            for address in ("192.0.2.1", "192.0.2.2")
        ]
    assert [200, 429] == statuses


@pytest.mark.parametrize("path", ["/health", "/health/live", "/metrics"])
def test_who_watches_the_server_is_never_kept_out(small_data: Path, path: str) -> None:
    with made(create_app, small_data, rate=0.001, burst=1) as visitor:
        assert {200} == {visitor.get(path).status_code for _ in range(5)}
