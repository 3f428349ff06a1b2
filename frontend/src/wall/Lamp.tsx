export type Health = 'good' | 'doubtful' | 'bad'

/** The state of one thing that the wall lives by, as shape, colour and word. */
export function Lamp({ health, label, word }: { health: Health; label: string; word: string }) {
  return (
    <span className={`lamp ${health}`}>
      <i aria-hidden="true">{health === 'good' ? '●' : health === 'bad' ? '■' : '▲'}</i>
      <span>{label}</span>
      <b>{word}</b>
    </span>
  )
}
