import type { ReactNode } from 'react'

/** A part of the page: its title, what may be done there, what is there. */
export function Card({ title, acts, children }: { title: string; acts?: ReactNode; children: ReactNode }) {
  return (
    <section className="incident-card">
      <header>
        <h3>{title}</h3>
        {acts}
      </header>
      {children}
    </section>
  )
}
