const STARS = '****'

/** 138****0000: enough to recognise a number one knows, too little to call one that one doesn't. */
export function maskPhone(phone: string): string {
  const shown = phone.length >= 11 ? 4 : 3
  return `${phone.slice(0, 3)}${STARS}${phone.slice(-shown)}`
}

/** 欧*示 → 欧**: the first character and as many stars as characters are hidden, at least one. */
export function maskName(name: string): string {
  const letters = [...name]
  return `${letters[0] ?? ''}${'*'.repeat(Math.max(1, letters.length - 1))}`
}
