import type { MeView } from '@kepu/contract/identity'
import type { CountyView } from '@kepu/contract/organization'

/** Who works here, in which county: what the parts of the frame show. */
export interface FrameProps {
  readonly me: MeView
  readonly county: CountyView
}
