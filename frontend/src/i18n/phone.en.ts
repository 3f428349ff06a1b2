import { field } from './field.en'
import { incident } from './incident.en'
import { shared } from './shared.en'

/** What the phone says. */
export default { ...shared, field, incident }
