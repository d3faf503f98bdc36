import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { useEffect, useRef } from 'react'

export interface ChartProps {
  /** What the picture says, in a sentence: read aloud, and printed where pictures aren't. */
  readonly label: string
  readonly option: EChartsCoreOption
  readonly height?: number
  /** Called with the name of the bar or slice that was clicked. */
  readonly onPick?: (name: string) => void
}

/** A picture by ECharts, loaded when the first one is shown. The numbers stand beside it as a table or as tags. */
export function Chart({ label, option, height = 280, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  pick.current = onPick

  useEffect(() => {
    const element = box.current
    if (element === null) return
    let chart: EChartsType | null = null
    let gone = false
    const observer = new ResizeObserver(() => chart?.resize())
    void import('./echarts.ts').then(({ init }) => {
      if (gone) return
      chart = init(element, null, { renderer: 'svg' })
      chart.setOption(option)
      chart.on('click', ({ name }) => pick.current?.(name))
      observer.observe(element)
    })
    return () => {
      gone = true
      observer.disconnect()
      chart?.dispose()
    }
  }, [option])

  return <div ref={box} role="img" aria-label={label} className="chart" style={{ height }} />
}
