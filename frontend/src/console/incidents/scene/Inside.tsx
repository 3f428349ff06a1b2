import { useTranslation } from '@/i18n'
import { called, type Scene } from './scene'

/** Who is inside the cordon, where that stands against an end. */
export function Inside({ scene }: { scene: Scene | null }) {
  const { t } = useTranslation()
  const inside = scene?.entries.filter((e) => !e.leftAt) ?? []
  if (inside.length === 0) return null
  return (
    <p className="scene-alarm" role="alert">
      ■ {t('scene.insideStill', { n: inside.length, who: inside.map(called).join(t('people.listJoin')) })}
    </p>
  )
}
