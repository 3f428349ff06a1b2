import type { ReactNode } from 'react'
import { ExportMenu, type ExportTable } from '@/ui/ExportMenu'

interface Props {
  title: string
  acts?: ReactNode
  /** What of an incident it lists, where that can be had as a file. */
  exported?: { table: ExportTable; incident: string }
  children: ReactNode
}

/** A part of the page: its title, what may be done there, what is there. */
export function Card({ title, acts, exported, children }: Props) {
  return (
    <section className="incident-card">
      <header>
        <h3>{title}</h3>
        {acts}
        {exported && (
          <ExportMenu size="small" table={exported.table} filters={{ incident: exported.incident }} />
        )}
      </header>
      {children}
    </section>
  )
}
