import type { MatrixView } from '@kepu/contract/plan'
import { Checkbox } from 'antd'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { FilterBar, FilterText } from '../../../ui/filter-bar.tsx'
import { useFilters } from '../../../ui/use-filters.ts'
import { useWorkPlanText } from './words.ts'

/** 任务分工矩阵: bodies × tasks on one screen, with head row and first column in place while it scrolls. */
export function Matrix({ matrix }: { matrix: MatrixView }) {
  const text = useWorkPlanText()
  const filters = useFilters()
  const wanted = filters.get('unit') ?? ''
  const onlyLeads = filters.get('leads') === '1'
  const cells = new Map(matrix.cells.map((cell) => [`${cell.unit} ${cell.task}`, cell]))
  const rows = matrix.units
    .map((unit, index) => ({ ...unit, index }))
    .filter(({ name, leads }) => name.includes(wanted) && (!onlyLeads || leads > 0))
  return (
    <>
      <p className="quiet">
        {text.matrixLead(matrix.tasks.length, matrix.units.length, matrix.leadCells, matrix.responsibleCells)}
      </p>
      <FilterBar>
        <FilterText name="unit" label={text.findUnit} />
        <Checkbox checked={onlyLeads} onChange={({ target }) => filters.set({ leads: target.checked ? '1' : null })}>
          {text.onlyLeads}
        </Checkbox>
      </FilterBar>
      <section className="matrix-box" aria-label={text.tabs.matrix}>
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{text.unit}</th>
              {matrix.tasks.map((task) => (
                <th key={task.id} scope="col" title={task.title}>
                  <small>
                    {task.category} {task.number}
                  </small>
                  {task.title}
                </th>
              ))}
              <th scope="col">{text.leads}</th>
              <th scope="col">{text.supports}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((unit) => (
              <Row
                key={unit.unitId ?? unit.name}
                unit={unit}
                tasks={matrix.tasks}
                roleOf={(t) => cells.get(`${unit.index} ${t}`)?.role}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

interface RowProps {
  readonly unit: MatrixView['units'][number]
  readonly tasks: MatrixView['tasks']
  readonly roleOf: (task: number) => MatrixView['cells'][number]['role'] | undefined
}

function Row({ unit, tasks, roleOf }: RowProps) {
  const text = useWorkPlanText()
  const { county } = useWorkbench()
  return (
    <tr>
      <th scope="row">{unit.unitId ? <a href={`/${county.code}/units/${unit.unitId}`}>{unit.name}</a> : unit.name}</th>
      {tasks.map((task, index) => {
        const role = roleOf(index)
        return (
          <td key={task.id} className={role}>
            {role && text.marks[role]}
          </td>
        )
      })}
      <td>{unit.leads || ''}</td>
      <td>{unit.supports || ''}</td>
    </tr>
  )
}
