import { createContext } from 'react-router'

/** Random word of one answer: only scripts that carry it run (Content-Security-Policy). */
export const nonceContext = createContext<string>('')
