import { useEffect, useState } from 'react'
import { type Shape, shapes } from './layouts'

const shapeNow = (): Shape =>
  shapes.find(({ from }) => innerWidth / Math.max(1, innerHeight) >= from)?.shape ?? 'wide'

/** The shape of the display, by the ratio of the page's sides. */
export function useShape(): Shape {
  const [shape, setShape] = useState(shapeNow)
  useEffect(() => {
    const look = () => setShape(shapeNow())
    addEventListener('resize', look)
    return () => removeEventListener('resize', look)
  }, [])
  return shape
}
