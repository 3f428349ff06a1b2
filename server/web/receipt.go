package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/notice"
)

// Receipts are what the gateways of notices tell of them.
type Receipts struct {
	Notices *notice.Notices
	Secret  []byte // shared with the gateways
	Clock   clockwork.Clock
}

const (
	receiptLimit = 256 << 10       // bytes of one post
	receiptFresh = 5 * time.Minute // how old or ahead its time may be
)

// receive takes receipts: a JSON list, signed. Hub-Time is the second of Unix time at
// which it was signed, Hub-Signature the hexadecimal HMAC-SHA-256 of that, a point
// and the body, by the shared secret. A post that is repeated changes nothing.
func (w *Web) receive(rw http.ResponseWriter, r *http.Request) {
	in := w.opt.Receipts
	if in == nil {
		fail(rw, http.StatusNotFound, "NOT_FOUND", "this hub has no gateway that tells of notices: HUB_NOTICE_SECRET is not set", "")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, receiptLimit))
	if err != nil {
		fail(rw, http.StatusRequestEntityTooLarge, "INVALID", "the body may have at most 256 KiB", "")
		return
	}
	if !in.signed(r.Header.Get("Hub-Time"), r.Header.Get("Hub-Signature"), body) {
		fail(rw, http.StatusUnauthorized, "UNAUTHENTICATED", "Hub-Signature is none of Hub-Time and the body by the shared secret, or Hub-Time is more than 5 minutes off", "")
		return
	}
	var receipts []notice.Receipt
	if err := json.Unmarshal(body, &receipts); err != nil || len(receipts) == 0 || len(receipts) > notice.MostReceipts {
		fail(rw, http.StatusBadRequest, "INVALID", fmt.Sprintf("the body must be a JSON list of 1 to %d receipts", notice.MostReceipts), "")
		return
	}
	took, err := in.Notices.Receive(r.Context(), receipts)
	if err != nil {
		w.unavailable(rw, r, "receipts of notices", err)
		return
	}
	answer(rw, http.StatusOK, map[string]any{"receipts": took})
}

func (in *Receipts) signed(at, signature string, body []byte) bool {
	second, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return false
	}
	if off := in.Clock.Now().Sub(time.Unix(second, 0)); off > receiptFresh || off < -receiptFresh {
		return false
	}
	given, err := hex.DecodeString(signature)
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, in.Secret)
	mac.Write([]byte(at + "."))
	mac.Write(body)
	return hmac.Equal(given, mac.Sum(nil))
}
