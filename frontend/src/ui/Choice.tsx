import { Select, type SelectProps } from 'antd'
import type { DefaultOptionType } from 'antd/es/select'
import { useState } from 'react'

/**
 * A Select that is closed as soon as something is chosen. antd's own closes a task
 * later; a Tab that comes before that is taken for a second choice, and the focus
 * stays where it was.
 */
export function Choice<V, O extends DefaultOptionType>(props: SelectProps<V, O>) {
  const [open, setOpen] = useState(false)
  return <Select {...props} open={open} onOpenChange={setOpen} onSelect={() => setOpen(false)} />
}
