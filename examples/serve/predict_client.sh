#!/bin/sh
# Asks a served student for a label and a rationale: predict_client.sh URL
# curl waits as Retry-After says when it is told 429
exec curl --silent --show-error --fail-with-body --retry 5 --max-time 60 \
  ${SCHOLIUM_TOKEN:+--header "Authorization: Bearer $SCHOLIUM_TOKEN"} \
  --header "Content-Type: application/json" \
  --data '{"rows": [{"premise": "A dog runs.", "hypothesis": "An animal moves."}], "rationale": true}' \
  "${1:-http://127.0.0.1:8080}/v1/predict"
