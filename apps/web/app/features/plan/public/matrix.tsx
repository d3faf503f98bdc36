import { MatrixView } from '@kepu/contract/plan'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf, path } from '../../../lib/api.ts'
import { useCounty } from '../../../shell/portal.tsx'
import { NoPlan } from './parts.tsx'
import { usePlanText } from './words.ts'

export async function loader(call: LoaderFunctionArgs) {
  return { matrix: await apiOf(call).find(path`/counties/${call.params['county']}/plans/current/matrix`, MatrixView) }
}

/** Tasks × bodies on one screen. Bodies are the rows: there are more of them, and a page scrolls down more easily. */
export default function PublicMatrix() {
  const { matrix } = useLoaderData<typeof loader>()
  const text = usePlanText()
  if (matrix === null) return <NoPlan />
  return (
    <>
      <title>{text.matrixTitle}</title>
      <h1>{text.matrixTitle}</h1>
      <p className="quiet">{text.matrixLead(matrix.tasks.length, matrix.units.length)}</p>
      <MatrixTable matrix={matrix} />
    </>
  )
}

function MatrixTable({ matrix }: { matrix: MatrixView }) {
  const text = usePlanText()
  const { code } = useCounty()
  const cells = new Map(matrix.cells.map((cell) => [`${cell.unit} ${cell.task}`, cell]))
  return (
    <section className="scroll" aria-label={text.matrixTitle}>
      <table className="matrix">
        <caption>{text.matrixCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.unit}</th>
            {matrix.tasks.map((task) => (
              <th key={task.id} scope="col">
                <a href={`/${code}/plan/tasks/${task.id}`}>
                  <small>
                    {task.category} {task.number}
                  </small>
                  {task.title}
                </a>
              </th>
            ))}
            <th scope="col" className="sum">
              {text.leads}
            </th>
            <th scope="col" className="sum">
              {text.supports}
            </th>
          </tr>
        </thead>
        <tbody>
          {matrix.units.map((unit, row) => (
            <tr key={unit.unitId ?? unit.name}>
              <th scope="row">{unit.unitId ? <a href={`/${code}/units/${unit.unitId}`}>{unit.name}</a> : unit.name}</th>
              {matrix.tasks.map((task, column) => {
                const cell = cells.get(`${row} ${column}`)
                return (
                  <td key={task.id} className={cell?.role}>
                    {cell && text.marks[cell.role]}
                  </td>
                )
              })}
              <td>{unit.leads || ''}</td>
              <td>{unit.supports || ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
