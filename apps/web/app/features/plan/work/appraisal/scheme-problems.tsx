import { hinders, type SchemeProblem } from '@kepu/contract/plan-appraisal'
import { Alert } from 'antd'
import type { AppraisalText } from './messages.zh-CN.ts'
import { useAppraisalText, useMetricReason } from './words.ts'

type MetricReason = ReturnType<typeof useMetricReason>

function sentenceOf(problem: SchemeProblem, text: AppraisalText, metricReason: MetricReason): string {
  switch (problem.code) {
    case 'sectionSum':
      return text.problems.sectionSum(problem.title, text.groups[problem.group], problem.stated, problem.sum)
    case 'totalSum':
      return text.problems.totalSum(text.groups[problem.group], problem.stated, problem.sum)
    case 'wordsDiffer':
      return text.problems.wordsDiffer(problem.title, problem.stated, problem.written)
    case 'refusedMetric':
      return `“${problem.title}”：${metricReason(problem.metric, problem.word)}`
    case 'noPoints':
      return text.problems.noPoints(problem.title)
    case 'sameTitle':
      return text.problems.sameTitle(problem.title)
    case 'gradeOrder':
      return text.problems.gradeOrder(problem.name, problem.from)
  }
}

/** What is wrong and where, while it's being typed: the same check that the server refuses by. */
export function SchemeProblems({ problems }: { problems: readonly SchemeProblem[] }) {
  const text = useAppraisalText()
  const metricReason = useMetricReason()
  const serious = problems.filter(hinders).length
  if (problems.length === 0) return <Alert type="success" showIcon title={text.allWell} className="check" />
  return (
    <Alert
      type={serious > 0 ? 'error' : 'warning'}
      showIcon
      className="check"
      title={serious > 0 ? text.problemsCount(serious) : text.allWell}
      description={
        <ul className="problems">
          {problems.map((problem) => {
            const sentence = sentenceOf(problem, text, metricReason)
            return <li key={sentence}>{sentence}</li>
          })}
        </ul>
      }
    />
  )
}
