import { DrawView, FrameVillage } from '@kepu/contract/survey'
import { useEffect, useMemo, useState } from 'react'
import { z } from 'zod'
import { useSurveyText } from './words.ts'

const Whole = DrawView.extend({ frame: z.array(FrameVillage) })

/** A row a township, a square a village, dark when it's drawn: one sees at once whether a corner of the county is left out. */
export function WherePicture({ draw, townships }: { draw: DrawView; townships: ReadonlyMap<string, string> }) {
  const text = useSurveyText()
  const [frame, setFrame] = useState<readonly FrameVillage[]>([])
  useEffect(() => {
    let gone = false
    void fetch(`/api/v1/draws/${draw.id}`)
      .then((answer) => answer.json())
      .then((body: unknown) => {
        const { data } = Whole.safeParse(body)
        if (data && !gone) setFrame(data.frame)
      })
      .catch(() => {})
    return () => {
      gone = true
    }
  }, [draw.id])
  const drawn = useMemo(() => new Set(draw.villages.map(({ code }) => code)), [draw])
  const rows = useMemo(() => [...Map.groupBy(frame, ({ code }) => code.slice(0, 9))], [frame])
  if (frame.length === 0) return null
  return (
    <section className="panel">
      <h2>{text.picture}</h2>
      <div className="where" role="img" aria-label={text.pictureLabel(drawn.size, frame.length)}>
        {rows.map(([township, villages]) => (
          <div key={township} className="where-row">
            <span>{townships.get(township) ?? township}</span>
            <span>
              {villages.map(({ code, name }) => (
                <i key={code} title={name} className={drawn.has(code) ? 'in' : undefined} />
              ))}
            </span>
          </div>
        ))}
      </div>
      <p className="quiet">{text.pictureLabel(drawn.size, frame.length)}</p>
    </section>
  )
}
