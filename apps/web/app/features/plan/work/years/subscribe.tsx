import type { CalendarAddress } from '@kepu/contract/plan-calendar'
import { App, Button, Input, Space } from 'antd'
import { ConfirmButton } from '../../../../ui/confirm-button.tsx'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { useCommand } from '../../../../ui/use-command.ts'
import { renewCalendar } from './verbs.ts'
import { useYearsText } from './words.ts'

/** The address under which a phone or Outlook reads the unit's days. */
export function Subscribe({ feed }: { feed: CalendarAddress | null }) {
  const text = useYearsText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(renewCalendar)
  if (feed === null) return null
  const { unitId, path } = feed
  const renew = () => void run({ unitId })
  const address = path === null || typeof window === 'undefined' ? '' : `${window.location.origin}${path}`
  const copy = async () => {
    await navigator.clipboard?.writeText(address)
    void message.success(text.copied)
  }
  return (
    <section className="panel no-print" aria-label={text.subscribe}>
      <h2>{text.subscribe}</h2>
      <p className="quiet">{text.subscribeHint}</p>
      {path === null ? (
        <Button loading={running} onClick={renew}>
          {text.subscribeMake}
        </Button>
      ) : (
        <Space wrap className="subscribe">
          <Input readOnly value={address} aria-label={text.subscribe} suppressHydrationWarning />
          <Button onClick={() => void copy()}>{text.copy}</Button>
          <ConfirmButton loading={running} question={text.subscribeQuestion} onConfirm={renew}>
            {text.subscribeRenew}
          </ConfirmButton>
        </Space>
      )}
      <ProblemAlert problem={problem} />
    </section>
  )
}
