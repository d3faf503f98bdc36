import { Id } from '@kepu/contract'
import { AddPerson, ChangePerson, PersonView } from '@kepu/contract/people'
import { Alert, Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { z } from 'zod'
import { useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { DayField } from '../../../ui/day-field.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { type Choices, optionsOf } from './choices.ts'
import { usePeopleText } from './words.ts'

const addPerson = verb('POST', '/people', AddPerson, PersonView)
const changePerson = verb('PUT', '/people/{personId}', ChangePerson, PersonView)

/** What the form holds while it's being filled in. */
interface Draft {
  readonly name: string
  readonly kinds: PersonView['kinds']
  readonly headPost?: PersonView['headPost']
  readonly unitId: string
  readonly employer?: string | null
  readonly position?: string | null
  readonly birthYear?: number | null
  readonly fields?: string[]
  readonly topics?: PersonView['topics']
  readonly audiences?: PersonView['audiences']
  readonly languages?: PersonView['languages']
  readonly regionCode?: string | null
  readonly appointedBy?: string | null
  readonly termFrom?: string | null
  readonly termTo?: string | null
  readonly volunteerNumber?: string | null
  readonly phone?: string
  readonly consentBy?: 'self' | 'guardian'
  readonly consentOn?: string
  readonly guardianName?: string | null
}

function inputOf(draft: Draft, before: PersonView | null) {
  const { phone: _, consentBy, consentOn, guardianName, headPost, ...facts } = draft
  const consent = consentBy && consentOn ? { by: consentBy, on: consentOn, guardianName: guardianName || null } : null
  const head = draft.kinds.includes('head') ? (headPost ?? null) : null
  const words = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== ''))
  return { ...facts, ...words, headPost: head, consent, ...(before ? { availability: before.availability } : {}) }
}

function draftOf(person: PersonView | null, own: readonly { value: string }[]): Partial<Draft> {
  if (person === null) return { languages: ['mandarin'], ...(own[0] ? { unitId: own[0].value } : {}) }
  const { consent } = person
  return {
    ...person,
    ...(consent ? { consentBy: consent.by, consentOn: consent.on, guardianName: consent.guardianName } : {}),
  }
}

/** A person's record, new or changed. */
export function PersonForm({ person, choices }: { person: PersonView | null; choices: Choices }) {
  const text = usePeopleText()
  const navigate = useNavigate()
  const [form] = Form.useForm<Draft>()
  const adding = useCommand(addPerson)
  const changing = useCommand(changePerson)
  const [draft, setDraft] = useState<Draft | null>(null)
  const { running } = person === null ? adding : changing
  const { problem } = person === null ? adding : changing

  const alike = AlikeFacts.safeParse(problem?.facts)

  const submit = async (typed: Draft, notDuplicate: boolean) => {
    setDraft(typed)
    const input = inputOf(typed, person)
    const outcome =
      person === null
        ? await adding.run({ person: input, phone: typed.phone || null, notDuplicate })
        : await changing.run({
            personId: person.id,
            version: person.version,
            person: input,
            ...(typed.phone ? { phone: typed.phone } : {}),
          })
    if (outcome.ok) await navigate(`/desk/people/${outcome.value.id}`)
  }
  return (
    <Form<Draft>
      form={form}
      layout="vertical"
      className="panel narrow"
      initialValues={draftOf(person, choices.own)}
      onFinish={(typed) => void submit(typed, false)}
      scrollToFirstError
    >
      <Fields choices={choices} isNew={person === null} />
      {alike.success && draft ? (
        <Alike candidates={alike.data.candidates} running={running} onAnyway={() => void submit(draft, true)} />
      ) : (
        <ProblemAlert problem={problem} />
      )}
      <Button type="primary" htmlType="submit" loading={running} style={{ marginTop: 12 }}>
        {text.save}
      </Button>
    </Form>
  )
}

const search = { optionFilterProp: 'label' }

