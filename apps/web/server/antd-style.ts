import { theme } from 'antd'
import type { Plugin } from 'vite'
import { themeKey, themeSeed } from '../app/lib/theme.ts'

const SHEET = /\/antd\/dist\/antd\.css\?transform-only$/
/** The class that Ant Design's own build happened to give its default theme. */
const DEFAULT_KEY = '.css-var-_R_0_'

/**
 * Ant Design's ready-made style sheet with our colours in it: nothing is styled at run time, and the first paint is the
 * last. Fails when an upgrade has renamed the class that it looks for.
 */
export function antdStyle(): Plugin {
  return {
    name: 'kepu-antd-style',
    enforce: 'pre',
    transform(code, id) {
      if (!SHEET.test(id)) return null
      if (!code.includes(DEFAULT_KEY)) throw new Error('antd.css has another class for its default theme now')
      return `${code.replaceAll(DEFAULT_KEY, `.${themeKey}`)}\n.${themeKey}{${variables()}}\n`
    },
  }
}

/** Every variable that our colours change, directly or by derivation. */
function variables(): string {
  const usual = new Map(Object.entries(theme.getDesignToken()))
  return Object.entries(theme.getDesignToken({ token: themeSeed }))
    .filter(([name, value]) => usual.get(name) !== value)
    .map(([name, value]) => `--ant-${kebab(name)}:${typeof value === 'number' ? `${value}px` : value};`)
    .join('')
}

function kebab(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([a-z])([0-9])/g, '$1-$2')
    .toLowerCase()
}
