"""A hostd on http.server: HTTP/1.0 by default, kept-alive HTTP/1.1 with --http11, access log on stdout."""

import hmac
import ipaddress
import json
import os
import re
import signal
import socket
import socketserver
import sys
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BODY_LIMIT = 1 << 20
LINGER_SECONDS = 2
SANDBOX = r"/v1/sandboxes/([^/]+)"
sandboxes = set()


class Reply(Exception):
    """An error answer, raised from anywhere below `answer`."""


def configure():
    address = os.environ.get("PODFLARE_HOSTD_ADDR", "127.0.0.1:7070")
    spelling = re.fullmatch(r"(?:\[([\da-f:.]+)]|([^:\[\]]+)):([0-9]{1,5})", address, re.IGNORECASE)
    if not spelling:
        refuse(f"PODFLARE_HOSTD_ADDR must be host:port, got {address}")
    host, port = spelling[1] or spelling[2], int(spelling[3])
    if port > 0xFFFF:
        refuse(f"no such port: {port}")
    keys = [key.strip() for key in os.fsencode(os.environ.get("PODFLARE_API_KEYS", "")).split(b",") if key.strip()]
    disabled = os.environ.get("PODFLARE_AUTH_DISABLED", "").strip().lower() in ("1", "true", "yes")
    if not (keys or disabled or is_loopback(host)):
        refuse(f"refusing to serve on {address} without PODFLARE_API_KEYS")
    if disabled:
        print("WARNING: API key checks are off, everyone may run code", flush=True)
    return host, port, [] if disabled else keys


def is_loopback(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refuse(reason):
    time.sleep(1)
    print(reason, file=sys.stderr)
    sys.exit(2)


def add():
    name = "sbx_" + uuid.uuid4().hex
    sandboxes.add(name)
    return name


def require(*names):
    if not sandboxes.issuperset(names):
        raise Reply(404, "sandbox not found")


def create(body):
    template = body.get("template", "default")
    if not (isinstance(template, str) and template):
        raise Reply(400, "template must be a name")
    return 200, {"state": "ready", "id": add(), "created": int(time.time())}


def destroy(_body, name):
    require(name)
    sandboxes.discard(name)
    return 204, None


def execute(body, name):
    require(name)
    code = body.get("code")
    if not isinstance(code, str) or body.get("language", "python") not in ("python", "bash"):
        raise Reply(400, "code must be a string and language python or bash")
    product = re.fullmatch(r"print\((\d{1,9}) *\* *(\d{1,9})\)", code.strip())
    output = [("stdout", str(int(product[1]) * int(product[2])))] if product else []
    now = time.time_ns() // 1_000_000
    events = enumerate([*output, ("exit", 0)])
    return 200, [{"type": kind, "data": data, "seq": seq, "ts": now} for seq, (kind, data) in events]


def fork(body, name):
    n = body.get("n", 1)
    if type(n) is not int or not 1 <= n <= 32:
        raise Reply(400, "n must be between 1 and 32")
    require(name)
    return 200, {"children": [add() for _ in range(n)]}


def merge(_body, parent, winner):
    if parent == winner:
        raise Reply(400, "a sandbox cannot win over itself")
    require(parent, winner)
    sandboxes.discard(winner)
    return 204, None


ROUTES = [
    ("POST", re.compile("/v1/sandboxes"), create),
    ("DELETE", re.compile(SANDBOX), destroy),
    ("POST", re.compile(SANDBOX + "/exec"), execute),
    ("POST", re.compile(SANDBOX + "/fork"), fork),
    ("POST", re.compile(SANDBOX + r"/merge_into/([^/]+)"), merge),
]


def encode(content):
    match content:
        case None:
            return None, b""
        case str():
            return "text/plain", content.encode()
        case list():
            return "application/x-ndjson", "".join(json.dumps(event) + "\n" for event in content).encode()
    return "application/json", json.dumps(content).encode()


class Handler(BaseHTTPRequestHandler):
    server_version = "podflare-hostd"
    timeout = 10
    keys = []

    def dispatch(self):
        self.unread = "Content-Length" in self.headers or "Transfer-Encoding" in self.headers
        self.path = re.sub("^https?://[^/?#]*", "", self.path, flags=re.IGNORECASE).split("?")[0]
        try:
            status, content = self.answer()
        except Reply as reply:
            status, content = reply.args[0], {"error": reply.args[1]}
        self.send_response(status)
        kind, data = encode(content)
        if kind:
            self.send_header("Content-Type", kind)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Bearer realm="podflare hostd"')
        if status != 204:
            self.send_header("Content-Length", str(len(data)))
        if self.unread:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else data)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = dispatch

    def answer(self):
        if self.path == "/v1/healthz":
            return (200, "ok\n") if self.command in ("GET", "HEAD") else (405, {"error": "method not allowed"})
        if self.keys:
            self.authorize()
        for method, pattern, handle in ROUTES:
            found = pattern.fullmatch(self.path)
            if found and method == self.command:
                return handle(self.body(), *found.groups())
        raise Reply(404, "nothing here")

    def authorize(self):
        found = re.fullmatch("bearer +([^ ].*)", self.headers.get("Authorization", "").strip(" \t"), re.IGNORECASE)
        if not found:
            raise Reply(401, "missing Authorization: Bearer <key>")
        token = found[1].encode("latin-1")
        if not any([hmac.compare_digest(token, key) for key in self.keys]):
            raise Reply(401, "invalid api key")

    def body(self):
        if "Transfer-Encoding" in self.headers:
            raise Reply(411, "a Content-Length is required")
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal():
            raise Reply(400, "bad Content-Length")
        if int(length) > BODY_LIMIT:
            raise Reply(413, "the body is too large")
        data = self.rfile.read(int(length))
        self.unread = False
        try:
            value = json.loads(data or "{}")
        except (ValueError, RecursionError):
            raise Reply(400, "the body is not JSON") from None
        if not isinstance(value, dict):
            raise Reply(400, "the body must be an object")
        return value

    def log_request(self, code="-", size="-"):
        self.log_message("%s %s %d", self.command, ascii(self.path.split("?")[0]), code)

    def log_error(self, format, *args):
        self.log_message("%s", args[0])

    def log_message(self, format, *args):
        print(f"{self.client_address[0]} [{self.log_date_time_string()}] {format % args}", flush=True)


class Server(ThreadingHTTPServer):
    request_queue_size = 512
    allow_reuse_port = False

    def server_bind(self):
        socketserver.TCPServer.server_bind(self)  # HTTPServer's own looks the host's name up

    def handle_error(self, request, client_address):
        print(f"{client_address[0]} went away: {sys.exc_info()[0].__name__}", flush=True)

    def shutdown_request(self, request):
        """Waits for the peer to finish, as a reset by unread input could destroy the answer on its way."""
        try:
            request.shutdown(socket.SHUT_WR)
            request.settimeout(LINGER_SECONDS)
            deadline = time.monotonic() + LINGER_SECONDS
            while request.recv(65536) and time.monotonic() < deadline:
                pass
        except OSError:
            pass
        self.close_request(request)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    host, port, Handler.keys = configure()
    if "--http11" in sys.argv:
        Handler.protocol_version = "HTTP/1.1"
    try:
        family, *_, bind_to = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        Server.address_family = family
        server = Server(bind_to[:2], Handler)
    except OSError as error:
        refuse(f"cannot listen: {error.strerror}")
    server.serve_forever()
