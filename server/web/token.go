package web

import (
	"errors"
	"net/http"
	"strings"

	"commandhub/server/partner"
)

// token gives an access token for a client's id and key by OAuth 2 client
// credentials (RFC 6749 §4.4): HTTP Basic or fields of the form, the answers and
// errors of §5.
func (w *Web) token(rw http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(rw, r.Body, requestLimit)
	if err := r.ParseForm(); err != nil {
		tokenError(rw, http.StatusBadRequest, "invalid_request", "the body must be a form of at most 4 KiB")
		return
	}
	if r.PostForm.Get("grant_type") != "client_credentials" {
		tokenError(rw, http.StatusBadRequest, "unsupported_grant_type", "grant_type must be client_credentials")
		return
	}
	id, key, basic := r.BasicAuth()
	if !basic {
		id, key = r.PostForm.Get("client_id"), r.PostForm.Get("client_secret")
	}
	given, err := w.opt.Partners.Exchange(r.Context(), id, key, strings.Fields(r.PostForm.Get("scope")))
	var bad *partner.BadScope
	switch {
	case errors.Is(err, partner.ErrKey):
		rw.Header().Set("WWW-Authenticate", `Basic realm="command hub"`)
		tokenError(rw, http.StatusUnauthorized, "invalid_client", partner.ErrKey.Error())
	case errors.As(err, &bad):
		tokenError(rw, http.StatusBadRequest, "invalid_scope", bad.Error())
	case err != nil:
		w.unavailable(rw, r, "access token", err)
	default:
		rw.Header().Set("Pragma", "no-cache")
		answer(rw, http.StatusOK, map[string]any{
			"access_token": given.AccessToken, "token_type": "Bearer",
			"expires_in": int(given.ExpiresIn.Seconds()), "scope": strings.Join(given.Scopes, " "),
		})
	}
}

func tokenError(rw http.ResponseWriter, status int, code, description string) {
	answer(rw, status, map[string]any{"error": code, "error_description": description})
}
