/** What the database has to say while it starts or breaks; a pino logger fits. */
export interface DatabaseLog {
  info(text: string): void
  warn(text: string): void
}
