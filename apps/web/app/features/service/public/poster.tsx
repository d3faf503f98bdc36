import encodeQR from 'qr'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { villageOf } from './village.tsx'
import { useServiceText } from './words.tsx'

/** The code is drawn here, as a path of squares: nothing is asked of another site. */
export async function loader(call: LoaderFunctionArgs) {
  const village = await villageOf(call)
  const address = new URL(`/${call.params['county']}/service/at/${village.code}`, call.request.url).href
  const rows = encodeQR(address, 'raw', { ecc: 'quartile', border: 2 })
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { village, address, size: rows.length, squares: squares.join('') }
}

/** A poster for the village's notice board, one A4 page. */
export default function Poster() {
  const { village, address, size, squares } = useLoaderData<typeof loader>()
  const text = useServiceText()
  return (
    <article className="poster">
      <title>{`${village.name} ${text.posterHead}`}</title>
      <h1>{text.posterHead}</h1>
      <p className="poster-line">{text.posterLine}</p>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={address} shapeRendering="crispEdges">
        <rect width={size} height={size} fill="#fff" />
        <path d={squares} fill="#000" />
      </svg>
      <p className="poster-village">{village.name}</p>
      <ol>
        {text.posterSteps.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <p>{text.posterHelp}</p>
      <p className="poster-free">{text.posterFree}</p>
      <p className="quiet">{address}</p>
    </article>
  )
}
