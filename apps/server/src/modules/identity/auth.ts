import { Username } from '@kepu/contract/identity'
import { type Auth, betterAuth } from 'better-auth'
import { genericOAuth, twoFactor, username } from 'better-auth/plugins'
import { v7 as uuidv7 } from 'uuid'
import { CLIENT_HEADER } from '../../platform/client-address.ts'
import type { Database } from '../../platform/database.ts'

export interface AuthOptions {
  /** At least 32 random characters, made at first start and kept in the home folder. */
  readonly secret: string
  /** Address that people type; null: whatever host the request names. */
  readonly publicUrl: string | null
  /** The government's identity provider, if there is one. */
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null
}

const TWELVE_HOURS = 12 * 3600
/** A village office shares one address: the limit by address is wide, and a wrong password costs a slow hash anyhow. */
const SIGN_INS_PER_MINUTE = 60

/** Sign-in by user name and password, one-time codes (TOTP) and OIDC. Nobody signs up: accounts are given. */
export function createAuth(db: Database, { secret, publicUrl, oidc }: AuthOptions): Auth {
  const auth = betterAuth({
    appName: 'Kepu',
    secret,
    basePath: '/api/v1/auth',
    ...(publicUrl ? { baseURL: publicUrl } : {}),
    trustedOrigins: (request) => (request && publicUrl === null ? [new URL(request.url).origin] : []),
    database: { db: db.withSchema('identity'), type: 'postgres' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: { additionalFields: { active: { type: 'boolean', input: false, defaultValue: true } } },
    session: { expiresIn: TWELVE_HOURS, updateAge: 1800 },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 600,
      customRules: { '/sign-in/username': { window: 60, max: SIGN_INS_PER_MINUTE } },
    },
    advanced: {
      cookiePrefix: 'kepu',
      database: { generateId: () => uuidv7() },
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [
      // What AddAccount lets through, sign-in lets through.
      username({
        minUsernameLength: 3,
        maxUsernameLength: 30,
        usernameValidator: (name) => Username.safeParse(name).success,
      }),
      twoFactor({ issuer: 'Kepu' }),
      ...(oidc
        ? [
            genericOAuth({
              config: [
                {
                  providerId: 'government',
                  discoveryUrl: `${oidc.issuer}/.well-known/openid-configuration`,
                  clientId: oidc.clientId,
                  clientSecret: oidc.clientSecret,
                  pkce: true,
                  disableSignUp: true,
                },
              ],
            }),
          ]
        : []),
    ],
  })
  return auth as unknown as Auth
}
