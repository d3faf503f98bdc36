import { App, Button } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { useSurveyText } from './words.ts'

const Check = z.object({ same: z.boolean() })

/** Has something computed again, and says whether it came out the same. */
export function CheckButton({ address, label }: { address: string; label: string }) {
  const text = useSurveyText()
  const { message } = App.useApp()
  const [running, setRunning] = useState(false)
  const check = async () => {
    setRunning(true)
    try {
      const answer = await fetch(address)
      const { data } = Check.safeParse(await answer.json())
      if (data?.same) void message.success(text.checked)
      else void message.error(text.notSame)
    } catch {
      void message.error(text.notChecked)
    } finally {
      setRunning(false)
    }
  }
  return (
    <Button loading={running} onClick={() => void check()}>
      {label}
    </Button>
  )
}
