#!/usr/bin/env bash
# Asks a running `scholium serve` what its OpenAPI document allows and forbids, and compares the replies with it.
#
# usage: tools/check_openapi.sh URL [OPTION...]      such as http://127.0.0.1:8080 --max-examples 500
#
# Needs schemathesis 4 (pip install schemathesis); with a token: --header "Authorization: Bearer $SCHOLIUM_TOKEN"
set -euo pipefail
if [[ $# -eq 0 || $1 == -* ]]; then
  sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
url=$1
shift
exec "${SCHEMATHESIS:-schemathesis}" --config-file "$(dirname "${BASH_SOURCE[0]}")/schemathesis.toml" \
  run "$url/openapi.json" --checks all "$@"
