import { type DrawView, type FrameView, SurveyDesign, type SurveyHeader } from '@kepu/contract/survey'
import { type Actor, holds } from '../../../platform/actor.ts'
import type { Frame, Survey } from '../types.ts'
import { Drawn, type DrawRow } from './store.ts'

const VERBS = ['survey.design.change', 'survey.frame.take', 'survey.draw.make']

export function headerOf(
  survey: Survey,
  { framed, drawn }: { framed: boolean; drawn: boolean },
  actor: Actor | null,
): SurveyHeader {
  const { id, year, title, version } = survey
  const step = drawn ? 'drawn' : framed ? 'frame' : 'design'
  return { id, year, title, version, step, can: actor === null ? [] : VERBS.filter((verb) => holds(actor, verb)) }
}

interface Regions {
  readonly townships: ReadonlyMap<string, string>
  readonly villages: ReadonlyMap<string, string>
}

export function frameView(frame: Frame, regions: Regions): FrameView {
  const inside = new Set(frame.villages.map(({ code }) => code))
  const sum = (of: readonly Frame['villages'][number][], what: 'households' | 'adults') =>
    of.reduce((total, village) => total + village[what], 0)
  return {
    id: frame.id,
    fileName: frame.fileName,
    sha256: frame.sha256,
    villages: frame.villages.length,
    households: sum(frame.villages, 'households'),
    adults: sum(frame.villages, 'adults'),
    uploadedAt: frame.uploadedAt.toISOString(),
    missing: [...regions.villages].flatMap(([code, name]) => (inside.has(code) ? [] : [{ code, name }])),
    townships: [...Map.groupBy(frame.villages, ({ code }) => code.slice(0, 9))].map(([code, villages]) => ({
      code,
      name: regions.townships.get(code) ?? code,
      villages: villages.length,
      households: sum(villages, 'households'),
      adults: sum(villages, 'adults'),
    })),
  }
}

export function drawView(row: DrawRow, frameSha256: string): DrawView {
  return {
    id: row.id,
    frameId: row.frame_id,
    frameSha256,
    design: SurveyDesign.parse(row.design),
    seed: row.seed,
    method: row.method,
    sha256: row.sha256,
    drawnAt: row.drawn_at.toISOString(),
    drawnByName: row.drawn_by_name,
    reason: row.reason,
    ...Drawn.parse(row.drawn),
  }
}
