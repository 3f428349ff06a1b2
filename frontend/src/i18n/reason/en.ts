import profile from './profile.en.json'
import upload from './upload.en.json'

/** Why the hub does not take what it was given, in the very words of the hub. */
export const reason = { profile, upload }
