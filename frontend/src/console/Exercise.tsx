import { App, Button, Card } from 'antd'
import { useMutation } from 'urql'
import { graphql } from '@/gql/generated'
import { useTranslation } from '@/i18n'
import { hubStatus } from '@/live/hubStatus'
import { useStream } from '@/live/stream'
import { newIdempotencyKey, useFailure } from '@/ui/useFailure'

const SetExerciseDocument = graphql(`
  mutation SetExercise($input: SetExerciseInput!) {
    setExercise(input: $input) {
      hub {
        exercise
      }
      userErrors {
        ...Told
      }
    }
  }
`)

/** Switches the whole hub in and out of exercise, after asking. */
export function Exercise() {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const failed = useFailure()
  const exercise = useStream(hubStatus).value?.exercise
  const [{ fetching }, set] = useMutation(SetExerciseDocument)
  const change = async (next: boolean) => {
    const sure = await modal.confirm({
      title: t(next ? 'exercise.startConfirm' : 'exercise.endConfirm'),
      content: t(next ? 'exercise.startEffect' : 'exercise.endEffect'),
      okButtonProps: { danger: !next },
    })
    if (!sure) return
    const result = await set({ input: { exercise: next, idempotencyKey: newIdempotencyKey() } })
    failed(result.error, result.data?.setExercise?.userErrors)
  }
  return (
    <Card style={{ maxWidth: 640 }}>
      <p style={{ marginBottom: 16 }}>
        {exercise === undefined ? t('exercise.unknown') : t(exercise ? 'exercise.on' : 'exercise.off')}
      </p>
      <Button
        type="primary"
        danger={exercise === true}
        loading={fetching}
        disabled={exercise === undefined}
        onClick={() => void change(!exercise)}
      >
        {t(exercise ? 'exercise.end' : 'exercise.start')}
      </Button>
    </Card>
  )
}
