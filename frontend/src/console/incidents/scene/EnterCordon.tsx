import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { bounds } from '@/gql/generated/bounds'
import { useTranslation } from '@/i18n'
import { serverClock } from '@/live/clock'
import { useAct } from '../useAct'
import { EnterCordonDocument } from './sceneActs'

interface Given {
  name: string
  unit?: string
  /** Minutes from now. */
  outBy: number
}

/** One line to enter who goes in; unit and minutes stay for the next of the team. */
export function EnterCordon({ incident }: { incident: string }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Given>()
  const act = useAct(form)
  const [busy, setBusy] = useState(false)
  const enter = async ({ name, unit, outBy }: Given) => {
    setBusy(true)
    const outcome = await act(EnterCordonDocument, {
      incident,
      name: name.trim(),
      unit: unit?.trim() || null,
      outBy: new Date((serverClock.now() ?? Date.now()) + outBy * 60_000).toISOString(),
    })
    setBusy(false)
    if (!outcome.done) return
    form.setFieldValue('name', '')
    form.focusField('name')
  }
  return (
    <Form
      name="cordon"
      form={form}
      layout="vertical"
      className="scene-enter"
      initialValues={{ outBy: 30 }}
      onFinish={(given) => void enter(given)}
    >
      <Form.Item
        name="name"
        label={t('scene.name')}
        rules={[
          { required: true, whitespace: true, message: t('incident.needed', { what: t('scene.name') }) },
        ]}
      >
        <Input maxLength={bounds.EnterCordonInput.name} />
      </Form.Item>
      <Form.Item name="unit" label={t('scene.unit')}>
        <Input maxLength={bounds.EnterCordonInput.unit} />
      </Form.Item>
      <Form.Item
        name="outBy"
        label={t('scene.minutes')}
        rules={[{ required: true, message: t('incident.needed', { what: t('scene.minutes') }) }]}
      >
        <InputNumber min={1} max={720} precision={0} />
      </Form.Item>
      <Button htmlType="submit" type="primary" loading={busy}>
        {t('scene.enter')}
      </Button>
    </Form>
  )
}
