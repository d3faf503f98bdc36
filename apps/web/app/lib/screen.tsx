import { createContext, useContext } from 'react'
import type { Bilingual, Language } from './language.ts'
import { type Terms, terms } from './terms.ts'

/** How this reader wants the screen. */
export interface Screen {
  readonly language: Language
  readonly elder: boolean
}

export const ScreenContext = createContext<Screen>({ language: 'zh-CN', elder: false })

export function useLanguage(): Language {
  return useContext(ScreenContext).language
}

/** The words of a screen in the reader's language. */
export function useMessages<T>(messages: Bilingual<T>): T {
  return messages[useLanguage()]
}

export function useTerms(): Terms {
  return useMessages(terms)
}
