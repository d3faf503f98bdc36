import type { PlanText } from './document.ts'
import { actions } from './zhongxian-actions.ts'
import { projects } from './zhongxian-projects.ts'

/**
 * The demonstration plan of 忠县: structure, names, responsibilities and official figures are those of the county's plan of
 * 27 December 2022; every sentence is written for Kepu.
 */
export const zhongxianPlan: PlanText = {
  title: '忠县全民科学素质行动规划纲要实施方案（2021-2025年）',
  issuer: '忠县人民政府办公室',
  issuedOn: '2022-12-27',
  opening: ['为把国家和重庆市关于科学素质建设的部署落到本县，结合忠县实际，编制这份实施方案。'],
  chapters: [
    {
      title: '现状和问题',
      text: [
        '2020年全县公民具备科学素质的比例为8.0%，比2017年的5.3%高出2.7个百分点。与全市相比，全县公民科学素质比例比重庆市的10.2%低2.2个百分点。',
        '短板在于：人群之间、城乡之间差距大；阵地和人手在村一级偏少；群众想听的和送去的还对不上。',
      ],
    },
    {
      title: '工作目标',
      text: [
        '到2025年，公民具备科学素质的比例达到12%，各类人群之间的差距缩小。',
        '科普资源送得更准，村社服务更方便，科普与科技创新摆在同等位置的制度基本立起来，讲科学成为风气。',
      ],
    },
  ],
  categories: [actions, projects],
  phases: [
    '（一）启动实施（2022年）。各乡镇和部门制定计划，明确人员和时间。',
    '（二）深入实施（2022年至2025年）。按年度推进任务，年中检查、年底评议，缺什么补什么。',
    '（三）总结评估（2025年）。对照目标逐项核对，总结做法，公布结果。',
  ],
  closing: [
    '（一）组织保障。县政府把科学素质建设列入年度目标考核；县科协负责日常协调，每季度会商一次，各牵头单位年初排出任务清单。',
    '（二）机制保障。对成绩突出的集体和个人给予表扬，设立县级科普工作奖；定期测评公民科学素质和科普能力，结果作为改进工作的依据。',
    '（三）条件保障。科普经费列入县级预算并逐步增加，各责任单位在部门预算中安排相应支出，欢迎企业和社会力量出资出力，账目公开。',
  ],
}
