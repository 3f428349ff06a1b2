import profile from './profile.zh.json'
import upload from './upload.zh.json'

/** 系统不接受所填内容的原因 */
export const reason = { profile, upload }
