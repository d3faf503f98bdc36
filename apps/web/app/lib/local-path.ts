/** An address inside this site, else the front page: nobody is sent elsewhere by a link they were given. */
export function localPath(asked: string | null, otherwise = '/'): string {
  if (asked === null || !/^\/(?![/\\])/.test(asked)) return otherwise
  const url = new URL(asked, 'http://local.invalid')
  return url.host === 'local.invalid' ? `${url.pathname}${url.search}${url.hash}` : otherwise
}
