import { sendInBackground } from './outbox/background'
import { tellInBackground } from './push/background'

// What the service worker does beside keeping the program; the build puts it into sw.js.
sendInBackground()
tellInBackground()
