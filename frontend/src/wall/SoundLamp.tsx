import { useTranslation } from '@/i18n'
import { alarms, rings, silenceAt } from '@/live/alarms'
import { useNow } from '@/live/clock'
import { useStream } from '@/live/stream'
import { useSiren } from '@/ui/alarms/useSiren'
import { Lamp } from './Lamp'

/** Rings while something alarms, and says whether it can. */
export function SoundLamp() {
  const { t } = useTranslation()
  const now = useNow()
  const { value } = useStream(alarms)
  const ringing = rings(value, now.server)
  const sound = useSiren(ringing)
  const word =
    sound !== 'allowed' ? sound : silenceAt(value, now.server) ? 'silenced' : ringing ? 'ringing' : sound
  const health = word === 'blocked' ? 'bad' : word === 'allowed' ? 'good' : 'doubtful'
  return (
    <>
      <Lamp health={health} label={t('alarm.soundLabel')} word={t(`alarm.sound.${word}`)} />
      {sound === 'blocked' && (
        <p className="sound-blocked" role="alert">
          ▲ {t('alarm.blockedHelp')}
        </p>
      )}
    </>
  )
}
