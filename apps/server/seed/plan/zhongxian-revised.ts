import type { PlanCategory, PlanTask, PlanText } from './document.ts'
import { zhongxianPlan } from './zhongxian.ts'

/** Bodies that are written otherwise in the revision: a merged one, a renamed one, and one shortened by a careless hand. */
const WRITTEN: Readonly<Record<string, string>> = {
  县乡村振兴局: '县农业农村委',
  县大数据发展局: '县数据管理局',
  县文化旅游委: '县文旅委',
}

function revisedTask(task: PlanTask): PlanTask {
  const lead = namesIn(task.lead)
  const responsible = namesIn(task.responsible).filter((name) => !lead.includes(name))
  return {
    ...task,
    lead,
    responsible,
    measures: task.measures.map((measure) => ({ ...measure, ...changes[measure.title] })),
  }
}

const namesIn = (names: readonly string[]) => [...new Set(names.map((name) => WRITTEN[name] ?? name))]

/** Measures that get another text, most of them with a number. */
const changes: Readonly<Record<string, { readonly text: string }>> = {
  实施科技创新后备人才培育计划: {
    text: '培养名册每学期更新一次；县级科技赛事每年不少于6场，由各校轮流承办，优秀作品推荐到市里。',
  },
  实施智慧助老科普行动: {
    text: '老年手机课每年不少于200场，一对一教挂号、缴费、视频通话，每堂课都讲一个新骗局。',
  },
  加强基层科普阵地建设: {
    text: '到2025年建成60个社区科普活动室，农家科普书屋的图书和展具在乡镇之间轮换。',
  },
}

const cooperation: PlanTask = {
  title: '实施科普志愿服务工程',
  text: '把愿意做科普的人组织起来，让村社随时有人可请。',
  measures: [
    {
      title: '建好科技志愿服务队',
      text: '每个乡镇（街道）至少有1支队伍，登记专长和空闲时间，群众提需求后三天内有回音。',
    },
    { title: '做好志愿服务保障', text: '志愿者有保险、有培训、有服务记录，服务时长可以查询和转移。' },
  ],
  lead: ['县科协'],
  responsible: ['县委社会工作部', '县民政局', '团县委', '各乡镇（街道）'],
}

function revisedCategory(category: PlanCategory): PlanCategory {
  const tasks = category.tasks.map(revisedTask)
  return { ...category, tasks: category.name === '重点工程' ? [...tasks, cooperation] : tasks }
}

/**
 * An invented revision of the plan in the middle of its period. It lies in the demonstration as a draft, so that there is
 * something to check: bodies that a person has to decide on, new figures, a new task, a comparison with the plan in force.
 */
export const revisedPlan: PlanText = {
  ...zhongxianPlan,
  issuedOn: '2024-11-15',
  opening: ['这是供演示核对用的修订稿，改动内容全部虚构，不是忠县的文件。', ...zhongxianPlan.opening],
  categories: zhongxianPlan.categories.map(revisedCategory),
}
