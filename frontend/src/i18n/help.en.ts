import type { help as zh } from './help.zh'

/** The user's guide. */
export const help: typeof zh = {
  title: "User's guide",
  intro:
    "The hub gathers tank levels, sales, deliveries and device states of the county's fuel stations in real time, for the wall and the console. All times shown are Beijing time, by the server's clock.",
  mark: {
    live: "the station's devices are heard as often as promised.",
    stale: 'it was heard once, but not for three of its intervals; its figures no longer count as current.',
    never: 'the station operates, but no device was ever heard.',
    idle: 'planned, suspended or closed: nothing is expected.',
  },
  wall: {
    title: 'Reading the wall',
    text: "Left: stock of the county by product and the days it lasts. Middle: the stations on the map, and who is heard. Right: sales as they happen, deliveries and device events.\nDays of supply = stock above the tanks' bottoms ÷ mean daily sales of the last 7 full days. Where the history is too short it says so and does not guess.\nShape and word say the same as colour:",
  },
  age: {
    title: 'How old the data is',
    text: 'Each tile tells in its corner how old its latest data is. After 8 seconds without the server every tile turns grey and says "Data stopped" with the time since; when the database is away a red banner stands on top.\nIt all comes back by itself. A display whose clock is off by more than 5 seconds says so; the times shown are the server\'s all along.',
  },
  station: {
    title: 'The station page',
    text: "Click a station on the map, or its code in the console, for each tank's volume, volume at 20 °C, usable part, temperature, level and water, each with its age.\nTanks are drawn by volume: below the red dashes no pump reaches; blue at the bottom is water, which is not stock. History can be chosen by quantity and period; the band goes from lowest to highest. On a wall the page returns by itself after two minutes.",
  },
  incident: {
    title: 'Incidents and responses',
    text: 'First word: the duty officer enters it under "Incidents" at the desk; what happened, its kind, the station or township and the time are enough. A count that is unknown stays empty: never enter zero for it. A station\'s alarm can be made an incident too, once, with "Make it an incident" at the event on the station\'s page or at the item in quarantine; place, stock and the readings of the hour before are frozen with it. Verification is a mark and holds up nothing.\nGrade: the highest that deaths, serious injuries or direct loss reach (§1.5). Below "larger" with one of the three unknown it is "undetermined" and is reported as larger (§5.1.2). A person may raise it with a reason, never below what the figures give; correct a wrong count instead: the old one stays to be read.\nClocks: each duty to report counts down, with its article, who owes it to whom, by which means and from when. Where the time of the event is unknown it counts from when it was heard of, and says so. Where the plan says "at once" without minutes the county\'s own term holds, marked as its own. A change of grade rewrites open clocks and says why; one that is late from birth says "send now". A call is entered at its clock; what is due in writing is met by reports.\nReports: the first is fast and may have gaps, which are listed. What was sent is never changed: send a follow-up, at once when casualties change. A request from above has to be answered within 30 minutes.\nResponses: the rules propose a level with reasons. Ⅲ is started by the office director, Ⅱ by the commander or a deputy, Ⅰ by the commander; who started it ends it, a stand-in counts as the post. A spoken order is entered by the duty officer on behalf of the post, which confirms it later. From Ⅱ on the command post, its groups and the measures as tasks come at once, and can be changed.\nHand-over: when higher headquarters takes command, what is handed over is frozen and signed, and the county is in support; its clocks go on. The snapshot is printed to be signed, or downloaded with its signature; the roster of casualties is not in it. To end a response each of four conditions is confirmed (§5.9). An incident is not closed over open clocks, an unsent final report or open corrective actions. A false alarm is rejected; where something was reported, that has to be taken back at once.\nAftermath (§7): the roster of casualties opens to those alone who may read it; where it and the latest counts disagree that is told, and nothing is changed by itself. The ledger sums costs, supplies, requisitions, donations and insurance by kind, and keeps findings and the investigation; what was entered wrongly is struck with a reason and stays to be read. A corrective action has an owner and a time, and has to be settled before the incident is closed. "Whole story" puts all of it, with the entire log, on sheets of A4 to print or to save as PDF; one that could not be read whole says so in red: do not file it.',
  },
  duty: {
    title: 'Duty and hand-overs',
    text: 'Under "Duty" at the desk stands who is on duty now, with number and end, and the next two weeks. Where nobody is entered now, or the next 24 hours have a gap, the page says so; the wall and the list of incidents do too.\nA turn lasts at most 72 hours and begins within a year. Nobody has two turns at once in a room, and one leads at a time. Of a turn that runs only its end, number and note change; what is over stays as it was. A turn that is taken back stays with its reason.\nHanding over writes down what is open: incidents with grade and level, clocks with their state then, tasks, unanswered notices. Another person than who handed over takes it; until then it stands as "to be taken". While one waits, another replaces it only with remarks that say why.',
  },
  contact: {
    title: 'Contacts of units',
    text: "Member units file a duty phone, backup means and their head (§6.7). What a unit lacks is red, with the number of complete units on top. A contact needs a phone, an e-mail address or other means; after a change of these it has to be checked anew, and a check older than 90 days, the county's own number, is told.\nMany at once: the administrator runs server contact import FILE with a CSV file of the columns organisation, kind (DUTY_PHONE, BACKUP, HEAD), rank, name, phone, email, means. One wrong line, and none is taken.\nNumbers and addresses are in no log and not in the timeline.",
  },
  access: {
    title: 'Who may do what',
    text: "What one sees and may do comes from posts, not from accounts. A post comes by appointment, with a beginning, perhaps an end, and a reason, all in the audit trail. A new account holds none; when an appointment begins, runs out or is ended, pages follow within seconds, without signing in again.\nThe three administrators: the system administrator keeps accounts, displays, device credentials and exercise mode, but appoints nobody; the security administrator appoints and keeps bureaus' programs, but makes no account; the security auditor reads all of the audit trail and changes nothing. They are three (GB/T 22239 level 3) so that nobody can give themselves rights and wipe away the trace; hence nobody holds two of them, and nobody appoints themselves. The three one-time links of the first start are for three people.\nPosts of command: duty officer, head of the headquarters' office, deputy commander and commander see everything of the county's stations, people and the state of devices, switch exercise mode, and see phone numbers in full (each reading is recorded). The lead of a working group sees the stations' data only.\nPosts with bounds: an officer of a township or zone sees its own stations, a reporter of an enterprise those of the enterprise; a field leader sees stock, deliveries, device links and leaks, but no sales. A bureau's analyst sees what the bureau's share holds, and keeps the bureau's programs.\nStand-ins: a duty officer and the like can hand their post on from their own account's page, for at most 90 days, and take it back at any time; administrators cannot. When the holder's appointment ends, so does the stand-in's.\nOne-time links: a new person, a display, a phone and a new password all take one. It is good once, for 24 hours, and is shown once: hand it over in person or by a way you trust.\nLost or leaked password: the system administrator makes a new link with \"Reset password\" under \"People\"; using it ends the second factors and every sign-in. Lost phone: the system administrator revokes it under \"Displays and phones\", and it is cut off at once; if it also was the second factor, have the password reset too. Somebody leaves: the security administrator ends the appointments, the system administrator closes the account.\nWhat the ten bureaus see (as the county set it; all see the register of stations): Commerce – stock, sales, deliveries, device links, device credentials, quarantine. Public Security – tampering and power. Finance – state of device credentials. Ecology and Environment – stock, deliveries, leaks and overfill. Transport – deliveries and waybills. Emergency Management – stock, sales, deliveries and all events. Market Supervision – sales, device faults, tampering and power. Statistics and Tax – stock, sales, deliveries. Data Centre – device links, device credentials, quarantine.\nWhat is not open to you says \"Not open to you\" and which right it needs; it is never shown as empty or zero.",
  },
  enrol: {
    title: 'Enrolling displays, phones and people',
    text: 'The system administrator enrols displays and phones in the console under "Displays and phones", and invites people under "People". A link is good once, for 24 hours.\nOpening it on a display enrols that display, with no keyboard needed afterwards; a person chooses a user name and a password. A phone sees what its person\'s posts allow, but for administration. Revoke a display or phone that is no longer used: it is cut off at once, and a display says so.',
  },
  certificate: {
    title: 'Certificate and secure connection',
    download: "Download this hub's CA certificate",
    text: 'A county\'s own network has no public certificate: the hub proves itself by a certificate authority (CA) of its own. Install the CA certificate once on each phone and PC; the yearly renewal of the server\'s certificate needs nothing new. Until then the browser says that the connection is not secure: install first, and enter no user name or password on a page with that warning.\nGetting the file: safest is a copy of ca.crt from the administrator, by USB. The link below gives it too, also as a printed QR code; the browser still warns then, so use that page for the download alone and compare the fingerprint.\nComparing the fingerprint: the administrator runs server tls show, prints the fingerprints and hands them over in person, not through the same network. What the device shows must be the same in every part; if one differs do not trust it, delete it if it is installed, and tell the administrator.\nAndroid: Settings › Security › Encryption & credentials › Install a certificate › CA certificate, and choose the file (menus differ by maker: search the settings for "certificate"; a screen lock is needed). Then open it under "Trusted credentials › User" and compare the SHA-256 fingerprint.\niOS: open the file, or the link in Safari; under "Settings › Profile Downloaded" open the certificate in "More Details" and compare the SHA-256 fingerprint, then "Install"; at last switch it on under "Settings › General › About › Certificate Trust Settings".\nWindows: open the file and compare "Thumbprint" at the end of "Details" (Windows shows only the SHA-1, which is printed too); then "Install Certificate › Local Machine › Trusted Root Certification Authorities". Chrome and Edge follow Windows; in Firefox import it under "Settings › Privacy & Security › View Certificates › Authorities".\nStation devices: give ca.crt to the MQTT client as its CA certificate, and connect by a name or address that the certificate holds.',
  },
  device: {
    title: 'Device credentials',
    text: 'Issue a credential in the console under "Devices": its name and secret are the MQTT user name and password. The secret is shown once.\nA new credential ends the old one at once; a revoked device is cut off. A device speaks for its own station only.',
  },
  quarantine: {
    title: 'Quarantine',
    text: 'What is impossible (an unknown sensor, a negative value, more than a tank holds, a wrong time) never becomes stock: it is kept apart with the reason and the original. Filter by reason, station and device. A device that is here again and again is usually wrongly set up, or its clock is wrong.',
  },
  timeline: {
    title: 'Timeline',
    text: 'Signing in, appointments, enrolment, credentials, exercises: whatever is done is entered in order and cannot be changed. New entries appear on top as they are made; filter them by subject and by person, and open one for what was before and after.\nWhat is about access (sign-ins, appointments, links, keys of programs) is for the security auditor alone.',
  },
  exercise: {
    title: 'Exercise mode',
    text: 'In exercise mode every screen carries the purple banner and no real notice is sent. Starting and ending asks for confirmation and goes into the timeline. Data of sample stations is exercise data too.',
  },
  trouble: {
    title: 'When something is wrong',
    text: '"This display is not enrolled": it was revoked, or the browser\'s data was cleared; enrol it anew.\nRed banner "No connection": look at the display\'s network; it reconnects by itself, at least every 15 seconds.\nA station is stale for long: look for power or cover events first, then call the station.\nLanguage: the button at the top right, or ?lang=zh-CN after the address; the choice is remembered.',
  },
}
