import { field } from './field.zh'
import { incident } from './incident.zh'
import { map } from './map.zh'
import { push } from './push.zh'
import incidentReason from './reason/incident.zh.json'
import picture from './reason/picture.zh.json'
import upload from './reason/upload.zh.json'
import { shared } from './shared.zh'

/** 手机所用的文字 */
export default {
  ...shared,
  field,
  incident,
  map,
  push,
  reason: { incident: incidentReason, picture, upload },
}
