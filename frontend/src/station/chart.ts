import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type RefObject, useEffect } from 'react'
import { useColours } from '@/ui/deskTheme'

use([LineChart, BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** A token's value where the element stands. */
export const token = (element: Element, name: string): string =>
  getComputedStyle(element).getPropertyValue(`--${name}`).trim()

/** Sizes of text that a chart would otherwise keep in pixels, whatever the display. */
const themeOf = (rem: number) => {
  const fontSize = 0.75 * rem
  const axis = { axisLabel: { fontSize }, nameTextStyle: { fontSize } }
  return {
    textStyle: { fontSize },
    timeAxis: axis,
    categoryAxis: axis,
    valueAxis: axis,
    legend: { textStyle: { fontSize }, itemWidth: 1.5 * rem, itemHeight: 0.8 * rem },
    tooltip: { textStyle: { fontSize } },
  }
}

/** A chart's margins, given for a root font of 16 px. */
const marginsFor = (rem: number, grid: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(grid ?? {}).map(([side, value]) => [
      side,
      typeof value === 'number' ? (value * rem) / 16 : value,
    ]),
  )

/** Draws an option into an element, anew when it changes and at the element's size. */
export function useChart(
  frame: RefObject<HTMLDivElement | null>,
  build: ((element: Element) => EChartsCoreOption) | null,
): void {
  const colours = useColours()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens it reads are others in other colours
  useEffect(() => {
    const element = frame.current
    if (!element || !build) return
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    const chart = init(element, themeOf(rem), { renderer: 'svg' })
    const option = build(element)
    chart.setOption({
      animation: false,
      ...option,
      textStyle: { fontFamily: getComputedStyle(element).fontFamily },
      grid: marginsFor(rem, option.grid),
    })
    const resized = new ResizeObserver(() => chart.resize())
    resized.observe(element)
    return () => {
      resized.disconnect()
      chart.dispose()
    }
  }, [frame, build, colours])
}
