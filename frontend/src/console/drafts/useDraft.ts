import { Form, type FormInstance } from 'antd'
import { useContext, useEffect, useMemo, useRef, useState } from 'react'
import { dropDraft, findDraft, keepDraft } from '@/ui/drafts'
import { ViewerContext } from '../rights'
import { merge } from './merge'
import { decode, encode, type Values } from './values'

export interface Drafted {
  /** What the form begins with: the draft, where there is one. */
  begin: Values
  /** Of the draft that was restored: when it was typed, and whether what it began with has changed since. */
  restored: { at: number; newer: boolean } | null
  /** This browser could not keep what is typed. */
  unkept: boolean
  /** Throws the draft away and begins anew. */
  discard(): void
  /** The hub took it. */
  done(): void
}

/**
 * Keeps what is typed into a form on this browser, by who types and of what it is,
 * and gives it back. `of` names the object, as `facts:12`; without it nothing is kept.
 */
export function useDraft(of: string | undefined, form: FormInstance, initial: Values): Drafted {
  const viewer = useContext(ViewerContext)?.name
  const [first] = useState(initial)
  const basis = useMemo(() => encode(first), [first])
  const [found, setFound] = useState(() => (of && viewer ? findDraft(viewer, of) : null))
  const [unkept, setUnkept] = useState(false)
  const [begin] = useState(() => (found ? merge(decode(found.values), decode(found.basis), first) : first))
  const ended = useRef(false)
  const typed = Form.useWatch((values) => encode({ ...values }), form)

  useEffect(() => {
    if (!of || !viewer || ended.current || typed === undefined) return
    const all = { ...first, ...form.getFieldsValue(true) }
    const values = encode(all)
    if (values === basis) {
      dropDraft(viewer, of)
      return setUnkept(false)
    }
    setUnkept(!keepDraft(viewer, of, { at: Date.now(), values, basis }))
    const warn = (e: BeforeUnloadEvent) => e.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [of, viewer, typed, basis, first, form])

  const drop = () => {
    if (of && viewer) dropDraft(viewer, of)
  }
  return {
    begin,
    restored: found && { at: found.at, newer: found.basis !== basis },
    unkept,
    discard: () => {
      drop()
      setFound(null)
      form.setFieldsValue({ ...Object.fromEntries(Object.keys(begin).map((k) => [k, undefined])), ...first })
    },
    done: () => {
      ended.current = true
      drop()
    },
  }
}
