import { useLoaderData } from 'react-router'
import { InboxList, type loader, useInboxText } from './inbox.tsx'

export { loader } from './inbox.tsx'

/** The inbox within the page that starts the day. */
export default function InboxPart() {
  const { items, next } = useLoaderData<typeof loader>()
  const text = useInboxText()
  return (
    <div>
      <h2>{text.title}</h2>
      <InboxList items={items} next={next} />
    </div>
  )
}
