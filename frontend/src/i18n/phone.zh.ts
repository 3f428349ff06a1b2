import { field } from './field.zh'
import { incident } from './incident.zh'
import { map } from './map.zh'
import { push } from './push.zh'
import { shared } from './shared.zh'

/** 手机所用的文字 */
export default { ...shared, field, incident, map, push }