function Fields({ choices, isNew }: { choices: Choices; isNew: boolean }) {
  const text = usePeopleText()
  const terms = useTerms()
  const form = Form.useFormInstance<Draft>()
  const kinds: unknown = Form.useWatch('kinds', form)
  const isHead = Array.isArray(kinds) && kinds.includes('head')
  const required = [{ required: true, message: text.required }]
  const maybe = (label: string) => `${label}（${text.optional}）`
  return (
    <>
      <Form.Item name="name" label={text.name} rules={[...required, { min: 2, max: 40 }]}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kinds" label={text.kind} rules={required}>
        <Select mode="multiple" options={optionsOf(terms.personKind)} />
      </Form.Item>
      {isHead && (
        <Form.Item name="headPost" label={text.headPost} rules={required}>
          <Select options={optionsOf(terms.headPost)} />
        </Form.Item>
      )}
      <Form.Item name="unitId" label={text.unit} rules={required}>
        <Select showSearch={search} options={[...choices.own]} />
      </Form.Item>
      <Form.Item name="phone" label={maybe(text.phone)} {...(isNew ? {} : { extra: text.phoneKeep })}>
        <Input inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="employer" label={maybe(text.employer)}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="position" label={maybe(text.position)}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="birthYear" label={maybe(text.birthYear)} extra={text.guardianHint}>
        <InputNumber min={1900} max={2100} precision={0} />
      </Form.Item>
      <Form.Item name="fields" label={maybe(text.fields)} extra={text.fieldsHint}>
        <Select mode="tags" maxCount={8} open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="topics" label={maybe(text.topics)}>
        <Select mode="multiple" showSearch={search} options={optionsOf(terms.topic)} />
      </Form.Item>
      <Form.Item name="audiences" label={maybe(text.audiences)}>
        <Select mode="multiple" options={optionsOf(terms.audience)} />
      </Form.Item>
      <Form.Item name="languages" label={maybe(text.languages)}>
        <Select mode="multiple" options={optionsOf(terms.language)} />
      </Form.Item>
      <Form.Item name="regionCode" label={maybe(text.home)}>
        <Select allowClear showSearch={search} options={[...choices.places]} />
      </Form.Item>
      <Form.Item name="appointedBy" label={maybe(text.appointedBy)}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="termFrom" label={maybe(text.termFrom)}>
        <DayField />
      </Form.Item>
      <Form.Item name="termTo" label={maybe(text.termTo)}>
        <DayField />
      </Form.Item>
      <Form.Item name="volunteerNumber" label={maybe(text.volunteerNumber)} extra={text.volunteerNumberHint}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="consentBy" label={maybe(text.consentBy)}>
        <Select allowClear options={optionsOf(terms.consentGiver)} />
      </Form.Item>
      <Form.Item name="consentOn" label={maybe(text.consentOn)}>
        <DayField />
      </Form.Item>
      <Form.Item name="guardianName" label={maybe(text.guardianName)}>
        <Input maxLength={40} />
      </Form.Item>
    </>
  )
}

const AlikeFacts = z.object({
  code: z.literal('people.person.alike'),
  candidates: z.array(z.object({ id: Id, name: z.string(), unitName: z.string(), score: z.number() })),
})

interface AlikeProps {
  readonly candidates: z.infer<typeof AlikeFacts>['candidates']
  readonly running: boolean
  readonly onAnyway: () => void
}

/** Who may be the same person, and the way on for whoever knows better. */
function Alike({ candidates, running, onAnyway }: AlikeProps) {
  const text = usePeopleText()
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      title={text.alikeTitle}
      description={
        <>
          <ul className="candidates">
            {candidates.map(({ id, name, unitName, score }) => (
              <li key={id}>
                <Link to={`/desk/people/${id}`}>{name}</Link> {unitName} {text.score(score)}
              </li>
            ))}
          </ul>
          <Button loading={running} onClick={onAnyway}>
            {text.alikeAnyway}
          </Button>
        </>
      }
    />
  )
}
