/** What an Open311 answer is made of. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value }

/** What one of several is called, as the specification has it. */
const SINGULAR: Readonly<Record<string, string>> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Characters that XML 1.0 knows; the others can't be written in it at all. */
function plain(text: string): string {
  const known = [...text].filter((sign) => {
    const code = sign.codePointAt(0) ?? 0
    return (
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 0x20 && code < 0xd800) ||
      (code > 0xdfff && code < 0xfffe) ||
      code > 0xffff
    )
  })
  return known.join('').replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}

function element(name: string, value: Value): string {
  if (value === null) return `<${name}/>`
  if (Array.isArray(value)) {
    const inner = value.map((one) => element(SINGULAR[name] ?? 'item', one)).join('')
    return `<${name}>${inner}</${name}>`
  }
  if (typeof value === 'object') {
    const inner = Object.entries(value).map(([key, one]) => element(key, one))
    return `<${name}>${inner.join('')}</${name}>`
  }
  return `<${name}>${plain(String(value))}</${name}>`
}

/** An answer as XML in UTF-8. */
export function toXml(root: string, value: Value): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}`
}
