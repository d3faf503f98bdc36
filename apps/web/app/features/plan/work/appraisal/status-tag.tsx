import type { AppraisalStatus } from '@kepu/contract/plan-appraisal'
import { Tag } from 'antd'
import { useAppraisalText } from './words.ts'

const COLOURS: Readonly<Record<AppraisalStatus, string>> = { prepared: 'default', disclosed: 'gold', released: 'green' }

export function StatusTag({ status }: { status: AppraisalStatus }) {
  const text = useAppraisalText()
  return <Tag color={COLOURS[status]}>{text.statuses[status]}</Tag>
}
