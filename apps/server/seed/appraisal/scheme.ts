import type { Scheme } from '@kepu/contract/plan-appraisal'
import { schemeTemplate } from '../../src/modules/plan/index.ts'

export const LAST_YEAR = 2023
export const THIS_YEAR = 2024

/** The demonstration's scheme: the template of a hundred points; in the first edition Kepu assembled no reports yet. */
export function demoScheme(edition: 1 | 2): Scheme {
  const template = schemeTemplate('hundred')
  const title = '全民科学素质工作目标管理考核办法（演示，虚构）'
  if (edition === 2) return { ...template, title }
  const sections = template.sections.map((section) => ({
    ...section,
    items: section.items
      .filter(({ id }) => id !== 'report')
      .map((item) => (item.id === 'support' ? { ...item, points: 20 } : item)),
  }))
  return { ...template, title, sections }
}
