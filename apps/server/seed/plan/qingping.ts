import type { PlanText } from './document.ts'

const title = '青屏县全民科学素质行动规划纲要实施方案（2021-2025年）'

/** An invented plan of an invented county: shows that counties don't see each other. */
export const qingpingPlan: PlanText = {
  title,
  issuer: '青屏县人民政府办公室',
  issuedOn: '2022-03-15',
  opening: ['为让全县群众更好地学科学、用科学，编制这份实施方案。'],
  chapters: [
    {
      title: '工作目标',
      text: [
        '2020年全县公民具备科学素质的比例为7.1%。',
        '到2025年，全县公民具备科学素质的比例达到11%，山区群众学科学更方便。',
      ],
    },
  ],
  categories: [
    {
      name: '提升行动',
      text: '从学校、田间和车间三处着手。',
      tasks: [
        {
          title: '实施青少年科学素质提升行动',
          text: '让山里的孩子也能做实验。',
          measures: [
            { title: '建设流动实验室', text: '一辆车装满器材，轮流开到各乡镇小学，老师跟着学、孩子动手做。' },
            { title: '培养科技辅导员', text: '每所学校有一名老师专门负责科技活动，寒暑假集中学习。' },
          ],
          lead: ['县教育局', '县科协'],
          responsible: ['县委宣传部', '县科技局', '团县委'],
        },
        {
          title: '实施农民科学素质提升行动',
          text: '围绕茶叶和中药材讲技术。',
          measures: [
            { title: '开办茶园课堂', text: '采茶季前讲病虫害识别，采茶季后讲加工和卫生。' },
            { title: '建立药材示范片', text: '技术人员在示范片里边种边教，农户看着学。' },
          ],
          lead: ['县农业农村局'],
          responsible: ['县科协', '县妇联', '各乡镇'],
        },
        {
          title: '实施产业工人科学素质提升行动',
          text: '把安全知识讲到班组。',
          measures: [{ title: '推行班前一课', text: '每天开工前用几分钟讲一个安全或技能要点。' }],
          lead: ['县总工会', '县应急局'],
          responsible: ['县人力社保局', '县科协'],
        },
      ],
    },
    {
      name: '重点工程',
      text: '补阵地、强队伍。',
      tasks: [
        {
          title: '实施科普基础设施工程',
          text: '让每个乡镇都有一处能学习的地方。',
          measures: [
            { title: '改造乡镇科普角', text: '利用文化站闲置房间，放图书、展板和简单器材。' },
            { title: '开放气象观测站', text: '每月接待一批学生和村民，讲天气怎样预报。' },
          ],
          lead: ['县科协'],
          responsible: ['县财政局', '县文化旅游局', '县气象局'],
        },
      ],
    },
  ],
  phases: [
    '（一）启动实施（2022年）。明确任务和人员。',
    '（二）深入实施（2023年至2024年）。按年推进，年底评议。',
    '（三）总结评估（2025年）。对照目标核对，公布结果。',
  ],
  closing: ['县科协每季度汇总进展，公开接受群众意见。'],
}
