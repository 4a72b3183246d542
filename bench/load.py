"""A small HTTP load generator: keep-alive connections, prepared requests, exact latencies."""

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """How a run went: answers a second, and the latency of each in seconds, sorted."""

    rate: float
    latencies: tuple[float, ...]
    statuses: frozenset[int]

    def percentile(self, share: float) -> float:
        """Return the latency that `share` of the answers did not exceed."""
        return self.latencies[min(len(self.latencies) - 1, int(share * len(self.latencies)))]


def post(path: str, body: bytes, **headers: str) -> bytes:
    """Write a POST request with a JSON body."""
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"]
    lines += [
        f"Content-Length: {len(body)}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def hammer(port: int, requests: Sequence[bytes], clients: int) -> Result:
    """Send each request once, shared among `clients` connections that each wait for their answer."""
    shares = [requests[index::clients] for index in range(clients)]
    told: list[list[tuple[float, int]]] = [[] for _ in range(clients)]
    gate = threading.Barrier(clients + 1)
    threads = [
        threading.Thread(target=_client, args=(port, share, gate, rows))
        for share, rows in zip(shares, told, strict=True)
    ]
    for thread in threads:
        thread.start()
    gate.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - started
    rows = [row for each in told for row in each]
    if len(rows) != len(requests):
        raise RuntimeError(f"only {len(rows)} of {len(requests)} requests were answered")
    return Result(len(rows) / elapsed, tuple(sorted(row[0] for row in rows)), frozenset(row[1] for row in rows))


def _client(port: int, requests: Sequence[bytes], gate: threading.Barrier, rows: list[tuple[float, int]]) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        gate.wait()
        for request in requests:
            sent = time.perf_counter()
            connection.sendall(request)
            status = _read_answer(connection)
            rows.append((time.perf_counter() - sent, status))


def _read_answer(connection: socket.socket) -> int:
    """Read one answer to its end and return its status."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line[15:] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    missing = int(lengths[0]) - len(body)
    while missing > 0:
        missing -= len(_more(connection))
    return int(head[9:12])


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(65536)
    if not data:
        raise ConnectionError("the server closed the connection")
    return data
