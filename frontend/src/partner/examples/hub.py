"""Reads a Command Hub as a bureau's program. Only `events` needs a package:
python3-websocket of Debian, or `pip install websocket-client`.

    export HUB_URL=https://hub.example HUB_KEY=hubkey_…
    python3 hub.py query | stations | events | token | verify ID TIME SIGNATURE < body
"""

import base64
import hashlib
import hmac
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

HUB = os.environ.get("HUB_URL", "http://127.0.0.1:8080").rstrip("/")
bearer = os.environ.get("HUB_KEY", "")


class Refused(Exception):
    """An answer that asking again does not change."""


def ask(query, variables=None):
    """Sends one operation. Where the hub has no time (429, 503) it waits as long
    as the hub says and asks again."""
    request = urllib.request.Request(
        f"{HUB}/graphql",
        data=json.dumps({"query": query, "variables": variables or {}}).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {bearer}"},
    )
    for attempt in range(1, 6):
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                answer = json.load(response)
            break
        except urllib.error.HTTPError as error:
            if error.code in (429, 503) and attempt < 5:
                seconds = error.headers.get("Retry-After", "")
                time.sleep(max(int(seconds) if seconds.isdigit() else 1, 1))
                continue
            raise Refused(f"{error.code}: {error.read().decode()}") from error
    if answer.get("errors"):
        raise Refused(json.dumps(answer["errors"], ensure_ascii=False))
    return answer["data"]


def query():
    """A first one: who the hub takes us for, and what we may see."""
    print(json.dumps(ask("{ hub { countyNameEn serverTime } viewer { name scopes } }"), ensure_ascii=False))


def stations():
    """Reads a list page by page."""
    after, more = None, True
    while more:
        page = ask(
            """query($after: Cursor) {
              stations(first: 20, after: $after) { edges { node { code name } } pageInfo { hasNextPage endCursor } }
            }""",
            {"after": after},
        )["stations"]
        for edge in page["edges"]:
            print(edge["node"]["code"], edge["node"]["name"])
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]


EVENTS = """subscription($after: Cursor) {
  stationEvents(after: $after) {
    __typename
    ... on Delivery { cursor station { code } volume waybill }
    ... on DeviceEvent { cursor station { code } kind happenedAt }
  }
}"""


def events():
    """Follows what happens at the stations and misses nothing: each event is dealt
    with, then its cursor is kept, and a new connection goes on after it."""
    kept = pathlib.Path(os.environ.get("HUB_CURSOR", "events.cursor"))
    pause = 1
    while True:
        try:
            for event in follow(kept.read_text() if kept.exists() else None):
                print(json.dumps(event, ensure_ascii=False), flush=True)
                kept.write_text(event["cursor"])
                pause = 1
        except OSError as error:  # those of websocket are none, see follow
            print("connecting again:", error, file=sys.stderr)
        time.sleep(pause)
        pause = min(2 * pause, 30)


def follow(after):
    """Speaks graphql-transport-ws until the connection ends."""
    import websocket

    try:
        socket = websocket.create_connection(
            f"ws{HUB.removeprefix('http')}/graphql",
            subprotocols=["graphql-transport-ws"],
            header=[f"Authorization: Bearer {bearer}"],
            timeout=30,  # the hub pings every 12 s
        )
        socket.send('{"type": "connection_init"}')
        while text := socket.recv():
            message = json.loads(text)
            if message["type"] == "ping":
                socket.send('{"type": "pong"}')
            elif message["type"] == "connection_ack":
                payload = {"query": EVENTS, "variables": {"after": after}}
                socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
            elif message["type"] == "next":
                yield message["payload"]["data"]["stationEvents"]
            elif message["type"] == "error":
                raise Refused(json.dumps(message["payload"], ensure_ascii=False))
    except websocket.WebSocketBadStatusException as error:
        if error.status_code == 401:
            raise Refused("the key is not good") from error
        raise OSError(error) from error
    except websocket.WebSocketException as error:
        raise OSError(error) from error


def token():
    """Gets an access token, good for an hour, for no more than it needs; it is
    shown as a key is."""
    global bearer
    form = {
        "grant_type": "client_credentials",
        "scope": "station:read",
        "client_id": os.environ["HUB_CLIENT_ID"],
        "client_secret": bearer,
    }
    try:
        with urllib.request.urlopen(
            f"{HUB}/api/v1/oauth/token", data=urllib.parse.urlencode(form).encode(), timeout=20
        ) as response:
            bearer = json.load(response)["access_token"]
    except urllib.error.HTTPError as error:
        raise Refused(error.read().decode()) from error
    query()


def verify(id, timestamp, signatures):
    """Checks what a webhook got (Standard Webhooks): the headers webhook-id,
    webhook-timestamp and webhook-signature, and the body as it came."""
    secret = base64.b64decode(os.environ["HUB_WEBHOOK_SECRET"].removeprefix("whsec_"))
    signed = f"{id}.{timestamp}.".encode() + sys.stdin.buffer.read()
    want = "v1," + base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()
    if not any(hmac.compare_digest(s, want) for s in signatures.split()):
        raise Refused("the signature is wrong")
    if abs(time.time() - int(timestamp)) > 300:
        raise Refused("the signature is right, but old: it may be played back")
    print("the signature is good")


if __name__ == "__main__":
    command, *arguments = sys.argv[1:] or ["query"]
    commands = {f.__name__: f for f in (query, stations, events, token, verify)}
    if command not in commands:
        sys.exit(f"one of {', '.join(commands)} is needed")
    try:
        commands[command](*arguments)
    except (Refused, OSError) as error:
        sys.exit(str(error))
