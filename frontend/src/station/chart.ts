import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type RefObject, useEffect } from 'react'

use([LineChart, BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** A token's value where the element stands. */
export const token = (element: Element, name: string): string =>
  getComputedStyle(element).getPropertyValue(`--${name}`).trim()

/** Draws an option into an element, anew when it changes and at the element's size. */
export function useChart(
  frame: RefObject<HTMLDivElement | null>,
  build: ((element: Element) => EChartsCoreOption) | null,
): void {
  useEffect(() => {
    const element = frame.current
    if (!element || !build) return
    const chart = init(element, undefined, { renderer: 'svg' })
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(element).fontFamily },
      ...build(element),
    })
    const resized = new ResizeObserver(() => chart.resize())
    resized.observe(element)
    return () => {
      resized.disconnect()
      chart.dispose()
    }
  }, [frame, build])
}
