#!/usr/bin/env python3
"""Makes rare-*.woff2 and rare.css: the Chinese characters that the web font lacks.

The published web font has about 8,000 common characters; names of people and
places need more (䶮 㙦 䲜). All that Noto Sans CJK SC has beyond it is cut into
slices that a browser fetches only when a page shows one of their characters.

Needs Debian's fonttools, python3-brotli and fonts-noto-cjk, and `npm ci` done.
Run it in frontend/: python3 fonts/subset.py
"""

import pathlib
import re

from fontTools import subset
from fontTools.ttLib import TTCollection

SOURCE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
FAMILY = "Noto Sans CJK SC"
WEB_FONT = pathlib.Path("node_modules/@fontsource-variable/noto-sans-sc/wght.css")
SLICE = 512
OUT = pathlib.Path("fonts")


def covered(css: str) -> set[int]:
    """Code points in the unicode-range lines of a style sheet."""
    points: set[int] = set()
    for line in re.findall(r"unicode-range: ([^;]+);", css):
        for part in line.split(","):
            first, _, last = part.strip()[2:].partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def ranges(points: list[int]) -> str:
    """A unicode-range value."""
    runs: list[list[int]] = []
    for p in points:
        if runs and p == runs[-1][1] + 1:
            runs[-1][1] = p
        else:
            runs.append([p, p])
    return ",".join(f"U+{a:x}" if a == b else f"U+{a:x}-{b:x}" for a, b in runs)


def face() -> int:
    fonts = TTCollection(SOURCE).fonts
    return next(i for i, f in enumerate(fonts) if f["name"].getDebugName(1) == FAMILY)


def main() -> None:
    number = face()
    options = subset.Options(
        flavor="woff2", font_number=number, layout_features=[], hinting=False, desubroutinize=True, notdef_outline=False
    )
    known = covered(WEB_FONT.read_text())
    han = TTCollection(SOURCE).fonts[number].getBestCmap()
    missing = sorted(p for p in han if p not in known and (0x3400 <= p < 0xA000 or p >= 0x20000))
    css = ["/* Made by subset.py. Noto Sans CJK SC, SIL Open Font License 1.1: see OFL.txt. */"]
    for i in range(0, len(missing), SLICE):
        part = missing[i : i + SLICE]
        name = f"rare-{part[0]:x}.woff2"
        font = subset.load_font(SOURCE, options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=part)
        subsetter.subset(font)
        subset.save_font(font, str(OUT / name), options)
        css.append(
            "@font-face {\n  font-family: 'Noto Sans SC Variable';\n  font-display: swap;\n  font-weight: 100 900;\n"
            f"  src: url(./{name}) format('woff2');\n  unicode-range: {ranges(part)};\n}}"
        )
    (OUT / "rare.css").write_text("\n".join(css) + "\n")


main()
