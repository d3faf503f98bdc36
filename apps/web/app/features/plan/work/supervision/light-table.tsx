import type { NodeLightView } from '@kepu/contract/plan-supervision'
import { Link } from 'react-router'
import { withQuery } from '../../../../lib/api.ts'
import { formatDay } from '../../../../lib/format.ts'
import type { Language } from '../../../../lib/language.ts'
import { useLanguage } from '../../../../lib/screen.tsx'
import { type Columns, DataTable } from '../../../../ui/data-table.tsx'
import { Lamp } from './lamp.tsx'
import type { SupervisionText } from './messages.zh-CN.ts'
import { useSupervisionText } from './words.ts'

interface LightTableProps {
  readonly lights: readonly NodeLightView[]
  readonly next: string | null
  readonly empty: string
}

/** Nodes one by one, what needs somebody first. */
export function LightTable({ lights, next, empty }: LightTableProps) {
  const text = useSupervisionText()
  return (
    <DataTable
      label={text.list}
      rows={lights}
      columns={columnsOf(text, useLanguage())}
      rowKey={({ nodeId, unitId }) => `${nodeId} ${unitId}`}
      empty={empty}
      next={next}
    />
  )
}

/** Where a light has its page. */
export function lightAddress({ nodeId, unitId }: Pick<NodeLightView, 'nodeId' | 'unitId'>): string {
  return withQuery(`/desk/supervision/nodes/${nodeId}`, { unitId })
}

/** How long there is, or what has become of it, in a few words. */
export function timeOf(
  { left, paused, lastDay, doneOn }: NodeLightView,
  text: SupervisionText,
  language: Language,
): string {
  if (doneOn !== null) return `${text.doneOn} ${formatDay(doneOn, language)}`
  if (paused !== null) return text.paused(paused.awaitedName)
  if (lastDay === null || left === null) return text.stands
  return text.leftDays(left)
}

function columnsOf(text: SupervisionText, language: Language): Columns<NodeLightView> {
  return [
    {
      title: text.light,
      key: 'light',
      className: 'nowrap',
      render: (_, light) => <Lamp colour={light.colour} />,
    },
    {
      title: text.node,
      key: 'node',
      className: 'wrapping',
      render: (_, light) => (
        <>
          <Link to={lightAddress(light)}>{light.title}</Link>
          <br />
          <span className="quiet">
            {light.label} {light.taskTitle}
          </span>
        </>
      ),
    },
    {
      title: text.answerable,
      key: 'answerable',
      render: (_, light) => light.answerable.map(({ unitName }) => unitName).join('、'),
    },
    {
      title: text.lastDay,
      key: 'lastDay',
      className: 'nowrap',
      render: (_, { lastDay }) => (lastDay === null ? text.stands : formatDay(lastDay, language)),
    },
    {
      title: text.state,
      key: 'state',
      render: (_, light) => (
        <>
          {text.reason[light.reason]}
          <br />
          <span className="quiet">
            {timeOf(light, text, language)}
            {light.quantity !== null && light.achieved !== null && ` · ${text.of(light.achieved, light.quantity)}`}
          </span>
        </>
      ),
    },
  ]
}
