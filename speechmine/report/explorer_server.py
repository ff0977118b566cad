"""The explorer served to the own browser: a page in, an address on this machine out."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["address", "explorer_server"]


def explorer_server(page: str, *, port: int = 0) -> ThreadingHTTPServer:
    """Return a server that gives the page to who knows its address, and nothing else.

    Parameters
    ----------
    page : str
    port : int
        A free one where 0.

    Notes
    -----
    It listens on the loopback address alone; the path holds a random token; requests whose Host names another machine, as
    when a foreign name is made to point here, are refused. It reads no file and writes none.
    """
    content, token = page.encode("utf-8", "replace"), secrets.token_urlsafe(16)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.headers.get("Host") not in {f"{name}:{server.server_port}" for name in ("127.0.0.1", "localhost")}:
                self.send_error(HTTPStatus.FORBIDDEN)
            elif self.path != f"/{token}/":
                self.send_error(HTTPStatus.NOT_FOUND)
            else:
                self.send_response(HTTPStatus.OK)
                for name, value in (
                    ("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content))),
                    ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
                ):  # fmt: skip
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base class's name
            """Say nothing of each request."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.token = token  # type: ignore[attr-defined]
    return server


def address(server: ThreadingHTTPServer) -> str:
    """Return where the page is."""
    return f"http://127.0.0.1:{server.server_port}/{server.token}/"  # type: ignore[attr-defined]
