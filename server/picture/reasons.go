package picture

import "commandhub/server/reason"

// What is refused here, and what would be right.
var (
	noPicture  = reason.New("picture.NO_PICTURE", "it is no JPEG, PNG or WebP")
	tooLarge   = reason.New("picture.TOO_LARGE", "it has {{bytes}} bytes; at most {{most}} are taken")
	brokenHead = reason.New("picture.HEAD", "its head is broken")
	pixels     = reason.New("picture.PIXELS", "it has {{width}} × {{height}} pixels; at most {{most}} are taken")
	notWhole   = reason.New("picture.BROKEN", "it is broken, or did not arrive whole")
	odd        = reason.New("picture.ODD", "it is broken, or of a form that no camera writes")
	noCamera   = reason.New("picture.FORM", "it is of a form that no camera writes")
)
