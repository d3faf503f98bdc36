/** A way to somebody's telephone: short messages of an operator, or whatever a county has bought. */
export interface TextChannel {
  /** @throws when the message wasn't taken: the job that sends it tries again */
  send(phone: string, text: string): Promise<void>
}

const PATIENCE_MS = 10_000

/** Hands texts to a program of the county's as JSON: `{ "phone": "…", "text": "…" }`, with a word that it knows us by. */
export function webhookChannel(url: string, word: string): TextChannel {
  return {
    async send(phone, text) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${word}` },
        body: JSON.stringify({ phone, text }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      if (!answer.ok) throw new Error(`the channel for texts answered ${answer.status}`)
    },
  }
}
