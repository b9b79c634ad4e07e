import type { Ledger } from '../github/ledger.ts';
import { createMemoryLedger } from '../github/memory-ledger.ts';
import { NO_CONVERSATION, type Conversation } from '../plan/conversation.ts';
import type { Memory } from '../jobs/memory/memory.ts';

/**
 * The memory of one run of the command line: it begins empty and is gone at the end. What Milepost did before is known
 * from the markers on GitHub; the check run and the dashboard are the app's to write.
 */
export function createRunMemory(): Memory {
  const ledgerByPath = new Map<string, Ledger>();
  const conversationByPath = new Map<string, Conversation>();
  return {
    readings: async () => [],
    rename: async () => {},
    remember: async () => {},
    rememberConfiguration: async () => {},
    rememberAgain: async () => {},
    rememberPointers: async () => {},
    observation: async () => null,
    rememberObservation: async () => {},
    ledger(path) {
      const ledger = ledgerByPath.get(path) ?? createMemoryLedger();
      ledgerByPath.set(path, ledger);
      return ledger;
    },
    conversation: async (path) => conversationByPath.get(path) ?? NO_CONVERSATION,
    saveConversation: async (path, conversation) => {
      conversationByPath.set(path, conversation);
    },
    checks: null,
    dashboards: null,
    pages: null,
    commands: null,
  };
}
