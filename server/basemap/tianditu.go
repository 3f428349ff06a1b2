package basemap

import (
	"net/url"
	"strings"
)

// tianditu is 天地图, the national map: CGCS2000 in web Mercator tiles, by a key that
// the service gives to who registers. Names are layers of their own there.
var tianditu = map[string]struct{ ground, labels string }{
	"tianditu":           {ground: "vec", labels: "cva"},
	"tianditu-satellite": {ground: "img", labels: "cia"},
}

// Named by its address, as every other service of tiles is: this reads the same in every language.
const tiandituAttribution = "tianditu.gov.cn"

func tiandituURL(layer, key string) string {
	const form = "https://t0.tianditu.gov.cn/LAYER_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=LAYER&STYLE=default" +
		"&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk="
	// The service's own parameter is called LAYER too.
	at := strings.NewReplacer("/LAYER_w", "/"+layer+"_w", "LAYER=LAYER", "LAYER="+layer).Replace(form)
	return at + url.QueryEscape(key)
}
