import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps single values unreadable in the database, in backups of it and in its logs. */
export interface Vault {
  /** Encrypts: AES-256-GCM with a fresh nonce, so that equal texts look different. */
  seal(text: string): Buffer
  /** @throws when the bytes were changed, or sealed with another key */
  open(sealed: Buffer): string
  /** The same for equal texts, and of no use without the key: for finding what is sealed. */
  print(text: string): Buffer
}

const VERSION = 1
const NONCE = 12
const TAG = 16

/** A vault on the secret of this installation (home/secrets/vault); both keys are derived from it. */
export function openVault(secret: string): Vault {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'kepu', use, 32))
  const [sealing, printing] = [derive('seal'), derive('print')]
  return {
    seal(text) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body])
    },
    open(sealed) {
      if (sealed[0] !== VERSION) throw new Error('sealed in a way that this vault does not know')
      const nonce = sealed.subarray(1, 1 + NONCE)
      const decipher = createDecipheriv('aes-256-gcm', sealing, nonce)
      decipher.setAuthTag(sealed.subarray(1 + NONCE, 1 + NONCE + TAG))
      return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE + TAG)), decipher.final()]).toString('utf8')
    },
    print: (text) => createHmac('sha256', printing).update(text).digest(),
  }
}
