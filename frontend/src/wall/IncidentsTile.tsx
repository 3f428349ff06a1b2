import { useNamed, useTranslation } from '@/i18n'
import { incidentUpdates, type OpenIncident } from '@/live/incidents'
import { useStream } from '@/live/stream'
import { Casualties, type counts } from './Casualties'
import { Fitted } from './Fitted'
import { ExerciseMark, GradeMark } from './GradeMark'
import { byNeed, waitsForResponse } from './gravity'
import { Doubt, None, useKnownAge } from './Knowledge'
import { Tile } from './Tile'

const told: (typeof counts)[number][] = ['deaths', 'seriouslyInjured', 'injured', 'trapped', 'missing']

/** Where an incident is: in words, else its station, else its township. */
export function usePlace(): (of: OpenIncident) => string {
  const { t } = useTranslation()
  const named = useNamed()
  return (of) =>
    of.address ||
    (of.station && named(of.station)) ||
    (of.area && named(of.area)) ||
    t('wallIncident.noPlace')
}

/** The level of response, or that there is none: loud where one is waited for. */
export function LevelMark({ of }: { of: Pick<OpenIncident, 'level' | 'stage'> }) {
  const { level } = of
  const { t } = useTranslation()
  return (
    <b className={`level-mark ${level ?? (waitsForResponse(of) ? 'waits' : 'none')}`}>
      {level ? t(`wallIncident.level.${level}`) : t('wallIncident.noLevel')}
    </b>
  )
}

interface Props {
  /** null while they were not read. */
  incidents: readonly OpenIncident[] | null
  /** The instant for which that is known to be so, ms since 1970. */
  asOf: number | null
}

/** The open incidents, those that wait for a response first, then the gravest; that there are none is said only with since when that is known. */
export function IncidentsTile({ incidents, asOf }: Props) {
  const { t } = useTranslation()
  const place = usePlace()
  const stream = useStream(incidentUpdates)
  const rows = [...(incidents ?? [])].sort(byNeed)
  return (
    <Tile
      area="incidents"
      title={t('wallIncident.title')}
      needs="incident:read"
      stream={stream}
      promiseMs={null}
      newest={null}
      age={useKnownAge(asOf)}
      unknown={rows.length === 0 ? t('wallIncident.notKnown.incidents') : undefined}
    >
      {rows.length === 0 ? (
        <None asOf={asOf} of="incidents" />
      ) : (
        <>
          <Doubt asOf={asOf} />
          <Fitted
            className="incidents"
            rowRem={7.25}
            rows={rows.map((of) => ({
              key: of.id,
              className: of.grade,
              row: (
                <>
                  <h3>
                    <GradeMark grade={of.grade} />
                    <span className="where">{of.title}</span>
                    <LevelMark of={of} />
                  </h3>
                  <p>
                    {of.exercise && <ExerciseMark />}
                    <b>{of.number}</b>
                    <span className="where">{place(of)}</span>
                    <span className="stage">{t(`wallIncident.stage.${of.stage}`)}</span>
                  </p>
                  <Casualties of={of} kinds={told} />
                </>
              ),
            }))}
          />
        </>
      )}
    </Tile>
  )
}
