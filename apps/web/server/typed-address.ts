/**
 * The request at the address that the reader typed: a gateway that ends TLS says so in X-Forwarded-Proto. Links, cookies and
 * the check that a form comes from our own site go by it.
 */
export function atTypedAddress(request: Request): Request {
  const said = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim()
  const url = new URL(request.url)
  if (said !== 'https' || url.protocol === 'https:') return request
  url.protocol = 'https:'
  return new Request(url, request)
}
