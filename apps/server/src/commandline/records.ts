import type { CliCommand } from './command.ts'

/** Backup, restore and verification of what Kepu keeps. */
export const recordCommands: readonly CliCommand[] = []
