import type { ReportLine, ReportView } from '@kepu/contract/plan-report'
import { Progress, Tag } from 'antd'
import type { ReactNode } from 'react'
import { withQuery } from '../../../../lib/api.ts'
import { formatDay, formatNumber } from '../../../../lib/format.ts'
import { useLanguage, useTerms } from '../../../../lib/screen.tsx'
import { Records } from './records.tsx'
import { Sentence } from './sentence.tsx'
import { useReportText } from './words.ts'

/** One task: four figures, what was due, what stands behind it, and room for a sentence. */
export function Line({ line, report, canRecord }: { line: ReportLine; report: ReportView; canRecord: boolean }) {
  const text = useReportText()
  const writable = report.can.includes('plan.report.remark')
  return (
    <li className="report-line">
      <h2>
        {line.title}{' '}
        <small>
          {line.label} · {text.roles[line.role]}
        </small>
      </h2>
      <Figures line={line} />
      <details className="report-more">
        <summary>{text.records(line.deliveryIds.length)}</summary>
        <Parts line={line} />
        <Records
          reportId={report.id}
          annualTaskId={line.annualTaskId}
          key={report.seen}
          count={line.deliveryIds.length}
        />
        {canRecord && (
          <p className="report-edit">
            <a
              href={withQuery('/desk/ledger/new', {
                taskId: line.taskId,
                measureId: line.measureId,
                unitId: report.unitId,
              })}
              title={text.addWorkHint}
            >
              {text.addWork}
            </a>{' '}
            <span className="quiet">{text.addWorkHint}</span>
          </p>
        )}
      </details>
      <Sentence
        report={report}
        annualTaskId={line.annualTaskId}
        label={line.title}
        value={line.sentence}
        writable={writable}
      />
    </li>
  )
}

function Figures({ line: { target, own, together, nodes } }: { line: ReportLine }) {
  const text = useReportText()
  const percent = target === null ? null : Math.round(((together ?? own).cumulative / target.quantity) * 100)
  return (
    <dl className="report-figures">
      <Fact label={text.planned}>
        {target === null ? text.noTarget : `${formatNumber(target.quantity)} ${target.unit}`}
      </Fact>
      <Fact label={text.inPeriod}>
        <b>{formatNumber(own.period)}</b>
      </Fact>
      <Fact label={text.cumulative}>
        <b>{formatNumber(own.cumulative)}</b>
        {together !== null && <div className="quiet">{text.together(formatNumber(together.cumulative))}</div>}
      </Fact>
      <Fact label={text.share}>
        {percent === null ? (
          '—'
        ) : (
          <Progress
            percent={Math.min(100, percent)}
            size="small"
            aria-label={text.share}
            format={() => `${percent}%`}
          />
        )}
      </Fact>
      <Fact label={text.nodes}>{nodes.length === 0 ? text.noNodes : <Nodes nodes={nodes} />}</Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Nodes({ nodes }: { nodes: ReportLine['nodes'] }) {
  const text = useReportText()
  const language = useLanguage()
  return (
    <ul className="report-list">
      {nodes.map(({ nodeId, title, dueOn, doneOn }) => (
        <li key={nodeId}>
          {title}{' '}
          {doneOn === null ? (
            <Tag color="orange">{text.nodeOpen(formatDay(dueOn, language))}</Tag>
          ) : (
            <Tag color="green">{text.nodeDone(formatDay(doneOn, language))}</Tag>
          )}
        </li>
      ))}
    </ul>
  )
}

function Parts({ line }: { line: ReportLine }) {
  const text = useReportText()
  const { deliveryKind, audience } = useTerms()
  const parts: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    [
      text.byKind,
      line.byKind.map(
        ({ kind, deliveries }) => [deliveryKind[kind], text.deliveries(formatNumber(deliveries))] as const,
      ),
    ],
    [
      text.byAudience,
      line.byAudience.map(
        ({ audience: group, personTimes }) => [audience[group], text.personTimes(formatNumber(personTimes))] as const,
      ),
    ],
    [
      text.byRegion,
      line.byRegion.map(
        ({ regionName, deliveries }) => [regionName, text.deliveries(formatNumber(deliveries))] as const,
      ),
    ],
  ]
  return (
    <div className="report-parts">
      {parts.map(([heading, rows]) =>
        rows.length === 0 ? null : (
          <section key={heading}>
            <h3>{heading}</h3>
            <ul>
              {rows.map(([name, amount]) => (
                <li key={name}>
                  {name} <span className="quiet">{amount}</span>
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
    </div>
  )
}
