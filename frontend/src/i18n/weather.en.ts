/** The weather on the wall. */
export const weather = {
  title: 'Weather',
  observed: 'observed {{ago}}',
  old: 'Observed {{ago}}: no longer the present weather',
  none: 'No observation of {{source}} yet',
  calm: 'No wind',
  noWind: 'Wind not known',
  noDirection: 'Direction not known',
  speed: '{{speed}} m/s',
  humidity: 'Humidity {{n}}%',
  precipitation: 'Rain {{mm}} mm/h',
  from: {
    N: 'From the north',
    NE: 'From the north-east',
    E: 'From the east',
    SE: 'From the south-east',
    S: 'From the south',
    SW: 'From the south-west',
    W: 'From the west',
    NW: 'From the north-west',
  },
}
