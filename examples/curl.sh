#!/usr/bin/env bash
# Yinju over HTTP: search, ask, and the article that the answer cites.
#
#     npm start &                                      # serves http://127.0.0.1:8080
#     examples/curl.sh "步云川鞋业在东南亚卖出了多少双鞋？"
#
# YINJU_URL is the address of another service. Answers come as JSON, one after the other.
set -euo pipefail

url="${YINJU_URL:-http://127.0.0.1:8080}"
question="${1:-步云川鞋业在东南亚卖出了多少双鞋？}"

# Text as a JSON string.
json() { node -p 'JSON.stringify(process.argv[1])' -- "$1"; }
# The id of the first article that an answer cites, or that a refusal names as the nearest, as a part of an address.
cited() {
  node -p 'const { citations, refusal } = JSON.parse(process.argv[1]);
    encodeURIComponent((refusal?.nearest ?? citations)[0]?.articleId ?? "")' -- "$1"
}
post() { curl --fail-with-body --silent --show-error -H 'content-type: application/json' "$url$1" --data-binary "$2"; echo; }

echo '# search' >&2
post /v1/search "{\"query\": $(json "$question"), \"topK\": 3}"

echo '# ask' >&2
answer="$(post /v1/ask "{\"question\": $(json "$question")}")"
printf '%s\n' "$answer"

echo '# ask, as a stream of events' >&2
post /v1/ask "{\"question\": $(json "$question"), \"stream\": true}"

id="$(cited "$answer")"
if [[ -n "$id" ]]; then
  echo '# article' >&2
  curl --fail-with-body --silent --show-error "$url/v1/articles/$id"
  echo
fi
