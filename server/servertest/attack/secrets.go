package attack

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// secrets are attacks that want to know something.
func secrets() []Case {
	return []Case{
		{"others' things by node", foreignNodes},
		{"guessed ids by node", guessedNodes},
		{"error echo", echo},
		{"suggestions", suggestions},
	}
}

func (a *Attacker) as(ctx context.Context, cookie, query string, variables map[string]any) (answer, error) {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return answer{}, err
	}
	return a.send(ctx, http.MethodPost, "", cookie, strings.NewReader(string(body)), "Content-Type", asJSON)
}

// foreignNodes asks as a wall for what only operators see.
func foreignNodes(ctx context.Context, a *Attacker) error {
	for _, id := range a.Foreign {
		got, err := a.as(ctx, a.Wall, `query($id:ID!){node(id:$id){__typename id}}`, map[string]any{"id": id})
		if err != nil {
			return err
		}
		if !strings.Contains(got.body, "FORBIDDEN") || strings.Contains(got.body, "__typename") {
			a.Leaks = append(a.Leaks, "a foreign node: "+excerpt(got.body))
		}
	}
	if len(a.Foreign) == 0 {
		return fmt.Errorf("there is nothing foreign to ask for")
	}
	return nil
}

// guessedNodes asks for ids that nobody was given.
func guessedNodes(ctx context.Context, a *Attacker) error {
	for _, id := range []string{"0", "-1", "1", "4294967297", "999999999999999999", "x", "' OR 1=1 --", "1e9", strings.Repeat("9", 1000)} {
		got, err := a.as(ctx, a.Wall, `query($id:ID!){node(id:$id){__typename}}`, map[string]any{"id": id})
		if err != nil {
			return err
		}
		if strings.Contains(got.body, "INTERNAL") {
			return fmt.Errorf("id %.20s: %s", id, excerpt(got.body))
		}
	}
	return nil
}

// echo sends what is wrong in many ways, with a word that must not come back.
func echo(ctx context.Context, a *Attacker) error {
	for _, body := range []string{
		`{"query":"` + canary,
		`{"query":1,"` + canary + `":1}`,
		`{"query":"{hub(x:\"` + canary + `\"){version}}"}`,
		`{"query":"{station(code:[\"` + canary + `\"]){id}}"}`,
		`{"query":"{stations(first:\"` + canary + `\"){totalCount}}"}`,
		`{"query":"\"` + canary + `\""}`,
		`{"query":"{hub{version}} # ` + canary + `\n}"}`,
		`{"query":"query($n:Int){stations(first:$n){totalCount}}","variables":{"n":"` + canary + `"}}`,
		`{"query":"query($q:TankQuantity!){node(id:1){... on Tank{history(quantity:$q from:\"x\" to:\"y\" buckets:1){bucketSeconds}}}}","variables":{"q":"` + canary + `"}}`,
		`{"query":"query($c:Cursor){stations(first:1 after:$c){totalCount}}","variables":{"c":"` + canary + `"}}`,
		`{"query":"{quarantineCounts(since:\"` + canary + `\"){count}}"}`,
		`{"query":"{node(id:\"` + canary + `\"){id}}"}`,
		`{"query":"{__typename}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + canary + `"}}}`,
	} {
		if _, err := a.post(ctx, body); err != nil {
			return err
		}
	}
	return nil
}

// suggestions misspell what the contract has; the right word must not come back.
func suggestions(ctx context.Context, a *Attacker) error {
	for right, query := range map[string]string{
		`"walls"`:          `{wals{id}}`,
		`"credentialId"`:   `{devices(first:1){edges{node{credentialIdd}}}}`,
		`"first"`:          `{devices(frst:1){totalCount}}`,
		`"StationFilter"`:  `query($f:StationFiltr){stations(first:1 filter:$f){totalCount}}`,
		`Quarantine"`:      `{node(id:1){... on Quarantin{id}}}`,
		`"station"`:        `{quarantine(first:1 filter:{statin:"x"}){totalCount}}`,
		`MALFORMED`:        `{quarantine(first:1 filter:{reason:MALFORMD}){totalCount}}`,
		`"include"`:        `{hub @inclde(if:true){version}}`,
		`createEnrolment`:  `mutation{createEnrolmnt(input:{kind:WALL,idempotencyKey:"k"}){link}}`,
		`{ ... }`:          `{hub}`,
		`"idempotencyKey"`: `mutation{setExercise(input:{exercise:true,idempotencyKy:"k"}){hub{version}}}`,
		`hubStatus`:        `subscription{hubStatu{sequence}}`,
	} {
		got, err := a.as(ctx, a.Operator, query, nil)
		if err != nil {
			return err
		}
		if strings.Contains(got.body, right) && right != `"idempotencyKey"` {
			a.Leaks = append(a.Leaks, "suggests "+right+": "+excerpt(got.body))
		}
		if !strings.Contains(got.body, "INVALID") {
			return fmt.Errorf("%s: %s", query, excerpt(got.body))
		}
	}
	return nil
}
