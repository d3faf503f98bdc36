import { allocations, type SurveyDesign, type SurveyView, strataKinds } from '@kepu/contract/survey'
import { App, Button, Form, InputNumber, Select, Tag } from 'antd'
import { useMemo } from 'react'
import { formatNumber } from '../../../lib/format.ts'
import { Chart } from '../../../ui/chart.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useCommand } from '../../../ui/use-command.ts'
import { changeDesign } from './verbs.ts'
import { percent, useSurveyText } from './words.ts'

/** The form shows shares as percentages. */
type DesignForm = Omit<SurveyDesign, 'answersBefore' | 'before'> & {
  readonly before: number | null | undefined
  readonly answersBefore: number | null | undefined
}

const toPercent = (share: number | null) => (share === null ? null : Number((share * 100).toFixed(4)))

function formOf(design: SurveyDesign): DesignForm {
  return {
    ...design,
    expected: design.expected * 100,
    margin: design.margin * 100,
    responseRate: design.responseRate * 100,
    before: toPercent(design.before),
  }
}

function designOf(form: DesignForm): SurveyDesign {
  const { before, answersBefore } = form
  return {
    ...form,
    expected: form.expected / 100,
    margin: form.margin / 100,
    responseRate: form.responseRate / 100,
    before: before === null || before === undefined ? null : before / 100,
    answersBefore: answersBefore ?? null,
  }
}

/** What is wished, how the sample is cut, and what that can do. */
export function PrecisionTab({ survey }: { survey: SurveyView }) {
  return (
    <div className="survey-columns">
      <DesignFields key={survey.header.version} survey={survey} />
      <Results survey={survey} />
    </div>
  )
}

function DesignFields({ survey: { header, design } }: { survey: SurveyView }) {
  const text = useSurveyText()
  const { message } = App.useApp()
  const { run, running, problem } = useCommand(changeDesign)
  const save = async (form: DesignForm) => {
    const outcome = await run({ surveyId: header.id, version: header.version, design: designOf(form) })
    if (outcome.ok) void message.success(text.saved)
  }
  return (
    <section className="panel">
      <ProblemAlert problem={problem} />
      <Form<DesignForm>
        layout="vertical"
        initialValues={formOf(design)}
        onFinish={(form) => void save(form)}
        disabled={!header.can.includes('survey.design.change')}
      >
        <h2>{text.wish}</h2>
        <div className="survey-fields">
          <Share name="expected" label={text.expected} required />
          <Share name="margin" label={text.margin} required />
          <Share name="before" label={text.shareBefore} />
          <Form.Item name="answersBefore" label={text.answersBefore}>
            <InputNumber min={50} max={1_000_000} precision={0} />
          </Form.Item>
        </div>
        <h2>{text.howToDraw}</h2>
        <div className="survey-fields">
          <Form.Item name="strata" label={text.strata}>
            <Select options={strataKinds.map((value) => ({ value, label: text.strataKinds[value] }))} />
          </Form.Item>
          <Form.Item name="allocation" label={text.allocation}>
            <Select options={allocations.map((value) => ({ value, label: text.allocations[value] }))} />
          </Form.Item>
          <Form.Item name="villages" label={text.villages} rules={[{ required: true }]}>
            <InputNumber min={2} max={2000} precision={0} />
          </Form.Item>
          <Form.Item name="addresses" label={text.addresses} rules={[{ required: true }]}>
            <InputNumber min={2} max={200} precision={0} />
          </Form.Item>
        </div>
        <h2>{text.field}</h2>
        <div className="survey-fields">
          <Share name="responseRate" label={text.responseRate} required />
          <Form.Item name="homogeneity" label={text.homogeneity} extra={text.homogeneityHelp}>
            <InputNumber min={0} max={0.5} step={0.01} />
          </Form.Item>
          <Form.Item name="weightingEffect" label={text.weightingEffect} extra={text.weightingEffectHelp}>
            <InputNumber min={1} max={4} step={0.1} />
          </Form.Item>
        </div>
        {header.can.includes('survey.design.change') && (
          <Button type="primary" htmlType="submit" loading={running}>
            {text.save}
          </Button>
        )}
      </Form>
    </section>
  )
}

function Share({ name, label, required = false }: { name: string; label: string; required?: boolean }) {
  return (
    <Form.Item name={name} label={label} rules={[{ required }]}>
      <InputNumber min={0.1} max={100} step={0.5} />
    </Form.Item>
  )
}

function Results({ survey: { design, power } }: { survey: SurveyView }) {
  const text = useSurveyText()
  const enough = power.answersExpected >= power.answersNeeded
  return (
    <section className="panel">
      <h2>{text.results}</h2>
      <dl className="survey-results">
        <dt>{text.designEffect}</dt>
        <dd>
          <b>{power.designEffect.toFixed(2)}</b> <small className="quiet">{text.designEffectNote}</small>
        </dd>
        <dt>{text.answersExpected}</dt>
        <dd>
          <b>{formatNumber(power.answersExpected)}</b>{' '}
          <Tag color={enough ? 'green' : 'orange'}>{enough ? text.enough : text.short}</Tag>
        </dd>
        <dt>{text.marginReached}</dt>
        <dd>
          <b>{text.points((power.marginReached * 100).toFixed(1))}</b>
        </dd>
        <dt>{text.needed}</dt>
        <dd>{text.neededText(power.answersNeeded, power.addressesNeeded)}</dd>
        <dt>{text.power}</dt>
        <dd>
          {power.power === null || design.before === null ? (
            <span className="quiet">{text.noPower}</span>
          ) : (
            <>
              <b>{percent(power.power, 0)}</b>{' '}
              <small className="quiet">{text.powerNote(percent(design.before), percent(design.expected))}</small>
            </>
          )}
        </dd>
      </dl>
      <h2>{text.curve}</h2>
      <Curve survey={{ power }} />
    </section>
  )
}

function Curve({ survey: { power } }: { survey: Pick<SurveyView, 'power'> }) {
  const text = useSurveyText()
  const option = useMemo(() => {
    const points = power.curve.map(({ answers, margin }) => [answers, Number((margin * 100).toFixed(2))])
    const chances = power.curve.flatMap(({ answers, power: chance }) =>
      chance === null ? [] : [[answers, Number((chance * 100).toFixed(0))]],
    )
    const here = [power.answersExpected, Number((power.marginReached * 100).toFixed(2))]
    return {
      grid: { left: 44, right: chances.length > 0 ? 44 : 12, top: 34, bottom: 40 },
      legend: { top: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'value', name: text.curveAnswers, nameLocation: 'middle', nameGap: 26 },
      yAxis: [
        { type: 'value', min: 0 },
        { type: 'value', min: 0, max: 100, show: chances.length > 0, splitLine: { show: false } },
      ],
      series: [
        {
          name: text.curveMargin,
          type: 'line',
          data: points,
          color: '#0b4f8a',
          markPoint: { data: [{ name: text.now, coord: here, value: here[1] }] },
        },
        ...(chances.length > 0
          ? [
              {
                name: text.curvePower,
                type: 'line',
                yAxisIndex: 1,
                data: chances,
                color: '#8a5a0b',
                lineStyle: { type: 'dashed' },
              },
            ]
          : []),
      ],
    }
  }, [power, text])
  return (
    <Chart label={text.curveLabel(text.points((power.marginReached * 100).toFixed(1)))} option={option} height={260} />
  )
}
