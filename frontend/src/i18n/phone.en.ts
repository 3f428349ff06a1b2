import { field } from './field.en'
import { incident } from './incident.en'
import { map } from './map.en'
import { push } from './push.en'
import { shared } from './shared.en'

/** What the phone says. */
export default { ...shared, field, incident, map, push }
