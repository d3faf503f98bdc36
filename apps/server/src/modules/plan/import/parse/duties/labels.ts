import type { DutyRole } from './duty.ts'

const roles: readonly { role: DutyRole; pattern: string }[] = [
  {
    role: 'other',
    pattern:
      '(?:牵头|责任|分管|包联|包抓|挂联|联系|主管|配合)?(?:县级|市级|区级)?(?:领导|责任人|负责人|联系人|联络员|牵头人)(?:及(?:电话|职务))?|责任科室',
  },
  {
    role: 'lead',
    pattern:
      '(?:总)?牵头(?:责任|负责|主办|实施|组织)?(?:单位|部门|科室|处室|机构)?|主办(?:单位|部门)|主责(?:单位|部门)|第一责任单位',
  },
  {
    role: 'support',
    pattern:
      '(?:配合|参与|参加|协办|协同|协作|协助|支持|共同|联合|相关)(?:责任|实施)?(?:单位|部门|科室|处室|机构)|配合|参与|协办|协同',
  },
  { role: 'implementer', pattern: '(?:组织)?(?:实施|承办|落实|执行|承担)(?:单位|部门|主体)' },
  { role: 'main', pattern: '(?:主要)?(?:责任|负责)(?:单位|部门|主体|机构)|责任|成员单位|分工单位' },
  {
    role: 'deadline',
    pattern:
      '(?:完成|办理|推进|实施|落实|办结)?(?:时限|期限)(?:要求)?|(?:完成|办结|截止|起止|实施|推进)(?:时间|日期|节点)(?:要求)?|时间(?:要求|节点|安排|进度)|进度(?:安排|要求)',
  },
  { role: 'quantity', pattern: '(?:年度|量化)?目标(?:任务|数量|值)?|(?:量化|考核|工作)指标|任务量|数量' },
]

export interface Label {
  readonly role: DutyRole
  readonly start: number
  /** Where what it announces begins. */
  readonly end: number
}

const PARTS = roles.map(({ pattern }, index) => `(?<r${index}>${pattern})`).join('|')
/** A label and its colon (牵头单位：, 【牵头单位】), or a full label and a gap at the start of a line or bracket. */
const LABEL = new RegExp(
  `(?:(?<=^|[\\s（(【\\[；;，,。、）)\\]】|])|(?<=\\*\\*))(?:${PARTS})(?:[ \\t]{0,4}[：:]|[】\\]]\\s{0,2}[：:]?)`,
  'gm',
)
const BARE_LABEL =
  /(?<=^[ \t]{0,8}|[（(])(?:(牵头(?:单位|部门))|((?:配合|参与|参加|协办)(?:单位|部门))|(责任(?:单位|部门)))[ \t]{1,8}(?=[县市区州旗省各团])/gm

/** All labels of duties in the text, in order. Targets (目标：) count only where a list of duties is. */
export function findLabels(text: string): Label[] {
  const labels: Label[] = []
  for (const match of text.matchAll(LABEL)) {
    const index = roles.findIndex((_, i) => match.groups?.[`r${i}`] !== undefined)
    const role = roles[index]?.role
    const framed = /[【[]/.test(text.charAt(match.index - 1)) ? 1 : 0
    if (role) labels.push({ role, start: match.index - framed, end: match.index + match[0].length })
  }
  for (const match of text.matchAll(BARE_LABEL)) {
    const role = match[1] ? 'lead' : match[2] ? 'support' : 'main'
    labels.push({ role, start: match.index, end: match.index + match[0].length })
  }
  return labels.sort((a, b) => a.start - b.start)
}

const HEADERS: readonly { role: DutyRole; pattern: RegExp }[] = roles.map(({ role, pattern }) => ({
  role,
  pattern: new RegExp(`^(?:${pattern})(?:[（(].{0,12}[)）])?$`),
}))

/** The role that a column's head names, or null. */
export function roleOfHeader(head: string): DutyRole | null {
  return HEADERS.find(({ pattern }) => pattern.test(head))?.role ?? null
}
