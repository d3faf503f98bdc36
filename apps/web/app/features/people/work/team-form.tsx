import { AddTeam, ChangeTeam, type TeamPage, TeamView } from '@kepu/contract/people-team'
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import { useTerms } from '../../../lib/screen.tsx'
import { verb } from '../../../lib/verb.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { type Choices, type Option, optionsOf } from './choices.ts'
import { usePeopleText } from './words.ts'

const addTeam = verb('POST', '/teams', AddTeam, TeamView)
const changeTeam = verb('PUT', '/teams/{teamId}', ChangeTeam, TeamView)

/** What the form holds while it's being filled in. */
interface Draft {
  readonly name: string
  readonly unitId: string
  readonly leaderId?: string | null
  readonly memberIds?: string[]
  readonly topics: TeamView['topics']
  readonly audiences?: TeamView['audiences']
  readonly languages?: TeamView['languages']
  readonly regionCode: string
  readonly radiusKm: number
  readonly weeklyVisits: number
  readonly platformNumber?: string | null
  readonly note?: string | null
  readonly active?: boolean
}

interface TeamFormProps {
  readonly page: z.infer<typeof TeamPage> | null
  readonly choices: Choices
  readonly people: readonly Option[]
}

/** A team's record, new or changed. */
export function TeamForm({ page, choices, people }: TeamFormProps) {
  const text = usePeopleText()
  const terms = useTerms()
  const navigate = useNavigate()
  const adding = useCommand(addTeam)
  const changing = useCommand(changeTeam)
  const { running, problem } = page === null ? adding : changing
  const submit = async ({ active = true, leaderId, memberIds = [], ...typed }: Draft) => {
    const leader = leaderId ?? null
    const members = leader !== null && !memberIds.includes(leader) ? [...memberIds, leader] : memberIds
    const before = page?.team
    const team = {
      ...typed,
      leaderId: leader,
      memberIds: members,
      ...(before ? { availability: before.availability, longitude: before.longitude, latitude: before.latitude } : {}),
    }
    const outcome = before
      ? await changing.run({ teamId: before.id, version: before.version, team, active })
      : await adding.run({ team })
    if (outcome.ok) await navigate(`/desk/teams/${outcome.value.id}`)
  }
  const initial: Partial<Draft> =
    page === null
      ? {
          radiusKm: 30,
          weeklyVisits: 2,
          languages: ['mandarin'],
          ...(choices.own[0] ? { unitId: choices.own[0].value } : {}),
        }
      : { ...page.team, memberIds: page.members.map(({ id }) => id) }
  const required = [{ required: true, message: text.required }]
  const search = { optionFilterProp: 'label' }
  const maybe = (label: string) => `${label}（${text.optional}）`
  return (
    <Form<Draft>
      layout="vertical"
      className="panel narrow"
      initialValues={initial}
      onFinish={(typed) => void submit(typed)}
      scrollToFirstError
    >
      <Form.Item name="name" label={text.teamName} rules={[...required, { min: 2, max: 60 }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="unitId" label={text.unit} rules={required}>
        <Select showSearch={search} options={[...choices.own]} />
      </Form.Item>
      <Form.Item name="topics" label={text.topics} rules={required}>
        <Select mode="multiple" showSearch={search} options={optionsOf(terms.topic)} />
      </Form.Item>
      <Form.Item name="audiences" label={maybe(text.audiences)}>
        <Select mode="multiple" options={optionsOf(terms.audience)} />
      </Form.Item>
      <Form.Item name="languages" label={maybe(text.languages)}>
        <Select mode="multiple" options={optionsOf(terms.language)} />
      </Form.Item>
      <Form.Item name="regionCode" label={text.start} rules={required}>
        <Select showSearch={search} options={[...choices.places]} />
      </Form.Item>
      <Form.Item name="radiusKm" label={text.radius} rules={required}>
        <InputNumber min={1} max={500} precision={0} />
      </Form.Item>
      <Form.Item name="weeklyVisits" label={text.weeklyVisits} rules={required}>
        <InputNumber min={1} max={50} precision={0} />
      </Form.Item>
      <Form.Item name="memberIds" label={maybe(text.members)}>
        <Select mode="multiple" showSearch={search} options={[...people]} />
      </Form.Item>
      <Form.Item name="leaderId" label={maybe(text.leader)}>
        <Select allowClear showSearch={search} options={[...people]} />
      </Form.Item>
      <Form.Item name="platformNumber" label={maybe(text.platformNumber)}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="note" label={maybe(text.note)}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      {page !== null && (
        <Form.Item name="active" label={text.active} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
      <ProblemAlert problem={problem} />
      <Button type="primary" htmlType="submit" loading={running}>
        {text.save}
      </Button>
    </Form>
  )
}
