import './quarantine.css'
import { useState } from 'react'
import { Entries } from './Entries'
import { EntryPanel } from './EntryPanel'
import { Groups } from './Groups'
import { useReview } from './useReview'
import { WaitingLine } from './WaitingLine'

/** What devices sent and the hub would not believe: what waits for a review, the worst device first, and all of it. */
export function Quarantine() {
  const review = useReview()
  const [opened, setOpened] = useState<string | null>(null)
  const [changes, setChanges] = useState(0)
  const changed = () => {
    setChanges((n) => n + 1)
    review?.again()
  }
  return (
    <>
      <WaitingLine review={review} />
      <Groups waiting={review?.value ?? null} onOpen={setOpened} onChanged={changed} />
      <Entries changes={changes} onOpen={setOpened} onRefresh={changed} />
      {opened && <EntryPanel id={opened} onChanged={changed} onClose={() => setOpened(null)} />}
    </>
  )
}
