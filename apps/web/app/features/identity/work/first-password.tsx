import { Button, Modal, Typography } from 'antd'
import { useAccountsText } from './words.ts'

export interface FirstPasswordFacts {
  readonly username: string
  readonly firstPassword: string
}

/** The first password, shown once: the server keeps only its hash. */
export function FirstPassword({ facts, onClose }: { facts: FirstPasswordFacts | null; onClose: () => void }) {
  const text = useAccountsText()
  return (
    <Modal
      open={facts !== null}
      title={facts && text.firstPasswordTitle(facts.username)}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {text.firstPasswordClose}
        </Button>
      }
    >
      <Typography.Paragraph copyable className="first-password">
        {facts?.firstPassword ?? ''}
      </Typography.Paragraph>
      <p>{text.firstPasswordText}</p>
    </Modal>
  )
}
