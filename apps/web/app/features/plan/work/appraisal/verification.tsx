import { VerificationView } from '@kepu/contract/plan-appraisal'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useAppraisalText } from './words.ts'

/** Asks the server whether a released appraisal is still what was released, and says so. */
export function Verification({ id }: { id: string }) {
  const text = useAppraisalText()
  const { message } = App.useApp()
  const [running, setRunning] = useState(false)
  const verify = async () => {
    setRunning(true)
    try {
      const response = await fetch(`/api/v1/appraisals/${id}/verification`)
      const found = VerificationView.parse(await response.json())
      if (found.faults.length === 0) message.success(text.verified(found.sheets))
      else message.error(text.notVerified(found.faults.map((fault) => text.faults[fault]).join('；')))
    } catch {
      message.error(text.notVerified(''))
    }
    setRunning(false)
  }
  return (
    <Button size="small" loading={running} onClick={() => void verify()} className="no-print">
      {text.verify}
    </Button>
  )
}
