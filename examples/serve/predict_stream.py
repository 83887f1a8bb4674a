"""Shows a served student's rationale as it is written: python3 predict_stream.py URL."""
import json, os, sys, urllib.error, urllib.request


def events(url, row):
    headers = {"Content-Type": "application/json"}
    if "SCHOLIUM_TOKEN" in os.environ:
        headers["Authorization"] = "Bearer " + os.environ["SCHOLIUM_TOKEN"]
    body = json.dumps({"rows": [row], "rationale": True, "stream": True}).encode()
    with urllib.request.urlopen(urllib.request.Request(url + "/v1/predict", body, headers), timeout=60) as reply:
        for line in reply:
            key, _, value = line.decode().rstrip("\n").partition(": ")
            if key == "event":
                name = value
            elif key == "data":
                yield name, json.loads(value)


if __name__ == "__main__":
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"
    try:
        for name, data in events(address, {"premise": "A dog runs.", "hypothesis": "An animal moves."}):
            if name == "rationale":
                print(data["text"], end="", file=sys.stderr, flush=True)
            elif name == "error":
                sys.exit(data["error"])
            elif name == "end":
                print(json.dumps(data))
    except urllib.error.HTTPError as refusal:
        sys.exit(f"{refusal.code}: {refusal.read().decode()}")
