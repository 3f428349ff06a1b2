import { field } from './field.en'
import { incident } from './incident.en'
import { map } from './map.en'
import { push } from './push.en'
import incidentReason from './reason/incident.en.json'
import picture from './reason/picture.en.json'
import upload from './reason/upload.en.json'
import { shared } from './shared.en'

/** What the phone says. */
export default {
  ...shared,
  field,
  incident,
  map,
  push,
  reason: { incident: incidentReason, picture, upload },
}
