import { LinkAccount, PersonLeaves, PersonView, ShownPhone, ShowPhone } from '@kepu/contract/people'
import { CorrectionView, MadeLink, MakeLink, RequestCorrection } from '@kepu/contract/people-correction'
import { App, Button, Form, Input, Select } from 'antd'
import { dayOf } from '../../../lib/format.ts'
import { useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { useWorkbench } from '../../../shell/workbench.tsx'
import { DayField } from '../../../ui/day-field.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { optionsOf } from './choices.ts'
import { usePeopleText } from './words.ts'

const showPhone = verb('POST', '/people/{personId}/phone', ShowPhone, ShownPhone)
const leaves = verb('POST', '/people/{personId}/leave', PersonLeaves, PersonView)
const link = verb('PUT', '/people/{personId}/account', LinkAccount, PersonView)
const makeLink = verb('POST', '/people/{personId}/links', MakeLink, MadeLink)
const requestCorrection = verb('POST', '/people/{personId}/corrections', RequestCorrection, CorrectionView)

/** What may be done to a person: their record says. */
export function PersonActions({ person }: { person: PersonView }) {
  const text = usePeopleText()
  const can = (verbName: string) => person.can.includes(verbName)
  return (
    <>
      {can('people.person.change') && (
        <Button type="primary" href={`/desk/people/${person.id}/edit`}>
          {text.edit}
        </Button>
      )}
      {can('people.phone.show') && person.phoneMasked !== null && <Phone person={person} />}
      {can('people.correction.request') && <Correct person={person} />}
      {can('people.link.make') && <OwnLink person={person} />}
      {can('people.person.link') && <Account person={person} />}
      {can('people.person.leave') && <Leave person={person} />}
    </>
  )
}

function Phone({ person }: { person: PersonView }) {
  const text = usePeopleText()
  const terms = useTerms()
  const { modal } = App.useApp()
  const { run, running, problem, clear } = useCommand(showPhone)
  const submit = async (typed: { purpose: ShowPhoneInput['purpose']; note?: string }) => {
    const outcome = await run({ personId: person.id, purpose: typed.purpose, note: typed.note ?? '' })
    if (outcome.ok) modal.info({ title: person.name, content: outcome.value.phone })
    return outcome.ok
  }
  return (
    <FormDialog title={text.showPhone} running={running} problem={problem} onSubmit={submit} onOpen={clear}>
      <p className="quiet">{text.showPhoneLead}</p>
      <Form.Item name="purpose" label={text.purpose} rules={[{ required: true, message: text.required }]}>
        <Select options={optionsOf(terms.lookPurpose)} />
      </Form.Item>
      <Form.Item name="note" label={`${text.note}（${text.optional}）`}>
        <Input maxLength={100} />
      </Form.Item>
    </FormDialog>
  )
}
type ShowPhoneInput = Parameters<ReturnType<typeof useCommand<typeof ShowPhone, typeof ShownPhone>>['run']>[0]

function Correct({ person }: { person: PersonView }) {
  const text = usePeopleText()
  const { run, running, problem, clear } = useCommand(requestCorrection)
  const submit = async ({
    note = '',
    ...typed
  }: Partial<Record<'name' | 'employer' | 'position' | 'phone' | 'note', string>>) => {
    const proposal = Object.fromEntries(Object.entries(typed).filter(([, value]) => value))
    return (await run({ personId: person.id, proposal, note })).ok
  }
  const fields = ['name', 'employer', 'position', 'phone'] as const
  return (
    <FormDialog title={text.requestCorrection} running={running} problem={problem} onSubmit={submit} onOpen={clear}>
      <p className="quiet">{text.correctionLead}</p>
      {fields.map((field) => (
        <Form.Item key={field} name={field} label={text[field]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      ))}
      <Form.Item name="note" label={text.reason}>
        <Input maxLength={300} />
      </Form.Item>
    </FormDialog>
  )
}

function OwnLink({ person }: { person: PersonView }) {
  const text = usePeopleText()
  const { modal } = App.useApp()
  const { run, running } = useCommand(makeLink)
  const make = async () => {
    const outcome = await run({ personId: person.id })
    if (!outcome.ok) return
    const address = new URL(outcome.value.path, location.origin).href
    modal.info({
      title: text.link,
      content: (
        <>
          <p>{text.linkLead}</p>
          <p>{text.linkMade}</p>
          <code className="address">{address}</code>
        </>
      ),
    })
  }
  return (
    <Button loading={running} onClick={() => void make()}>
      {text.link}
    </Button>
  )
}

function Account({ person }: { person: PersonView }) {
  const text = usePeopleText()
  const { run, running, problem, clear } = useCommand(link)
  const submit = async ({ username }: { username?: string }) =>
    (await run({ personId: person.id, version: person.version, username: username || null })).ok
  return (
    <FormDialog title={text.account} running={running} problem={problem} onSubmit={submit} onOpen={clear}>
      <p className="quiet">{text.accountLead}</p>
      <Form.Item name="username" label={text.username}>
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}

function Leave({ person }: { person: PersonView }) {
  const text = usePeopleText()
  const today = dayOf(useWorkbench().county.now)
  const { run, running, problem, clear } = useCommand(leaves)
  const submit = async (typed: { leftOn: string; reason: string }) =>
    (await run({ personId: person.id, version: person.version, ...typed })).ok
  const required = [{ required: true, message: text.required }]
  return (
    <FormDialog
      title={text.leave}
      button={{ danger: true }}
      initial={{ leftOn: today }}
      running={running}
      problem={problem}
      onSubmit={submit}
      onOpen={clear}
    >
      <p className="quiet">{text.leaveLead}</p>
      <Form.Item name="leftOn" label={text.leftOn} rules={required}>
        <DayField latest={today} />
      </Form.Item>
      <Form.Item name="reason" label={text.reason} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
