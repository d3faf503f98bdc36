/** The site's address as the reader typed it: a gateway in front that ends TLS says so in X-Forwarded-Proto. */
export function originOf(request: Request): string {
  const url = new URL(request.url)
  const said = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim()
  return said === 'https' || said === 'http' ? `${said}://${url.host}` : url.origin
}
