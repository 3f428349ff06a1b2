import type { ReactNode } from 'react'
import { inChinese } from '../reportForm'

/** A part of a sheet under its title; says where there is nothing of it. */
export function Part({ title, empty, children }: { title: string; empty?: boolean; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {empty ? <p>{inChinese()('aftermath.story.none')}</p> : children}
    </section>
  )
}

interface Props {
  heads: readonly string[]
  /** Of the columns, in percent; those left out share the rest. */
  widths?: readonly (number | undefined)[]
  rows: readonly { key: string | number; cells: readonly ReactNode[]; struck?: boolean }[]
  foot?: readonly ReactNode[]
}

/** A table whose heads come again on each page, and whose rows break between them alone. */
export function Rows({ heads, widths = [], rows, foot }: Props) {
  return (
    <table className="sheet-rows">
      <colgroup>
        {heads.map((head, i) => (
          <col key={head} style={widths[i] ? { width: `${widths[i]}%` } : undefined} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={row.struck ? 'struck' : undefined}>
            {row.cells.map((cell, i) => (
              <td key={heads[i]}>{cell}</td>
            ))}
          </tr>
        ))}
        {foot && (
          <tr className="sum">
            {foot.map((cell, i) => (
              <td key={heads[i]}>{cell}</td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  )
}

/** Names with what is known of them; what is not known is left out. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <table>
      <tbody>
        {rows
          .filter(([, value]) => value !== null && value !== undefined && value !== '')
          .map(([name, value]) => (
            <tr key={name}>
              <th>{name}</th>
              <td>{value}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
