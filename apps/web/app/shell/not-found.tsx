import { notFound } from '../lib/api.ts'

/** Any address that no route knows. */
export function loader(): never {
  notFound()
}

export default function NotFound() {
  return null
}
