import type { AppraisalRefusal, RefusedMetric, SchemeRefusal } from '@kepu/contract/plan-appraisal'
import type { ProblemText } from '../../../lib/problem.ts'

const BASIS = 'State Council office letter 〔2026〕 12, and the 2023 opinions against formalism at the fingertips'

export const metricTextEn: Readonly<Record<RefusedMetric, string>> = {
  likes: 'likes and followers',
  forwards: 'forwards and shares',
  votes: 'online votes',
  logIns: 'log-ins and activity',
  onlineTime: 'time online',
  checkIns: 'check-ins',
  photos: 'photos, videos, tracks',
  installs: 'installs and usage',
  ranking: 'points and rankings',
}

export function metricReasonEn(metric: RefusedMetric, word: string): string {
  return `“${word}” counts ${metricTextEn[metric]}: that must not be appraised (${BASIS})`
}

export const appraisalProblemsEn: ProblemText<AppraisalRefusal | SchemeRefusal> = {
  'plan.scheme.refusedMetric': ({ items }) =>
    items.map(({ title, metric, word }) => `“${title}”: ${metricReasonEn(metric, word)}`).join('; '),
  'plan.scheme.unsound': ({ problems }) => `${problems.length} things are not right yet (marked below)`,
  'plan.scheme.unchanged': ({ edition }) => `It says the same as edition ${edition}`,
  'plan.scheme.published': ({ edition }) => `Published already (${edition} editions): it can't be removed`,
  'plan.scheme.unreadable': ({ why, row }) => {
    const place = row === null ? '' : `Row ${row}: `
    const reasons = {
      noHeader: 'no heading found: the first sheet needs 项目 and 分值',
      points: 'points are a number with at most two decimals',
      formula: 'unknown way of scoring or its parameters: copy one from an export',
      scope: 'applies to: 全部, 部门单位, 乡镇（街道） or 牵头单位',
      noItems: 'no item found',
      json: 'this is no scheme',
    } as const
    return `${place}${reasons[why]}`
  },
  'plan.appraisal.noEdition': () => 'This scheme is not published yet',
  'plan.appraisal.yearState': () => "The year's plan has not been issued: nothing to appraise",
  'plan.appraisal.exists': () => 'This year is being appraised by the same scheme: open that appraisal',
  'plan.appraisal.nobody': () => 'Nobody to appraise: no body of the year fits, or nothing has been computed',
  'plan.appraisal.state': ({ appraisalStatus }) =>
    appraisalStatus === 'released'
      ? 'The appraisal is released and frozen'
      : appraisalStatus === 'disclosed'
        ? 'The bodies see their sheets: answer objections, or take the sheets back first'
        : 'The sheets are not shown yet',
  'plan.appraisal.future': ({ today }) => `Not later than today (${today})`,
  'plan.appraisal.incomplete': ({ pending, unitName, itemTitle }) =>
    `${pending} items have no points yet, e.g. “${itemTitle}” of ${unitName}`,
  'plan.appraisal.notAppraised': () => 'This body is not appraised',
  'plan.appraisal.notEntered': () => 'This item is computed from records, or does not apply to this body',
  'plan.appraisal.outOfRange': ({ itemTitle, most }) => `“${itemTitle}”: at most ${most} points`,
  'plan.appraisal.refusedMetric': ({ metric, word }) => metricReasonEn(metric, word),
  'plan.appraisal.termRunning': ({ until, waitingFor }) =>
    `Bodies may object until ${until}; ${waitingFor} have not confirmed yet`,
  'plan.appraisal.objectionsOpen': ({ open }) => `${open} objections wait for an answer`,
  'plan.appraisal.confirmed': ({ confirmedAt }) => `Confirmed on ${confirmedAt.slice(0, 10)}`,
  'plan.objection.late': ({ until }) => `The term for objections ended on ${until}`,
  'plan.objection.open': () => 'An objection to this item is being dealt with',
  'plan.objection.answered': ({ answeredAt }) => `Answered on ${answeredAt.slice(0, 10)}`,
  'plan.objection.noScore': () => 'Please say how many points the item gets',
}
