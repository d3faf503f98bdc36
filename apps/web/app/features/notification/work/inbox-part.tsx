import { useLoaderData } from 'react-router'
import { InboxList, type loader, useInboxText } from './inbox.tsx'

export { loader } from './inbox.tsx'

/** The inbox within the page that starts the day. */
export default function InboxPart() {
  const { items, next } = useLoaderData<typeof loader>()
  const text = useInboxText()
  return (
    <section aria-labelledby="inbox">
      <h2 id="inbox">{text.title}</h2>
      <InboxList items={items} next={next} />
    </section>
  )
}
