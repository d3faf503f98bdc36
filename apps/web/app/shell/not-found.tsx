import { data } from 'react-router'

/** Any address that no route knows. */
export function loader(): never {
  throw data({ code: 'platform.notFound', kind: 'page' }, { status: 404 })
}

export default function NotFound() {
  return null
}
