import { type Role, roles } from '@kepu/contract/identity'
import { Form, Select } from 'antd'
import { useTerms } from '../../../lib/screen.tsx'
import { useAccountsText } from './words.ts'

export interface UnitOption {
  readonly value: string
  readonly label: string
}

export interface NewGrant {
  readonly unitId: string
  readonly role: Role
}

/** In which unit, as what. */
export function GrantFields({ units }: { units: readonly UnitOption[] }) {
  const text = useAccountsText()
  const terms = useTerms()
  return (
    <>
      <Form.Item name="unitId" label={text.unit} rules={[{ required: true }]}>
        <Select options={[...units]} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="role" label={text.role} rules={[{ required: true }]}>
        <Select options={roles.map((role) => ({ value: role, label: terms.role[role] }))} />
      </Form.Item>
    </>
  )
}
