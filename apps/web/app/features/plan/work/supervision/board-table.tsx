import type { LightBoardView } from '@kepu/contract/plan-supervision'
import { Empty } from 'antd'
import { Link } from 'react-router'
import { withQuery } from '../../../../lib/api.ts'
import { Lamp } from './lamp.tsx'
import { useSupervisionText } from './words.ts'

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1)

/** Bodies down, months across; a cell is the worst light of the nodes due in that month, and leads to them. */
export function BoardTable({ board }: { readonly board: LightBoardView }) {
  const text = useSupervisionText()
  if (board.bodies.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.emptyBoard} />
  return (
    <section className="board-box" aria-label={text.board}>
      <table className="board">
        <thead>
          <tr>
            <th scope="col">{text.body}</th>
            {MONTHS.map((month) => (
              <th key={month} scope="col">
                {text.month(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.bodies.map((body) => (
            <Row key={body.unitId} body={body} yearPlanId={board.yearPlanId} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ body, yearPlanId }: { readonly body: LightBoardView['bodies'][number]; readonly yearPlanId: string }) {
  const text = useSupervisionText()
  const list = (month?: number) =>
    withQuery('/desk/supervision', { view: 'list', yearPlanId, unitId: body.unitId, month })
  return (
    <tr>
      <th scope="row">
        <Link to={list()}>{body.unitName}</Link>
      </th>
      {MONTHS.map((month) => {
        const cell = body.months.find((one) => one.month === month)
        if (!cell) return <td key={month} />
        const label = text.cellLabel(body.unitName, month, text.colour[cell.colour], cell.nodes)
        return (
          <td key={month}>
            <Link to={list(month)} title={label}>
              <span className="unseen">{text.cellPlace(body.unitName, month)}</span>
              <Lamp colour={cell.colour} note={cell.nodes} />
            </Link>
          </td>
        )
      })}
    </tr>
  )
}
