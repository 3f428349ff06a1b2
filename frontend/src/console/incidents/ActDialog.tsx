import { App, Checkbox, DatePicker, Form, Input, InputNumber, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from '@/i18n'
import { Choice } from '@/ui/Choice'
import { instantOf } from '@/ui/format'
import { DraftLine } from '../drafts/DraftLine'
import { useDraft } from '../drafts/useDraft'
import { isPicked, type Values } from '../drafts/values'
import { Conflict } from './Conflict'
import { type Outcome, useAct } from './useAct'

/** One thing that a dialog asks for. */
export interface Field {
  name: string
  label: string
  kind: 'text' | 'area' | 'number' | 'choice' | 'instant' | 'checks'
  options?: { value: string; label: string; disabled?: boolean }[]
  required?: boolean
  /** The most characters of a text, where that is not its bound in the contract; or the largest number. */
  most?: number
  /** The smallest number; 0 where nothing is said. */
  least?: number
  hint?: string
  initial?: unknown
  /** Shown only where this holds of what is filled in so far. */
  when?: (values: Values) => boolean
}

export type { Values }

export const textOf = (v: unknown): string | null => (typeof v === 'string' && v !== '' ? v : null)
export const numberOf = (v: unknown): number | null => (typeof v === 'number' ? v : null)

interface Props {
  title: string
  fields: Field[]
  /** The most characters of its texts, by name: those of the contract's input. */
  bounds?: Readonly<Record<string, number>>
  note?: ReactNode
  width?: number
  /** Of an edit: what is there now. Where another was there before, both versions are shown. */
  latest?: Values
  /** What to say of refusals; as of incidents where nothing else is given. */
  refusals?: object
  /** The conflict was met before the dialog was opened. */
  conflicted?: boolean
  /** What it is of, as `facts:12`: what is typed is kept on this browser until it is sent. */
  draft?: string
  /** `seen` tells that the person has seen the latest version beside theirs. */
  submit(act: ReturnType<typeof useAct>, values: Values, seen: boolean): Promise<Outcome>
  onClose(outcome?: Outcome): void
}

/** What was filled in: texts trimmed, instants as ISO 8601, nothing for what was left empty. */
const read = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, v]) => [
      name,
      isPicked(v) ? instantOf(v) : typeof v === 'string' ? v.trim() : v,
    ]),
  )

/** Asks for what an act needs and carries it out; stays open, with the reason, where it is refused. */
export function ActDialog({
  title,
  fields,
  bounds = {},
  note,
  width,
  latest,
  refusals,
  conflicted,
  draft: of,
  submit,
  onClose,
}: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const initial = Object.fromEntries(fields.map((f) => [f.name, f.initial]))
  const draft = useDraft(of, form, initial)
  const act = useAct(form, { quiet: latest !== undefined, refusals })
  const [conflict, setConflict] = useState(conflicted ?? false)
  const [busy, setBusy] = useState(false)
  const values = Form.useWatch([], form) ?? {}
  const finish = async (given: Values) => {
    setBusy(true)
    const outcome = await submit(act, read(given), conflict)
    setBusy(false)
    if (!outcome.done) {
      if (outcome.conflict && latest) setConflict(true)
      else if (outcome.conflict) onClose(outcome)
      return
    }
    draft.done()
    void message.success(t('incident.saved'))
    onClose(outcome)
  }
  return (
    <Modal
      open
      title={title}
      width={width}
      okText={t(conflict ? 'incident.conflict.takeMine' : 'incident.submit')}
      cancelText={t(conflict ? 'incident.conflict.takeTheirs' : 'incident.cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={() => onClose()}
      mask={{ closable: false }}
      afterOpenChange={(shown) => shown && fields[0] && form.focusField(fields[0].name)}
    >
      {note}
      <DraftLine draft={draft} />
      {(conflict || draft.restored?.newer) && (
        <Conflict
          fields={fields}
          mine={values}
          theirs={latest ?? initial}
          take={(name) => form.setFieldValue(name, (latest ?? initial)[name])}
        />
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={draft.begin}
        onFinish={(v) => void finish(v)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) form.submit()
        }}
      >
        {fields
          .filter((f) => f.when?.(values) ?? true)
          .map((f) => (
            <Form.Item
              key={f.name}
              name={f.name}
              label={f.label}
              extra={f.hint}
              rules={[
                {
                  required: f.required ?? false,
                  // A rule that names blanks is one of texts alone.
                  ...((f.kind === 'text' || f.kind === 'area') && { whitespace: f.required }),
                  message: t('incident.needed', { what: f.label }),
                },
                ...(f.kind === 'number' && f.most !== undefined
                  ? [
                      {
                        type: 'number' as const,
                        min: f.least ?? 0,
                        max: f.most,
                        message: t('scene.between', { least: f.least ?? 0, most: f.most }),
                      },
                    ]
                  : []),
              ]}
            >
              {control(f, f.most ?? bounds[f.name])}
            </Form.Item>
          ))}
      </Form>
    </Modal>
  )
}

function control({ kind, options, least }: Field, most: number | undefined) {
  switch (kind) {
    case 'area':
      return <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={most} />
    case 'number':
      return <InputNumber min={least ?? 0} style={{ width: '100%' }} />
    case 'choice':
      return <Choice showSearch={{ optionFilterProp: 'label' }} options={options} />
    case 'instant':
      return <DatePicker showTime style={{ width: '100%' }} />
    case 'checks':
      return <Checkbox.Group options={options} className="incident-checks" />
    default:
      return <Input maxLength={most} />
  }
}
