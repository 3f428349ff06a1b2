# shellcheck shell=bash
# What the other scripts need from the machine. Sourced, not run: each function
# returns when its need is met, else says what to do and ends the script.

readonly node_minimum=20.19.0 # Vite's own

fail() {
	printf '%s\n' "${0##*/}: $1" "${@:2}" >&2
	exit 1
}

# older A B: version A comes before B.
older() { [ "$1" != "$2" ] && [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# need_go: Go as new as go.mod asks for, or one that fetches such a one itself.
need_go() {
	local wanted have
	wanted=$(sed -n 's/^go //p' go.mod)
	if ! command -v go >/dev/null && [ -x /usr/local/go/bin/go ]; then
		PATH=$PATH:/usr/local/go/bin
	fi
	command -v go >/dev/null || fail "Go is missing; this needs Go $wanted or newer." \
		"Get it from https://go.dev/dl/ (unpack to /usr/local, add /usr/local/go/bin to PATH)."
	# In the module's folder Go names the toolchain that it would really use,
	# and fails where GOTOOLCHAIN=local keeps it from fetching a newer one.
	have=$(go env GOVERSION 2>/dev/null) || have=
	have=${have#go}
	have=${have%% *}
	if [ -z "$have" ] || older "$have" "$wanted"; then
		fail "$(cd / && go version) is too old; this needs Go $wanted or newer." \
			"Get it from https://go.dev/dl/, or let Go fetch it: GOTOOLCHAIN=auto."
	fi
}

need_node() {
	local have how="Get it from https://nodejs.org/ (Debian 13 and newer: apt-get install nodejs npm)."
	command -v node >/dev/null || fail "Node.js is missing; this needs Node.js $node_minimum or newer." "$how"
	have=$(node --version)
	older "${have#v}" "$node_minimum" &&
		fail "Node.js ${have#v} is too old; this needs Node.js $node_minimum or newer." "$how"
	command -v npm >/dev/null || fail "npm is missing, though Node.js is here." "$how"
}

# need_debian PACKAGE…: installs those that are missing.
need_debian() {
	local package missing=() as_root=()
	command -v dpkg-query >/dev/null ||
		fail "this installs what it needs from Debian, and this is no Debian." "Install by hand: $*"
	for package; do
		[ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
	done
	[ ${#missing[@]} -gt 0 ] || return 0
	if [ "$(id -u)" != 0 ]; then
		as_root=(sudo)
		# Without a terminal nobody can give sudo a password.
		[ -t 0 ] || as_root=(sudo -n)
		"${as_root[@]}" true 2>/dev/null ||
			fail "missing: ${missing[*]}" "Neither root nor sudo here: have them installed with apt-get install ${missing[*]}"
	fi
	echo "Installing ${missing[*]}" >&2
	"${as_root[@]}" apt-get update -qq >/dev/null
	"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# need_linter: golangci-lint as $linter, of one version.
readonly linter_version=v2.15.0
readonly linter=.build/bin/golangci-lint-$linter_version
need_linter() {
	[ ! -x "$linter" ] || return 0
	echo "Building golangci-lint $linter_version" >&2
	GOBIN=$PWD/.build/bin go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$linter_version"
	mv .build/bin/golangci-lint "$linter"
}

# fingerprint PATHSPEC…: a hash of the names and contents of the sources there.
fingerprint() {
	git ls-files -z --cached --others --exclude-standard -- "$@" | sort -z |
		xargs -0 sha256sum 2>/dev/null | sha256sum | cut -d ' ' -f 1
}

# need_modules FOLDER: its npm packages, installed anew only when the lock changed.
need_modules() {
	local stamp=$1/node_modules/.installed lock
	lock=$(sha256sum <"$1/package-lock.json")
	[ -f "$stamp" ] && [ "$(<"$stamp")" = "$lock" ] && return
	need_node
	echo "Installing the packages of $1" >&2
	npm ci --prefix "$1" --no-audit --no-fund --loglevel=error >&2
	printf '%s' "$lock" >"$stamp"
}

# need_spa: the frontend's build, made anew only when its sources changed.
need_spa() {
	local stamp=.build/spa now
	now=$(fingerprint frontend schema ':!frontend/e2e' ':!frontend/screenshots' ':!*.md')
	[ -f "$stamp" ] && [ -f frontend/dist/index.html ] && [ "$(<"$stamp")" = "$now" ] && return
	need_modules frontend
	echo "Building the frontend" >&2
	npm run --prefix frontend --silent build >&2
	mkdir -p .build
	printf '%s' "$now" >"$stamp"
}

# need_server: .build/server, with the frontend inside.
need_server() {
	need_go
	need_spa
	[ -x .build/server ] || echo "Building the server: minutes the first time" >&2
	go build -o .build/server ./server
}
