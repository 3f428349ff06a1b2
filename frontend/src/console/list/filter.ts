import type { ReactNode } from 'react'

export interface Option {
  value: string
  label: string
}

interface Common<R> {
  /** Its name in the URL, and at the hub where the list can be had as a file. */
  name: string
  label: string
  /** Whether a row is left in; none where the rows come filtered. */
  holds?(row: R, values: readonly string[]): boolean
}

/** What a list can be filtered by. Several filters leave in what all of them do. */
export type Filter<R> = Common<R> &
  (
    | { kind: 'text' }
    | {
        kind: 'choice'
        options: readonly Option[]
        /** What is chosen where nothing is; without it, anything. */
        fallback?: string
        /** Options stand side by side instead of in a menu. */
        sideBySide?: boolean
      }
    | { kind: 'multiple'; options: readonly Option[] }
  )

export interface Column<R> {
  key: string
  title: string
  render(row: R, index: number): ReactNode
  /** Orders rows; none where they cannot be sorted by it. */
  compare?(a: R, b: R): number
  /** Its columns in the list's file. */
  exported?: readonly string[]
  /** It cannot be left out: without it nobody knows what a row is. */
  always?: boolean
  /** Buttons: always last, on no sheet of paper. */
  acts?: boolean
  className?: string
  width?: string | number
  align?: 'right'
}

/** Whether a text is in one of some, whatever its case. */
export const isIn = (
  texts: readonly (string | null | undefined)[],
  [wanted = '']: readonly string[],
): boolean => texts.some((text) => text?.toLowerCase().includes(wanted.trim().toLowerCase()))

/** Orders by a text as people do: station 2 before station 10. */
export const byText =
  <R>(of: (row: R) => string | null | undefined) =>
  (a: R, b: R): number =>
    (of(a) ?? '').localeCompare(of(b) ?? '', 'zh-CN', { numeric: true })
