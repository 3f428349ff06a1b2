import { useNavigate } from '@tanstack/react-router'
import { Checkbox, DatePicker, Form, Input, InputNumber, Modal } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useCounty } from '@/gql/county'
import { bounds } from '@/gql/generated/bounds'
import { useNamed, useTranslation } from '@/i18n'
import { serverClock } from '@/live/clock'
import { useGeneration } from '@/live/connection'
import { Choice } from '@/ui/Choice'
import { instantOf, pickedAt } from '@/ui/format'
import { DraftLine } from '../drafts/DraftLine'
import { useDraft } from '../drafts/useDraft'
import { OpenIncidentDocument } from './acts'
import { figuresOf } from './figures'
import { useAct } from './useAct'
import { useKinds } from './useKinds'

/** Stations and townships as one list: what is typed finds either by code or name. */
function usePlaceOptions() {
  const named = useNamed()
  const county = useCounty(useGeneration())
  return [
    ...(county?.stations ?? []).map((s) => ({
      value: `station:${s.code}`,
      label: `${named(s)} · ${named(s.area)}`,
      find: `${s.code} ${s.name} ${s.nameEn} ${s.area.name}`,
    })),
    ...(county?.areas ?? [])
      .filter((a) => a.kind !== 'COUNTY')
      .map((a) => ({ value: `area:${a.code}`, label: named(a), find: `${a.code} ${a.name} ${a.nameEn}` })),
  ]
}

interface Given {
  title: string
  kind: string
  place: string
  occurredAt?: Dayjs | null
  heardAt?: Dayjs | null
  unknown?: boolean
  source?: string
  reporter?: string
  [figure: string]: unknown
}

const found = (typed: string, option?: { find: string }) =>
  option?.find.toLowerCase().includes(typed.toLowerCase()) ?? false

const asked = ['deaths', 'seriouslyInjured', 'injured', 'trapped', 'missing'] as const

/** The first word of an incident, by keyboard, in under a minute; then its page. */
export function FirstReport({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const kinds = useKinds()
  const places = usePlaceOptions()
  const [form] = Form.useForm<Given>()
  // Rounded to the minute, and to that in which the form was opened.
  const [initial] = useState(() => ({
    occurredAt: pickedAt(Math.floor((serverClock.now() ?? Date.now()) / 60_000) * 60_000),
  }))
  const draft = useDraft('first', form, initial)
  const act = useAct(form)
  const [busy, setBusy] = useState(false)
  const unknown = Form.useWatch('unknown', form)

  const submit = async ({
    title,
    kind,
    place,
    occurredAt,
    heardAt,
    unknown,
    source,
    reporter,
    ...figures
  }: Given) => {
    const [of, code] = place.split(':')
    setBusy(true)
    const outcome = await act(OpenIncidentDocument, {
      facts: {
        title: title.trim(),
        kind,
        [of === 'station' ? 'station' : 'area']: code,
        occurredAt: unknown || !occurredAt ? null : instantOf(occurredAt),
        heardAt: heardAt ? instantOf(heardAt) : null,
        source: source?.trim() ?? '',
        reporter: reporter?.trim() || null,
      },
      counts: figuresOf(figures),
    })
    setBusy(false)
    if (!outcome.done) return
    draft.done()
    void navigate({
      to: '/console/{-$section}/{-$item}',
      params: { section: 'incidents', item: outcome.id },
    })
  }
  const needed = (what: string) => [
    { required: true, whitespace: true, message: t('incident.needed', { what }) },
  ]

  return (
    <Modal
      open
      width={720}
      title={t('incident.firstReport')}
      okText={t('incident.submit')}
      cancelText={t('incident.cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
      afterOpenChange={(shown) => shown && form.focusField('title')}
    >
      <p className="console-note">{t('incident.firstReportHint')}</p>
      <DraftLine draft={draft} />
      <Form
        form={form}
        layout="vertical"
        className="incident-first"
        initialValues={draft.begin}
        onFinish={(values) => void submit(values)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) form.submit()
        }}
      >
        <Form.Item
          name="title"
          label={t('incident.title')}
          rules={needed(t('incident.title'))}
          className="whole"
        >
          <Input maxLength={bounds.IncidentFacts.title} placeholder={t('incident.titleHint')} />
        </Form.Item>
        <Form.Item name="kind" label={t('incident.kind')} rules={needed(t('incident.kind'))}>
          <Choice showSearch={{ filterOption: found }} options={kinds} />
        </Form.Item>
        <Form.Item name="place" label={t('incident.place')} rules={needed(t('incident.place'))}>
          <Choice
            showSearch={{ filterOption: found }}
            options={places}
            placeholder={t('incident.placeHint')}
          />
        </Form.Item>
        <Form.Item name="occurredAt" label={`${t('incident.occurredAt')} (${t('clock.zone')})`}>
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            allowClear={false} // unknown is said beside it
            disabled={unknown === true}
          />
        </Form.Item>
        <Form.Item name="unknown" valuePropName="checked" label=" " colon={false}>
          <Checkbox>{t('incident.occurredUnknown')}</Checkbox>
        </Form.Item>
        <div className="whole incident-figures">
          {asked.map((name) => (
            <Form.Item key={name} name={name} label={t(`incident.figure.${name}`)}>
              <InputNumber min={0} precision={0} placeholder={t('incident.unknown')} />
            </Form.Item>
          ))}
          <Form.Item name="loss" label={t('incident.lossUnit')}>
            <InputNumber min={0} placeholder={t('incident.unknown')} />
          </Form.Item>
        </div>
        <Form.Item name="source" label={t('incident.source')}>
          <Input maxLength={bounds.IncidentFacts.source} placeholder={t('incident.sourceHint')} />
        </Form.Item>
        <Form.Item name="reporter" label={t('incident.reporter')}>
          <Input maxLength={bounds.IncidentFacts.reporter} />
        </Form.Item>
        <Form.Item name="heardAt" label={`${t('incident.heardAt')} (${t('clock.zone')})`}>
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            placeholder={t('incident.heardNow')}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
