/** Screens speak Chinese unless somebody chooses English. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** The same words in both languages: what one has and the other lacks doesn't compile. */
export type Bilingual<T> = Readonly<Record<Language, T>>

export function isLanguage(value: unknown): value is Language {
  return value === 'zh-CN' || value === 'en'
}

/** `?lang=` wins over the cookie; everything else is Chinese. */
export function languageOf(request: Request): Language {
  const asked = new URL(request.url).searchParams.get('lang')
  if (isLanguage(asked)) return asked
  const kept = cookieOf(request, 'kepu_lang')
  return isLanguage(kept) ? kept : 'zh-CN'
}

/** 长辈模式: large type and strong contrast, chosen once and kept in a cookie. */
export function elderModeOf(request: Request): boolean {
  return cookieOf(request, 'kepu_elder') === '1'
}

export function cookieOf(request: Request, name: string): string | null {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name && value !== undefined) return value
  }
  return null
}
