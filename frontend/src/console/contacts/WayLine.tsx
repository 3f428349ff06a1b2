import { Button, Popconfirm } from 'antd'
import { useTranslation } from '@/i18n'
import { useNow } from '@/live/clock'
import { day } from '@/ui/format'
import { useAct } from '../incidents/useAct'
import { useMay } from '../rights'
import { CheckContactDocument, RetireContactDocument, type Way } from './documents'
import { useRefusals } from './useRefusals'

/** After so long a check is old: the county's own number, as §6.7 gives none. */
const OLD_MS = 90 * 86_400_000

interface Props {
  way: Way
  onChange(): void
  onDone(): void
}

/** One way to reach a unit, when it was last found to be right, and what may be done about it. */
export function WayLine({ way, onChange, onDone }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const act = useAct(undefined, { refusals: useRefusals() })
  const step = async (document: typeof CheckContactDocument | typeof RetireContactDocument) => {
    await act(document, { contact: way.id, version: way.version })
    onDone()
  }
  return (
    <li className="contact-way">
      <b>{way.name}</b>
      {[way.phone, way.email, way.means].filter(Boolean).map((text) => (
        <span key={text} className="contact-text">
          {text}
        </span>
      ))}
      <Checked at={way.checkedAt} />
      {may('contact:write') && (
        <span>
          <Button size="small" type="link" onClick={() => void step(CheckContactDocument)}>
            {t('contact.check')}
          </Button>
          <Button size="small" type="link" onClick={onChange}>
            {t('contact.change')}
          </Button>
          <Popconfirm
            title={t('contact.retireConfirm', { name: way.name })}
            onConfirm={() => void step(RetireContactDocument)}
          >
            <Button size="small" type="link" danger>
              {t('contact.retire')}
            </Button>
          </Popconfirm>
        </span>
      )}
    </li>
  )
}

function Checked({ at }: { at: string | null | undefined }) {
  const { t } = useTranslation()
  const now = useNow().server
  if (!at) return <small className="contact-old">{t('contact.unchecked')}</small>
  const days = now === null ? 0 : Math.floor((now - Date.parse(at)) / 86_400_000)
  return now !== null && now - Date.parse(at) > OLD_MS ? (
    <small className="contact-old">{t('contact.checkedOld', { day: day(at), n: days })}</small>
  ) : (
    <small className="console-soft">{t('contact.checked', { day: day(at), n: days })}</small>
  )
}
