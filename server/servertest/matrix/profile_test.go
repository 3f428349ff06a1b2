package matrix_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"testing"

	"commandhub/server/profile"
)

// profile uploads one that changes a value, is to be looked into, and hurts.
func (c *assembly) profile(t *testing.T) {
	given, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	files, err := profile.Gather(given)
	if err != nil {
		t.Fatal(err)
	}
	county, err := profile.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	corner := profile.Position{Lat: county.Bounds.South, Lon: county.Bounds.West}
	stations, organisations := files["stations.yaml"], files["organisations.yaml"]
	at := regexp.MustCompile(`position: \{.*?\}`).FindIndex(stations)
	files["stations.yaml"] = []byte(string(stations[:at[0]]) + "position: {lat: " + degrees(corner.Lat) + ", lon: " + degrees(corner.Lon) + "}" + string(stations[at[1]:]))
	last := regexp.MustCompile(`(share: \[.*?),[^,\]]*\]`)
	at = last.FindSubmatchIndex(organisations)
	files["organisations.yaml"] = []byte(string(organisations[:at[3]]) + "]" + string(organisations[at[1]:]))
	body, err := files.Pack()
	if err != nil {
		t.Fatal(err)
	}
	status, _, text := c.parties["SYSTEM_ADMINISTRATOR"].client.Exchange(t, http.MethodPost, "/api/v1/profile.zip", http.Header{}, string(body))
	var uploaded struct{ ID string }
	if err := json.Unmarshal([]byte(text), &uploaded); err != nil || status != http.StatusCreated {
		t.Fatalf("%d %s", status, text)
	}
	c.ids["ProfilePreview"] = uploaded.ID
}

func degrees(d float64) string {
	text, _ := json.Marshal(d)
	return string(text)
}
