import { index, layout, prefix, type RouteConfig, route } from '@react-router/dev/routes'

/** Every address of the web, in one place. The first two blocks are public and send no script. */
export default [
  index('features/organization/public/counties.tsx'),
  route('sign-in', 'features/identity/public/sign-in.tsx'),
  route('sign-out', 'features/identity/public/sign-out.tsx'),
  route('preferences', 'shell/preferences.ts'),

  route(':county', 'shell/portal.tsx', { id: 'portal' }, [
    index('features/insight/public/home.tsx'),
    ...prefix('plan', [
      index('features/plan/public/plan.tsx'),
      route('tasks/:taskId', 'features/plan/public/task.tsx'),
      route('matrix', 'features/plan/public/matrix.tsx'),
      route('text', 'features/plan/public/text.tsx'),
    ]),
    route('progress', 'features/plan/public/progress.tsx'),
    route('progress/data', 'features/plan/public/progress-dictionary.tsx'),
    ...prefix('service', [
      index('features/service/public/menu.tsx'),
      route('order', 'features/service/public/order.tsx'),
      route('track', 'features/service/public/track.tsx'),
      route('at/:regionCode', 'features/service/public/village.tsx'),
      route('at/:regionCode/poster', 'features/service/public/poster.tsx'),
    ]),
    route('figures', 'features/plan/public/figures.tsx'),
    route('figures/:figureId', 'features/plan/public/figure.tsx'),
    route('units/:unitId', 'features/plan/public/unit.tsx'),
    route('service/demand', 'features/service/public/demand.tsx'),
  ]),

  // The workbench: signed-in staff, hydrated.
  route('desk', 'shell/workbench.tsx', { id: 'workbench' }, [
    layout('shell/workbench-pages.tsx', [
      // The page that starts the day, with the inbox in it.
      layout('features/plan/work/today/today.tsx', [index('features/notification/work/inbox-part.tsx')]),
      route('inbox', 'features/notification/work/inbox.tsx'),
      route('digests/:digestId', 'features/notification/work/digest.tsx'),
      route('password', 'features/identity/work/password.tsx'),
      ...prefix('reports', [
        index('features/plan/work/report/reports.tsx'),
        route(':reportId', 'features/plan/work/report/report.tsx'),
      ]),
      route('burden', 'features/plan/work/burden/burden.tsx'),
      ...prefix('plans', [
        index('features/plan/work/plans.tsx'),
        route(':planId', 'features/plan/work/plan.tsx'),
        route(':planId/review', 'features/plan/work/review.tsx'),
        route(':planId/diff', 'features/plan/work/diff.tsx'),
        route(':planId/trace', 'features/plan/work/trace/trace.tsx'),
      ]),
      ...prefix('years', [
        index('features/plan/work/years/years.tsx'),
        route(':yearPlanId', 'features/plan/work/years/year.tsx'),
        route(':yearPlanId/draft', 'features/plan/work/years/draft.tsx'),
        route(':yearPlanId/tasks/new', 'features/plan/work/years/new-task.tsx'),
      ]),
      ...prefix('annual-tasks', [
        route(':annualTaskId', 'features/plan/work/years/task.tsx'),
        route(':annualTaskId/edit', 'features/plan/work/years/edit-task.tsx'),
      ]),
      route('handover', 'features/plan/work/handover/handovers.tsx'),
      route('handover/:handoverId', 'features/plan/work/handover/handover.tsx'),
      ...prefix('evaluation', [
        index('features/plan/work/evaluation/evaluation.tsx'),
        route('values', 'features/plan/work/evaluation/values.tsx'),
      ]),
      ...prefix('appraisals', [
        index('features/plan/work/appraisal/appraisals.tsx'),
        route('schemes/:schemeId', 'features/plan/work/appraisal/scheme.tsx'),
        route(':appraisalId', 'features/plan/work/appraisal/appraisal.tsx'),
        route(':appraisalId/entries', 'features/plan/work/appraisal/entries.tsx'),
        route(':appraisalId/objections', 'features/plan/work/appraisal/objections.tsx'),
        route(':appraisalId/sheets/:unitId', 'features/plan/work/appraisal/sheet.tsx'),
      ]),
      ...prefix('supervision', [
        index('features/plan/work/supervision/board.tsx'),
        route('nodes/:nodeId', 'features/plan/work/supervision/node.tsx'),
        route('orders', 'features/plan/work/supervision/orders.tsx'),
        route('orders/:orderId', 'features/plan/work/supervision/order.tsx'),
        route('settings', 'features/plan/work/supervision/settings.tsx'),
      ]),
      ...prefix('service', [
        index('features/service/work/board.tsx'),
        route('orders/:orderId', 'features/service/work/order.tsx'),
        route('visits', 'features/service/work/visits.tsx'),
        route('visits/:visitId', 'features/service/work/visit.tsx'),
        route('menu', 'features/service/work/menu.tsx'),
        route('quality', 'features/service/work/quality.tsx'),
        route('settings', 'features/service/work/settings.tsx'),
      ]),
      ...prefix('ledger', [
        index('features/ledger/work/ledger.tsx'),
        route('new', 'features/ledger/work/record.tsx'),
        route('import', 'features/ledger/work/import.tsx'),
        route(':deliveryId', 'features/ledger/work/delivery.tsx'),
      ]),
      route('surveys', 'features/survey/work/surveys.tsx'),
      route('surveys/:surveyId', 'features/survey/work/survey.tsx'),
      ...prefix('service', [
        route('planning', 'features/service/work/plannings.tsx'),
        route('planning/:planningId', 'features/service/work/planning.tsx'),
        route('unmet', 'features/service/work/demand.tsx'),
        route('orders/:orderId/teams', 'features/service/work/ranking.tsx'),
      ]),
      route('units', 'features/organization/work/units.tsx'),
      route('units/:unitId', 'features/organization/work/unit.tsx'),
      route('accounts', 'features/identity/work/accounts.tsx'),
      route('audit', 'features/identity/work/audit.tsx'),
      route('settings', 'features/organization/work/settings.tsx'),
      route('settings/webhooks', 'features/notification/work/webhooks.tsx'),
      route('*', 'shell/not-found.tsx', { id: 'work-not-found' }),
    ]),
  ]),

  route('*', 'shell/not-found.tsx'),
] satisfies RouteConfig
