import { UnitView } from '@kepu/contract/organization'
import type { OrderStatus } from '@kepu/contract/service'
import { kitKinds } from '@kepu/contract/service-menu'
import { ServiceSettings, type StepTerms } from '@kepu/contract/service-settings'
import { KitList, type KitView } from '@kepu/contract/service-visit'
import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { z } from 'zod'
import { apiOf } from '../../../lib/api.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { useCan } from '../../../shell/workbench.tsx'
import { type Columns, DataTable } from '../../../ui/data-table.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import serviceCss from './service.css?url'
import { addKit, changeKit, changeSettings } from './verbs.ts'
import { useServiceText } from './words.ts'

const Units = z.object({ items: z.array(UnitView) })
const STEPS = [
  'submitted',
  'dispatched',
  'claimed',
  'offered',
  'open',
  'accepted',
  'scheduled',
  'done',
  'confirmed',
] as const satisfies readonly (keyof StepTerms & OrderStatus)[]

export async function loader(call: LoaderFunctionArgs) {
  const api = apiOf(call)
  const [settings, kits, units] = await Promise.all([
    api.get('/service/settings', ServiceSettings),
    api.get('/service/kits', KitList),
    api.get('/units', Units),
  ])
  return { settings, kits: kits.items, units: units.items.filter(({ active, kind }) => active && kind !== 'village') }
}

/** 办理设置 and 器材. */
export default function SettingsPage() {
  const { settings, kits, units } = useLoaderData<typeof loader>()
  const text = useServiceText()
  const canAdd = useCan('service.kit.add')
  return (
    <>
      <link rel="stylesheet" href={serviceCss} precedence="service" />
      <PageHeader
        title={text.settings}
        lead={text.settingsLead}
        crumbs={[{ href: '/desk/service', label: text.title }]}
      />
      <Terms settings={settings} key={settings.version} />
      <section className="panel">
        <h2>{text.kit}</h2>
        <p className="quiet">{text.kitsLead}</p>
        {canAdd && <AddKit units={units} />}
        <DataTable label={text.kit} rows={kits} columns={useKitColumns()} rowKey={({ id }) => id} />
      </section>
    </>
  )
}

function Terms({ settings }: { settings: ServiceSettings }) {
  const text = useServiceText()
  const terms = useTerms()
  const mayChange = useCan('service.setting.change')
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(changeSettings)
  const save = async (said: Pick<ServiceSettings, 'terms' | 'entry'>) => {
    if ((await run({ version: settings.version, ...said })).ok) message.success(text.saved)
  }
  return (
    <section className="panel">
      <h2>{text.terms}</h2>
      <ProblemAlert problem={problem} />
      <Form layout="vertical" initialValues={settings} onFinish={save} disabled={!mayChange}>
        <div className="heads">
          {STEPS.map((step) => (
            <Form.Item key={step} name={['terms', step]} label={terms.orderStatus[step]} rules={[{ required: true }]}>
              <InputNumber min={1} max={60} />
            </Form.Item>
          ))}
        </div>
        <Form.Item name="entry" label={text.entry}>
          <Select
            options={[
              { value: 'village', label: text.entryVillage },
              { value: 'township', label: text.entryTownship },
            ]}
          />
        </Form.Item>
        {mayChange && (
          <Button type="primary" htmlType="submit" loading={running}>
            {text.save}
          </Button>
        )}
      </Form>
    </section>
  )
}

function AddKit({ units }: { units: readonly UnitView[] }) {
  const text = useServiceText()
  const terms = useTerms()
  const { run, running, problem, clear } = useCommand(addKit)
  return (
    <FormDialog<{ name: string; kind: KitView['kind']; unitId: string }>
      title={text.addKit}
      running={running}
      problem={problem}
      onOpen={clear}
      onSubmit={async (said) => (await run(said)).ok}
    >
      <Form.Item name="name" label={text.kitName} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="kind" label={text.kitKind} rules={[{ required: true }]}>
        <Select options={kitKinds.map((value) => ({ value, label: terms.kitKind[value] }))} />
      </Form.Item>
      <Form.Item name="unitId" label={text.unit} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </FormDialog>
  )
}

function useKitColumns(): Columns<KitView> {
  const text = useServiceText()
  const terms = useTerms()
  return [
    { title: text.kitName, key: 'name', dataIndex: 'name' },
    { title: text.kitKind, key: 'kind', render: (_, { kind }) => terms.kitKind[kind], className: 'nowrap' },
    { title: text.unit, key: 'unit', dataIndex: 'unitName', className: 'nowrap' },
    { title: text.status, key: 'active', render: (_, { active }) => (active ? text.inUse : text.outOfUse) },
    { title: text.actions, key: 'actions', render: (_, kit) => kit.can.length > 0 && <Switch kit={kit} /> },
  ]
}

function Switch({ kit }: { kit: KitView }) {
  const text = useServiceText()
  const { run, running, problem } = useCommand(changeKit)
  const turn = () => run({ kitId: kit.id, version: kit.version, name: kit.name, active: !kit.active })
  return (
    <>
      <Button size="small" loading={running} onClick={turn}>
        {kit.active ? text.outOfUse : text.inUse}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  )
}
