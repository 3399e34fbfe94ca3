"""A program that uses hostd by urllib, which spells header names in its own way and closes every connection."""
import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

BASE = os.environ["PODFLARE_HOSTD_URL"]
KEY = os.environ["PODFLARE_API_KEY"]
TRACE = os.environ["PODFLARE_TRACEPARENT"]


def call(method, path, body=None):
    request = Request(BASE + path, method=method)
    request.add_header("AUTHORIZATION", f"Bearer {KEY}")
    request.add_header("TraceParent", TRACE)
    if body is not None:
        request.add_header("content-type", "application/json")
        request.data = json.dumps(body).encode()
    with urlopen(request) as answer:
        return answer.read().decode()


try:
    sandbox = json.loads(call("POST", "/v1/sandboxes", {"template": "default"}))["id"]
    print(call("POST", f"/v1/sandboxes/{sandbox}/exec", {"code": "echo hi", "language": "bash"}))
    call("DELETE", f"/v1/sandboxes/{sandbox}")
except HTTPError as error:
    sys.exit(f"Unauthorized, giving up: {error}")
