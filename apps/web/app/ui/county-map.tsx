import { type Outline, type Position, sheetOf } from '../lib/projection.ts'

export interface MapMark {
  readonly key: string
  readonly position: Position
  readonly label: string
  /** Written in the mark: a colour alone says nothing. */
  readonly figure: string
  /** In [0, 1]: how dark, how large. */
  readonly weight: number
}

export interface MapLine {
  readonly key: string
  readonly points: readonly Position[]
  readonly tone: number
}

export interface CountyMapProps {
  /** What the picture shows, for who can't see it; the figures stand in a table beside it. */
  readonly label: string
  readonly outline: Outline | null
  readonly marks: readonly MapMark[]
  readonly lines?: readonly MapLine[]
  /** Names beside the marks. */
  readonly named?: boolean
}

/** The county's outline with figures on its places: SVG, made on the server, no tiles from anywhere. */
export function CountyMap({ label, outline, marks, lines = [], named = true }: CountyMapProps) {
  const sheet = sheetOf(outline, [...marks.map(({ position }) => position), ...lines.flatMap(({ points }) => points)])
  if (sheet === null) return null
  return (
    <svg className="county-map" viewBox={`0 0 ${sheet.width} ${sheet.height}`} role="img" aria-label={label}>
      <path className="county-area" d={sheet.path} />
      {lines.map(({ key, points, tone }) => (
        <polyline
          key={key}
          className={`county-line tone-${tone}`}
          points={points
            .map((point) =>
              sheet
                .place(point)
                .map((value) => value.toFixed(1))
                .join(','),
            )
            .join(' ')}
        />
      ))}
      {marks.map(({ key, position, label: name, figure, weight }) => {
        const [x, y] = sheet.place(position)
        return (
          <g key={key} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
            <circle
              className={`county-mark weight-${Math.round(weight * 4)}`}
              r={figure === '' ? 3.5 : 9 + 7 * weight}
            />
            {figure !== '' && <text className={weight > 0.6 ? 'figure light' : 'figure'}>{figure}</text>}
            {named && (
              <text className="name" y={figure === '' ? -7 : 22 + 7 * weight}>
                {name}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
