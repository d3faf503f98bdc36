import type { ReviewText } from './review-messages.zh-CN.ts'

const FIELDS = {
  title: 'title',
  issuer: 'issuer',
  documentNumber: 'document number',
  issuedOn: 'date of issue',
  periodStart: 'first year',
  periodEnd: 'last year',
  category: 'category',
  number: 'number',
  deadline: 'deadline',
} satisfies Record<string, string>

export const reviewEn: ReviewText = {
  title: 'Check the plan',
  lead: 'The document is on the left, what Kepu understood on the right. Click on either side and the other one follows. Publish when all is right; until then every step can be undone.',
  source: 'Document',
  understood: 'As understood',
  publish: 'Publish',
  publishConfirm:
    'Every unit gets its duties to acknowledge, and the public pages open. Afterwards corrections need a new revision.',
  undo: 'Undo last step',
  discard: 'Discard draft',
  discardConfirm: 'The draft is no longer shown; its file is kept.',
  compare: 'Compare with the plan in force',
  ready: 'Ready to publish',
  remaining: (n) => `${n} to settle`,
  nextProblem: 'Next',
  allProblems: 'To settle',
  sections: {
    header: 'Document',
    indicators: 'Goals',
    phases: 'Phases',
    tasks: 'Tasks and measures',
    units: 'Names of units',
    campaigns: 'Campaigns and days',
    unplaced: 'Unplaced',
    history: 'Corrections',
  },
  fields: FIELDS,
  marks: {
    task: 'task',
    phase: 'phase',
    measure: 'measure',
    campaign: 'campaign',
    unit: 'unit',
    indicator: 'figure',
    remark: 'mention',
    unplaced: 'unplaced',
  },
  showInSource: 'show in the document',
  none: 'none',
  save: 'Save',
  cancel: 'Cancel',
  edit: 'Edit',
  remove: 'Remove',
  add: 'Add',
  addTask: 'Add a task',
  addMeasure: 'Add a measure',
  addValue: 'Add a figure',
  newTask: 'Title of the new task',
  newMeasure: 'Title of the new measure',
  removeTaskConfirm: 'Remove it with its measures and duties? This can be undone.',
  removeMeasureConfirm: 'Remove this measure? This can be undone.',
  moveTo: 'Move to another task',
  mergeInto: 'Merge',
  roles: { lead: 'Lead', responsible: 'Responsible', implementer: 'Implements' },
  addUnit: 'Add a unit',
  openEnded: 'The list ends in “and others”',
  addedByHand: 'added by hand, not in the document',
  measureCount: (n) => `${n} measures`,
  quantity: 'quantity',
  year: 'Year',
  value: 'Value',
  comparator: 'Relation',
  comparators: { '=': 'reaches', '>': 'more than', '>=': 'at least', '~': 'about' },
  indicatorRole: 'Role',
  indicatorRoles: { earlier: 'earlier', baseline: 'baseline', target: 'target', reference: 'reference' },
  of: 'Of',
  ownRegion: 'this county',
  unitsLead: 'Every name has to become a unit. Kepu only proposes: whether two names are one body is for you to say.',
  writtenAs: 'As written',
  cells: 'Times',
  decision: 'Becomes',
  undecided: 'Choose',
  decisions: {
    new: 'a new unit',
    unit: (name) => `the unit ${name}`,
    same: (name) => `the same as ${name}`,
    openGroup: 'a kind of units',
    ignore: 'no unit',
  },
  why: { name: 'same name', alias: 'another name of it', proposed: 'perhaps the same', similar: 'similar name' },
  confirmRest: (n) => `Confirm the other ${n}`,
  confirmRestWhat:
    'Names of known units become these, all others new units. Names that may be the same body are left for you.',
  split: 'Split into several',
  splitHint: 'One name a line',
  onlyUndecided: 'Undecided only',
  unplacedLead:
    'Names of units and numbers in the document for which no task or goal was found. Mark them when you have seen them.',
  settle: 'Seen, nothing to do',
  settled: 'settled',
  reasons: {
    addressee: 'addressee',
    copied: 'copied',
    mentioned: 'mentioned without a duty',
    notAUnit: 'in a list of units, but looks like none',
    noTask: 'no task to belong to',
    secondQuantity: 'its task has a quantity already',
    noNode: 'outside tasks and goals',
    difference: 'the distance between two values',
    ceiling: 'an upper bound',
    unclear: 'unclear',
  },
  historyEmpty: 'No corrections yet',
  by: (name, at) => `${name}  ${at}`,
  problem: (problem) => {
    switch (problem.code) {
      case 'plan.draft.noTitle':
        return 'The plan has no title'
      case 'plan.draft.noPeriod':
        return 'The plan has no period, or it ends before it starts'
      case 'plan.draft.noTasks':
        return 'The plan has no tasks'
      case 'plan.draft.noLead':
        return `“${problem.title}” has no lead`
      case 'plan.draft.unitUndecided':
        return `Which unit “${problem.name}” is, has not been said`
      case 'plan.draft.unitCircle':
        return `“${problem.name}”: the same as … goes round in a circle`
      case 'plan.draft.unplaced':
        return `“${problem.text}” is unplaced`
    }
  },
  correction: (correction) => {
    switch (correction.edit) {
      case 'header':
        return `${FIELDS[correction.field]}: “${correction.value ?? 'none'}”`
      case 'task':
        return `correction.task ${correction.task + 1}, ${FIELDS[correction.field]}: “${correction.value}”`
      case 'addTask':
        return `added the task “${correction.title}”`
      case 'removeTask':
        return `removed correction.task ${correction.task + 1}`
      case 'measure':
        return `correction.task ${correction.task + 1}, measure: “${correction.title}”`
      case 'addMeasure':
        return `correction.task ${correction.task + 1}: added the measure “${correction.title}”`
      case 'removeMeasure':
        return `removed correction.measure ${correction.measure + 1} of correction.task ${correction.task + 1}`
      case 'moveMeasure':
        return `moved a measure from correction.task ${correction.task + 1} to correction.task ${correction.toTask + 1}`
      case 'responsibility':
        return `correction.task ${correction.task + 1}: ${correction.present ? 'added' : 'took away'} ${correction.name} (${correction.role})`
      case 'indicatorValue':
        return correction.to === null
          ? 'removed a figure'
          : `${correction.value === null ? 'added' : 'changed'} ${correction.to.value} (${correction.to.year ?? 'no year'})`
      case 'unit':
        return `${correction.name}: ${{ new: 'a new unit', unit: 'a known unit', same: 'merged with another name', openGroup: 'a kind of units', ignore: 'no unit' }[correction.decision.as]}`
      case 'splitUnit':
        return `split ${correction.name} correction.into ${correction.into.join(', ')}`
      case 'settleUnplaced':
        return 'settled an unplaced place'
    }
  },
}
