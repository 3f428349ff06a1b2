import './help.css'
import { useTranslation } from '@/i18n'
import type { Mark } from '@/live/staleness'
import { useColours } from '@/ui/deskTheme'
import { ExerciseBanner } from '@/ui/ExerciseBanner'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { LinkMark } from '@/ui/LinkMark'

const chapters = [
  'wall',
  'age',
  'station',
  'alarm',
  'incident',
  'field',
  'duty',
  'contact',
  'desk',
  'list',
  'access',
  'enrol',
  'certificate',
  'device',
  'installation',
  'quarantine',
  'timeline',
  'profile',
  'exercise',
  'trouble',
] as const
const marks: Mark[] = ['live', 'stale', 'never', 'idle']

/** The user's guide, inside the hub, since a command centre may have no other network. */
export function Help() {
  const { t } = useTranslation()
  return (
    <div className="help" data-theme={useColours()}>
      <ExerciseBanner />
      <main>
        <header>
          <h1>{t('help.title')}</h1>
          <LanguageSwitch />
        </header>
        <p>{t('help.intro')}</p>
        <nav aria-label={t('help.title')}>
          <ul>
            {chapters.map((c) => (
              <li key={c}>
                <a href={`#${c}`}>{t(`help.${c}.title`)}</a>
              </li>
            ))}
          </ul>
        </nav>
        {chapters.map((c) => (
          <section key={c} id={c}>
            <h2>{t(`help.${c}.title`)}</h2>
            {[t(`help.${c}.text`), ...(c === 'incident' ? [t('scene.guide'), t('sceneReport.guide')] : [])]
              .join('\n')
              .split('\n')
              .map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            {c === 'certificate' && (
              <p>
                <a href="/api/v1/ca.pem">{t('help.certificate.download')}</a>
              </p>
            )}
            {c === 'wall' && (
              <ul className="marks">
                {marks.map((m) => (
                  <li key={m}>
                    <LinkMark mark={m} /> — {t(`help.mark.${m as 'live'}`)}
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </main>
    </div>
  )
}
