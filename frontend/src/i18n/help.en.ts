import type { help as zh } from './help.zh'

/** The user's guide. */
export const help: typeof zh = {
  title: 'User’s guide',
  intro:
    'The hub gathers tank levels, sales, deliveries and device states of the county’s fuel stations in real time, for the wall and the console. All times shown are Beijing time, by the server’s clock.',
  mark: {
    live: 'the station’s devices are heard as often as promised.',
    stale: 'it was heard once, but not for three of its intervals; its figures no longer count as current.',
    never: 'the station operates, but no device was ever heard.',
    idle: 'planned, suspended or closed: nothing is expected.',
  },
  wall: {
    title: 'Reading the wall',
    text: 'Left: stock of the county by product and the days it lasts. Middle: the stations on the map, and who is heard. Right: sales as they happen, deliveries and device events.\nDays of supply = stock above the tanks’ bottoms ÷ mean daily sales of the last 7 full days. Where the history is too short it says so and does not guess.\nShape and word say the same as colour:',
  },
  age: {
    title: 'How old the data is',
    text: 'Each tile tells in its corner how old its latest data is. After 8 seconds without the server every tile turns grey and says “Data stopped” with the time since; when the database is away a red banner stands on top.\nIt all comes back by itself. A display whose clock is off by more than 5 seconds says so; the times shown are the server’s all along.',
  },
  station: {
    title: 'The station page',
    text: 'Click a station on the map, or its code in the console, for each tank’s volume, volume at 20 °C, usable part, temperature, level and water, each with its age.\nTanks are drawn by volume: below the red dashes no pump reaches; blue at the bottom is water, which is not stock. History can be chosen by quantity and period; the band goes from lowest to highest. On a wall the page returns by itself after two minutes.',
  },
  enrol: {
    title: 'Enrolling displays and people',
    text: 'Create a link in the console under “Displays and people”. It is good once, for 24 hours.\nOpening it on a display enrols that display, with no keyboard needed afterwards; a person chooses a user name and a password. Revoke a display that is no longer used: it is cut off at once.',
  },
  certificate: {
    title: 'Certificate and secure connection',
    download: 'Download this hub’s CA certificate',
    text: 'A county’s own network has no public certificate: the hub proves itself by a certificate authority (CA) of its own. Install the CA certificate once on each phone and PC; the yearly renewal of the server’s certificate needs nothing new. Until then the browser says that the connection is not secure: install first, and enter no user name or password on a page with that warning.\nGetting the file: safest is a copy of ca.crt from the administrator, by USB. The link below gives it too, also as a printed QR code; the browser still warns then, so use that page for the download alone and compare the fingerprint.\nComparing the fingerprint: the administrator runs server tls show, prints the fingerprints and hands them over in person, not through the same network. What the device shows must be the same in every part; if one differs do not trust it, delete it if it is installed, and tell the administrator.\nAndroid: Settings › Security › Encryption & credentials › Install a certificate › CA certificate, and choose the file (menus differ by maker: search the settings for “certificate”; a screen lock is needed). Then open it under “Trusted credentials › User” and compare the SHA-256 fingerprint.\niOS: open the file, or the link in Safari; under “Settings › Profile Downloaded” open the certificate in “More Details” and compare the SHA-256 fingerprint, then “Install”; at last switch it on under “Settings › General › About › Certificate Trust Settings”.\nWindows: open the file and compare “Thumbprint” at the end of “Details” (Windows shows only the SHA-1, which is printed too); then “Install Certificate › Local Machine › Trusted Root Certification Authorities”. Chrome and Edge follow Windows; in Firefox import it under “Settings › Privacy & Security › View Certificates › Authorities”.\nStation devices: give ca.crt to the MQTT client as its CA certificate, and connect by a name or address that the certificate holds.',
  },
  device: {
    title: 'Device credentials',
    text: 'Issue a credential in the console under “Devices”: its name and secret are the MQTT user name and password. The secret is shown once.\nA new credential ends the old one at once; a revoked device is cut off. A device speaks for its own station only.',
  },
  quarantine: {
    title: 'Quarantine',
    text: 'What is impossible (an unknown sensor, a negative value, more than a tank holds, a wrong time) never becomes stock: it is kept apart with the reason and the original. Filter by reason, station and device. A device that is here again and again is usually wrongly set up, or its clock is wrong.',
  },
  timeline: {
    title: 'Timeline',
    text: 'Signing in, enrolment, credentials, exercises: whatever is done is entered in order and cannot be changed. New entries appear on top as they are made.',
  },
  exercise: {
    title: 'Exercise mode',
    text: 'In exercise mode every screen carries the purple banner and no real notice is sent. Starting and ending asks for confirmation and goes into the timeline. Data of sample stations is exercise data too.',
  },
  trouble: {
    title: 'When something is wrong',
    text: '“This display is not enrolled”: it was revoked, or the browser’s data was cleared; enrol it anew.\nRed banner “No connection”: look at the display’s network; it reconnects by itself, at least every 15 seconds.\nA station is stale for long: look for power or cover events first, then call the station.\nLanguage: the button at the top right, or ?lang=zh-CN after the address; the choice is remembered.',
  },
}
