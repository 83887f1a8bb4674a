"""Asks a served student for a label and a rationale: python3 predict_client.py URL."""
import json, os, sys, time, urllib.error, urllib.request

ATTEMPTS = 5


def predict(url, rows, rationale=True):
    headers = {"Content-Type": "application/json"}
    if "SCHOLIUM_TOKEN" in os.environ:
        headers["Authorization"] = "Bearer " + os.environ["SCHOLIUM_TOKEN"]
    body = json.dumps({"rows": rows, "rationale": rationale}).encode()
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with urllib.request.urlopen(urllib.request.Request(url + "/v1/predict", body, headers), timeout=60) as reply:
                return json.load(reply)
        except urllib.error.HTTPError as refusal:
            if refusal.code != 429 or attempt == ATTEMPTS:
                sys.exit(f"{refusal.code}: {refusal.read().decode()}")
            time.sleep(int(refusal.headers.get("Retry-After", 1)))


if __name__ == "__main__":
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"
    print(json.dumps(predict(address, [{"premise": "A dog runs.", "hypothesis": "An animal moves."}])))
