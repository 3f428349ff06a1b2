import alarm from './alarm.en.json'
import contact from './contact.en.json'
import county from './county.en.json'
import duty from './duty.en.json'
import incident from './incident.en.json'
import installation from './installation.en.json'
import notice from './notice.en.json'
import picture from './picture.en.json'
import profile from './profile.en.json'
import quarantine from './quarantine.en.json'
import upload from './upload.en.json'

/** Why the hub does not take what it was given, in the very words of the hub. */
export const reason = {
  alarm,
  contact,
  county,
  duty,
  incident,
  installation,
  notice,
  picture,
  profile,
  quarantine,
  upload,
}
