#!/bin/sh
# Shows a served student's answer as it is written, as server-sent events: predict_stream.sh URL
exec curl --silent --show-error --fail-with-body --no-buffer --retry 5 --max-time 60 \
  ${SCHOLIUM_TOKEN:+--header "Authorization: Bearer $SCHOLIUM_TOKEN"} \
  --header "Content-Type: application/json" \
  --data '{"rows": [{"premise": "A dog runs.", "hypothesis": "An animal moves."}], "rationale": true, "stream": true}' \
  "${1:-http://127.0.0.1:8080}/v1/predict"
