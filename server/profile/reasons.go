package profile

import (
	"commandhub/server/reason"
	"commandhub/server/rule"
)

// All that may be wrong in a profile. Each sentence goes on after the name of the
// file and the field.
var (
	// Of the ZIP file.
	noZIP          = reason.New("profile.NO_ZIP", "is no ZIP file; pack the folder of the profile as ZIP")
	tooManyFiles   = reason.New("profile.TOO_MANY_FILES", "holds {{count}} files; a profile has at most {{most}}")
	missing        = reason.New("profile.MISSING", "is missing in the ZIP file")
	leadsOut       = reason.New("profile.LEADS_OUT", "leads out of the folder; the files of a profile stand at its top")
	noPlainFile    = reason.New("profile.NO_PLAIN_FILE", "is no plain file; a link or the like is not taken")
	noProfileFile  = reason.New("profile.NO_PROFILE_FILE", "is no file of a profile; those are {{known}} and the outline as .geojson or .json, none in a folder below")
	fileTwice      = reason.New("profile.FILE_TWICE", "is in the ZIP file twice")
	encrypted      = reason.New("profile.ENCRYPTED", "is encrypted; pack without a password")
	fileTooLarge   = reason.New("profile.FILE_TOO_LARGE", "has {{bytes}} bytes; at most {{most}} are taken")
	filesTooLarge  = reason.New("profile.FILES_TOO_LARGE", "is too much: all files together may have {{most}} bytes")
	fileLies       = reason.New("profile.FILE_LIES", "has more bytes than the ZIP file says; at most {{most}} are taken")
	notUnpacked    = reason.New("profile.NOT_UNPACKED", "cannot be unpacked: {{detail}}")
	moreProblems   = reason.New("profile.MORE_PROBLEMS", "and {{count}} more: mend these first")
	countyChanged  = reason.New("profile.COUNTY_CHANGED", `is "{{value}}"; an import keeps "{{kept}}": another county, or its calendar in another zone, needs a hub with a database of its own`)
	deviceMoved    = reason.New("profile.DEVICE_MOVED", `is "{{code}}", which a device of the station {{station}} is called in the database; a device does not move: give this one a code of its own`)
	unreadable     = reason.New("profile.UNREADABLE", "cannot be read: {{detail}}")
	noYAML         = reason.New("profile.NO_YAML", "cannot be read as YAML: {{detail}}")
	tooDeep        = reason.New("profile.TOO_DEEP", "goes deeper than {{most}} levels; a profile needs five")
	documents      = reason.New("profile.DOCUMENTS", "holds {{count}} YAML documents; one with content is needed")
	tooManyValues  = reason.New("profile.TOO_MANY_VALUES", "says more than {{most}} values, its aliases written out; a county has fewer")
	noOutline      = reason.New("profile.NO_OUTLINE", "is missing: name the GeoJSON file of the county's outline")
	outlineMissing = reason.New("profile.OUTLINE_MISSING", "{{outline}} cannot be read: {{detail}}")
	outlineOut     = reason.New("profile.OUTLINE_OUT", "the outline in {{outline}} reaches out of them")
	noGeoJSON      = reason.New("profile.NO_GEOJSON", "is no GeoJSON: {{detail}}")
	geoJSONKind    = reason.New("profile.GEOJSON_KIND", `holds a "{{kind}}"; a Polygon, MultiPolygon, Feature or FeatureCollection is needed`)
	noPolygon      = reason.New("profile.NO_POLYGON", "holds no polygon")
	ringOpen       = reason.New("profile.RING_OPEN", "has a ring that is not closed; four points are needed, the last like the first")

	// Of the form of a value.
	unknownField  = reason.New("profile.UNKNOWN_FIELD", "unknown field; known here are {{known}}")
	noFields      = reason.New("profile.NO_FIELDS", "has no fields; known here are {{known}}")
	noList        = reason.New("profile.NO_LIST", "is no list")
	noSingleValue = reason.New("profile.NO_SINGLE_VALUE", "is no single value")
	aliasOfNone   = reason.New("profile.ALIAS_OF_NONE", `is an alias of "{{name}}", which stands nowhere above`)
	notANumber    = reason.New("profile.NOT_A_NUMBER", `is "{{value}}": not a number`)
	numberTooBig  = reason.New("profile.NUMBER_TOO_BIG", `is "{{value}}": number out of range`)
	notWhole      = reason.New("profile.NOT_WHOLE", `is "{{value}}": a whole number is needed`)
	notFit        = reason.New("profile.NOT_FIT", `is "{{value}}": {{detail}}`)
	outOfRange    = reason.New("profile.OUT_OF_RANGE", "is {{value}}; {{least}} to {{most}} are needed")
	notOneOf      = reason.New("profile.NOT_ONE_OF", `is "{{value}}"; one of {{known}} is needed`)
	notADay       = reason.New("profile.NOT_A_DAY", `is "{{value}}"; a day such as 2025-04-30 is needed`)
	empty         = reason.New("profile.EMPTY", "is empty; a text is needed")
	tooLong       = reason.New("profile.TOO_LONG", "has {{length}} characters; at most {{most}} are kept")
	badLength     = reason.New("profile.LENGTH", "has {{length}} characters; 1 to {{most}} are needed")
	badName       = reason.New("profile.NAME", `is "{{value}}"; a Chinese name of 1 to {{most}} characters is needed`)
	badNameEn     = reason.New("profile.NAME_EN", `is "{{value}}"; an English name of 1 to {{most}} characters is needed`)
	badCode       = reason.New("profile.CODE", `is "{{value}}"; 1 to 32 letters, digits, dots, dashes or underscores are needed`)
	badKindCode   = reason.New("profile.KIND_CODE", `is "{{value}}"; 1 to 16 capitals and _ are needed`)
	badCountyCode = reason.New("profile.COUNTY_CODE", `is "{{value}}"; the six digits of GB/T 2260 are needed`)
	badNumber     = reason.New("profile.NUMBER", `is "{{value}}"; 1 to 8 letters or digits are needed`)
	badColour     = reason.New("profile.COLOUR", `is "{{value}}"; #RRGGBB is needed`)
	badTimeZone   = reason.New("profile.TIME_ZONE", `is "{{value}}"; an IANA zone such as Asia/Shanghai is needed`)

	// Of what belongs together.
	none         = reason.New("profile.NONE", "are none; at least one is needed")
	codeTaken    = reason.New("profile.CODE_TAKEN", `is "{{code}}", which {{other}} has already; each code names one thing`)
	numberTaken  = reason.New("profile.NUMBER_TAKEN", `is "{{number}}", which this station has already`)
	standsAbove  = reason.New("profile.STANDS_ABOVE", `is "{{code}}", which stands above already`)
	notIn        = reason.New("profile.NOT_IN", `is "{{value}}", which {{file}} does not have`)
	noSuchTank   = reason.New("profile.NO_SUCH_TANK", `is "{{number}}", which this station does not have`)
	noSuchUnit   = reason.New("profile.NO_SUCH_UNIT", `is "{{code}}"; the code of an organisation or one of {{known}} is needed`)
	noSuchGroup  = reason.New("profile.NO_SUCH_GROUP", `is "{{code}}"; the code of a group above is needed`)
	noEquipment  = reason.New("profile.NO_SUCH_EQUIPMENT", `is "{{code}}", which is no equipment above`)
	secondOfKind = reason.New("profile.SECOND_OF_KIND", "is the second of its kind at {{station}}")

	// Of the county.
	noBox           = reason.New("profile.NO_BOX", "is no box; south < north within ±90 and west < east within ±180 degrees are needed")
	outsideBounds   = reason.New("profile.OUTSIDE_BOUNDS", "is lat {{lat}}, lon {{lon}}, outside the county's bounds: lat {{south}} to {{north}}, lon {{west}} to {{east}}")
	outsideOutline  = reason.New("profile.OUTSIDE_OUTLINE", "is lat {{lat}}, lon {{lon}}, outside the county's outline")
	negativeClimate = reason.New("profile.NEGATIVE_AMPLITUDE", "an amplitude is negative; half the distance from the coldest to the warmest is needed")
	badGrades       = reason.New("profile.GRADES", "are of grades {{given}}; {{needed}} are needed, each once and in this order")
	shareLacks      = reason.New("profile.SHARE_LACKS", `lacks "{{scope}}", without which nothing else can be read`)

	// Of the plan.
	notNamedOnce = reason.New("profile.NOT_NAMED_ONCE", "names {{code}} {{times}} times; once is needed")
	noLead       = reason.New("profile.NO_LEAD", "is empty; a lead unit is needed")
	noMeasure    = reason.New("profile.NO_MEASURE", "has none of level {{level}}; one at least is needed")
	groupAtThree = reason.New("profile.GROUP_AT_III", `is "{{code}}"; no groups are set up at level III, so it must be empty`)

	// Of stations.
	badCapacity = reason.New("profile.CAPACITY", "is {{value}}; more than 0 and at most {{most}} litres are needed")
	badBottom   = reason.New("profile.BOTTOM", "is {{value}}; 0 or more, below the capacity of {{capacity}}, is needed")
	tooNarrow   = reason.New("profile.TOO_NARROW", "is {{diameter}}, too narrow for {{capacity}} L: the tank would be over {{times}} times as long as wide")
	badFlow     = reason.New("profile.FLOW", "is {{value}}; more than 0 and at most {{most}} are needed")
	aboveClass1 = reason.New("profile.ABOVE_CLASS_1", "the tanks hold more than 210 m³, the most that GB 50156 allows a station")
	aboveLimit  = reason.New("profile.ABOVE_TANK_LIMIT", "is {{capacity}}; GB 50156-2021, 3.0.9, allows this tank {{limit}} litres")
)

