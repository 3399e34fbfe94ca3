"""A program that uses hostd, with nothing but the standard library: HTTP/1.0, one connection for each request."""
import http.client
import json
import os
import sys
from urllib.parse import urlsplit

ADDRESS = urlsplit(os.environ["PODFLARE_HOSTD_URL"])
HEADERS = {"Authorization": f"Bearer {os.environ['PODFLARE_API_KEY']}"}


class Connection(http.client.HTTPConnection):
    _http_vsn = 10
    _http_vsn_str = "HTTP/1.0"


def call(method, path, body=None):
    connection = Connection(ADDRESS.hostname, ADDRESS.port)
    headers = dict(HEADERS)
    if body is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(body)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status >= 300:
        sys.exit(f"{method} {path}: {answer.status} {text}")
    return text


sandbox = json.loads(call("POST", "/v1/sandboxes", {}))["id"]
try:
    print(call("POST", f"/v1/sandboxes/{sandbox}/exec", {"code": "print(6 * 7)"}))
finally:
    call("DELETE", f"/v1/sandboxes/{sandbox}")
