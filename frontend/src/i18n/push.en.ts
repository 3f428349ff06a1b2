/** Being told while the page is closed; the phone itself words the notifications. */
export const push = {
  title: 'Tell me when the page is closed',
  why: 'A line on the locked screen when there is a new task, the response changes, or a report of yours is decided. It holds no names, counts or places.',
  honest:
    'It goes through the push service of who made the phone and may come late or not at all. It stands for no acknowledgement and no notice.',
  group:
    'While this is on, the hub knows which group you chose as yours, so that it tells you of its tasks alone.',
  turnOn: 'Turn on',
  turnOff: 'Turn off',
  on: '✓ This is on',
  turning: 'One moment…',
  installFirst:
    'On an iPhone, first add the program to the home screen and open it from there; then this can be turned on.',
  denied:
    'The phone does not let this program notify. Allow it in the settings of the phone under Notifications, or in those of the browser for this site, then come back.',
  unreachable:
    'It is not on: the browser does not reach its push service, or there is no network. Try again later.',
  refused: 'It is not on; the hub did not take it: {{why}}',
  notOff: 'The hub does not know of it yet: there is no network. Try again later.',
  notification: {
    title: 'Command Hub',
    exercise: '[Exercise] {{text}}',
    TASK: 'There is a new task, or one has changed. Open Command Hub.',
    RESPONSE: 'The response has changed. Open Command Hub.',
    REPORT: 'A report of yours was decided. Open Command Hub.',
    other: 'Something has happened. Open Command Hub.',
  },
}