// steps are why a step of an installation may not follow the one before it.
var stepReasons = map[rule.Standing]reason.Kind{
	rule.OutOfOrder:    stepOutOfOrder,
	rule.DayUnread:     stepDayUnread,
	rule.DayBefore:     stepDayBefore,
	rule.NoSupplier:    stepNoSupplier,
	rule.NoCost:        stepNoCost,
	rule.NoSupervisor:  stepNoSupervisor,
	rule.NoAccepter:    stepNoAccepter,
	rule.NoNote:        stepNoNote,
	rule.AcceptsItsOwn: stepAcceptsItsOwn,
}

var (
	stepOutOfOrder    = reason.New("profile.STEP_OUT_OF_ORDER", `is "{{day}}", which may not follow {{before}} of {{since}}: another step comes first`)
	stepDayUnread     = reason.New("profile.STEP_DAY_UNREAD", `is "{{day}}", after {{before}} of {{since}}; a day such as 2025-04-30 is needed`)
	stepDayBefore     = reason.New("profile.STEP_DAY_BEFORE", `is "{{day}}", which may not follow {{before}} of {{since}}: it lies before it`)
	stepNoSupplier    = reason.New("profile.STEP_NO_SUPPLIER", `is "{{day}}", which may not follow {{before}} of {{since}}: a contract is with somebody, name the supplier`)
	stepNoCost        = reason.New("profile.STEP_NO_COST", `is "{{day}}", which may not follow {{before}} of {{since}}: the county signs for a sum, give costFen`)
	stepNoSupervisor  = reason.New("profile.STEP_NO_SUPERVISOR", `is "{{day}}", which may not follow {{before}} of {{since}}: the supervisor of safety is named before work begins`)
	stepNoAccepter    = reason.New("profile.STEP_NO_ACCEPTER", `is "{{day}}", which may not follow {{before}} of {{since}}: a third party accepts, name the accepter`)
	stepNoNote        = reason.New("profile.STEP_NO_NOTE", `is "{{day}}", which may not follow {{before}} of {{since}}: say why in the note`)
	stepAcceptsItsOwn = reason.New("profile.STEP_ACCEPTS_ITS_OWN", `is "{{day}}", which may not follow {{before}} of {{since}}: the accepter is neither the supplier nor the supervisor`)
)
