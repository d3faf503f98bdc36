import type { Api } from '../../../platform/http.ts'
import { answerExtension, askExtension, withdrawExtension } from './commands/extension.ts'
import { setSupervision } from './commands/set.ts'
import { answerWait, endWait, tellWait } from './commands/wait.ts'
import { showNode } from './node-page.ts'
import {
  acceptOrder,
  approveOrder,
  excuseOrder,
  handleOrder,
  issueOrder,
  openOrder,
  raiseOrder,
  receiveOrder,
  reportOrder,
  returnOrder,
  sendBackOrder,
  submitOrder,
  withdrawOrder,
} from './order/commands.ts'
import { handOverDocument, orderDocument } from './order/document.ts'
import { listOrders, showHandOver, showOrder } from './order/queries.ts'
import { listLights, showLightBoard, showSupervision } from './queries.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export function supervisionRoutes(api: Api): void {
  api.query(showLightBoard, '/supervision/board')
  api.query(listLights, '/supervision/lights')
  api.query(showSupervision, '/supervision/setting')
  api.command(setSupervision, { method: 'put', path: '/supervision/setting' })
  api.query(showNode, '/supervision/nodes/{nodeId}')
  api.command(askExtension, { method: 'post', path: '/supervision/nodes/{nodeId}/extensions', status: 201 })
  api.command(answerExtension, { method: 'post', path: '/supervision/extensions/{extensionId}/answer' })
  api.command(withdrawExtension, { method: 'post', path: '/supervision/extensions/{extensionId}/withdrawal' })
  api.command(tellWait, { method: 'post', path: '/supervision/nodes/{nodeId}/waits', status: 201 })
  api.command(answerWait, { method: 'post', path: '/supervision/waits/{waitId}/answer' })
  api.command(endWait, { method: 'post', path: '/supervision/waits/{waitId}/end' })
  orderRoutes(api)
}

function orderRoutes(api: Api): void {
  const at = (step: string) => ({ method: 'post', path: `/supervision/orders/{supervisionOrderId}/${step}` }) as const
  api.query(listOrders, '/supervision/orders')
  api.query(showOrder, '/supervision/orders/{supervisionOrderId}', {
    docx: { mediaType: DOCX, fileName: ({ number }) => `${number}.docx`, write: orderDocument },
  })
  api.query(showHandOver, '/supervision/orders/{supervisionOrderId}/hand-over', {
    docx: {
      mediaType: DOCX,
      fileName: ({ order }) => `移交材料${order.number}.docx`,
      write: ({ order, page }) => handOverDocument(order, page),
    },
  })
  api.command(openOrder, { method: 'post', path: '/supervision/nodes/{nodeId}/orders', status: 201 })
  api.command(submitOrder, at('submission'))
  api.command(approveOrder, at('approval'))
  api.command(sendBackOrder, at('refusal'))
  api.command(issueOrder, at('issue'))
  api.command(receiveOrder, at('receipt'))
  api.command(handleOrder, at('handling'))
  api.command(reportOrder, at('report'))
  api.command(returnOrder, at('return'))
  api.command(acceptOrder, at('closing'))
  api.command(raiseOrder, at('raise'))
  api.command(excuseOrder, at('excuse'))
  api.command(withdrawOrder, at('withdrawal'))
}
