import type { YearsText } from './messages.zh-CN.ts'

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

export const yearsEn: YearsText = {
  title: 'Annual work',
  lead: 'Measures of the plan become tasks of a year: who leads, how much, by when. Progress is computed from the ledger; nobody reports it.',
  year: 'Year',
  plan: 'Work plan',
  status: 'Status',
  statuses: { draft: 'draft', issued: 'issued', closed: 'closed' },
  issuedAt: 'Issued',
  closedAt: 'Closed',
  empty: 'No work plan yet. Drafted from the plan’s measures, a year takes minutes.',
  open: 'New year',
  openHint: 'Begin with an empty plan, then choose from the plan’s measures or last year’s tasks.',
  defaultTitle: (year) => `${year}年全民科学素质工作计划`,
  documentNumber: 'Document number',
  optional: 'optional',
  required: 'Needed',
  tabs: { tasks: 'Tasks', gantt: 'Gantt', calendar: 'Calendar', receipts: 'Receipts', changes: 'Changes' },
  view: 'View',
  excel: 'Excel',
  word: 'Word table',
  print: 'Print',
  propose: 'Draft from plan or last year',
  add: 'Add a task',
  issue: 'Issue',
  issueQuestion: (tasks, bodies) => `Issue ${plural(tasks, 'task', 'tasks')} to ${plural(bodies, 'body', 'bodies')}?`,
  issueConsequence: 'Each body finds it in its inbox and signs. After that, changes need a reason.',
  issued: 'Issued: every body has it in its inbox',
  close: 'Close the year',
  closeQuestion: (open) =>
    open === 0
      ? 'All nodes are done. Close the year?'
      : `${plural(open, 'node is', 'nodes are')} still open. Close all the same?`,
  closeConsequence: 'Nothing can be changed or reopened afterwards; open nodes stay on record as open.',
  closed: 'The year is closed',
  find: 'Find a task',
  unit: 'Unit',
  planTask: 'Task of the plan',
  state: 'State',
  states: { overdue: 'overdue', soon: 'due soon', running: 'under way', done: 'done', withdrawn: 'withdrawn' },
  mine: 'ours',
  onlyMine: 'only ours',
  task: 'Task',
  target: 'Target',
  progress: 'Progress',
  bodies: 'Leads / supports',
  due: 'Next node',
  total: (shown, all) => (shown === all ? plural(all, 'task', 'tasks') : `${shown} of ${plural(all, 'task', 'tasks')}`),
  noTasks: 'No tasks yet. Use “Draft from plan or last year”, choose, and add them in one go.',
  noneFound: 'No task meets these conditions.',
  scopes: { together: 'together', each: 'each' },
  amount: (quantity, unit) => `${quantity.toLocaleString('en-US')} ${unit}`,
  achieved: (achieved, quantity, unit) =>
    `${achieved.toLocaleString('en-US')} / ${quantity.toLocaleString('en-US')} ${unit}`,
  reachedBodies: (reached, all) => `${reached} of ${plural(all, 'unit', 'units')} there`,
  nodesDone: (done, all) => `nodes ${done} / ${all}`,
  records: 'records that count',
  leads: 'leads',
  supports: 'supports',
  andMore: (n) => `and others, ${n} in all`,
  allDone: 'all nodes done',
  overdueSince: (day) => `overdue since ${day}`,
  dueOn: (day, title) => `${day} ${title}`,
  edit: 'Edit',
  change: 'Change',
  withdraw: 'Withdraw',
  remove: 'Delete',
  duplicate: 'Duplicate',
  removeQuestion: 'Delete this task?',
  removed: 'Deleted',
  saved: 'Saved',
  today: 'today',
  ganttHint:
    'Bars run from start to end, diamonds are nodes. Tab moves from bar to bar, Enter opens the task; “Tasks” shows the same as a table.',
  node: 'Node',
  nodeDone: (day) => `done ${day}`,
  nodeOpen: 'open',
  nodeLate: 'overdue',
  month: 'Month',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  holiday: 'off',
  makeUp: 'work',
  noNodesInMonth: 'No node falls in this month.',
  provisional: 'The holiday notice of this year is not known yet: weekends only.',
  subscribe: 'Subscribe in a phone or in Outlook',
  subscribeHint:
    'The address shows nodes, days and amounts, nothing of persons. Keep it to yourselves; “New address” shuts the old one at once.',
  subscribeMake: 'Make an address',
  subscribeRenew: 'New address',
  subscribeQuestion: 'The old address stops working at once',
  copy: 'Copy',
  copied: 'Copied',
  receivedAt: 'Signed at',
  receivedBy: 'Signed by',
  remindedAt: 'Last reminded',
  notReceived: 'not signed',
  receive: 'Sign',
  received: 'Signed',
  receiptSummary: (signed, all) => `${signed} of ${plural(all, 'unit has', 'units have')} signed`,
  onlyUnsigned: 'only unsigned',
  remind: 'Remind who has not signed',
  reminded: (n) => `${plural(n, 'unit', 'units')} reminded`,
  noReceipts: 'Once it is issued, this shows who has signed.',
  noChanges: 'Nothing was changed. Every change after issuing stays here with its reason.',
  changedAt: 'When',
  reason: 'Reason',
  reasonHint: 'Say why: the bodies concerned will read it',
  content: 'What changed',
  changedBy: 'By',
  signed: (signed, all) => `${signed}/${all} signed`,
  fields: {
    title: 'Name',
    deliverable: 'Deliverable',
    purpose: 'Measure',
    target: 'Quantity',
    startsOn: 'Start',
    dueOn: 'End',
    duty: 'Bodies',
    node: 'Node',
    withdrawn: 'Withdrawn',
  },
  nothing: 'none',
  added: 'new',
  gone: 'taken away',
  ruleChanged: 'the rule of counting was changed',
  roles: { lead: 'leads', support: 'supports' },
  fromTo: (before, after) => `${before} → ${after}`,
  editTitle: 'Edit the task',
  addTitle: 'Add a task',
  changeTitle: 'Change the task',
  correctTitle: 'Check the proposal',
  name: 'Name of the task',
  measure: 'Measure',
  wholeTask: 'the whole task',
  deliverable: 'Deliverable',
  deliverableHint: 'e.g. list of participants',
  hasTarget: 'Has a quantity (counted from the ledger)',
  quantity: 'Quantity',
  countUnit: 'Unit of count',
  scope: 'Who reaches it',
  counts: 'Counted',
  countWords: { deliveries: 'events', personTimes: 'attendances', persons: 'people' },
  purposes: {
    measure: 'recorded for this measure',
    task: 'recorded for the whole task',
    any: 'any work of the bodies',
  },
  purposeLabel: 'Which records count',
  doers: { duty: 'of the bodies with a duty and below', any: 'of whatever unit' },
  doersLabel: 'Whose work counts',
  kinds: 'Kinds (none: all)',
  audiences: 'Groups (none: all)',
  startsOn: 'Start',
  endsOn: 'End',
  allTownships: 'add all townships',
  nodes: 'Nodes',
  nodeTitle: 'Name of the node',
  nodeDay: 'Day',
  nodeQuantity: 'Amount by then',
  addNode: 'Add a node',
  removeNode: 'Remove the node',
  quick: { quarter: 'quarterly', half: 'half-yearly', month: 'monthly' },
  quickTitle: (index, of) =>
    of === 'month'
      ? `${index}月`
      : of === 'half'
        ? index === 1
          ? '上半年'
          : '全年'
        : `${'一二三四'[index - 1] ?? ''}季度`,
  save: 'Save',
  cancel: 'Cancel',
  proposeTitle: 'Draft tasks of the year',
  proposeLead:
    'Proposals are made by fixed rules from the plan or from last year, and each says what it rests on. Choose, check, add in one go; nothing is saved by itself.',
  source: 'From',
  sources: { plan: 'the plan’s measures', lastYear: 'last year', table: 'Excel' },
  addChosen: (n) => `Add ${plural(n, 'task', 'tasks')}`,
  addedTasks: (n) => `${plural(n, 'task', 'tasks')} added`,
  correct: 'Check',
  basis: 'Rests on',
  notSound: 'Needs a lead or a task of the plan first',
  choose: 'Choose',
  chooseAll: 'Choose all that can be added',
  tableHint: 'Start from an exported workbook (.xlsx, .csv). It is checked first, row by row; nothing is written.',
  tableChecking: 'Checking …',
  tableSummary: (rows, ready) => `${plural(rows, 'row', 'rows')}, ${ready} can be added`,
  row: 'Row',
  noteOf(note) {
    switch (note.code) {
      case 'quantityOfPlan':
        return `quantity of the plan: ${note.quantity.value} ${note.quantity.unit}`
      case 'quantityShared':
        return `${note.quantity.value} ${note.quantity.unit} in ${note.years} years, an even share`
      case 'quantityUndated':
        return `the plan says ${note.quantity.value} ${note.quantity.unit} without a year: please check`
      case 'quantityOtherYears':
        return `the plan’s ${note.quantity.value} ${note.quantity.unit} are for other years`
      case 'quantityNotCounted':
        return `the ledger does not count “${note.quantity.unit}”: put as deliverable`
      case 'kindsOfWords':
        return `kinds taken from the words ${note.words.join(', ')}`
      case 'groupOpened':
        return `“${note.name}” taken as ${plural(note.bodies, 'body', 'bodies')}`
      case 'groupUnknown':
        return `“${note.name}” names nobody: please add bodies`
      case 'deadlinePassed':
        return `the plan’s deadline “${note.deadline}” has passed`
      case 'leadMissing':
        return 'nobody leads: please choose'
      case 'bodyGone':
        return `“${note.name}” is closed and left out`
      case 'measureGone':
        return `the measure “${note.title}” is not in the plan any more`
      case 'taskGone':
        return `the task “${note.title}” is not in the plan any more: choose another`
      case 'dayMoved':
        return `${note.from} is a day off: the node is due on ${note.to}`
      case 'newInPlan':
        return 'new in the plan'
      case 'present':
        return 'in this year already'
    }
  },
  workTitle: 'Records that count',
  workLead: (records, total) => `${plural(records, 'record', 'records')}, ${total} in all`,
  workEmpty: 'No record counts yet. What is recorded in the ledger for this task or measure will.',
  counted: 'Counts',
  complete: 'Report as done',
  completedOn: 'Done on',
  note: 'Note',
  completed: 'Noted',
  owner: 'Whose',
  allLeads: 'all leads together',
  doneOn: 'State',
  byUnit: 'By unit',
}
