import './list.css'
import { Button, Empty, Table, type TableProps } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from '@/i18n'
import { ExportMenu, type ExportTable } from '@/ui/ExportMenu'
import { Filters } from './Filters'
import type { Column, Filter } from './filter'
import { exportedFilters, isFiltered, leftIn, sorted, turned, unfiltered } from './query'
import { Sheet } from './Sheet'
import { useListQuery, useListState } from './useListQuery'
import { usePrinting } from './usePrinting'
import { ViewMenu } from './ViewMenu'
import { arranged, useDensity, useKeptColumns } from './view'

interface Props<R extends object> {
  /** Under which this browser keeps the chosen columns. */
  name: string
  title: string
  /** What it has at the desk beside its parts: sums, marks. */
  className?: string
  filters: readonly Filter<R>[]
  columns: readonly Column<R>[]
  /** Null before they were read. */
  rows: readonly R[] | null
  /** The last reading failed: the rows are older, or not known. */
  failed?: boolean
  rowKey(row: R): string
  /** Said where there is nothing at all. */
  none: string
  /** How many there are, where `rows` are a part that comes filtered and is turned by `acts`. */
  total?: number
  exported?: ExportTable
  /** Further buttons beside the filters. */
  acts?: ReactNode
  onRefresh?(): void
  expandable?: TableProps<R>['expandable']
  /** Below the rows that are found, by the columns that are shown. */
  summary?(rows: readonly R[], shown: readonly string[]): ReactNode
  /** Above the table, of the rows that are found. */
  above?(rows: readonly R[]): ReactNode
}

const PAGE = 50

/** A list of the desk. What of it is seen stands in the URL; how it looks, on this browser. */
export function List<R extends object>(props: Props<R>) {
  const { t } = useTranslation()
  const { filters, columns, rows, failed = false, total } = props
  const state = useListState(
    filters,
    columns.filter((c) => c.compare).map((c) => c.key),
  )
  const ask = useListQuery()
  const [kept, keep] = useKeptColumns(props.name)
  const [density, setDensity] = useDensity()
  const printedAt = usePrinting()
  const { shown, all } = arranged(columns, kept)
  const found = leftIn(rows ?? [], filters, state)
  const count = t('list.found', { n: total ?? found.length })
  const narrowed = isFiltered(state, filters)
  const clear = () => ask((query) => unfiltered(query, filters))

  return (
    <div className="list" data-list={props.name} data-density={density}>
      {printedAt !== null && (
        <Sheet title={props.title} filters={filters} state={state} count={count} at={printedAt} />
      )}
      <div className="console-bar list-bar">
        <Filters filters={filters} state={state} />
        {rows && (
          <span className="list-found" role="status">
            {count}
          </span>
        )}
        {narrowed && (
          <Button type="link" size="small" onClick={clear}>
            {t('list.clear')}
          </Button>
        )}
        {props.acts}
        {props.onRefresh && <Button onClick={props.onRefresh}>{t('console.refresh')}</Button>}
        <ViewMenu columns={all} kept={kept} onKeep={keep} density={density} onDensity={setDensity} />
        {props.exported && (
          <ExportMenu
            table={props.exported}
            filters={exportedFilters(state)}
            columns={shown.flatMap((c) => c.exported ?? [])}
          />
        )}
      </div>
      {failed && rows && <p className="list-failed">{t('list.old')}</p>}
      {props.above?.(found)}
      <Table<R>
        rowKey={props.rowKey}
        size={density === 'compact' || printedAt !== null ? 'small' : 'middle'}
        {...(props.className !== undefined && { className: props.className })}
        loading={rows === null && !failed}
        dataSource={found}
        pagination={
          total !== undefined || printedAt !== null
            ? false
            : {
                current: Math.min(state.page, Math.max(1, Math.ceil(found.length / PAGE))),
                pageSize: PAGE,
                hideOnSinglePage: true,
                showSizeChanger: false,
              }
        }
        locale={{
          emptyText: (
            <Nothing
              what={rows === null ? (failed ? 'unknown' : 'reading') : narrowed ? 'filtered' : 'none'}
              none={props.none}
              onClear={clear}
            />
          ),
        }}
        onRow={(_, index) => ({ tabIndex: index === 0 ? 0 : -1, onKeyDown: walk })}
        onChange={({ current = 1 }, _, sorter, { action }) => {
          if (action === 'paginate') ask((query) => turned(query, current))
          if (action !== 'sort' || Array.isArray(sorter)) return
          ask((query) =>
            sorted(
              query,
              sorter.order
                ? { column: String(sorter.columnKey), descending: sorter.order === 'descend' }
                : null,
            ),
          )
        }}
        columns={shown.map((c) => ({
          key: c.key,
          title: c.title,
          className: [c.className, c.acts && 'list-acts'].filter(Boolean).join(' '),
          ...(c.width !== undefined && { width: c.width }),
          ...(c.align && { align: c.align }),
          ...(c.compare && { sorter: c.compare, showSorterTooltip: false }),
          sortOrder:
            state.sort?.column !== c.key
              ? null
              : state.sort.descending
                ? ('descend' as const)
                : ('ascend' as const),
          render: (_: unknown, row: R, index: number) => c.render(row, index),
        }))}
        {...(props.expandable && { expandable: props.expandable })}
        {...(props.summary && {
          summary: () =>
            props.summary?.(
              found,
              shown.map((c) => c.key),
            ),
        })}
      />
    </div>
  )
}

/** Arrows go from row to row, Enter does the first thing that can be done there. */
function walk(e: KeyboardEvent<HTMLElement>) {
  if (e.target !== e.currentTarget) return
  const row = e.currentTarget
  const rows = [...(row.closest('tbody')?.querySelectorAll<HTMLElement>('tr[data-row-key]') ?? [])]
  const at = rows.indexOf(row)
  if (e.key === 'ArrowDown') rows[at + 1]?.focus()
  else if (e.key === 'ArrowUp') rows[at - 1]?.focus()
  else if (e.key === 'Enter') row.querySelector<HTMLElement>('a, button')?.click()
  else return
  e.preventDefault()
}

interface NothingProps {
  what: 'reading' | 'unknown' | 'filtered' | 'none'
  none: string
  onClear(): void
}

/** Why there is no row: nothing is there, nothing matches, or nobody knows. */
function Nothing({ what, none, onClear }: NothingProps) {
  const { t } = useTranslation()
  if (what === 'reading') return <p>{t('palette.reading')}</p>
  return (
    <div data-nothing={what}>
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          what === 'none' ? none : <b>{t(what === 'unknown' ? 'list.unknown' : 'list.noneMatch')}</b>
        }
      >
        {what === 'filtered' && <Button onClick={onClear}>{t('list.clear')}</Button>}
      </Empty>
    </div>
  )
}
