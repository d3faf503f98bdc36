import { isIP } from 'node:net'
import { resolve } from 'node:path'

export interface Config {
  readonly port: number
  /** How many ports to try from `port` on: one when the port was named. */
  readonly portTries: number
  readonly host: string
  /** Absent: the embedded PostgreSQL under `home`. */
  readonly databaseUrl: string | null
  /** Database, uploads, secrets, logs. */
  readonly home: string
  readonly demo: boolean
  /** Address that people type, for sign-in cookies and links; null: whatever the request says. */
  readonly publicUrl: string | null
  readonly logLevel: string
  /** For containers; otherwise the log is a file under `home`. */
  readonly logToStdout: boolean
  /** Folder of the web app; null serves the API alone. */
  readonly web: string | null
  readonly development: boolean
  /** The government's identity provider: sign-in by OIDC beside user names. */
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null
  /** The program that sends texts to telephones, and the word that it knows us by; null: none. */
  readonly texts: { readonly url: string; readonly word: string } | null
  /** Who shows this word may read the metrics; null: nobody may. */
  readonly metricsToken: string | null
  /** Networks that events may be sent to though they aren't public. */
  readonly privateNetworks: readonly string[]
}

/** Configuration from the environment; every mistake is named at once. */
export function readConfig(environment: NodeJS.ProcessEnv, root: string): Config {
  // A compose file hands on what isn't set as an empty word.
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const mistakes: string[] = []
  const port = Number(env['PORT'] ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    mistakes.push(`PORT 应为 0–65535 的整数，现为「${env['PORT']}」`)
  const databaseUrl = env['DATABASE_URL'] ?? null
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) mistakes.push('DATABASE_URL 应以 postgres:// 开头')
  const publicUrl = env['KEPU_URL'] ?? null
  if (publicUrl && !URL.canParse(publicUrl)) mistakes.push(`KEPU_URL 不是网址：「${publicUrl}」`)
  const oidc = readOidc(env)
  if (oidc === 'incomplete')
    mistakes.push('KEPU_OIDC_ISSUER、KEPU_OIDC_CLIENT_ID、KEPU_OIDC_CLIENT_SECRET 三项须同时提供')
  const privateNetworks = (env['KEPU_PRIVATE_NETWORKS'] ?? '').split(/[\s,，]+/).filter((network) => network !== '')
  for (const network of privateNetworks)
    if (!isNetwork(network)) mistakes.push(`KEPU_PRIVATE_NETWORKS 应为 10.1.0.0/16 这样的网段，现有「${network}」`)
  const texts = readTexts(env)
  if (texts === 'incomplete') mistakes.push('KEPU_TEXTS_URL（http 或 https 网址）和 KEPU_TEXTS_WORD 须同时提供')
  if (mistakes.length > 0) throw new Error(`配置有误：${mistakes.join('；')}`)
  return {
    port,
    portTries: env['PORT'] === undefined ? 20 : 1,
    host: env['HOST'] ?? '::',
    databaseUrl,
    home: resolve(env['KEPU_HOME'] ?? resolve(root, '.kepu')),
    demo: env['KEPU_DEMO'] ? env['KEPU_DEMO'] !== '0' : databaseUrl === null && env['NODE_ENV'] !== 'production',
    publicUrl,
    logLevel: env['KEPU_LOG'] ?? 'info',
    logToStdout: env['KEPU_LOG_TO'] === 'stdout',
    web: env['KEPU_WEB'] === 'none' ? null : resolve(root, 'apps/web'),
    development: env['KEPU_DEV'] === '1',
    oidc: oidc === 'incomplete' ? null : oidc,
    texts: texts === 'incomplete' ? null : texts,
    metricsToken: env['KEPU_METRICS_TOKEN'] ?? null,
    privateNetworks,
  }
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const widest = isIP(address) === 6 ? 128 : 32
  const width = bits === undefined ? widest : Number(bits)
  return isIP(address) !== 0 && more.length === 0 && Number.isInteger(width) && width >= 0 && width <= widest
}

function readTexts(env: Readonly<Record<string, string | undefined>>): Config['texts'] | 'incomplete' {
  const url = env['KEPU_TEXTS_URL']
  const word = env['KEPU_TEXTS_WORD']
  if (url === undefined && word === undefined) return null
  return url && word && /^https?:/.test(url) && URL.canParse(url) ? { url, word } : 'incomplete'
}

function readOidc(env: Readonly<Record<string, string | undefined>>): Config['oidc'] | 'incomplete' {
  const issuer = env['KEPU_OIDC_ISSUER']
  const clientId = env['KEPU_OIDC_CLIENT_ID']
  const clientSecret = env['KEPU_OIDC_CLIENT_SECRET']
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret }
  return issuer || clientId || clientSecret ? 'incomplete' : null
}
