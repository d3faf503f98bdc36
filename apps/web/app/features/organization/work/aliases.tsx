import type { UnitView } from '@kepu/contract/organization'
import { Form, Input } from 'antd'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { DayField } from '../../../ui/day-field.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import type { UnitsText } from './messages.zh-CN.ts'
import { addAlias, removeAlias } from './verbs.ts'
import { useUnitsText } from './words.ts'

type Alias = UnitView['aliases'][number]

/** Other names of a unit, each with the time in which it holds. */
export function Aliases({ unit }: { unit: UnitView }) {
  const text = useUnitsText()
  const { run, running, problem } = useCommand(removeAlias)
  const remove = (name: string) => run({ unitId: unit.id, version: unit.version, name })
  const mayRemove = unit.can.includes('organization.alias.remove')
  const columns: Columns<Alias> = [
    { title: text.alias, dataIndex: 'name', key: 'name' },
    { title: `${text.validFrom}—${text.validTo}`, key: 'period', render: (_, alias) => periodOf(alias, text) },
    {
      title: text.actions,
      key: 'actions',
      render: (_, { name }) =>
        mayRemove && (
          <ConfirmButton
            question={text.removeQuestion(name)}
            consequence={text.removeConsequence}
            onConfirm={() => remove(name)}
            loading={running}
            size="small"
          >
            {text.remove}
          </ConfirmButton>
        ),
    },
  ]
  return (
    <section className="panel">
      <div className="page-header-row">
        <h2>{text.aliases}</h2>
        {unit.can.includes('organization.alias.add') && <AddAlias unit={unit} />}
      </div>
      <ProblemAlert problem={problem} />
      <DataTable
        label={text.aliases}
        rows={unit.aliases}
        columns={columns}
        rowKey={(alias) => alias.name}
        empty={text.noAliases}
      />
    </section>
  )
}

function periodOf({ validFrom, validTo }: Alias, text: UnitsText): string {
  return validFrom === null && validTo === null ? text.always : `${validFrom ?? ''} — ${validTo ?? ''}`
}

interface NewAlias {
  readonly name: string
  readonly validFrom?: string
  readonly validTo?: string
}

function AddAlias({ unit }: { unit: UnitView }) {
  const text = useUnitsText()
  const { run, running, problem, clear } = useCommand(addAlias)
  const submit = async ({ name, validFrom, validTo }: NewAlias) => {
    const period = { ...(validFrom ? { validFrom } : {}), ...(validTo ? { validTo } : {}) }
    return (await run({ unitId: unit.id, version: unit.version, name, ...period })).ok
  }
  return (
    <FormDialog<NewAlias> title={text.addAlias} running={running} problem={problem} onOpen={clear} onSubmit={submit}>
      <Form.Item name="name" label={text.alias} extra={text.nameRule} rules={[{ required: true, min: 2, max: 60 }]}>
        <Input />
      </Form.Item>
      <Form.Item name="validFrom" label={text.validFrom}>
        <DayField />
      </Form.Item>
      <Form.Item name="validTo" label={text.validTo}>
        <DayField />
      </Form.Item>
    </FormDialog>
  )
}
