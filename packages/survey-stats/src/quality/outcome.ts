import { NumericError } from '@kepu/numeric'

/** How the issued addresses ended, as counts or as sums of weights, by AAPOR's main groups of final dispositions. */
export interface Dispositions {
  /** I, complete interviews */
  readonly complete: number
  /** P, partial interviews */
  readonly partial: number
  /** R, refusals and break-offs */
  readonly refusal: number
  /** NC, eligible but not reached */
  readonly nonContact: number
  /** O, eligible and reached but not interviewed for another reason (illness, language, death after selection) */
  readonly other: number
  /** UH, not known whether there is a household */
  readonly unknownHousehold: number
  /** UO, household whose eligibility is not known */
  readonly unknownOther: number
}

/** AAPOR's standard outcome rates. */
export interface OutcomeRates {
  /** complete interviews over all that are or might be eligible */
  readonly rr1: number
  /** as rr1, partial interviews counted as answers */
  readonly rr2: number
  /** as rr1, unknown cases by their estimated share of eligible ones */
  readonly rr3: number
  readonly rr4: number
  /** as rr1, unknown cases taken as not eligible */
  readonly rr5: number
  readonly rr6: number
  /** cooperation: interviews over those reached */
  readonly coop1: number
  readonly coop2: number
  /** as coop1 and coop2, without those unable to take part */
  readonly coop3: number
  readonly coop4: number
  readonly ref1: number
  readonly ref2: number
  readonly ref3: number
  readonly con1: number
  readonly con2: number
  readonly con3: number
}

function requireCounts(values: Dispositions): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value >= 0) || !Number.isFinite(value)) throw new NumericError('survey.disposition', `${name} is ${value}`)
  }
}

function rate(part: number, whole: number, name: string): number {
  if (whole === 0) throw new NumericError('survey.disposition', `${name}: no case in its base`)
  return part / whole
}

/**
 * AAPOR's outcome rates: RR1–RR6, COOP1–COOP4, REF1–REF3, CON1–CON3.
 *
 *   rr1 = I/((I + P) + (R + NC + O) + (UH + UO)),  rr3 with e·(UH + UO),  rr5 without;  even numbers count I + P above
 *
 * Counts, or sums of base weights for weighted rates.
 *
 * @param eligibleShare  e, share of the unknown cases that is eligible, 0 … 1; `estimateEligibleShare` gives the usual estimate
 * @throws NumericError survey.disposition (names the count, or the rate whose base is empty) · survey.argument
 * Source: AAPOR (2023), Standard Definitions, 10th edition. Checked: a worked example by hand, the order among the rates.
 */
export function outcomeRates(dispositions: Dispositions, eligibleShare: number): OutcomeRates {
  requireCounts(dispositions)
  if (!(eligibleShare >= 0 && eligibleShare <= 1)) {
    throw new NumericError('survey.argument', `eligibleShare is ${eligibleShare}`)
  }
  const { complete, partial, refusal, nonContact, other, unknownHousehold, unknownOther } = dispositions
  const answers = complete + partial
  const known = answers + refusal + nonContact + other
  const unknown = unknownHousehold + unknownOther
  const all = known + unknown
  const estimated = known + eligibleShare * unknown
  const reached = answers + refusal + other
  const able = answers + refusal
  return {
    rr1: rate(complete, all, 'rr1'),
    rr2: rate(answers, all, 'rr2'),
    rr3: rate(complete, estimated, 'rr3'),
    rr4: rate(answers, estimated, 'rr4'),
    rr5: rate(complete, known, 'rr5'),
    rr6: rate(answers, known, 'rr6'),
    coop1: rate(complete, reached, 'coop1'),
    coop2: rate(answers, reached, 'coop2'),
    coop3: rate(complete, able, 'coop3'),
    coop4: rate(answers, able, 'coop4'),
    ref1: rate(refusal, all, 'ref1'),
    ref2: rate(refusal, estimated, 'ref2'),
    ref3: rate(refusal, known, 'ref3'),
    con1: rate(reached, all, 'con1'),
    con2: rate(reached, estimated, 'con2'),
    con3: rate(reached, known, 'con3'),
  }
}

/**
 * The usual estimate of e: the share of eligible cases among those whose eligibility is known (the CASRO, or proportional allocation, method).
 *
 * @param notEligible  cases found not eligible (empty houses, businesses, nobody of the age)
 * @throws NumericError survey.disposition
 * Source: AAPOR (2023), Standard Definitions, on estimating e. Checked: a worked example by hand.
 */
export function estimateEligibleShare(dispositions: Dispositions, notEligible: number): number {
  requireCounts(dispositions)
  if (!(notEligible >= 0)) throw new NumericError('survey.disposition', `notEligible is ${notEligible}`)
  const { complete, partial, refusal, nonContact, other } = dispositions
  const eligible = complete + partial + refusal + nonContact + other
  return rate(eligible, eligible + notEligible, 'eligible share')
}
