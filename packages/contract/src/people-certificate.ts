import { z } from 'zod'
import { Audience, Day, Id, Instant } from './common.ts'
import { DeliveryKind } from './ledger.ts'
import { RecordProof } from './people-record.ts'

/** 志愿服务证明、科普实绩档案. */
export const certificateKinds = ['service', 'dossier'] as const
export const CertificateKind = z.enum(certificateKinds)
export type CertificateKind = z.infer<typeof CertificateKind>

/** What verification says (核验结果): 有效、已撤销、查无此证、签名不符. */
export const certificateStates = ['valid', 'revoked', 'unknown', 'forged'] as const
export const CertificateState = z.enum(certificateStates)
export type CertificateState = z.infer<typeof CertificateState>

/** Twelve letters and digits without look-alikes, in groups of four. */
export const CertificateCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]{4}$/, '证书编号为 12 位字母和数字')

/** Who records certifies: what a body organised in a period, seen or confirmed. */
export const IssueCertificate = z
  .object({ personId: Id, unitId: Id, from: Day, to: Day })
  .refine(({ from, to }) => from <= to, { message: '结束日期不能早于开始日期', path: ['to'] })
export const RevokeCertificate = z.object({ certificateId: Id, reason: z.string().trim().min(2).max(200) })

export const CertificateRow = z.object({
  id: Id,
  code: z.string(),
  kind: CertificateKind,
  unitName: z.string(),
  from: Day,
  to: Day,
  services: z.number().int(),
  hours: z.number(),
  issuedByName: z.string(),
  issuedAt: Instant,
  revokedAt: Instant.nullable(),
  revokeReason: z.string().nullable(),
  can: z.array(z.string()),
})
export type CertificateRow = z.infer<typeof CertificateRow>

/** One entry of a certificate or dossier (实绩条目). */
export const EntryView = z.object({
  recordId: Id,
  title: z.string(),
  kind: DeliveryKind,
  day: Day,
  hours: z.number(),
  place: z.string(),
  organiser: z.string(),
  personTimes: z.number().int().nullable(),
  audience: Audience.nullable(),
  proof: RecordProof,
})
export type EntryView = z.infer<typeof EntryView>

/** One rule of a pack: what counts, how much, how much at most a year (计分规则). */
export const PackRule = z.object({
  id: z.string(),
  title: z.string(),
  kinds: z.array(DeliveryKind),
  proofs: z.array(RecordProof),
  minPersonTimes: z.number().int().min(0),
  points: z.number().positive(),
  per: z.enum(['service', 'hour']),
  yearlyCap: z.number().positive(),
})
export type PackRule = z.infer<typeof PackRule>

/** A rule pack (规则包): data, of one province, that counts outreach for title evaluation. */
export const RulePack = z.object({
  id: z.string(),
  title: z.string(),
  province: z.string(),
  /** Where the rules stand; an invented pack says so. */
  source: z.string(),
  invented: z.boolean(),
  years: z.number().int().min(1).max(10),
  rules: z.array(PackRule).min(1),
})
export type RulePack = z.infer<typeof RulePack>

/** What a rule counted: entries, points, and what the cap cut off. */
export const CountedRule = z.object({
  ruleId: z.string(),
  title: z.string(),
  entries: z.number().int(),
  points: z.number(),
  cut: z.number(),
})
export type CountedRule = z.infer<typeof CountedRule>

/** A person's outreach by a rule pack (科普实绩档案). */
export const DossierView = z.object({
  personId: Id,
  personName: z.string(),
  pack: RulePack,
  from: Day,
  to: Day,
  entries: z.array(EntryView),
  counted: z.array(CountedRule),
  points: z.number(),
})
export type DossierView = z.infer<typeof DossierView>

export const IssueDossier = z.object({ personId: Id, packId: z.string().max(60) })

/** All that a certificate says, for printing (证书). */
export const CertificateView = CertificateRow.extend({
  personId: Id,
  personName: z.string(),
  volunteerNumber: z.string().nullable(),
  countyName: z.string(),
  entries: z.array(EntryView),
  dossier: z.object({ pack: RulePack, counted: z.array(CountedRule), points: z.number() }).nullable(),
  keyId: z.string(),
  /** The credential: Open Badges 3.0, a VC-JWT. */
  credential: z.string(),
  /** What the QR holds: the address of the public page, and behind # the signed facts. */
  qrText: z.string(),
  qr: z.object({ size: z.number().int(), path: z.string() }),
  /** Whether a PDF can be made here: it takes a Chinese font of the machine. */
  pdf: z.boolean(),
})
export type CertificateView = z.infer<typeof CertificateView>

/** What anybody may know of a certificate: the name masked (核验). */
export const CertificateCheckView = z.object({
  state: CertificateState,
  code: z.string(),
  kind: CertificateKind.nullable(),
  masked: z.string().nullable(),
  unitName: z.string().nullable(),
  from: Day.nullable(),
  to: Day.nullable(),
  services: z.number().int().nullable(),
  hours: z.number().nullable(),
  issuedOn: Day.nullable(),
  revokedOn: Day.nullable(),
})
export type CertificateCheckView = z.infer<typeof CertificateCheckView>

export const IssuerKeys = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      alg: z.literal('EdDSA'),
      use: z.literal('sig'),
      kid: z.string(),
      x: z.string(),
      retired: z.boolean(),
    }),
  ),
})
export type IssuerKeys = z.infer<typeof IssuerKeys>

export type CertificateRefusal =
  | { code: 'people.certificate.nothing'; from: string; to: string }
  | { code: 'people.certificate.revoked'; revokedAt: string }
  | { code: 'people.certificate.erased' }
  | { code: 'people.font.none' }
  | { code: 'people.pack.unknown'; packId: string }
