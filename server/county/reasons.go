package county

import "commandhub/server/reason"

// What is refused here, and what would be right.
var (
	noUpload       = reason.New("county.NO_UPLOAD", "there is no such upload: it was replaced by a later one, or a day has passed; upload it again")
	importedBefore = reason.New("county.IMPORTED", "this upload was imported already")
	broken         = reason.New("county.BROKEN", "{{detail}}")
)
