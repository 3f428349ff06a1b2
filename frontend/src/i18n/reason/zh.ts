import alarm from './alarm.zh.json'
import contact from './contact.zh.json'
import county from './county.zh.json'
import duty from './duty.zh.json'
import incident from './incident.zh.json'
import installation from './installation.zh.json'
import notice from './notice.zh.json'
import picture from './picture.zh.json'
import profile from './profile.zh.json'
import quarantine from './quarantine.zh.json'
import upload from './upload.zh.json'

/** 系统不接受所填内容的原因 */
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
