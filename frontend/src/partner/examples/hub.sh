#!/usr/bin/env bash
# Reads a Command Hub as a bureau's program, with curl and jq (and openssl to
# verify). curl speaks no websocket: `events` asks for what is new, as a timer
# would.
#
#   export HUB_URL=https://hub.example HUB_KEY=hubkey_…
#   bash hub.sh query | stations | events | token | verify ID TIME SIGNATURE < body
set -euo pipefail
hub=${HUB_URL:-http://127.0.0.1:8080}
bearer=${HUB_KEY-}

# ask QUERY [VARIABLES]: prints the data. The key comes by a pipe, out of sight
# of others on this machine. --retry waits as long as the hub says (Retry-After);
# what each try got is printed, and the last counts.
ask() {
	local variables=${2:-null} answer
	answer=$(jq -n --arg query "$1" --argjson variables "$variables" '{$query, $variables}' |
		curl -sS --fail-with-body --max-time 20 --retry 4 --config <(printf 'header = "Authorization: Bearer %s"\n' "$bearer") \
			-H 'Content-Type: application/json' --data @- "$hub/graphql") || { echo "$answer" >&2; return 1; }
	jq -sce 'last | if .errors then error(.errors | tojson) else .data end' <<<"$answer"
}

# A first one: who the hub takes us for, and what we may see.
query() { ask '{ hub { countyNameEn serverTime } viewer { name scopes } }'; }

# Reads a list page by page.
stations() {
	local page after=null
	while :; do
		page=$(ask 'query($after: Cursor) {
			stations(first: 20, after: $after) { edges { node { code name } } pageInfo { hasNextPage endCursor } }
		}' "{\"after\": $after}")
		jq -r '.stations.edges[].node | "\(.code) \(.name)"' <<<"$page"
		[ "$(jq .stations.pageInfo.hasNextPage <<<"$page")" = true ] || break
		after=$(jq .stations.pageInfo.endCursor <<<"$page")
	done
}

# What happened at the stations since the last time: each event is dealt with,
# then its cursor is kept.
events() {
	local page event after file=${HUB_CURSOR:-events.cursor}
	while :; do
		after=$(cat "$file" 2>/dev/null || echo null)
		page=$(ask 'query($after: Cursor) {
			stationEvents(after: $after, first: 100) {
				__typename
				... on Delivery { cursor station { code } volume waybill }
				... on DeviceEvent { cursor station { code } kind happenedAt }
			}
		}' "{\"after\": $after}")
		[ "$(jq '.stationEvents | length' <<<"$page")" -gt 0 ] || break
		while read -r event; do
			echo "$event"
			jq .cursor <<<"$event" >"$file"
		done < <(jq -c '.stationEvents[]' <<<"$page")
	done
}

# Gets an access token, good for an hour, for no more than it needs; it is shown
# as a key is.
token() {
	bearer=$(curl -sS --fail-with-body --max-time 20 --config <(printf 'user = "%s:%s"\n' "$HUB_CLIENT_ID" "$bearer") \
		-d grant_type=client_credentials -d scope=station:read "$hub/api/v1/oauth/token" | jq -er '.access_token // error(.error_description)')
	query
}

# Checks what a webhook got (Standard Webhooks): the headers webhook-id,
# webhook-timestamp and webhook-signature, and the body as it came.
verify() {
	local secret want
	secret=$(base64 -d <<<"${HUB_WEBHOOK_SECRET#whsec_}" | od -An -v -tx1 | tr -d ' \n')
	want=v1,$({ printf '%s.%s.' "$1" "$2"; cat; } | openssl dgst -sha256 -mac hmac -macopt "hexkey:$secret" -binary | base64)
	case " $3 " in
	*" $want "*) ;;
	*) echo 'the signature is wrong' >&2; return 1 ;;
	esac
	local age=$(($(date +%s) - $2))
	[ "${age#-}" -le 300 ] || { echo 'the signature is right, but old: it may be played back' >&2; return 1; }
	echo 'the signature is good'
}

case ${1:-query} in
query | stations | events | token | verify) "${@:-query}" ;;
*) echo 'one of query, stations, events, token, verify is needed' >&2; exit 1 ;;
esac
