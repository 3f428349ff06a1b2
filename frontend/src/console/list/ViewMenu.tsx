import { Button, Checkbox, Popover, Segmented } from 'antd'
import { useTranslation } from '@/i18n'
import type { Column } from './filter'
import { type Density, densities, type Kept, moved } from './view'

interface Props {
  /** All columns, in their order. */
  columns: readonly Column<never>[]
  kept: Kept | null
  onKeep(next: Kept | null): void
  density: Density
  onDensity(next: Density): void
}

/** Which columns are shown, in which order, and how close rows stand. */
export function ViewMenu({ columns, kept, onKeep, density, onDensity }: Props) {
  const { t } = useTranslation()
  const choosable = columns.filter((c) => !c.acts)
  const order = choosable.map((c) => c.key)
  const hidden = kept?.hidden ?? []
  const content = (
    <div className="list-view">
      <ul aria-label={t('list.columns')}>
        {choosable.map((c, i) => (
          <li key={c.key} data-column={c.key}>
            <Checkbox
              checked={c.always || !hidden.includes(c.key)}
              disabled={c.always ?? false}
              onChange={(e) =>
                onKeep({
                  order,
                  hidden: e.target.checked ? hidden.filter((k) => k !== c.key) : [...hidden, c.key],
                })
              }
            >
              {c.title}
            </Checkbox>
            {([-1, 1] as const).map((by) => (
              <Button
                key={by}
                size="small"
                type="text"
                disabled={by < 0 ? i === 0 : i === choosable.length - 1}
                aria-label={t(by < 0 ? 'list.before' : 'list.after', { column: c.title })}
                onClick={() => onKeep({ order: moved(order, c.key, by), hidden })}
              >
                {by < 0 ? '↑' : '↓'}
              </Button>
            ))}
          </li>
        ))}
      </ul>
      <Segmented
        aria-label={t('list.density')}
        value={density}
        onChange={onDensity}
        options={densities.map((value) => ({ value, label: t(`list.${value}`) }))}
      />
      <Button size="small" type="link" disabled={kept === null} onClick={() => onKeep(null)}>
        {t('list.reset')}
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" title={t('list.columns')} content={content}>
      <Button>{t('list.view')} ▾</Button>
    </Popover>
  )
}
