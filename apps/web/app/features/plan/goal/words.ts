import type { JudgedGoalView, PowerView } from '@kepu/contract/plan-evaluation'
import { figureText } from '../../../lib/figure.ts'
import { useMessages } from '../../../lib/screen.tsx'
import { goalEn } from './messages.en.ts'
import { type GoalText, goalZh } from './messages.zh-CN.ts'

export function useGoalText(): GoalText {
  return useMessages({ 'zh-CN': goalZh, en: goalEn })
}

/** No more digits than anybody measured. */
export function digits(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** What can be said of the goal, in one sentence. */
export function verdictSentence(goal: JudgedGoalView, text: GoalText): string {
  const { verdict, basis, target, unit } = goal
  const figure = `${digits(target.value)}${unit}`
  if (basis === 'none') return text.none
  if (basis === 'otherRule') return text.otherRule
  return basis === 'reported' ? text.reported[verdict] : text[verdict](figure)
}

/** What was measured, with all that is known of how surely. */
export function measuredSentence({ judgedBy, unit }: JudgedGoalView, text: GoalText): string | null {
  if (judgedBy === null) return null
  const { year, value, interval, sampleSize } = judgedBy
  const withUnit = (number: number) => `${digits(number)}${unit}`
  const facts = [
    interval
      ? text.interval(digits(interval.level * 100), withUnit(interval.low), withUnit(interval.high))
      : text.noInterval,
    ...(sampleSize === null ? [] : [text.sample(sampleSize)]),
  ]
  return `${text.measured(year, withUnit(value))}（${facts.join('，')}）`
}

export function goalTitle({ name, unit, target }: JudgedGoalView, text: GoalText): string {
  return text.wanted(target.year, name, figureText(target, unit))
}

export function powerSentence(power: PowerView, text: GoalText): string {
  const { sampleSize, designEffect, designEffectKnown, from, to, neededForEighty } = power
  const effect = designEffectKnown ? text.effect(digits(designEffect)) : text.effectUnknown
  const percent = Math.round(power.power * 100)
  return text.power(sampleSize, effect, `${digits(from)}%`, `${digits(to)}%`, percent, neededForEighty)
}
