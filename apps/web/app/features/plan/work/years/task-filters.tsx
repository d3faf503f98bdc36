import type { AnnualTaskView } from '@kepu/contract/plan-year'
import { Checkbox } from 'antd'
import { FilterBar, FilterSelect, FilterText } from '../../../../ui/filter-bar.tsx'
import { useFilters } from '../../../../ui/use-filters.ts'
import { isOf, taskStates } from './standing.ts'
import { useYearsText } from './words.ts'

interface TaskFiltersProps {
  readonly tasks: readonly AnnualTaskView[]
  /** Units of the person. */
  readonly own: ReadonlySet<string>
  readonly shown: number
}

/** Which tasks of the year; the same for list, chart and calendar. */
export function TaskFilters({ tasks, own, shown }: TaskFiltersProps) {
  const text = useYearsText()
  const filters = useFilters()
  const units = new Map(
    tasks.flatMap(({ duties }) => duties.map(({ unitId, unitName }) => [unitId, unitName] as const)),
  )
  const purposes = new Map(tasks.map(({ taskId, taskTitle }) => [taskId, taskTitle]))
  const options = (of: ReadonlyMap<string, string>) => [...of].map(([value, label]) => ({ value, label }))
  return (
    <>
      <FilterBar>
        <FilterText name="text" label={text.find} />
        <FilterSelect name="unitId" label={text.unit} options={options(units)} />
        <FilterSelect name="taskId" label={text.planTask} options={options(purposes)} />
        <FilterSelect
          name="state"
          label={text.state}
          options={taskStates.map((value) => ({ value, label: text.states[value] }))}
        />
        {tasks.some((task) => isOf(task, own)) && (
          <Checkbox
            checked={filters.get('mine') === '1'}
            onChange={({ target }) => filters.set({ mine: target.checked ? '1' : null })}
          >
            {text.onlyMine}
          </Checkbox>
        )}
      </FilterBar>
      <p className="quiet">{text.total(shown, tasks.length)}</p>
    </>
  )
}
